//! Scripts on another machine, by the SSH program.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Output, Stdio};
use std::thread;

use crate::publish::{PublishError, said};

/// How a machine is reached.
#[derive(Debug)]
pub(super) struct Shell {
    /// `me@example.org`
    pub(super) host: String,
    /// The program and what it is always told, as in `RSYNC_RSH`.
    pub(super) program: Vec<String>,
}

/// What ends `ssh` where the machine is out of reach or falls silent. Of two such options it obeys the first, so those
/// of `RSYNC_RSH` stand.
pub(in crate::publish) const PATIENCE: [&str; 3] =
    ["-oConnectTimeout=30", "-oServerAliveInterval=15", "-oServerAliveCountMax=4"];

/// Others do not know its options.
fn is_ssh(program: &str) -> bool {
    Path::new(program).file_stem().is_some_and(|name| name == "ssh")
}

/// How a script says that there is nothing to do for it, and why.
const REFUSED: i32 = 93;

impl Shell {
    pub(super) fn new(host: &str, port: Option<u16>, program: Option<&str>) -> Self {
        let mut program: Vec<String> = program.unwrap_or("ssh").split_whitespace().map(str::to_owned).collect();
        if program.first().is_some_and(|program| is_ssh(program)) {
            program.extend(PATIENCE.map(str::to_owned));
        }
        if let Some(port) = port {
            program.extend(["-p".to_owned(), port.to_string()]);
        }
        Self { host: host.to_owned(), program }
    }

    /// As rsync takes it.
    pub(super) fn as_option(&self) -> String {
        self.program.join(" ")
    }

    /// Runs a script there; what it prints. `Ok(Err(why))` where it ended by `refuse`.
    pub(super) fn run(
        &self,
        script: &str,
        input: Vec<u8>,
        doing: &str,
    ) -> Result<Result<Vec<u8>, String>, PublishError> {
        let Some((program, options)) = self.program.split_first() else {
            return Err(PublishError::refused("RSYNC_RSH names no program; take it out of the environment"));
        };
        let mut command = Command::new(program);
        command.args(options).arg(&self.host).arg(format!("{PRELUDE}{script}"));
        let output = fed(command, input);
        let output = output.map_err(|error| not_started(program, doing, error))?;
        match output.status.code() {
            Some(0) => Ok(Ok(output.stdout)),
            Some(REFUSED) => Ok(Err(text(&output.stderr))),
            _ => Err(PublishError::failed(doing, why(program, &output.stderr, output.status))),
        }
    }
}

/// Stops at the first mistake; `refuse WHY` ends without one.
const PRELUDE: &str = "set -e; export LC_ALL=C; refuse() { echo \"$1\" >&2; exit 93; }\n";

fn fed(mut command: Command, input: Vec<u8>) -> io::Result<Output> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let mut stdin = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
    // Both ends at once: the script answers while it reads.
    let writer = thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output();
    // When the script ends early it says why.
    let _ = writer.join();
    output
}

/// A program that is not here is told of by name.
pub(super) fn not_started(program: &str, doing: &str, error: io::Error) -> PublishError {
    match error.kind() {
        io::ErrorKind::NotFound => PublishError::refused(format!(
            "there is no program `{program}` here; install it, as SSH hosts are published to by it"
        )),
        _ => PublishError::failed(doing, error),
    }
}

/// What a program said when it failed.
pub(super) fn why(program: &str, stderr: &[u8], status: ExitStatus) -> String {
    let said = said::explained(program, &String::from_utf8_lossy(stderr));
    if said.is_empty() { format!("{program} ended with {status}") } else { said }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

/// A text as one word of a POSIX shell.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_texts_say_nothing_to_a_shell() {
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's $HOME; `rm`"), "'it'\\''s $HOME; `rm`'");
    }

    #[test]
    fn the_program_is_told_the_port() {
        let shell = Shell::new("me@host", Some(22022), Some("ssh -i key"));
        let patience = PATIENCE.join(" ");
        assert_eq!(shell.as_option(), format!("ssh -i key {patience} -p 22022"));
        assert_eq!(Shell::new("host", None, Some("/opt/dbclient -y")).as_option(), "/opt/dbclient -y");
    }
}
