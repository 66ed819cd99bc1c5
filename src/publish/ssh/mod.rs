//! A machine that is reached by SSH: the layout of a folder here, filled by rsync, changed by short scripts.
//!
//! A release is made in a folder of its own, with what did not change as hard links, and readers are led to it in one
//! step. Who is at work says so in `pending.json`; whoever finds another there when the link is to be exchanged stops.

mod script;
mod shell;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::thread;

use super::store::not_whole;
use super::{Actor, Done, Entry, Manifest, Pending, Progress, PublishError, ReleaseId, Remote, Store, Version, Work};
pub(super) use shell::PATIENCE;
use shell::Shell;

/// A folder of another machine.
#[derive(Debug)]
pub struct SshStore {
    shell: Shell,
    path: String,
}

/// rsync gives up a machine that says nothing for so long, in seconds; there it may be comparing large files.
const SILENCE: &str = "--timeout=300";

/// Where nothing was published yet.
const NOTHING: &str = "none";

impl SshStore {
    /// `program` is `RSYNC_RSH` of the environment.
    pub fn new(host: &str, port: Option<u16>, path: &str, program: Option<&str>) -> Self {
        Self { shell: Shell::new(host, port, program), path: path.to_owned() }
    }

    fn run(&self, script: &str, input: Vec<u8>, doing: &str) -> Result<Vec<u8>, PublishError> {
        let doing = format!("{doing} {}", self.place());
        let done = self.shell.run(&(script::places(&self.path) + script), input, &doing)?;
        done.map_err(|why| self.refusal(&why))
    }

    fn refusal(&self, why: &str) -> PublishError {
        let (place, path) = (self.place(), &self.path);
        match why {
            "gone" => PublishError::refused(format!(
                "the folder of that release is gone from {place}; go back to another, or build and publish what it \
                 showed"
            )),
            "overtaken" => {
                let now = self.look().ok().and_then(|now| now.manifest);
                let by = now.map_or_else(|| "somebody".to_owned(), |now| now.last_by());
                PublishError::Overtaken { by, done: Done::default() }
            }
            "present" => PublishError::refused(format!("readers of {place} see that release; publish another first")),
            "taken" => PublishError::refused(format!(
                "{place} is there already, and is no link that Nutgraf made; publishing makes it a link to the \
                 present release: move it away first, as by `mv {path} {path}.old` there, or publish to another folder"
            )),
            other => PublishError::refused(format!("{place} said `{other}`, which Nutgraf does not understand")),
        }
    }

    /// Takes the place; what `pending.json` holds from now on.
    fn begin(&self, release: &ReleaseId, remote: &Remote, by: &Actor) -> Result<String, PublishError> {
        let pending =
            Pending { release: release.clone(), publisher: by.name.clone(), since: by.now, files: BTreeMap::new() };
        // Texts and a time: nothing that JSON could not hold.
        let pending = serde_json::to_string(&pending).unwrap_or_default();
        let there = remote.version.generation.as_deref();
        let script = script::begin(present(remote), there);
        self.run(&script, pending.clone().into_bytes(), "prepare")?;
        Ok(pending)
    }

    /// Sends all files of the site; those that the release before has too are linked to there.
    fn send(&self, work: &Work, part: &str, progress: &dyn Progress) -> Result<(), PublishError> {
        let doing = format!("send the site to {}", self.place());
        let mut command = Command::new("rsync");
        // Whole files: where only the differences of a file in another folder are sent, some versions (3.2.7 of Debian 12)
        // make another file of them and refuse it.
        command.args(["-rcsW", "--chmod=D755,F644", "--out-format=%n", "--files-from=-", "--from0", SILENCE]);
        command.arg("-e").arg(self.shell.as_option());
        if work.remote.manifest.as_ref().is_some_and(Manifest::is_published) {
            command.arg(format!("--link-dest=../{}", present(work.remote)));
        }
        command.arg("--").arg(format!("{}/", work.site.folder().display()));
        command.arg(format!("{}:{}.releases/{part}/", self.shell.host, self.path));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| shell::not_started("rsync", &doing, error))?;
        let files: Vec<u8> = work.files.keys().flat_map(|path| [path.as_bytes(), b"\0"]).flatten().copied().collect();
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        // All ends at once: it says what is wrong while it reads and writes.
        let mistakes = thread::spawn(move || {
            let mut said = String::new();
            let _ = stderr.map(|mut stderr| stderr.read_to_string(&mut said));
            said
        });
        let writer = thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&files)));
        progress.begin("publishing", work.plan.uploads.len());
        let lines = stdout.into_iter().flat_map(|stdout| BufReader::new(stdout).lines());
        lines.map_while(Result::ok).filter(|line| !line.ends_with('/')).for_each(|_| progress.step());
        let status = child.wait().map_err(|error| PublishError::failed(&doing, error))?;
        let _ = writer.join();
        let said = mistakes.join().unwrap_or_default();
        match status.success() {
            true => Ok(()),
            false => Err(PublishError::failed(doing, shell::why("rsync", said.as_bytes(), status))),
        }
    }

    /// Leads readers to a release that is there, with what others put into the present one.
    fn lead_to(&self, release: &Manifest, remote: &Remote, by: &Actor) -> Result<Done, PublishError> {
        let pending = self.begin(&release.release, remote, by)?;
        let done = Done { begun: true, ..Done::default() };
        let id = release.release.to_string();
        if remote.manifest.as_ref().is_some_and(Manifest::is_published) && id != present(remote) {
            self.carry_over(&release.files, remote, &id).map_err(|error| error.after(done))?;
        }
        let script = script::show(&release.release, None, present(remote), &pending);
        self.run(&script, release.to_bytes(), "show the release at").map_err(|error| error.after(done))?;
        Ok(done)
    }

    /// Files of others go with the site from release to release.
    fn carry_over(&self, files: &BTreeMap<String, Entry>, remote: &Remote, to: &str) -> Result<(), PublishError> {
        let foreign = remote.foreign().filter(|path| !files.contains_key(*path));
        let foreign = foreign.flat_map(|path| [path.as_bytes(), b"\n"]).flatten();
        let script = script::carry_over(present(remote), to);
        self.run(&script, foreign.copied().collect(), "prepare").map(|_| ())
    }
}

