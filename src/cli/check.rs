//! `nutgraf check`

use clap::Args;

use super::progress::Bar;
use super::site::{self, SiteOptions};
use super::{Exit, report};
use crate::build;
use crate::value::BaseUrl;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: SiteOptions,
    /// Where the site will stand on the web, instead of nutgraf.yaml's `base_url`
    #[arg(long, value_name = "URL", value_parser = site::parse_base_url)]
    base_url: Option<BaseUrl>,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    arguments.site.on_threads(|| check(arguments))
}

fn check(arguments: &Arguments) -> Exit {
    let bar = Bar::new();
    let made = match build::check(&arguments.site.request(arguments.base_url.clone()), &bar) {
        Ok(made) => made,
        Err(error) => return report::failed(&error),
    };
    bar.finish();
    report::print(&made.report, arguments.site.format);
    let tally = report::tally(&made.report).unwrap_or_else(|| "nothing wrong".to_owned());
    anstream::eprintln!("Checked {}: {tally}", super::build::summed_up(made.counts).trim_end_matches(','));
    if made.report.errors() > 0 { Exit::Mistakes } else { Exit::Done }
}
