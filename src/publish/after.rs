//! After a release: do readers see it, and do caches know?

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use futures_util::{StreamExt, stream};

use super::{Entry, Hash, Plan, PublishError, web};
use crate::value::{BaseUrl, UrlPath};

/// So many of the files that changed are asked for.
const SAMPLE: usize = 10;
const PATIENCE: Duration = Duration::from_secs(15);

/// What a reader was sent for a file that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// What was asked for.
    pub address: String,
    /// What came.
    pub sight: Sight,
}

/// What came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// The file as it was published.
    New,
    /// Something else: an older one, perhaps.
    Other,
    /// The host said that it cannot.
    Status(u16),
    /// No answer.
    Unreachable(String),
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sight {
            Sight::New => write!(f, "{} shows what was published", self.address),
            Sight::Other => write!(f, "{} does not show what was published yet; a cache may keep it", self.address),
            Sight::Status(status) => write!(f, "{} answers with status {status}", self.address),
            Sight::Unreachable(why) => write!(f, "{} cannot be reached: {why}", self.address),
        }
    }
}

/// Asks for a sample of what a plan changed, pages first, as readers would.
pub fn sample(plan: &Plan, files: &BTreeMap<String, Entry>, base_url: &BaseUrl) -> Result<Vec<Seen>, PublishError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| PublishError::failed("look at the public address", error))?;
    let asked = chosen(plan).into_iter().filter_map(|path| {
        let entry = files.get(path)?;
        Some((address(base_url, path)?, entry.hash))
    });
    let asked = stream::iter(asked).map(|(address, hash)| look(address, hash));
    Ok(runtime.block_on(asked.buffered(SAMPLE).collect()))
}

fn chosen(plan: &Plan) -> Vec<&str> {
    let is_page = |path: &str| path.ends_with("index.html");
    // What hosts read themselves they do not send.
    let shown = plan.uploads.iter().map(|upload| upload.path.as_str()).filter(|path| !super::kind::is_for_hosts(path));
    let (pages, others): (Vec<_>, Vec<_>) = shown.partition(|path| is_page(path));
    pages.into_iter().chain(others).take(SAMPLE).collect()
}

/// Where readers find a file.
fn address(base_url: &BaseUrl, path: &str) -> Option<String> {
    Some(base_url.join(&shown_path(path)?))
}

/// `/articles/a/` of `articles/a/index.html`
fn shown_path(path: &str) -> Option<UrlPath> {
    let page = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    UrlPath::parse(&format!("/{}", page.unwrap_or(path)))
}

async fn look(address: String, hash: Hash) -> Seen {
    let sight = match web::get(&address, PATIENCE).await {
        Ok(answer) if answer.status != 200 => Sight::Status(answer.status),
        Ok(answer) if Hash::of(&answer.bytes) == hash => Sight::New,
        Ok(_) => Sight::Other,
        Err(error) => Sight::Unreachable(super::error::with_causes(&error)),
    };
    Seen { address, sight }
}

/// The addresses that a plan changes, as the `invalidate` command is told them: `/articles/a/`.
pub fn changed_addresses(plan: &Plan, base_url: Option<&BaseUrl>) -> BTreeSet<String> {
    let base = base_url.map_or("", BaseUrl::path);
    plan.touched().filter_map(shown_path).map(|path| format!("{base}{}", path.encoded())).collect()
}

/// Runs the `invalidate` command with the addresses on its standard input, one a line.
pub fn invalidate<'a>(command: &str, addresses: impl IntoIterator<Item = &'a String>) -> io::Result<()> {
    let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut child = Command::new(shell).args([flag, command]).stdin(Stdio::piped()).spawn()?;
    let lines: String = addresses.into_iter().fold(String::new(), |lines, address| lines + address + "\n");
    if let Some(mut input) = child.stdin.take() {
        match input.write_all(lines.as_bytes()) {
            // A command need not read all that it is told.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
            _ => {}
        }
    }
    let status = child.wait()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("it ended with {status}"))) }
}
