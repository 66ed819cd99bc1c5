//! What hosts refuse to serve, said before a site is sent there.
//!
//! Each number is from the host's own pages; the reference names them.

use std::collections::BTreeMap;

use crate::config::{Host, PublishTarget};
use crate::diagnostic::{Code, Diagnostic};

/// The bytes of each file, by path.
pub(super) type Sizes<'s> = BTreeMap<&'s str, u64>;

/// `developers.cloudflare.com/pages/platform/limits`, on the free plan.
const CLOUDFLARE_FILES: usize = 20_000;
const CLOUDFLARE_FILE: u64 = 25 * 1024 * 1024;
/// `developers.cloudflare.com/pages/configuration/redirects`: of those without a placeholder, as Nutgraf's are.
const CLOUDFLARE_REDIRECTS: usize = 2_000;
/// `docs.netlify.com/site-deploys/overview`: in one folder.
const NETLIFY_FILES: usize = 54_000;
/// `docs.github.com/pages/getting-started-with-github-pages/github-pages-limits`: the whole site.
const GITHUB_SITE: u64 = 1_000_000_000;

/// Where a site has more redirects than the hosts read that its targets name.
pub(super) fn of_redirects(targets: &[PublishTarget], redirects: impl Fn() -> usize) -> Vec<Diagnostic> {
    of_hosts(targets, |host| match host {
        Host::CloudflarePages => redirects_at_most(CLOUDFLARE_REDIRECTS, redirects()).into_iter().collect(),
        Host::Netlify | Host::GithubPages => Vec::new(),
    })
}

/// Where a site's files are more, or larger, than the hosts take that its targets name.
pub(super) fn of_files(targets: &[PublishTarget], files: &Sizes) -> Vec<Diagnostic> {
    of_hosts(targets, |host| match host {
        Host::CloudflarePages => {
            let many = files_at_most(CLOUDFLARE_FILES, files);
            many.into_iter().chain(large_files(CLOUDFLARE_FILE, files)).collect()
        }
        Host::Netlify => full_folders(NETLIFY_FILES, files).collect(),
        Host::GithubPages => site_at_most(GITHUB_SITE, files).into_iter().collect(),
    })
}

fn of_hosts(targets: &[PublishTarget], beyond: impl Fn(Host) -> Vec<Beyond>) -> Vec<Diagnostic> {
    let hosted = targets.iter().filter_map(|target| Some((target.name.as_str(), target.host?)));
    hosted.flat_map(|(target, host)| beyond(host).into_iter().map(|beyond| beyond.told(target))).collect()
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

fn files_at_most(most: usize, sizes: &Sizes) -> Option<Beyond> {
    let files = sizes.len();
    (files > most).then(|| Beyond {
        what: format!("the site has {files} files, and Cloudflare Pages takes {most} on its free plan"),
        help: "`relations: false`, `cards: false` or `data: false` makes fewer files; a paid plan or another host takes more",
    })
}

fn redirects_at_most(most: usize, redirects: usize) -> Option<Beyond> {
    (redirects > most).then(|| Beyond {
        what: format!("the site has {redirects} redirects, and Cloudflare Pages takes {most}"),
        help: "old addresses still lead on, as pages that redirect; take out `aliases` that nobody follows any more",
    })
}

fn large_files(most: u64, sizes: &Sizes) -> impl Iterator<Item = Beyond> {
    sizes.iter().filter(move |(_, bytes)| **bytes > most).map(move |(path, bytes)| Beyond {
        what: format!("`{path}` has {bytes} bytes, and Cloudflare Pages takes {most} a file"),
        help: "make it smaller, or keep it elsewhere and link to it",
    })
}

fn full_folders(most: usize, sizes: &Sizes) -> impl Iterator<Item = Beyond> {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for path in sizes.keys() {
        *folders.entry(path.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default() += 1;
    }
    folders.into_iter().filter(move |(_, files)| *files > most).map(move |(folder, files)| Beyond {
        what: format!("the folder `{folder}/` has {files} files, and Netlify takes {most}"),
        help: "keep them in several folders of `static/`",
    })
}

fn site_at_most(most: u64, sizes: &Sizes) -> Option<Beyond> {
    let bytes: u64 = sizes.values().sum();
    (bytes > most).then(|| Beyond {
        what: format!("the site has {bytes} bytes, and GitHub Pages takes {most}"),
        help: "save pictures smaller, or keep large files elsewhere; `cards: false` saves their pictures",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Destination;

    fn told(host: Option<Host>, redirects: usize, sizes: &Sizes) -> Vec<String> {
        let targets = [PublishTarget {
            is_sound: true,
            name: "web".to_owned(),
            to: Destination::Folder("out".into()),
            base_url: None,
            cache: Vec::new(),
            invalidate: None,
            delete_limit: 20,
            host,
        }];
        of_redirects(&targets, || redirects)
            .into_iter()
            .chain(of_files(&targets, sizes))
            .map(|diagnostic| diagnostic.message)
            .collect()
    }

    fn many(number: usize, folder: &str) -> Vec<String> {
        (0..number).map(|number| format!("{folder}/{number}")).collect()
    }

    fn sized(paths: &[String], bytes: u64) -> Sizes<'_> {
        paths.iter().map(|path| (path.as_str(), bytes)).collect()
    }

    #[test]
    fn nothing_is_said_of_hosts_that_are_not_named() {
        let paths = many(60_000, "a");
        assert_eq!(told(None, 60_000, &sized(&paths, CLOUDFLARE_FILE)), [] as [&str; 0]);
    }

    #[test]
    fn cloudflare_pages_counts_files_redirects_and_bytes() {
        let host = Some(Host::CloudflarePages);
        let paths = many(CLOUDFLARE_FILES, "a");
        assert_eq!(told(host, 0, &sized(&paths, 1)), [] as [&str; 0]);
        let paths = many(CLOUDFLARE_FILES + 1, "a");
        assert!(told(host, 0, &sized(&paths, 1))[0].contains("`publish: web`, the site has 20001 files"));
        let large = ["film.mp4".to_owned()];
        assert_eq!(told(host, 0, &sized(&large, CLOUDFLARE_FILE)), [] as [&str; 0]);
        assert!(told(host, 0, &sized(&large, CLOUDFLARE_FILE + 1))[0].contains("`film.mp4` has 26214401 bytes"));
        assert_eq!(told(host, CLOUDFLARE_REDIRECTS, &Sizes::new()), [] as [&str; 0]);
        assert!(told(host, CLOUDFLARE_REDIRECTS + 1, &Sizes::new())[0].contains("2001 redirects"));
    }

    #[test]
    fn netlify_counts_the_files_of_a_folder_and_github_all_bytes() {
        let paths: Vec<String> = many(NETLIFY_FILES, "a").into_iter().chain(many(NETLIFY_FILES + 1, "b")).collect();
        let said = told(Some(Host::Netlify), 60_000, &sized(&paths, 1));
        assert!(said.len() == 1 && said[0].contains("`b/` has 54001 files"), "{said:?}");
        assert!(told(Some(Host::GithubPages), 0, &sized(&paths, 20_000))[0].contains("1000000000"));
    }
}