/// The release that readers see.
fn present(remote: &Remote) -> &str {
    remote.version.tag.as_deref().unwrap_or(NOTHING)
}

/// A file as a release has it.
#[derive(Debug, PartialEq, Eq)]
struct Summed {
    size: u64,
    /// Where the machine can tell.
    mark: Option<String>,
}

impl SshStore {
    /// The files in a folder of a release, each read there.
    fn sums(&self, folder: &str) -> Result<BTreeMap<String, Summed>, PublishError> {
        let told = self.run(&script::sums(folder), Vec::new(), "look at")?;
        Ok(String::from_utf8_lossy(&told).lines().filter_map(summed).collect())
    }

    /// What is known of the release that readers see.
    fn manifest(&self, release: &str, text: &str) -> Result<Manifest, PublishError> {
        let place = format!("{}.releases/{release}.json", self.place());
        match ReleaseId::parse(release).filter(|_| text.is_empty()) {
            Some(release) => Ok(Manifest::unknown(release)),
            None => Manifest::from_bytes(text.as_bytes(), &place),
        }
    }
}

impl Store for SshStore {
    fn place(&self) -> String {
        format!("{}:{}", self.shell.host, self.path)
    }

    fn look(&self) -> Result<Remote, PublishError> {
        let told = self.run(&script::look(), Vec::new(), "look at")?;
        let told = String::from_utf8_lossy(&told);
        let mut lines = told.lines();
        let release = lines.next().unwrap_or(NOTHING).to_owned();
        let manifest = lines.next().unwrap_or_default();
        let pending = lines.next().unwrap_or_default().to_owned();
        let mut manifest = match release == NOTHING {
            true => None,
            false => Some(self.manifest(&release, manifest)?),
        };
        if !pending.is_empty() {
            let read: Option<Pending> = serde_json::from_str(&pending).ok();
            let publisher = read.as_ref().map_or_else(|| "somebody".to_owned(), |pending| pending.publisher.clone());
            manifest.get_or_insert_with(|| Manifest::empty(&publisher)).pending = read;
        }
        let files = lines.filter_map(counted).collect();
        let version = Version { tag: Some(release), generation: Some(pending).filter(|pending| !pending.is_empty()) };
        Ok(Remote { manifest, version, files, ..Remote::default() })
    }

    fn look_closely(&self) -> Result<Remote, PublishError> {
        let mut remote = self.look()?;
        let Some(manifest) = remote.manifest.as_ref().filter(|_| !remote.files.is_empty()) else { return Ok(remote) };
        let there = self.sums(present(&remote))?;
        // Of what has no mark nothing is known: rsync sees what it holds.
        let is_same = |path: &String| {
            let there = there.get(path).and_then(|file| file.mark.as_ref());
            there.is_some_and(|mark| manifest.marks.get(path) == Some(mark))
        };
        let damaged = manifest.files.keys().filter(|path| !is_same(path)).cloned().collect();
        remote.damaged = damaged;
        Ok(remote)
    }

