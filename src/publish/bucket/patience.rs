//! No request waits for ever: one that gets no answer is made again, and then given up.

use std::error::Error as StdError;
use std::fmt;
use std::num::NonZeroU64;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream::{self, BoxStream};
use futures_util::{Stream, StreamExt, TryStreamExt};
use object_store::path::Path as Key;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, GetResultPayload, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    ObjectStoreExt, PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
};
use tokio::time::timeout;

/// How long a host may be silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Until it answers, and from one piece of an answer to the next.
    pub answer: Duration,
    /// On the slowest line that is good enough, in bytes a second; what is sent may take as long as it takes on that.
    pub slowest: NonZeroU64,
    /// So often a request is made.
    pub tries: usize,
}

impl Default for Patience {
    fn default() -> Self {
        // Eight requests at once share a line of 1 Mbit/s.
        const SLOWEST: NonZeroU64 = NonZeroU64::new(16 * 1024).unwrap();
        Self { answer: Duration::from_mins(1), slowest: SLOWEST, tries: 3 }
    }
}

impl Patience {
    /// For a request that sends so many bytes.
    fn to_send(self, bytes: usize) -> Duration {
        self.answer.saturating_add(Duration::from_secs(bytes as u64 / self.slowest))
    }

    /// The answer to a request that sends so many bytes.
    async fn answer<T, A>(self, bytes: usize, request: impl Fn() -> A) -> Result<T>
    where
        A: Future<Output = Result<T>>,
    {
        let limit = self.to_send(bytes);
        let once = || async { timeout(limit, request()).await.unwrap_or_else(|_| Err(Silence { limit }.into())) };
        self.again(once).await
    }

    /// Makes a request again while nobody answers.
    async fn again<T, A>(self, request: impl Fn() -> A) -> Result<T>
    where
        A: Future<Output = Result<T>>,
    {
        for _ in 1..self.tries {
            match request().await {
                Err(error) if Silence::of(&error).is_some() => {}
                answer => return answer,
            }
        }
        request().await
    }

    /// The same pieces, and an error where one is too long in coming.
    fn pieces<T: Send + 'static>(
        self,
        pieces: impl Stream<Item = Result<T>> + Send + 'static,
    ) -> BoxStream<'static, Result<T>> {
        let silence = Silence { limit: self.answer };
        let next = move |pieces: Option<BoxStream<'static, Result<T>>>| async move {
            let mut pieces = pieces?;
            match timeout(silence.limit, pieces.next()).await {
                Ok(piece) => Some((piece?, Some(pieces))),
                Err(_) => Some((Err(silence.into()), None)),
            }
        };
        stream::unfold(Some(pieces.boxed()), next).boxed()
    }
}

/// A host said nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Silence {
    limit: Duration,
}

impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the host did not answer within {} s", self.limit.as_secs_f32())
    }
}

impl StdError for Silence {}

impl From<Silence> for Error {
    fn from(silence: Silence) -> Self {
        Self::Generic { store: "patient", source: Box::new(silence) }
    }
}

impl Silence {
    /// If that is why a request failed.
    pub(super) fn of(error: &Error) -> Option<&Self> {
        match error {
            Error::Generic { source, .. } => source.downcast_ref(),
            _ => None,
        }
    }
}

/// A store whose requests all end.
#[derive(Debug)]
pub(super) struct Patient {
    store: Arc<dyn ObjectStore>,
    patience: Patience,
}

impl Patient {
    pub(super) fn new(store: Arc<dyn ObjectStore>, patience: Patience) -> Self {
        Self { store, patience }
    }
}

impl fmt::Display for Patient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.store.fmt(f)
    }
}

#[async_trait]
impl ObjectStore for Patient {
    async fn put_opts(&self, location: &Key, payload: PutPayload, options: PutOptions) -> Result<PutResult> {
        let put = || self.store.put_opts(location, payload.clone(), options.clone());
        self.patience.answer(payload.content_length(), put).await
    }

    async fn put_multipart_opts(
        &self,
        location: &Key,
        options: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        self.patience.answer(0, || self.store.put_multipart_opts(location, options.clone())).await
    }

    async fn get_opts(&self, location: &Key, options: GetOptions) -> Result<GetResult> {
        let result = self.patience.answer(0, || self.store.get_opts(location, options.clone())).await?;
        let GetResultPayload::Stream(bytes) = result.payload;
        Ok(GetResult { payload: GetResultPayload::Stream(self.patience.pieces(bytes)), ..result })
    }

    async fn get_ranges(&self, location: &Key, ranges: &[Range<u64>]) -> Result<Vec<Bytes>> {
        self.patience.answer(0, || self.store.get_ranges(location, ranges)).await
    }

    fn delete_stream(&self, locations: BoxStream<'static, Result<Key>>) -> BoxStream<'static, Result<Key>> {
        let (store, patience) = (self.store.clone(), self.patience);
        let delete = move |location: Key| {
            let store = store.clone();
            async move { patience.answer(0, || store.delete(&location)).await.map(|()| location) }
        };
        locations.and_then(delete).boxed()
    }

    fn list(&self, prefix: Option<&Key>) -> BoxStream<'static, Result<ObjectMeta>> {
        let (store, patience, prefix) = (self.store.clone(), self.patience, prefix.cloned());
        let listed = async move {
            let all = || patience.pieces(store.list(prefix.as_ref())).try_collect::<Vec<_>>();
            patience.again(all).await
        };
        stream::once(listed).map_ok(|all| stream::iter(all.into_iter().map(Ok))).try_flatten().boxed()
    }

    async fn list_with_delimiter(&self, prefix: Option<&Key>) -> Result<ListResult> {
        self.patience.answer(0, || self.store.list_with_delimiter(prefix)).await
    }

    async fn copy_opts(&self, from: &Key, to: &Key, options: CopyOptions) -> Result<()> {
        self.patience.answer(0, || self.store.copy_opts(from, to, options.clone())).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_large_may_take_longer() {
        let patience = Patience::default();
        assert_eq!(patience.to_send(100), Duration::from_mins(1));
        assert_eq!(patience.to_send(25 * 1024 * 1024), Duration::from_secs(60 + 25 * 64));
    }

    /// An answer that comes in part is given up, too; what came is not lost without a word.
    #[test]
    fn an_answer_that_stops_halfway_is_an_error() {
        let patience = Patience { answer: Duration::from_millis(1), ..Patience::default() };
        let stops = stream::iter([Ok(1)]).chain(stream::pending());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let came: Vec<_> = runtime.block_on(patience.pieces(stops).collect());
        assert!(matches!(came.as_slice(), [Ok(1), Err(error)] if Silence::of(error).is_some()), "{came:?}");
    }
}
