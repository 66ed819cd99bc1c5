//! From a target's settings to its store. Credentials come from the environment, or where the provider's tools keep
//! them, and are never printed.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::{ClientOptions, ObjectStore, RetryConfig};

use super::{BucketStore, Folder, Patience};
use crate::config::{Bucket, BucketFolder, Cloud, PublishTarget};
use crate::publish::headers::Rules;
use crate::publish::{PublishError, web};

impl BucketStore {
    /// The store of a target. Nothing is asked of it yet.
    pub fn open(target: &PublishTarget, bucket: &Bucket) -> Result<Self, PublishError> {
        web::prepare();
        let site = Folder::new(connect(bucket, &bucket.site)?, &bucket.site.prefix);
        let kept = match &bucket.releases {
            Some(elsewhere) if elsewhere.bucket != bucket.site.bucket => {
                Folder::new(connect(bucket, elsewhere)?, &elsewhere.prefix)
            }
            Some(beside) => Folder::new(site.store.clone(), &beside.prefix),
            None => Folder::new(site.store.clone(), &beside(&bucket.site.prefix)),
        };
        let rules = Rules { cache: target.cache.clone(), encoding: bucket.encoding };
        Ok(Self::new(&place(bucket), site, kept, rules, Patience::default())?.served_at(target.base_url.as_ref()))
    }
}

/// Where earlier releases are kept by default.
fn beside(prefix: &str) -> String {
    if prefix.is_empty() { ".nutgraf".to_owned() } else { format!("{prefix}.releases") }
}

/// As the author wrote it.
fn place(bucket: &Bucket) -> String {
    let scheme = match bucket.cloud {
        Cloud::S3 => "s3",
        Cloud::Google => "gs",
        Cloud::Azure => "az",
    };
    let BucketFolder { bucket, prefix } = &bucket.site;
    if prefix.is_empty() { format!("{scheme}://{bucket}") } else { format!("{scheme}://{bucket}/{prefix}") }
}

fn connect(bucket: &Bucket, folder: &BucketFolder) -> Result<Arc<dyn ObjectStore>, PublishError> {
    let store = match bucket.cloud {
        Cloud::S3 => s3(bucket, &folder.bucket),
        Cloud::Google => google(bucket, &folder.bucket),
        Cloud::Azure => azure(bucket, &folder.bucket),
    };
    store.map_err(|error| super::explain(&place(bucket), "connect", error))
}

/// Of requests that fail; those that get no answer are a matter of [`Patience`], which lasts longer.
fn retries() -> RetryConfig {
    RetryConfig { max_retries: 6, retry_timeout: Duration::from_secs(45), ..RetryConfig::default() }
}

fn client(bucket: &Bucket) -> ClientOptions {
    let plain = bucket.endpoint.as_ref().is_some_and(|endpoint| endpoint.starts_with("http://"));
    // A large file takes as long as it takes: the store is asked with patience.
    ClientOptions::new().with_allow_http(plain).with_timeout_disabled()
}

fn s3(bucket: &Bucket, name: &str) -> object_store::Result<Arc<dyn ObjectStore>> {
    let mut builder = AmazonS3Builder::from_env().with_bucket_name(name).with_retry(retries());
    builder = builder.with_client_options(client(bucket));
    if let Some(region) = &bucket.region {
        builder = builder.with_region(region);
    }
    if let Some(endpoint) = &bucket.endpoint {
        builder = builder.with_endpoint(endpoint);
    }
    if std::env::var_os("AWS_ACCESS_KEY_ID").is_none()
        && let Some(Keys { id, secret, token }) = keys_of_tools()
    {
        builder = builder.with_access_key_id(id).with_secret_access_key(secret);
        builder = token.into_iter().fold(builder, AmazonS3Builder::with_token);
    }
    Ok(Arc::new(builder.build()?))
}

fn google(bucket: &Bucket, name: &str) -> object_store::Result<Arc<dyn ObjectStore>> {
    let mut builder = GoogleCloudStorageBuilder::from_env().with_bucket_name(name).with_retry(retries());
    builder = builder.with_client_options(client(bucket));
    if let Some(endpoint) = &bucket.endpoint {
        builder = builder.with_base_url(endpoint);
    }
    Ok(Arc::new(builder.build()?))
}

fn azure(bucket: &Bucket, name: &str) -> object_store::Result<Arc<dyn ObjectStore>> {
    let mut builder = MicrosoftAzureBuilder::from_env().with_container_name(name).with_retry(retries());
    builder = builder.with_client_options(client(bucket));
    if let Some(endpoint) = &bucket.endpoint {
        builder = builder.with_endpoint(endpoint.clone());
    }
    Ok(Arc::new(builder.build()?))
}

/// What Amazon's own tools sign with.
struct Keys {
    id: String,
    secret: String,
    token: Option<String>,
}

/// Reads `~/.aws/credentials`, where `aws configure` writes.
fn keys_of_tools() -> Option<Keys> {
    let own = std::env::var_os("AWS_SHARED_CREDENTIALS_FILE").map(PathBuf::from);
    let file = own.or_else(|| Some(std::env::home_dir()?.join(".aws/credentials")))?;
    let profile = std::env::var("AWS_PROFILE").unwrap_or_else(|_| "default".to_owned());
    keys_in(&std::fs::read_to_string(file).ok()?, &profile)
}

fn keys_in(text: &str, profile: &str) -> Option<Keys> {
    let header = format!("[{profile}]");
    let lines = text.lines().map(str::trim).skip_while(|line| *line != header).skip(1);
    let lines: Vec<_> =
        lines.take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once('=')).collect();
    let value = |name: &str| {
        let found = lines.iter().find(|(key, _)| key.trim() == name)?;
        Some(found.1.trim().to_owned())
    };
    Some(Keys {
        id: value("aws_access_key_id")?,
        secret: value("aws_secret_access_key")?,
        token: value("aws_session_token"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_the_profile() {
        let text = "[default]\naws_access_key_id = A\naws_secret_access_key=B\n\n[other]\naws_access_key_id=C\n\
                    aws_secret_access_key = D\naws_session_token = E\n";
        let of = |profile: &str| keys_in(text, profile).map(|keys| (keys.id, keys.secret, keys.token));
        assert_eq!(of("default"), Some(("A".to_owned(), "B".to_owned(), None)));
        assert_eq!(of("other"), Some(("C".to_owned(), "D".to_owned(), Some("E".to_owned()))));
        assert_eq!(of("third"), None);
    }
}
