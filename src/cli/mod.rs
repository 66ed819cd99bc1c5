//! What was typed, and what it means. One short file a command.
//!
//! Exit status: 0 done, 1 mistakes in the site, 2 wrong usage, 3 the machine failed.

mod build;
mod check;
mod explain;
mod progress;
mod publish;
mod report;
mod serve;
mod site;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// A static site generator for explainers.
#[derive(Debug, Parser)]
#[command(name = "nutgraf", version, about, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = "A site is a folder with Markdown in content/articles/. `nutgraf build` writes it to public/.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site into public/
    Build(build::Arguments),
    /// Preview the site on this machine
    Serve(serve::Arguments),
    /// Report everything that is wrong, and write nothing
    Check(check::Arguments),
    /// Publish the site that was built last, or go back to an earlier one
    Publish(publish::Arguments),
    /// Tell what Nutgraf knows and finds
    Explain(explain::Arguments),
}

/// The exit status of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Done.
    Done,
    /// The site has mistakes.
    Mistakes,
    /// The command line, or where it points, is wrong.
    Usage,
    /// The machine failed.
    Machine,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Mistakes => Self::from(1),
            Exit::Usage => Self::from(2),
            Exit::Machine => Self::from(3),
        }
    }
}

/// Runs the command that was typed.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let wrong = error.use_stderr();
            let _ = error.print();
            return if wrong { Exit::Usage } else { Exit::Done }.into();
        }
    };
    let exit = match arguments.command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Publish(arguments) => publish::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
    };
    exit.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
