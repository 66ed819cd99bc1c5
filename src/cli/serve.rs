//! `nutgraf serve`

use std::collections::HashSet;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use clap::Args;

use super::progress::Bar;
use super::site::{FormatName, SiteOptions};
use super::{Exit, report};
use crate::build::{Failed, Preview, Touched};
use crate::diagnostic::{Levels, Report};
use crate::serve::{self, Listener, Watch, Witness};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: SiteOptions,
    /// The port; if none is given, the first free one from 4000
    #[arg(long, short, value_name = "PORT")]
    port: Option<u16>,
    /// The address to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Show it in the browser
    #[arg(long)]
    open: bool,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    arguments.site.on_threads(|| preview(arguments))
}

fn preview(arguments: &Arguments) -> Exit {
    let listener = match Listener::bind(arguments.host, arguments.port) {
        Ok(listener) => listener,
        Err(error) => {
            anstream::eprintln!("nutgraf: {error}");
            return Exit::Machine;
        }
    };
    let site = &arguments.site;
    let mut request = site.request(None);
    // A preview shows what its author writes, drafts too; they are marked.
    request.drafts = true;
    request.preview = Some(listener.base_url());
    // From before the first look, so that no change falls between.
    let mut watch = Watch::new(&site.root);
    let bar = Bar::new();
    let preview = match Preview::open(request, &bar) {
        Ok(preview) => preview,
        Err(error) => return report::failed(&error),
    };
    bar.finish();
    let teller = Teller { format: site.format, told: Mutex::new((*preview.report()).clone()) };
    report::print(&preview.report(), site.format);
    if let Some(why) = watch.takes_polls() {
        teller.polls(&why);
    }
    if !arguments.host.is_loopback() {
        anstream::eprintln!("warning: {} can be reached from other machines", arguments.host);
    }
    let url = listener.base_url().with_path(preview.base_path()).to_string();
    say_where(&preview, &url);
    if arguments.open {
        open(&url);
    }
    match serve::serve(listener, preview, watch, &teller) {
        Ok(()) => Exit::Done,
        Err(error) => report::machine(&error),
    }
}

fn say_where(preview: &Preview, url: &str) {
    let summed_up = super::build::summed_up(preview.counts());
    let mistakes = match preview.report().errors() {
        0 => "",
        _ => "; what has mistakes is shown once it is mended",
    };
    anstream::eprintln!("Serving {} at {url} (stop with Ctrl-C){mistakes}", summed_up.trim_end_matches(','));
}

/// Says on the terminal what happens to the preview.
#[derive(Debug)]
struct Teller {
    format: FormatName,
    /// What is wrong, as it was told last.
    told: Mutex<Report>,
}

impl Witness for Teller {
    fn changed(&self, touched: &Touched, took: Duration, report: &Report) {
        anstream::eprintln!("{}: {} ms", named(touched), took.as_millis());
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        report::print(&news(&told, report), self.format);
        if told.errors() > 0 && report.errors() == 0 {
            anstream::eprintln!("mended");
        }
        told.clone_from(report);
    }

    fn failed(&self, error: &Failed) {
        anstream::eprintln!("nutgraf: {error}; the preview stays as it was");
    }

    fn polls(&self, why: &str) {
        anstream::eprintln!("warning: {why}; files are compared twice a second instead");
    }
}

/// What is in `now` and was not in `before`.
fn news(before: &Report, now: &Report) -> Report {
    let known: HashSet<_> = before.diagnostics().iter().collect();
    let new = now.diagnostics().iter().filter(|diagnostic| !known.contains(diagnostic));
    Report::new(new.cloned().collect(), &Levels::new(), false)
}

/// `changed content/articles/a.md and 2 more`
fn named(touched: &Touched) -> String {
    let paths = match touched {
        Touched::Everything => return "read everything again".to_owned(),
        Touched::Paths(paths) => paths,
    };
    let first = paths.first().map(|path| path.display().to_string()).unwrap_or_default();
    match paths.len() {
        0 | 1 => format!("changed {first}"),
        number => format!("changed {first} and {} more", number - 1),
    }
}

/// Asks the system to show an address; a preview goes on where it cannot.
fn open(url: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    if std::process::Command::new(program).arg(url).spawn().is_err() {
        anstream::eprintln!("warning: cannot open a browser; the address is {url}");
    }
}
