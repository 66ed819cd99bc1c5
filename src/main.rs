//! What was typed → one call into the library → an exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    nutgraf::cli::run(std::env::args_os())
}
