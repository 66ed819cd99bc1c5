//! A bucket in memory of which one request fails.

use std::fmt;
use std::future::pending;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
};

/// How a request fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is refused, and the next ones are not.
    Once,
    /// It is refused, and so are all after it: as if the process were killed there.
    Killed,
    /// It is done, and the answer is lost.
    AnswerLost,
    /// It is done, the answer is lost, and it is done again, as a client does that tries again.
    Repeated,
    /// It is not done and never answered, and the next ones are.
    Silent,
    /// It is done and never answered, and the next ones are.
    SilentlyDone,
    /// From it on, nothing is done or answered.
    Dead,
}

/// A bucket of which the nth request fails, counted from 0.
#[derive(Debug, Clone)]
pub(crate) struct Faulty {
    bucket: Arc<InMemory>,
    fault: Fault,
    at: usize,
    asked: Arc<AtomicUsize>,
}

impl fmt::Display for Faulty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a bucket that fails")
    }
}

/// What becomes of a request.
enum Turn {
    Done,
    Refused,
    Lost,
    Again,
    Unanswered,
    DoneUnanswered,
}

impl Faulty {
    pub(crate) fn new(bucket: Arc<InMemory>, fault: Fault, at: usize) -> Self {
        Self { bucket, fault, at, asked: Arc::default() }
    }

    /// How many requests there were.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    fn turn(&self) -> Turn {
        let number = self.asked.fetch_add(1, Ordering::SeqCst);
        match self.fault {
            Fault::Once if number == self.at => Turn::Refused,
            Fault::Killed if number >= self.at => Turn::Refused,
            Fault::Repeated if number == self.at => Turn::Again,
            Fault::AnswerLost if number == self.at => Turn::Lost,
            Fault::Silent if number == self.at => Turn::Unanswered,
            Fault::SilentlyDone if number == self.at => Turn::DoneUnanswered,
            Fault::Dead if number >= self.at => Turn::Unanswered,
            _ => Turn::Done,
        }
    }

    async fn ask<T>(&self, request: impl Future<Output = Result<T>>) -> Result<T> {
        match self.turn() {
            Turn::Done | Turn::Again => request.await,
            Turn::Refused => Err(failure()),
            Turn::Lost => request.await.and_then(|_| Err(failure())),
            Turn::Unanswered => pending().await,
            Turn::DoneUnanswered => {
                let _ = request.await;
                pending().await
            }
        }
    }
}

fn failure() -> Error {
    Error::Generic { store: "faulty", source: "the line went dead".into() }
}

#[async_trait]
impl ObjectStore for Faulty {
    async fn put_opts(&self, location: &Path, payload: PutPayload, options: PutOptions) -> Result<PutResult> {
        let put = || self.bucket.put_opts(location, payload.clone(), options.clone());
        match self.turn() {
            Turn::Done => put().await,
            Turn::Refused => Err(failure()),
            Turn::Lost => put().await.and_then(|_| Err(failure())),
            Turn::Unanswered => pending().await,
            Turn::DoneUnanswered => {
                let _ = put().await;
                pending().await
            }
            Turn::Again => {
                put().await?;
                put().await
            }
        }
    }

    async fn put_multipart_opts(
        &self,
        location: &Path,
        options: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        self.bucket.put_multipart_opts(location, options).await
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        self.ask(self.bucket.get_opts(location, options)).await
    }

    async fn get_ranges(&self, location: &Path, ranges: &[Range<u64>]) -> Result<Vec<bytes::Bytes>> {
        self.bucket.get_ranges(location, ranges).await
    }

    fn delete_stream(&self, locations: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        match self.turn() {
            Turn::Done | Turn::Again => self.bucket.delete_stream(locations),
            Turn::Refused => stream::once(async { Err(failure()) }).boxed(),
            Turn::Lost => self.bucket.delete_stream(locations).map(|_| Err(failure())).boxed(),
            Turn::Unanswered => stream::pending().boxed(),
            Turn::DoneUnanswered => {
                self.bucket.delete_stream(locations).filter(|_| async { false }).chain(stream::pending()).boxed()
            }
        }
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        match self.turn() {
            Turn::Done | Turn::Again => self.bucket.list(prefix),
            Turn::Refused | Turn::Lost => stream::once(async { Err(failure()) }).boxed(),
            Turn::Unanswered | Turn::DoneUnanswered => stream::pending().boxed(),
        }
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.bucket.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.ask(self.bucket.copy_opts(from, to, options)).await
    }
}
