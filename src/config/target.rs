//! A target of `publish`: where it is, by its URL, and what its kind can be told.

use std::fmt;
use std::path::PathBuf;

use percent_encoding::percent_decode_str;
use url::Url;

use super::decode::base_url;
use super::{Bucket, BucketFolder, Cloud, Destination, Encoding, History, Host, PublishTarget};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::yaml::{Field, Fields, Spanned};

/// The most that a target may lose without a question, in percent of its files.
const DELETE_LIMIT: u8 = 20;

/// A kind of target, as an author knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Folder,
    Git,
    Ssh,
    Bucket,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Folder => "a folder",
            Self::Git => "a git branch",
            Self::Ssh => "an SSH host",
            Self::Bucket => "a bucket",
        })
    }
}

/// What a target can be told besides `to`, and which kind understands it.
const OPTIONS: [(&str, Kind); 6] = [
    ("history", Kind::Git),
    ("endpoint", Kind::Bucket),
    ("region", Kind::Bucket),
    ("releases", Kind::Bucket),
    ("encoding", Kind::Bucket),
    ("cache", Kind::Bucket),
];

pub(super) fn target(entry: &Field, sink: &mut Sink) -> Option<PublishTarget> {
    let wrong_before = sink.len();
    let mut fields = entry.fields("a publish target", sink)?;
    let to = fields.required("to", sink).and_then(|field| destination(&field, sink));
    let to = to.map(|to| with_options(to, &mut fields, sink));
    let base_url = fields.optional("base_url").and_then(|field| base_url(&field, sink));
    let cache = fields.optional("cache").map(|field| cache(&field, sink));
    let invalidate = fields.optional("invalidate").and_then(|field| field.text(sink));
    let delete_limit = fields.optional("delete_limit").and_then(|field| percent(&field, sink));
    let host = fields.optional("host").and_then(|field| field.choice(&HOSTS, sink));
    refuse_options_of_others(to.as_ref().map(Destination::kind), &mut fields, sink);
    fields.finish(sink);
    Some(PublishTarget {
        name: entry.name.to_owned(),
        is_sound: sink.len() == wrong_before,
        to: to?,
        base_url,
        cache: cache.unwrap_or_default(),
        invalidate: invalidate.map(|text| text.value),
        delete_limit: delete_limit.unwrap_or(DELETE_LIMIT),
        host,
    })
}

const HOSTS: [(&str, Host); 3] =
    [("netlify", Host::Netlify), ("cloudflare-pages", Host::CloudflarePages), ("github-pages", Host::GithubPages)];

impl Destination {
    fn kind(&self) -> Kind {
        match self {
            Self::Folder(_) => Kind::Folder,
            Self::Git { .. } => Kind::Git,
            Self::Ssh { .. } => Kind::Ssh,
            Self::Bucket(_) => Kind::Bucket,
        }
    }
}

/// Adds what the author says besides the URL.
fn with_options(mut to: Destination, fields: &mut Fields, sink: &mut Sink) -> Destination {
    match &mut to {
        Destination::Git { history, .. } => {
            let histories = [("continued", History::Continued), ("orphan", History::Orphan)];
            let chosen = fields.optional("history").and_then(|field| field.choice(&histories, sink));
            *history = chosen.unwrap_or_default();
        }
        Destination::Bucket(bucket) => {
            let encodings = [("gzip", Encoding::Gzip), ("brotli", Encoding::Brotli), ("none", Encoding::None)];
            let chosen = fields.optional("encoding").and_then(|field| field.choice(&encodings, sink));
            bucket.encoding = chosen.unwrap_or_default();
            bucket.endpoint = fields.optional("endpoint").and_then(|field| endpoint(&field, sink));
            bucket.region = fields.optional("region").and_then(|field| field.text(sink)).map(|text| text.value);
            let here = bucket.site.clone();
            bucket.releases = fields.optional("releases").and_then(|field| releases(&field, &here, sink));
        }
        Destination::Folder(_) | Destination::Ssh { .. } => {}
    }
    to
}

