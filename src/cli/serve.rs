//! `nutgraf serve`

use std::net::IpAddr;

use clap::Args;

use super::progress::Bar;
use super::site::SiteOptions;
use super::{Exit, report};
use crate::build;
use crate::serve::{self, Listener};

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
    let bar = Bar::new();
    let mut request = site.request(None);
    // A preview shows what its author writes, drafts too; they are marked.
    request.drafts = true;
    request.preview = Some(listener.base_url());
    let made = match build::make(&request, &bar) {
        Ok(made) => made,
        Err(error) => return report::failed(&error),
    };
    bar.finish();
    report::print(&made.report, site.format);
    if made.report.errors() > 0 {
        anstream::eprintln!(
            "{}: there is nothing to show until they are mended",
            report::tally(&made.report).unwrap_or_default()
        );
        return Exit::Mistakes;
    }
    if !arguments.host.is_loopback() {
        anstream::eprintln!("warning: {} can be reached from other machines", arguments.host);
    }
    let url = listener.base_url().with_path(&made.base_path).to_string();
    anstream::eprintln!(
        "Serving {} at {url} (stop with Ctrl-C)",
        super::build::summed_up(made.counts).trim_end_matches(',')
    );
    if arguments.open {
        open(&url);
    }
    match serve::serve(listener, made.files, made.base_path) {
        Ok(()) => Exit::Done,
        Err(error) => report::machine(&error),
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
