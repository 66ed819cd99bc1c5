//! What was typed → one call into the library → an exit status.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A build allocates much; `benches/NOTES.md` says what it gave.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    nutgraf::cli::run(std::env::args_os())
}
