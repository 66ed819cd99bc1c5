//! `nutgraf build`

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use super::progress::Bar;
use super::site::{self, SiteOptions};
use super::{Exit, report};
use crate::build::{self, BuildError, Built, Counts, Reason};
use crate::output::{Output, WriteError};
use crate::value::BaseUrl;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: SiteOptions,
    /// Where the site is written; public/ in the site's folder by default
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Where the site will stand on the web, instead of nutgraf.yaml's `base_url`
    #[arg(long, value_name = "URL", value_parser = site::parse_base_url)]
    base_url: Option<BaseUrl>,
    /// Say why a page was, or was not, made again: its address, as in /articles/accords/
    #[arg(long, value_name = "PAGE")]
    explain: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    arguments.site.on_threads(|| build(arguments))
}

fn build(arguments: &Arguments) -> Exit {
    let started = Instant::now();
    let site = &arguments.site;
    let folder = arguments.output.clone().unwrap_or_else(|| site.in_root("public"));
    let output = match Output::open(&folder, &site.root, say_waiting) {
        Ok(output) => output,
        Err(error) => return refused(&error),
    };
    let bar = Bar::new();
    let built = match build::build(&site.request(arguments.base_url.clone()), output, &bar) {
        Ok(built) => built,
        Err(BuildError::Failed(error)) => return report::failed(&error),
        Err(BuildError::Write(error)) => return refused(&error),
    };
    bar.finish();
    report::print(&built.report, site.format);
    if built.written.is_none() {
        let tally = report::tally(&built.report).unwrap_or_default();
        anstream::eprintln!("{tally}: nothing was written, and {} is as it was", folder.display());
        return Exit::Mistakes;
    }
    let explained = arguments.explain.iter().map(|page| explain(page, &built)).max();
    let warnings = report::tally(&built.report).map(|tally| format!(", with {tally}")).unwrap_or_default();
    let took = started.elapsed().as_secs_f64();
    let again = made_again(&built);
    anstream::eprintln!("Built {}{again} into {} in {took:.2} s{warnings}", summed_up(built.counts), folder.display());
    explained.unwrap_or(Exit::Done)
}

/// How much of a site was made again, where the last build had made the rest.
fn made_again(built: &Built) -> String {
    let is_kept = |reason: &Reason| matches!(reason, Reason::Unchanged | Reason::SameContent);
    match built.reasons.values().any(is_kept) {
        true => format!(" {} made again,", built.rendered().count()),
        false => String::new(),
    }
}

/// Why a page was, or was not, made again.
fn explain(page: &str, built: &Built) -> Exit {
    let path = page.trim_start_matches('/');
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let reason = built.reasons.get(&path).or_else(|| built.reasons.get(&format!("{path}/index.html")));
    match reason {
        Some(reason) => {
            anstream::println!("{page} {reason}");
            Exit::Done
        }
        None => {
            anstream::eprintln!("nutgraf: the site has no page {page}; write its address, as in /articles/accords/");
            Exit::Usage
        }
    }
}

pub(super) fn say_waiting() {
    anstream::eprintln!("another build of this site is running; waiting for it");
}

fn refused(error: &WriteError) -> Exit {
    match error {
        WriteError::Refused(_) => {
            anstream::eprintln!("nutgraf: {error}");
            Exit::Usage
        }
        WriteError::Failed { .. } => report::machine(error),
    }
}

/// `9 explainers, 47 pages in all`
pub(super) fn summed_up(counts: Counts) -> String {
    let explainers = if counts.articles == 1 { "explainer" } else { "explainers" };
    let pages = if counts.pages == 1 { "page" } else { "pages" };
    format!("{} {explainers}, {} {pages} in all,", counts.articles, counts.pages)
}
