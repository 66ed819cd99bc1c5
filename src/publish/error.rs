//! Why a site was not published, and how far it came.

use std::error::Error;
use std::fmt;

/// Why a site was not published.
#[derive(Debug)]
pub enum PublishError {
    /// Something is to be decided or mended first; nothing was changed.
    Refused(String),
    /// Another publisher was quicker: somewhere on the way the target was no longer as the plan has it.
    Overtaken {
        /// Who.
        by: String,
        /// What was done until then.
        done: Done,
    },
    /// The machine, the network or the host failed.
    Failed {
        /// What was tried: `put articles/a/index.html`.
        doing: String,
        /// Why it did not succeed.
        error: Box<dyn Error + Send + Sync>,
        /// What was done until then.
        done: Done,
    },
}

/// How much of a plan was carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Done {
    /// Files that are up.
    pub uploaded: usize,
    /// Of so many.
    pub uploads: usize,
    /// Files that are deleted.
    pub deleted: usize,
    /// Whether readers may see some of it, so that another run is to complete it.
    pub begun: bool,
}

impl PublishError {
    /// Something is to be mended first.
    pub fn refused(why: impl Into<String>) -> Self {
        Self::Refused(why.into())
    }

    /// A failure before anything was changed.
    pub fn failed(doing: impl Into<String>, error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Failed { doing: doing.into(), error: error.into(), done: Done::default() }
    }

    /// The same, when this much is done.
    #[must_use]
    pub fn after(self, done: Done) -> Self {
        match self {
            Self::Failed { doing, error, .. } => Self::Failed { doing, error, done },
            Self::Overtaken { by, .. } => Self::Overtaken { by, done },
            Self::Refused(_) => self,
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(why) => f.write_str(why),
            Self::Overtaken { by, done } => {
                write!(f, "{by} published there meanwhile; {done}")
            }
            Self::Failed { doing, error, done } => {
                write!(f, "cannot {doing}: {}; {done}", with_causes(error.as_ref()))?;
                let again = if done.begun { "; run `nutgraf publish` again to go on from there" } else { "" };
                f.write_str(again)
            }
        }
    }
}

impl Error for PublishError {}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let deleted = match self.deleted {
            0 => "nothing was deleted".to_owned(),
            1 => "1 file was deleted".to_owned(),
            many => format!("{many} files were deleted"),
        };
        match self.begun {
            false => f.write_str("nothing was changed there"),
            true => write!(f, "{} of {} files are up, {deleted}", self.uploaded, self.uploads),
        }
    }
}

/// An error and what caused it, each once.
pub(super) fn with_causes(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = error.source();
    }
    text
}
