//! Programs that are called, and what becomes of a target when one of them fails: every nth, one after the other.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::desk::{Desk, Run};

/// What becomes of a program.
pub(crate) const FAULTS: [&str; 3] = [
    // It fails and has done nothing.
    "early", // It fails, and all is done.
    "late",  // Nutgraf is killed while it runs.
    "kill",
];

/// Stands in for a program: counts its calls, and does to one of them what is wished.
const WRAPPER: &str = r#"#!/bin/sh
read -r count < "$FAULT/count" || count=0
count=$((count + 1))
echo "${0##*/} ${GIT_SSH_COMMAND-} ${GIT_HTTP_LOW_SPEED_TIME-} $*" >> "$FAULT/calls"
# In one step: what a killed run left may count, too.
(PATH=$FAULT_REST; echo $count > "$FAULT/count.$$"; mv -f "$FAULT/count.$$" "$FAULT/count")
if [ "$count" = "$FAULT_AT" ]; then
  case "$FAULT_KIND" in
    early) echo "no such luck" >&2; exit 1 ;;
    kill) read -r pid < "$FAULT/pid"; kill -9 "$pid"; exit 1 ;;
  esac
fi
name=${0##*/}
PATH=$FAULT_REST
case "$name" in
  ssh) PATH=$FAULT/bin:$PATH; "$FAULT/shell" "$@" ;;
  rsync) real=$(command -v rsync); PATH=$FAULT/bin:$PATH; "$real" "$@" ;;
  *) "$name" "$@" ;;
esac
status=$?
if [ "$count" = "$FAULT_AT" ] && [ "$FAULT_KIND" = late ]; then exit 1; fi
exit $status
"#;

/// Stands in for `ssh`: what it would run on the host runs here.
const SHELL: &str = r#"#!/bin/sh
while [ "${1#-}" != "$1" ]; do case "$1" in -p|-l) shift 2 ;; *) shift ;; esac; done
shift
exec /bin/sh -c "$*"
"#;

/// A folder of programs that fail when they are told to.
pub(crate) struct Programs {
    folder: tempfile::TempDir,
}

impl Programs {
    /// Those names are wrapped.
    pub(crate) fn new(names: &[&str]) -> Self {
        let programs = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(programs.path("bin")).unwrap();
        programs.write("wrapper", WRAPPER);
        programs.write("shell", SHELL);
        for name in names {
            symlink(programs.path("wrapper"), programs.path("bin").join(name)).unwrap();
        }
        programs.reset();
        programs
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn reset(&self) {
        fs::write(self.path("count"), "0\n").unwrap();
        fs::write(self.path("pid"), "none\n").unwrap();
    }

    /// How often one was called since the last run began.
    pub(crate) fn count(&self) -> usize {
        fs::read_to_string(self.path("count")).unwrap().trim().parse().unwrap()
    }

    /// How they were called.
    pub(crate) fn calls(&self) -> String {
        fs::read_to_string(self.path("calls")).unwrap()
    }

    /// A desk at which they are found first.
    pub(crate) fn at(&self, desk: Desk) -> Desk {
        let rest = std::env::var("PATH").unwrap();
        let folder = self.folder.path().display();
        desk.with("PATH", format!("{folder}/bin:{rest}")).with("FAULT_REST", rest).with("FAULT", folder.to_string())
    }

    /// Publishes, and does this to the nth call of a program.
    pub(crate) fn publish(&self, desk: Desk, nth: usize, kind: &str) -> (Desk, Run) {
        self.reset();
        let desk = desk.with("FAULT_AT", nth.to_string()).with("FAULT_KIND", kind);
        let run = desk.run_noting(&["publish"], &self.path("pid"));
        (desk.with("FAULT_AT", "0"), run)
    }
}

/// A copy of a folder, as it is.
pub(crate) fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    let status = std::process::Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap();
    assert!(status.success());
}