/// Nothing can be said of them where the kind is not known.
fn refuse_options_of_others(kind: Option<Kind>, fields: &mut Fields, sink: &mut Sink) {
    for (name, of) in OPTIONS {
        if let Some(field) = fields.optional(name)
            && let Some(kind) = kind.filter(|kind| *kind != of)
        {
            let diagnostic = Diagnostic::new(Code::InvalidValue, format!("`{name}` is for {of}, and this is {kind}"))
                .help("take the line out");
            sink.report(field.key_span, diagnostic);
        }
    }
}

/// Paths of the site, by pattern, and the `Cache-Control` with which they are sent.
fn cache(field: &Field, sink: &mut Sink) -> Vec<(String, String)> {
    let entries = field.entries(sink);
    let rules = entries.iter().filter_map(|entry| {
        let value = entry.text(sink)?.value;
        if !entry.name.starts_with('/') {
            let diagnostic = Diagnostic::new(Code::InvalidUrl, format!("`{}` is not a pattern of paths", entry.name));
            sink.report(entry.key_span, diagnostic.help("begin it with `/`, as in `/*` or `/data/*.csv`"));
            return None;
        }
        if value.chars().any(char::is_control) {
            sink.add(Code::InvalidValue, &entry.node.span, "`Cache-Control` is one line".to_owned());
            return None;
        }
        Some((entry.name.to_owned(), value))
    });
    rules.collect()
}

fn percent(field: &Field, sink: &mut Sink) -> Option<u8> {
    let number = field.number(0, sink)?;
    let percent = u8::try_from(number).ok().filter(|percent| *percent <= 100);
    if percent.is_none() {
        let diagnostic = Diagnostic::new(Code::InvalidValue, format!("`{}` is a share in percent", field.name));
        sink.report(&field.node.span, diagnostic.help("write a number from 0 to 100"));
    }
    percent
}

/// Reads `to`.
fn destination(field: &Field, sink: &mut Sink) -> Option<Destination> {
    let text = field.text(sink)?;
    parse(text.value.trim()).map_err(|wrong| wrong.report(&text, sink)).ok()
}

/// Why an address is none of a target, and what to do.
#[derive(Debug)]
struct Wrong {
    /// Follows the address: "names no branch".
    what: &'static str,
    help: String,
}

impl Wrong {
    fn new(what: &'static str, help: impl Into<String>) -> Self {
        Self { what, help: help.into() }
    }

    fn report(self, address: &Spanned<String>, sink: &mut Sink) {
        let told = |shown: &str| Diagnostic::new(Code::InvalidUrl, format!("{shown} {}", self.what)).help(&self.help);
        // Others may read what is printed.
        match self.what == SECRET {
            true => sink.report_hidden(&address.span, told("the address")),
            false => sink.report(&address.span, told(&format!("`{}`", address.value))),
        }
    }
}

const SECRET: &str = "holds a password";

fn parse(address: &str) -> Result<Destination, Wrong> {
    let (scheme, rest) = address.split_once(':').unwrap_or(("", address));
    match scheme {
        "file" => folder(rest),
        "ssh" => ssh(address),
        "s3" => bucket(Cloud::S3, address),
        "gs" => bucket(Cloud::Google, address),
        "az" => bucket(Cloud::Azure, address),
        _ => match address.strip_prefix("git+") {
            Some(remote) => git(remote),
            None => Err(unknown(address)),
        },
    }
}

/// An address of no kind: perhaps one is nearly right.
fn unknown(address: &str) -> Wrong {
    let help = match address {
        path if path.starts_with(['/', '.']) => format!("for a folder, write `file:{}{path}`", slashes(path)),
        git if git.contains(".git") || git.starts_with("git@") => {
            format!("for a git branch, write `git+ssh://{}#gh-pages`", scp_as_url(git))
        }
        web if web.starts_with("http") => "name the place that the site is copied to, and `base_url: …` for the \
             address at which readers find it"
            .to_owned(),
        _ => "begin it with `file:`, `git+ssh:`, `git+https:`, `git+file:`, `ssh:`, `s3:`, `gs:` or `az:`".to_owned(),
    };
    Wrong::new("is no place to publish to", help)
}

