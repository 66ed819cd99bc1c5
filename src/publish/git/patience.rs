//! No git program waits for ever: what it is told so that a silent host ends it.

use std::process::{Command, Stdio};

use crate::publish::ssh::PATIENCE;

/// Less than a byte a second, for a minute: hosts that are at work say so more often than that.
const SLOW: [(&str, &str); 2] = [("GIT_HTTP_LOW_SPEED_LIMIT", "1"), ("GIT_HTTP_LOW_SPEED_TIME", "60")];

/// What is set for programs that speak with a host, except for what whoever publishes has set in another way.
pub(super) fn settings() -> Vec<(&'static str, String)> {
    let mut git = Command::new("git");
    git.args(["config", "--name-only", "--get-regexp", "^(core\\.sshcommand|http\\..*lowspeed.*)$"]);
    let told = git.stdin(Stdio::null()).output().map(|output| output.stdout).unwrap_or_default();
    unset(&String::from_utf8_lossy(&told), |name| std::env::var_os(name).is_some())
}

/// `configured` are names of git's own settings, one a line.
fn unset(configured: &str, in_environment: impl Fn(&str) -> bool) -> Vec<(&'static str, String)> {
    let is_configured = |part: &str| configured.lines().any(|name| name.to_ascii_lowercase().contains(part));
    let mut set = Vec::new();
    if !is_configured("sshcommand") && !["GIT_SSH_COMMAND", "GIT_SSH"].into_iter().any(&in_environment) {
        set.push(("GIT_SSH_COMMAND", format!("ssh {}", PATIENCE.join(" "))));
    }
    if !is_configured("lowspeed") && !SLOW.iter().any(|(name, _)| in_environment(name)) {
        set.extend(SLOW.map(|(name, value)| (name, value.to_owned())));
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_set_stands() {
        let names = |configured: &str, set: &str| {
            let unset = unset(configured, |name| name == set);
            unset.into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(" ")
        };
        let slow = "GIT_HTTP_LOW_SPEED_LIMIT GIT_HTTP_LOW_SPEED_TIME";
        assert_eq!(names("", ""), format!("GIT_SSH_COMMAND {slow}"));
        assert_eq!(names("core.sshcommand\n", ""), slow);
        assert_eq!(names("", "GIT_SSH"), slow);
        assert_eq!(names("http.https://example.org.lowSpeedLimit\n", ""), "GIT_SSH_COMMAND");
        assert_eq!(names("http.lowspeedtime\n", "GIT_SSH_COMMAND"), "");
    }
}
