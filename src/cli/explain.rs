//! `nutgraf explain`

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::{Exit, report};
use crate::build;

#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct Arguments {
    /// List every country's code and the names by which articles may call it
    #[arg(long, required = true)]
    countries: bool,
    /// The folder of the site, whose own names are listed too
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let gazetteer = match build::gazetteer(&arguments.root) {
        Ok(gazetteer) => gazetteer,
        Err(error) => return report::failed(&error),
    };
    let mut out = io::stdout().lock();
    for (code, names) in gazetteer.iter() {
        let others = if names.others.is_empty() { String::new() } else { format!(" ({})", names.others.join(", ")) };
        if writeln!(out, "{code}  {}{others}", names.name).is_err() {
            // A reader that has gone away wants no more.
            break;
        }
    }
    Exit::Done
}
