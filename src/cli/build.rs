//! `nutgraf build`

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use rayon::prelude::*;

use super::progress::Bar;
use super::site::{self, SiteOptions};
use super::{Exit, report};
use crate::build::{self, Counts};
use crate::output::{Content, Output, OutputFile, WriteError, Written};
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
    let made = match build::make(&site.request(arguments.base_url.clone()), &bar) {
        Ok(made) => made,
        Err(error) => return report::failed(&error),
    };
    bar.finish();
    report::print(&made.report, site.format);
    if made.report.errors() > 0 {
        let tally = report::tally(&made.report).unwrap_or_default();
        anstream::eprintln!("{tally}: nothing was written, and {} is as it was", folder.display());
        return Exit::Mistakes;
    }
    if let Err(error) = write(output, &made.files) {
        return refused(&error);
    }
    let warnings = report::tally(&made.report).map(|tally| format!(", with {tally}")).unwrap_or_default();
    let took = started.elapsed().as_secs_f64();
    anstream::eprintln!("Built {} into {} in {took:.2} s{warnings}", summed_up(made.counts), folder.display());
    Exit::Done
}

fn say_waiting() {
    anstream::eprintln!("another build of this site is running; waiting for it");
}

fn write(output: Output, files: &[OutputFile]) -> Result<Written, WriteError> {
    let staging = output.stage()?;
    files.par_iter().try_for_each(|file| {
        let written = match &file.content {
            Content::Bytes(bytes) => staging.write(&file.path, bytes),
            Content::CopyOf(source) => staging.copy(&file.path, source),
        };
        written.map(|_| ())
    })?;
    staging.finish(|_| Ok(()))
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
