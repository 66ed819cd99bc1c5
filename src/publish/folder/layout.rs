//! Where everything is: `/srv/site` leads to `/srv/site.releases/ID/`, of which `/srv/site.releases/ID.json` tells.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::output;
use crate::publish::{Manifest, PublishError, ReleaseId};

/// Ends the name of the manifest of a release that was shown.
pub(super) const SHOWN: &str = ".json";
/// Of one that lies ready; if the link leads to it, it was shown.
pub(super) const READY: &str = ".ready.json";
/// Ends the name of a release's folder while it is made.
pub(super) const PART: &str = ".part";

#[derive(Debug)]
pub(super) struct Layout {
    /// The link that a web server follows.
    served: PathBuf,
    releases: PathBuf,
}

/// Held while a folder is published to; whatever ends the process, the system unlocks it.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Layout {
    pub(super) fn of(folder: &Path) -> Result<Self, PublishError> {
        let mut folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
        if folder.file_name().is_none() {
            folder = folder.canonicalize().unwrap_or(folder);
        }
        // Names of links are not followed, but `..` in what was written is.
        let parent = folder.parent().map(output::canonical);
        let (Some(parent), Some(name)) = (parent, folder.file_name()) else {
            let shown = folder.display();
            return Err(PublishError::refused(format!("{shown} is no folder for a site; name one below it")));
        };
        let mut releases = OsString::from(name);
        releases.push(".releases");
        Ok(Self { served: parent.join(name), releases: parent.join(releases) })
    }

    pub(super) fn served(&self) -> &Path {
        &self.served
    }

    pub(super) fn releases(&self) -> &Path {
        &self.releases
    }

    pub(super) fn folder(&self, release: &ReleaseId) -> PathBuf {
        self.releases.join(release.to_string())
    }

    fn manifest_file(&self, release: &ReleaseId, ending: &str) -> PathBuf {
        self.releases.join(format!("{release}{ending}"))
    }

    /// Nobody else publishes here while this is held.
    pub(super) fn lock(&self) -> Result<Lock, PublishError> {
        fs::create_dir_all(&self.releases).map_err(failed("make the folder", &self.releases))?;
        let path = self.releases.join("lock");
        let file = File::options().create(true).append(true).open(&path).map_err(failed("open", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(PublishError::refused(format!(
                "somebody else is publishing to {} right now; try again when that is done",
                self.served.display()
            ))),
            // Some file systems know no locks; two publishers at once are rarer than those.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(Lock { _file: file }),
            Err(TryLockError::Error(error)) => Err(failed("lock", &path)(error)),
        }
    }

    /// Whether the folder of releases can be made or written into.
    pub(super) fn check_access(&self) -> Result<(), PublishError> {
        let there = self.releases.ancestors().find(|folder| folder.exists());
        there.map_or(Ok(()), |there| may_write(there).map_err(failed("write into", there)))
    }

    // The present release

    /// What readers see; `None` where there is nothing.
    pub(super) fn present(&self) -> Result<Option<Manifest>, PublishError> {
        let leads_to = match fs::read_link(&self.served) {
            Ok(target) => target,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(failed("find the folder around", &self.served)(error));
            }
            Err(_) => return Err(self.not_ours("is there already, and is no link that Nutgraf made")),
        };
        let ours = leads_to.parent().is_some_and(|parent| self.beside(parent) == self.releases);
        let release = leads_to.file_name().and_then(|name| ReleaseId::parse(name.to_str()?));
        let Some(release) = release.filter(|_| ours) else {
            return Err(self.not_ours("is a link that Nutgraf did not make"));
        };
        Ok(Some(self.manifest(&release)?.unwrap_or_else(|| Manifest::unknown(release))))
    }

    /// A path as seen from the link.
    fn beside(&self, path: &Path) -> PathBuf {
        self.served.parent().map_or_else(|| path.to_path_buf(), |parent| parent.join(path))
    }

    fn not_ours(&self, why: &str) -> PublishError {
        let served = self.served.display();
        PublishError::refused(format!(
            "{served} {why}; publishing makes it a link to the present release: move it away first, \
             as by `mv {served} {served}.old`, or publish to another folder"
        ))
    }

    /// The files that stand where nothing was published yet: none, or the folder is not ours.
    pub(super) fn nothing_served(&self) -> Result<BTreeMap<String, u64>, PublishError> {
        match fs::symlink_metadata(&self.served) {
            Ok(_) => Err(self.not_ours("is there already")),
            Err(_) => Ok(BTreeMap::new()),
        }
    }

    /// Makes the link lead to a release, in one step.
    pub(super) fn lead_to(&self, release: &ReleaseId) -> Result<(), PublishError> {
        let name = self.releases.file_name().unwrap_or_default();
        let new = self.releases.join("link.new");
        let doing = failed("lead readers to the release, by", &self.served);
        let _ = fs::remove_file(&new);
        // Relative, so that it holds where the folder around it is moved or mounted.
        symlink(&Path::new(name).join(release.to_string()), &new).map_err(&doing)?;
        fs::rename(&new, &self.served).map_err(&doing)?;
        sync_folder(self.served.parent().unwrap_or(&self.served));
        Ok(())
    }

    // Manifests

    fn manifest(&self, release: &ReleaseId) -> Result<Option<Manifest>, PublishError> {
        for ending in [READY, SHOWN] {
            let file = self.manifest_file(release, ending);
            match fs::read(&file) {
                Ok(bytes) => return Manifest::from_bytes(&bytes, &file.display().to_string()).map(Some),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(failed("read", &file)(error)),
            }
        }
        Ok(None)
    }

    pub(super) fn write_manifest(&self, manifest: &Manifest, ending: &str) -> Result<(), PublishError> {
        let file = self.manifest_file(&manifest.release, ending);
        let new = self.releases.join("manifest.new");
        write_synced(&new, &manifest.to_bytes()).map_err(failed("write", &new))?;
        fs::rename(&new, &file).map_err(failed("write", &file))
    }

    /// A release that lay ready was shown.
    pub(super) fn settle(&self, release: &ReleaseId) -> Result<(), PublishError> {
        let file = self.manifest_file(release, SHOWN);
        fs::rename(self.manifest_file(release, READY), &file).map_err(failed("write", &file))
    }

    /// Those of the releases that were shown, the latest first.
    pub(super) fn manifests(&self) -> Result<Vec<Manifest>, PublishError> {
        let present = self.present()?;
        let mut releases = self.shown();
        releases.extend(present.map(|manifest| manifest.release));
        releases.sort();
        releases.dedup();
        let manifests = releases.iter().rev().map(|release| self.manifest(release));
        Ok(manifests.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    fn shown(&self) -> Vec<ReleaseId> {
        self.names().iter().filter_map(|name| ReleaseId::parse(name.strip_suffix(SHOWN)?)).collect()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.releases).into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    // Clearing up

    /// Removes what a run left that did not come to its end.
    pub(super) fn clear_unfinished(&self) -> Result<(), PublishError> {
        let present = self.present()?.map(|manifest| manifest.release);
        for name in self.names() {
            if name.ends_with(PART) {
                remove_folder(&self.releases.join(&name))?;
            }
            if let Some(release) = ReleaseId::parse(&name).filter(|release| present.as_ref() != Some(release))
                && self.folder(&release).is_dir()
                && self.manifest(&release)?.is_none()
            {
                // Its manifest was moved away by hand, so that it cannot be gone back to.
                remove_folder(&self.folder(&release))?;
            }
            let Some(ready) = name.strip_suffix(READY).and_then(ReleaseId::parse) else { continue };
            if present.as_ref() == Some(&ready) {
                self.settle(&ready)?;
            } else if self.manifest_file(&ready, SHOWN).is_file() {
                // It was on its way to be shown again.
                remove_file(&self.manifest_file(&ready, READY))?;
            } else {
                self.forget(&ready)?;
            }
        }
        Ok(())
    }

    /// Removes all releases but the latest few and the present one.
    pub(super) fn forget_all_but(&self, number: usize, present: &ReleaseId) {
        let mut releases = self.shown();
        releases.sort();
        let old = releases.iter().rev().skip(number).filter(|release| *release != present);
        for release in old {
            // What cannot be removed now is removed another time.
            let _ = self.forget(release);
        }
    }

    /// Removes a release.
    pub(super) fn forget(&self, release: &ReleaseId) -> Result<(), PublishError> {
        // Without its manifest it cannot be gone back to, so that goes first.
        for ending in [SHOWN, READY] {
            remove_file(&self.manifest_file(release, ending))?;
        }
        remove_folder(&self.folder(release))
    }
}

pub(super) fn failed(doing: &str, path: &Path) -> impl Fn(io::Error) -> PublishError {
    let doing = format!("{doing} {}", path.display());
    move |error| PublishError::failed(doing.clone(), error)
}

fn remove_file(file: &Path) -> Result<(), PublishError> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed("remove", file)(error)),
        _ => Ok(()),
    }
}

fn remove_folder(folder: &Path) -> Result<(), PublishError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed("remove", folder)(error)),
        _ => Ok(()),
    }
}

fn write_synced(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(file)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// What is in a folder outlasts a power cut, where the system can promise that.
pub(super) fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(unix)]
fn may_write(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
}

/// Only writing tells.
#[cfg(windows)]
fn may_write(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn symlink(target: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(windows)]
fn symlink(target: &Path, link: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_dir(target, link)
}
