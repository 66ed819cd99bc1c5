//! What hosts refuse to serve, said before a site is sent there.
//!
//! Each number is from the host's own pages; the reference names them.

use std::collections::BTreeMap;

use crate::config::{Host, PublishTarget};
use crate::diagnostic::{Code, Diagnostic};

/// What a host's limits are about.
#[derive(Debug, Default)]
pub(super) struct Size<'s> {
    /// Bytes of each file, by path.
    pub(super) files: BTreeMap<&'s str, u64>,
    /// Lines of `_redirects`.
    pub(super) redirects: usize,
}

/// `developers.cloudflare.com/pages/platform/limits`, on the free plan.
const CLOUDFLARE_FILES: usize = 20_000;
const CLOUDFLARE_FILE: u64 = 25 * 1024 * 1024;
/// `developers.cloudflare.com/pages/configuration/redirects`: of those without a placeholder, as Nutgraf's are.
const CLOUDFLARE_REDIRECTS: usize = 2_000;
/// `docs.netlify.com/site-deploys/overview`: in one folder.
const NETLIFY_FILES: usize = 54_000;
/// `docs.github.com/pages/getting-started-with-github-pages/github-pages-limits`: the whole site.
const GITHUB_SITE: u64 = 1_000_000_000;

/// Where a site is more than the hosts take that its targets name.
pub(super) fn check(targets: &[PublishTarget], size: &Size) -> Vec<Diagnostic> {
    let hosted = targets.iter().filter_map(|target| Some((target.name.as_str(), target.host?)));
    hosted.flat_map(|(target, host)| of_host(host, size).into_iter().map(|wrong| wrong.told(target))).collect()
}

/// A limit that a site is beyond.
struct Beyond {
    what: String,
    help: &'static str,
}

impl Beyond {
    fn told(self, target: &str) -> Diagnostic {
        Diagnostic::new(Code::HostLimit, format!("for `publish: {target}`, {}", self.what)).help(self.help)
    }
}

fn of_host(host: Host, size: &Size) -> Vec<Beyond> {
    match host {
        Host::CloudflarePages => {
            let few = (files_at_most(CLOUDFLARE_FILES, size), redirects_at_most(CLOUDFLARE_REDIRECTS, size));
            few.0.into_iter().chain(few.1).chain(large_files(CLOUDFLARE_FILE, size)).collect()
        }
        Host::Netlify => full_folders(NETLIFY_FILES, size).collect(),
        Host::GithubPages => site_at_most(GITHUB_SITE, size).into_iter().collect(),
    }
}

fn files_at_most(most: usize, size: &Size) -> Option<Beyond> {
    let files = size.files.len();
    (files > most).then(|| Beyond {
        what: format!("the site has {files} files, and Cloudflare Pages takes {most} on its free plan"),
        help: "`cards: false` or `data: false` makes fewer files; a paid plan or another host takes more",
    })
}

fn redirects_at_most(most: usize, size: &Size) -> Option<Beyond> {
    let redirects = size.redirects;
    (redirects > most).then(|| Beyond {
        what: format!("the site has {redirects} redirects, and Cloudflare Pages reads the first {most}"),
        help: "old addresses still lead on, as pages that redirect; take out `aliases` that nobody follows any more",
    })
}

fn large_files(most: u64, size: &Size) -> impl Iterator<Item = Beyond> {
    size.files.iter().filter(move |(_, bytes)| **bytes > most).map(move |(path, bytes)| Beyond {
        what: format!("`{path}` has {bytes} bytes, and Cloudflare Pages takes {most} a file"),
        help: "make it smaller, or keep it elsewhere and link to it",
    })
}

fn full_folders(most: usize, size: &Size) -> impl Iterator<Item = Beyond> {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for path in size.files.keys() {
        *folders.entry(path.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default() += 1;
    }
    folders.into_iter().filter(move |(_, files)| *files > most).map(move |(folder, files)| Beyond {
        what: format!("the folder `{folder}/` has {files} files, and Netlify takes {most}"),
        help: "keep them in several folders of `static/`",
    })
}

fn site_at_most(most: u64, size: &Size) -> Option<Beyond> {
    let bytes: u64 = size.files.values().sum();
    (bytes > most).then(|| Beyond {
        what: format!("the site has {bytes} bytes, and GitHub Pages takes {most}"),
        help: "save pictures smaller, or keep large files elsewhere; `cards: false` saves their pictures",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Destination;

    fn told(host: Option<Host>, size: &Size) -> Vec<String> {
        let target = PublishTarget {
            name: "web".to_owned(),
            to: Destination::Folder("out".into()),
            base_url: None,
            cache: Vec::new(),
            invalidate: None,
            delete_limit: 20,
            host,
        };
        check(&[target], size).into_iter().map(|diagnostic| diagnostic.message).collect()
    }

    fn many(number: usize, folder: &str) -> Vec<String> {
        (0..number).map(|number| format!("{folder}/{number}")).collect()
    }

    fn sized(paths: &[String], bytes: u64) -> Size<'_> {
        Size { files: paths.iter().map(|path| (path.as_str(), bytes)).collect(), redirects: 0 }
    }

    #[test]
    fn nothing_is_said_of_hosts_that_are_not_named() {
        let paths = many(60_000, "a");
        assert_eq!(told(None, &sized(&paths, CLOUDFLARE_FILE)), [] as [&str; 0]);
    }

    #[test]
    fn cloudflare_pages_counts_files_redirects_and_bytes() {
        let host = Some(Host::CloudflarePages);
        let paths = many(CLOUDFLARE_FILES, "a");
        assert_eq!(told(host, &sized(&paths, 1)), [] as [&str; 0]);
        let paths = many(CLOUDFLARE_FILES + 1, "a");
        assert!(told(host, &sized(&paths, 1))[0].contains("`publish: web`, the site has 20001 files"));
        let large = ["film.mp4".to_owned()];
        assert_eq!(told(host, &sized(&large, CLOUDFLARE_FILE)), [] as [&str; 0]);
        assert!(told(host, &sized(&large, CLOUDFLARE_FILE + 1))[0].contains("`film.mp4` has 26214401 bytes"));
        let redirects = Size { redirects: CLOUDFLARE_REDIRECTS + 1, ..Size::default() };
        assert!(told(host, &redirects)[0].contains("2001 redirects"));
    }

    #[test]
    fn netlify_counts_the_files_of_a_folder_and_github_all_bytes() {
        let paths: Vec<String> = many(NETLIFY_FILES, "a").into_iter().chain(many(NETLIFY_FILES + 1, "b")).collect();
        let said = told(Some(Host::Netlify), &sized(&paths, 1));
        assert!(said.len() == 1 && said[0].contains("`b/` has 54001 files"), "{said:?}");
        assert!(told(Some(Host::GithubPages), &sized(&paths, 20_000))[0].contains("1000000000"));
    }
}