fn slashes(path: &str) -> &'static str {
    if path.starts_with('/') { "//" } else { "" }
}

/// `git@example.org:me/site.git` as the rest of a URL.
fn scp_as_url(address: &str) -> String {
    let address = address.split('#').next().unwrap_or(address);
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    address.replacen(':', "/", 1)
}

fn folder(rest: &str) -> Result<Destination, Wrong> {
    let path = match rest.strip_prefix("//") {
        None => rest,
        Some(path) if path.starts_with('/') => path,
        Some(_) => {
            let help = "write three slashes, as in `file:///srv/site`; for another machine, `ssh://host/srv/site`";
            return Err(Wrong::new("names a machine", help));
        }
    };
    let path = percent_decode_str(path.trim_end_matches('/')).decode_utf8();
    match path {
        Ok(path) if !path.is_empty() && !path.contains('\0') => Ok(Destination::Folder(PathBuf::from(path.as_ref()))),
        _ => Err(Wrong::new("names no folder", "write it as in `file:///srv/site`, or `file:../site`")),
    }
}

fn git(remote: &str) -> Result<Destination, Wrong> {
    let (remote, branch) = remote.split_once('#').unwrap_or((remote, ""));
    refuse_secret(remote)?;
    if branch.is_empty() {
        return Err(Wrong::new("names no branch", "add it at the end, as in `#gh-pages`"));
    }
    if !is_branch(branch) {
        return Err(Wrong::new("ends with what cannot be a branch", "git knows names as in `#gh-pages`"));
    }
    if remote.is_empty() || remote.starts_with('-') {
        let help = "write it as in `git+ssh://git@example.org/me/site.git#gh-pages`";
        return Err(Wrong::new("names no repository", help));
    }
    Ok(Destination::Git { remote: remote.to_owned(), branch: branch.to_owned(), history: History::default() })
}

/// What git takes for a branch (`git check-ref-format --branch`).
fn is_branch(name: &str) -> bool {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"~^:?*[\\".contains(c);
    let parts = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && part.rsplit_once('.').is_none_or(|(_, ending)| ending != "lock")
    };
    name.chars().all(plain)
        && name.split('/').all(parts)
        && !name.starts_with('-')
        && !name.ends_with('.')
        && !name.contains("..")
        && !name.contains("@{")
}

fn ssh(address: &str) -> Result<Destination, Wrong> {
    refuse_secret(address)?;
    let help = "write it as in `ssh://me@example.org/var/www/site`";
    let url = Url::parse(address).map_err(|_| Wrong::new("is no address", help))?;
    let host = url.host_str().filter(|host| !host.starts_with('-')).ok_or(Wrong::new("names no host", help))?;
    let user = url.username();
    let path = percent_decode_str(url.path()).decode_utf8().map_err(|_| Wrong::new("names no folder", help))?;
    let path = path.trim_end_matches('/');
    if path.is_empty() || path.contains(['\0', '\n']) || user.starts_with('-') {
        return Err(Wrong::new("names no folder", help));
    }
    let host = if user.is_empty() { host.to_owned() } else { format!("{user}@{host}") };
    Ok(Destination::Ssh { host, port: url.port(), path: path.to_owned() })
}

fn bucket(cloud: Cloud, address: &str) -> Result<Destination, Wrong> {
    Ok(Destination::Bucket(Bucket {
        cloud,
        site: bucket_folder(address)?,
        endpoint: None,
        region: None,
        releases: None,
        encoding: Encoding::default(),
    }))
}

fn bucket_folder(address: &str) -> Result<BucketFolder, Wrong> {
    refuse_secret(address)?;
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let prefix = prefix.trim_matches('/');
    let is_folder = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(char::is_control);
    if bucket.is_empty() || !bucket.chars().all(plain) {
        return Err(Wrong::new("names no bucket", "write it as in `s3://bucket` or `s3://bucket/folder`"));
    }
    if !prefix.is_empty() && !prefix.split('/').all(is_folder) {
        return Err(Wrong::new("names no folder of a bucket", "write it as in `s3://bucket/folder`"));
    }
    Ok(BucketFolder { bucket: bucket.to_owned(), prefix: prefix.to_owned() })
}

