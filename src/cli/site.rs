//! Options of every command that reads a site.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::{Timestamp, civil};

use super::Exit;
use crate::build::Request;
use crate::diagnostic::Format;
use crate::value::BaseUrl;

#[derive(Debug, Args)]
pub(super) struct SiteOptions {
    /// The folder of the site
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Include drafts
    #[arg(long, short = 'D')]
    pub(super) drafts: bool,
    /// Include what has a later date
    #[arg(long, short = 'F')]
    pub(super) future: bool,
    /// How diagnostics are printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: FormatName,
    /// Treat warnings as errors
    #[arg(long)]
    pub(super) deny_warnings: bool,
    /// How many threads; as many as there are cores by default
    #[arg(long, short = 'j', value_name = "N")]
    pub(super) jobs: Option<std::num::NonZeroUsize>,
    /// The time for which the site is built, as in 2025-11-06T18:00:00Z or 2025-11-06; now by default
    #[arg(long, value_name = "TIME", value_parser = parse_time, env = "SOURCE_DATE_EPOCH", hide_env_values = true)]
    pub(super) now: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(super) enum FormatName {
    /// For people
    #[default]
    Human,
    /// One JSON object a line
    Json,
    /// A SARIF 2.1.0 document
    Sarif,
    /// GitHub workflow commands
    Github,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Human => Self::Human,
            FormatName::Json => Self::Json,
            FormatName::Sarif => Self::Sarif,
            FormatName::Github => Self::Github,
        }
    }
}

impl SiteOptions {
    /// What to build. The clock is read here and nowhere else.
    pub(super) fn request(&self, base_url: Option<BaseUrl>) -> Request {
        Request {
            root: self.root.clone(),
            base_url,
            preview: None,
            drafts: self.drafts,
            future: self.future,
            now: self.now.unwrap_or_else(Timestamp::now),
            deny_warnings: self.deny_warnings,
        }
    }

    /// A path in the site's folder, as its author would write it.
    pub(super) fn in_root(&self, name: &str) -> PathBuf {
        if self.root == Path::new(".") { PathBuf::from(name) } else { self.root.join(name) }
    }

    /// Runs work on as many threads as were asked for.
    pub(super) fn on_threads(&self, work: impl FnOnce() -> Exit + Send) -> Exit {
        let threads = self.jobs.map_or(0, std::num::NonZeroUsize::get);
        match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
            Ok(pool) => pool.install(work),
            Err(error) => {
                anstream::eprintln!("nutgraf: cannot start threads: {error}");
                Exit::Machine
            }
        }
    }
}

/// A date-time, a day, or seconds since 1970 as in `SOURCE_DATE_EPOCH`.
fn parse_time(text: &str) -> Result<Timestamp, String> {
    if let Ok(seconds) = text.parse::<i64>() {
        return Timestamp::from_second(seconds).map_err(|error| error.to_string());
    }
    let day = || {
        let zoned = text.parse::<civil::Date>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        Some(zoned.timestamp())
    };
    text.parse().ok().or_else(day).ok_or_else(|| "write it as in 2025-11-06T18:00:00Z or 2025-11-06".to_owned())
}

/// For `--base-url`.
pub(super) fn parse_base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::parse(text)
        .ok_or_else(|| "write it whole, as in https://example.org/ or https://example.org/explainers/".to_owned())
}
