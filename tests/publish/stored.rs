//! What is in the folder `site` of a bucket, by the store's own client.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures_util::TryStreamExt;
use object_store::{Attribute, ObjectStore, ObjectStoreExt};

/// Files as they are stored, with `Content-Type`, `Cache-Control` and `Content-Encoding`.
pub(crate) type Stored = BTreeMap<String, (Vec<u8>, [String; 3])>;

/// Before a client is made; another test may have been first.
pub(crate) fn prepare() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

pub(crate) fn stored(bucket: &Arc<dyn ObjectStore>) -> Stored {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let found: Vec<_> = bucket.list(Some(&"site".into())).try_collect().await.unwrap();
        let mut files = BTreeMap::new();
        for meta in found {
            let object = bucket.get(&meta.location).await.unwrap();
            let header = |name| object.attributes.get(&name).map(|value| value.as_ref().to_owned()).unwrap_or_default();
            let headers = [Attribute::ContentType, Attribute::CacheControl, Attribute::ContentEncoding].map(header);
            let bytes = object.bytes().await.unwrap().to_vec();
            files.insert(meta.location.as_ref().strip_prefix("site/").unwrap().to_owned(), (bytes, headers));
        }
        files
    })
}

/// The same, as readers' programs unpack it.
pub(crate) fn served(stored: Stored) -> BTreeMap<String, Vec<u8>> {
    let unpack = |(path, (bytes, [.., encoding])): (String, (Vec<u8>, [String; 3]))| {
        (path, if encoding == "gzip" { crate::faults::unpacked(&bytes) } else { bytes })
    };
    stored.into_iter().map(unpack).collect()
}