fn refuse_secret(address: &str) -> Result<(), Wrong> {
    let authority = address.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or(rest));
    let user = authority.rsplit_once('@').map_or("", |(user, _)| user);
    if user.contains(':') {
        let help = "take it out, and change it, as others may have read it; credentials come from the environment, \
                    or from where git, ssh or the provider's own tools keep them";
        return Err(Wrong::new(SECRET, help));
    }
    Ok(())
}

fn endpoint(field: &Field, sink: &mut Sink) -> Option<String> {
    let text = field.text(sink)?;
    let address = text.value.trim().trim_end_matches('/');
    let is_web = Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let wrong = match refuse_secret(address) {
        Err(wrong) => wrong,
        Ok(()) if is_web => return Some(address.to_owned()),
        Ok(()) => Wrong::new("is not the address of a server", "write it whole, as in `https://s3.example.org`"),
    };
    wrong.report(&text, sink);
    None
}

/// Where earlier releases are kept: a folder of a bucket, and not one that the site's readers see.
fn releases(field: &Field, site: &BucketFolder, sink: &mut Sink) -> Option<BucketFolder> {
    let text = field.text(sink)?;
    let address = text.value.trim();
    let whole = match address.contains("://") {
        true => address.to_owned(),
        false => format!("here://{}/{}", site.bucket, address.trim_start_matches('/')),
    };
    let wrong = match bucket_folder(&whole) {
        Err(wrong) => wrong,
        Ok(folder) if folder == *site || folder.prefix.is_empty() && folder.bucket == site.bucket => {
            Wrong::new("is where the site itself is", "name a folder beside it, or another bucket")
        }
        Ok(folder) => return Some(folder),
    };
    wrong.report(&text, sink);
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_place_is_read() {
        let folder = |path: &str| Destination::Folder(PathBuf::from(path));
        assert_eq!(parse("file:///srv/my%20site/").unwrap(), folder("/srv/my site"));
        assert_eq!(parse("file:../site").unwrap(), folder("../site"));
        let git = Destination::Git {
            remote: "ssh://git@example.org/me/site.git".to_owned(),
            branch: "gh-pages".to_owned(),
            history: History::Continued,
        };
        assert_eq!(parse("git+ssh://git@example.org/me/site.git#gh-pages").unwrap(), git);
        let ssh = Destination::Ssh { host: "me@example.org".to_owned(), port: Some(2222), path: "/var/www".to_owned() };
        assert_eq!(parse("ssh://me@example.org:2222/var/www/").unwrap(), ssh);
        let Destination::Bucket(bucket) = parse("gs://bucket/a/b/").unwrap() else { panic!() };
        assert_eq!(
            (bucket.cloud, bucket.site.bucket.as_str(), bucket.site.prefix.as_str()),
            (Cloud::Google, "bucket", "a/b")
        );
    }

    #[test]
    fn an_address_that_is_nearly_right_is_mended() {
        let help = |address: &str| parse(address).unwrap_err().help;
        assert!(help("/srv/site").contains("`file:///srv/site`"));
        assert!(help("../site").contains("`file:../site`"));
        assert!(help("git@example.org:me/site.git").contains("`git+ssh://git@example.org/me/site.git#gh-pages`"));
        assert!(help("https://example.org/").contains("base_url"));
        for wrong in [
            "file://srv/site",
            "file:",
            "git+ssh://example.org/a.git",
            "git+ssh://example.org/a.git#-x",
            "git+ssh://example.org/a.git#a..b",
            "ssh://example.org",
            "ssh://-oProxyCommand=x/a",
            "s3://",
            "s3://b/../c",
            "ftp://a/b",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_password_is_not_repeated() {
        let text = "publish: {web: {to: 'git+https://me:hunter2@example.org/me/site.git#main'}}\n";
        let mut sink = Sink::new("nutgraf.yaml", text);
        crate::config::decode(&mut sink);
        let told = format!("{:?}", sink.finish());
        assert!(told.contains(SECRET) && !told.contains("hunter2"), "{told}");
    }
}
