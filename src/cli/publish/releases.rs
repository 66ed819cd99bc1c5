//! Earlier releases: listed, gone back to, removed.

use serde_json::json;

use super::told::{self, Planned};
use super::{Ended, Job, PlanFormat, failed, refuse, refused};
use crate::cli::progress::Bar;
use crate::publish::{Manifest, Plan, ReleaseId};

impl Job<'_> {
    pub(super) fn list_releases(&self) -> Ended<()> {
        let releases = self.store.releases().map_err(|error| failed(&error))?;
        let present = self.present()?;
        match self.arguments.format {
            PlanFormat::Json => anstream::println!("{}", as_json(&releases, present.as_ref())),
            PlanFormat::Human if releases.is_empty() => {
                anstream::println!("nothing was published to {} yet", self.store.place());
            }
            PlanFormat::Human => {
                for release in &releases {
                    anstream::println!("{}", in_words(release, present.as_ref()));
                }
            }
        }
        Ok(())
    }

    /// What readers see.
    fn present(&self) -> Ended<Option<ReleaseId>> {
        let remote = self.store.look().map_err(|error| failed(&error))?;
        Ok(remote.manifest.filter(Manifest::is_published).map(|manifest| manifest.release))
    }

    pub(super) fn roll_back(&self, wanted: Option<&str>) -> Ended<()> {
        let mut remote = self.look()?;
        let Some(present) = remote.manifest.clone().filter(Manifest::is_published) else {
            return match self.store.releases().map_err(|error| failed(&error))?.is_empty() {
                true => refuse(&format!("nothing was published to {} yet", self.store.place())),
                false => refuse(&format!(
                    "there is no record of what readers of {} see; publish with --force first, which takes the files \
                     of the site for its own",
                    self.store.place()
                )),
            };
        };
        if let Some(pending) = remote.pending_of_another(&self.by).filter(|_| !self.by.force) {
            let by = &pending.publisher;
            if let Some(edit) = remote.edited_by_another(&self.by) {
                return refuse(&told::edited(edit, &self.store.place()));
            }
            return refuse(&format!("{by} is publishing there; ask them first, or overrule them with --force"));
        }
        let releases = self.store.releases().map_err(|error| failed(&error))?;
        let to = match wanted {
            Some(name) => self.named(&releases, name).map_err(|why| refused(&(why + &taken_for_a_release(name))))?,
            None => match remote.previous(&releases) {
                Some(release) => release,
                None => return refuse(&format!("{} has no earlier release to go back to", self.store.place())),
            },
        };
        if to.release == present.release && !remote.is_unfinished() {
            anstream::eprintln!("nothing to do: {} is what readers see", to.release);
            return Ok(());
        }
        let plan = Plan::new(&to.files, &remote);
        self.tell(Planned { plan: &plan, remote: &remote, back_to: Some(to), undone: &[] });
        let left = present.invalidating(&self.invalidations_of(&plan)).invalidations;
        if self.arguments.dry_run || !left.is_empty() {
            self.store.check_back(to, &remote, &self.by).map_err(|error| failed(&error))?;
        }
        if self.arguments.dry_run {
            return Ok(());
        }
        if !left.is_empty() {
            self.store.remember_invalidations(&left).map_err(|error| failed(&error))?;
            remote = self.look()?;
        }
        let bar = Bar::new();
        let done = self.store.roll_back(to, &remote, &self.by, &bar);
        bar.finish();
        done.map_err(|error| self.stopped(&error))?;
        self.remember(to);
        anstream::eprintln!("{} shows release {} again", self.store.place(), to.release);
        let invalidated = self.invalidate(&left);
        self.look_at_what_readers_see(&plan, &to.files);
        invalidated
    }

    pub(super) fn purge(&self, wanted: &str) -> Ended<()> {
        let releases = self.store.releases().map_err(|error| failed(&error))?;
        let manifest = self.named(&releases, wanted).map_err(|why| refused(&why))?;
        let release = &manifest.release;
        if self.present()?.as_ref() == Some(release) {
            return refuse(&format!(
                "{release} is what readers see; publish another first, or go back to an earlier one"
            ));
        }
        let only_there = self.store.only_in(manifest).map_err(|error| failed(&error))?;
        if !only_there.is_empty() && !self.by.force {
            return refuse(&format!(
                "release {release} holds {}, which Nutgraf did not put there, and which is nowhere else; copy it from \
                 there first, or remove it too with --force",
                told::some(&only_there)
            ));
        }
        if self.arguments.dry_run {
            anstream::println!("would remove release {release} for good");
            return Ok(());
        }
        let files = self.store.purge(release).map_err(|error| failed(&error))?;
        anstream::eprintln!("Removed release {release} for good: {}", removed(files));
        Ok(())
    }

    /// The release of that name, or which there are.
    fn named<'r>(&self, releases: &'r [Manifest], name: &str) -> Result<&'r Manifest, String> {
        let names: Vec<String> = releases.iter().map(|release| release.release.to_string()).collect();
        let place = self.store.place();
        match names.iter().position(|known| known == name) {
            Some(at) => Ok(&releases[at]),
            None if names.is_empty() => Err(format!("nothing was published to {place} yet")),
            None => Err(format!("{place} has no release `{name}`; it has {}", told::some(&names))),
        }
    }
}

/// A word behind `--rollback` names a release, and somebody may mean a target.
fn taken_for_a_release(name: &str) -> String {
    match name.starts_with(|first: char| first.is_ascii_digit()) {
        true => String::new(),
        false => format!("; a target stands before the option: `nutgraf publish {name} --rollback`"),
    }
}

/// What went with a release.
fn removed(files: usize) -> String {
    match files {
        0 => "none of its files went, as other releases have the same".to_owned(),
        1 => "1 file went with it".to_owned(),
        many => format!("{many} files went with it"),
    }
}

/// `* 20261124T174500Z-0a1b2c3d  2026-11-24 17:45 UTC  anna@desk  120 files`; the star is at what readers see.
fn in_words(release: &Manifest, present: Option<&ReleaseId>) -> String {
    let star = if present == Some(&release.release) { '*' } else { ' ' };
    let Manifest { release, publisher, files, published_at, shown_again, .. } = release;
    let again = shown_again.as_ref().map(|shown| format!(", shown again {} by {}", told::time(shown.at), shown.by));
    let files = if files.len() == 1 { "1 file" } else { &format!("{} files", files.len()) };
    let (at, again) = (told::time(*published_at), again.unwrap_or_default());
    format!("{star} {release}  {at}  {publisher}  {files}{again}")
}

fn as_json(releases: &[Manifest], present: Option<&ReleaseId>) -> String {
    let one = |release: &Manifest| {
        let mut told = told::release(release);
        told["present"] = json!(present == Some(&release.release));
        told
    };
    json!({ "releases": releases.iter().map(one).collect::<Vec<_>>() }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_with_a_release_is_told_in_words() {
        assert_eq!(removed(0), "none of its files went, as other releases have the same");
        assert_eq!(removed(1), "1 file went with it");
        assert_eq!(removed(12), "12 files went with it");
    }
}
