//! What git, ssh and rsync say, as an editor understands it.

/// So many of a program's own lines are shown.
const LINES: usize = 3;

/// What a program says, and what that means, where it is one of the things that happen to everybody.
pub(super) fn explained(program: &str, stderr: &str) -> String {
    let said = shortened(stderr);
    match meaning(stderr) {
        Some(meaning) if said.is_empty() => meaning.to_owned(),
        Some(meaning) => format!("{meaning} ({program}: {said})"),
        None => said,
    }
}

fn meaning(stderr: &str) -> Option<&'static str> {
    let has = |words: &[&str]| words.iter().any(|word| stderr.contains(word));
    if has(&["does not appear to be a git repository", "Repository not found", "repository not found"])
        || stderr.contains("fatal: repository '") && stderr.contains("not found")
    {
        Some("there is no such repository, or it is not shown to you; look at `to` of the target")
    } else if has(&["Could not resolve host", "Connection refused", "Connection timed out", "Operation timed out"])
        || has(&[
            "Network is unreachable",
            "No route to host",
            "Operation too slow",
            "Could not connect to server",
            "io timeout",
        ])
    {
        Some("nobody answers; look at `to` of the target, and whether the network is there")
    } else if has(&["Host key verification failed"]) {
        Some("the host is not known here; connect to it once by `ssh`, and look whether its key is the right one")
    } else if has(&[
        "Permission denied (",
        "Too many authentication failures",
        "Authentication failed",
        "could not read Username",
        "Invalid username",
    ]) || has(&["could not read Password", "Permission to "])
    {
        Some("the host does not accept your key or password, or does not let you write there")
    } else if has(&["protected branch", "pre-receive hook declined"]) {
        Some("the host does not take it; the branch may be protected there")
    } else {
        None
    }
}

/// The first lines, without what is said to everybody.
fn shortened(stderr: &str) -> String {
    const TO_EVERYBODY: [&str; 6] = [
        "Could not read from remote repository",
        "Please make sure you have the correct access rights",
        "and the repository exists",
        "hint:",
        "error: failed to push some refs",
        "To ",
    ];
    let lines = stderr.lines().map(|line| line.trim_start_matches("fatal: ").trim_start_matches("ssh: ").trim());
    let mut lines = lines.filter(|line| !line.is_empty() && !TO_EVERYBODY.iter().any(|start| line.starts_with(start)));
    let mut said: Vec<&str> = lines.by_ref().take(LINES).collect();
    if lines.next().is_some() {
        said.push("…");
    }
    said.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_says_is_told_in_a_line() {
        let missing = "fatal: '/srv/hub.git' does not appear to be a git repository\nfatal: Could not read from remote \
                       repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.\n";
        let told = explained("git", missing);
        assert!(told.starts_with("there is no such repository"), "{told}");
        assert!(told.ends_with("(git: '/srv/hub.git' does not appear to be a git repository)"), "{told}");
        for (said, meaning) in [
            ("fatal: unable to access 'https://x/': Could not resolve host: x\n", "nobody answers"),
            ("ssh: connect to host x port 22: Connection timed out\n", "nobody answers"),
            ("git@x: Permission denied (publickey).\n", "does not accept your key"),
            ("fatal: could not read Username for 'https://x': terminal prompts disabled\n", "does not accept your key"),
            (
                "remote: error: GH006: Protected branch update failed for refs/heads/x.\n ! [remote rejected] x -> x (protected branch hook declined)\n",
                "may be protected",
            ),
            ("fatal: remote error: x: Repository not found.\n", "there is no such repository"),
        ] {
            let told = explained("git", said);
            assert!(told.contains(meaning), "{told}");
        }
        assert_eq!(explained("git", "fatal: a\nb\nc\nd\n"), "a; b; c; …");
        assert_eq!(explained("git", "\n"), "");
    }
}