    fn publish(&self, work: &Work, progress: &dyn Progress) -> Result<Done, PublishError> {
        let (next, place) = (work.next(), present(work.remote));
        if work.plan.is_empty() && next.release.to_string() == place {
            // It arrived, and only what was left behind is to be cleared up.
            return self.lead_to(&next, work.remote, work.by);
        }
        let next = work.anew();
        let uploads = work.plan.uploads.len();
        let begun = Done { uploads, begun: true, ..Done::default() };
        let part = format!("{}.part", next.release);
        let pending = self.begin(&next.release, work.remote, work.by)?;
        self.carry_over(work.files, work.remote, &part).map_err(|error| error.after(begun))?;
        self.send(work, &part, progress).map_err(|error| error.after(begun))?;
        let script = script::show(&next.release, Some(&part), place, &pending);
        let up = Done { uploaded: uploads, ..begun };
        let sums = self.sums(&part).map_err(|error| error.after(up))?;
        let next = next.marked(sums.into_iter().filter_map(|(path, file)| Some((path, file.mark?))));
        self.run(&script, next.to_bytes(), "show the release at").map_err(|error| error.after(up))?;
        Ok(Done { deleted: work.plan.deletes.len(), ..up })
    }

    fn releases(&self) -> Result<Vec<Manifest>, PublishError> {
        let told = self.run(&script::releases(), Vec::new(), "look at")?;
        let lines = told.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let place = format!("a manifest in {}.releases", self.place());
        lines.map(|line| Manifest::from_bytes(line, &place)).collect()
    }

    fn check_back(&self, to: &Manifest, remote: &Remote, by: &Actor) -> Result<(), PublishError> {
        remote.refuse_foreign(&self.place(), to, by)?;
        let there = self.sums(&to.release.to_string())?;
        let is_same = |path: &String, entry: &Entry| {
            let file = there.get(path).filter(|file| file.size == entry.size);
            file.is_some_and(|file| to.marks.get(path).zip(file.mark.as_ref()).is_none_or(|(noted, now)| noted == now))
        };
        let other = to.files.iter().filter(|(path, entry)| !is_same(path, entry)).map(|(path, _)| path);
        not_whole(&to.release, &other.collect::<Vec<_>>())
    }

    fn roll_back(
        &self,
        to: &Manifest,
        remote: &Remote,
        by: &Actor,
        progress: &dyn Progress,
    ) -> Result<Done, PublishError> {
        self.check_back(to, remote, by)?;
        progress.begin("going back", 1);
        let done = self.lead_to(&to.again(remote, by), remote, by)?;
        progress.step();
        Ok(done)
    }

    fn only_in(&self, release: &Manifest) -> Result<Vec<String>, PublishError> {
        let folder = release.release.to_string();
        let remote = self.look()?;
        if !remote.files.is_empty() && folder != present(&remote) {
            let there = match self.sums(&folder) {
                // Somebody removed its folder.
                Err(PublishError::Refused(_)) => BTreeMap::new(),
                sums => sums?,
            };
            let now = self.sums(present(&remote))?;
            let is_only =
                |(path, file): &(String, Summed)| !release.files.contains_key(path) && now.get(path) != Some(file);
            return Ok(there.into_iter().filter(is_only).map(|(path, _)| path).collect());
        }
        Ok(Vec::new())
    }

    fn purge(&self, release: &ReleaseId) -> Result<usize, PublishError> {
        let counted = self.run(&script::purge(release), Vec::new(), "remove a release from")?;
        Ok(String::from_utf8_lossy(&counted).trim().parse().unwrap_or_default())
    }

    fn remember_invalidations(&self, paths: &BTreeSet<String>) -> Result<(), PublishError> {
        let Some(mut manifest) = self.look()?.manifest.filter(Manifest::is_published) else { return Ok(()) };
        manifest.pending = None;
        manifest.invalidations.clone_from(paths);
        self.run(&script::note(&manifest.release), manifest.to_bytes(), "write to").map(|_| ())
    }
}

/// `3015617425 17 ./index.html`, as `cksum` prints it; without the first, as `wc` does.
fn summed(line: &str) -> Option<(String, Summed)> {
    let (numbers, path) = line.split_once(" ./")?;
    let mut numbers = numbers.split_whitespace().rev();
    let size = numbers.next()?.parse().ok()?;
    Some((path.to_owned(), Summed { size, mark: numbers.next().map(str::to_owned) }))
}

/// `  17 ./index.html`, as `wc` prints it; its sums have no `./`.
fn counted(line: &str) -> Option<(String, u64)> {
    let (size, path) = line.trim_start().split_once(' ')?;
    Some((path.trim_start().strip_prefix("./")?.to_owned(), size.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_as_machines_print_them() {
        let told = |line| summed(line).map(|(path, file)| (path, file.size, file.mark));
        assert_eq!(told("3015617425 17 ./a b.html"), Some(("a b.html".to_owned(), 17, Some("3015617425".to_owned()))));
        assert_eq!(told("  17 ./a"), Some(("a".to_owned(), 17, None)));
        assert_eq!(told("  17 total"), None);
    }
}
