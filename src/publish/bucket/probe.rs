//! Before anything is changed: may we write and delete, and can readers reach what is kept of earlier releases?

use std::time::Duration;

use jiff::Timestamp;
use object_store::ObjectStoreExt;

use super::{BucketStore, Folder};
use crate::publish::{PublishError, web};
use crate::value::BaseUrl;

/// Nobody who serves a site takes longer to say that something is not there.
const PATIENCE: Duration = Duration::from_secs(5);

impl BucketStore {
    /// The same, asking whether readers who find the site at that address, or else at the build's, can reach what is
    /// kept.
    #[must_use]
    pub fn served_at(mut self, base_url: Option<&BaseUrl>) -> Self {
        self.is_served = true;
        self.public = base_url.cloned();
        self
    }

    /// The address by which readers would find the folder of earlier releases, if they can.
    fn address(&self, of_build: Option<&str>) -> Option<String> {
        let base_url = self.public.clone().or_else(|| BaseUrl::parse(of_build?));
        base_url.filter(|_| self.is_served && self.keeps_beside()).and_then(|url| address(&self.site, &self.kept, &url))
    }

    /// Puts a file where earlier releases are kept, asks for it as a reader would, and deletes it.
    pub(super) async fn probe(&self, base_url: Option<&str>) -> Result<(), PublishError> {
        let text =
            format!("Nutgraf looks whether readers can reach this folder: {}\n", Timestamp::now().as_nanosecond());
        let name = "probe.txt";
        let key = self.kept.key(name).map_err(|error| self.explained("write", error))?;
        let put = self.kept.store.put(&key, text.clone().into()).await;
        put.map_err(|error| self.explained("write to the folder of earlier releases", error))?;
        let reached = match self.address(base_url) {
            Some(folder) => Self::is_reached(&format!("{folder}/{name}"), &text).await,
            None => None,
        };
        self.kept.delete(name).await.map_err(|error| self.explained("delete a file", error))?;
        match reached {
            None => Ok(()),
            Some(address) => Err(PublishError::refused(format!(
                "readers could reach earlier releases, with what was deleted from them, at {address}; keep them in \
                 another bucket, which only you can read, by `releases: \"s3://another-bucket/folder\"`, or let \
                 the host refuse that path"
            ))),
        }
    }

    /// The address at which a reader finds this very text.
    async fn is_reached(address: &str, text: &str) -> Option<String> {
        let answer = web::get(address, PATIENCE).await.ok()?;
        (answer.status == 200 && answer.bytes == text.as_bytes()).then(|| address.to_owned())
    }
}

/// Where a reader of the site would look for the folder `kept`; `None` where no address leads there.
fn address(site: &Folder, kept: &Folder, base_url: &BaseUrl) -> Option<String> {
    let base = base_url.to_string();
    let below = match site.prefix.is_empty() {
        true => Some(kept.prefix.as_str()),
        false => kept.prefix.strip_prefix(&format!("{}/", site.prefix)),
    };
    if let Some(below) = below {
        return Some(format!("{base}{below}"));
    }
    // The address ends as the folder does: what is beside the one is beside the other.
    let on_the_web: Vec<&str> = base_url.path().trim_matches('/').split('/').collect();
    let here: Vec<&str> = site.prefix.split('/').collect();
    let shared = on_the_web.iter().rev().zip(here.iter().rev()).take_while(|(one, other)| one == other).count();
    let above =
        |folders: &[&str]| folders[..folders.len() - shared].iter().fold(String::new(), |all, it| all + it + "/");
    let rest = kept.prefix.strip_prefix(&above(&here)).filter(|_| shared > 0)?;
    Some(format!("{}{}{rest}", base_url.with_path(""), above(&on_the_web)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_reader_would_look_beside_the_site() {
        let store: Arc<dyn object_store::ObjectStore> = Arc::new(object_store::memory::InMemory::new());
        let folder = |prefix: &str| Folder::new(store.clone(), prefix);
        for (site, kept, base_url, expected) in [
            ("", ".nutgraf", "https://example.org/", Some("https://example.org/.nutgraf")),
            ("", ".nutgraf", "https://example.org/blog/", Some("https://example.org/blog/.nutgraf")),
            ("blog", "blog.releases", "https://example.org/blog/", Some("https://example.org/blog.releases")),
            ("a/blog", "a/blog.releases", "https://example.org/blog/", Some("https://example.org/blog.releases")),
            ("site", "site.releases", "https://s3.example.org/b/site/", Some("https://s3.example.org/b/site.releases")),
            ("site", "site.releases", "https://example.org/blog/", None),
        ] {
            let found = address(&folder(site), &folder(kept), &BaseUrl::parse(base_url).unwrap());
            assert_eq!(found.as_deref(), expected, "{site} {kept} {base_url}");
        }
    }
}
