//! A plan, then exactly that plan, against a store: the finished site → where its readers are.
//!
//! [`Site`] is what the last build left, [`Remote`] what is at the target now; [`Plan::new`] tells them apart, a
//! [`Store`] carries the plan out. What is at a target is known by the [`Manifest`] that the last release left there.
//!
//! **Architecture invariant.** Nothing is deleted before everything new is up, nothing that Nutgraf did not put there
//! is changed unless by force, and whatever ends a run, the next one ends in the exact site.

mod after;
mod bucket;
mod copy;
mod error;
mod folder;
mod git;
mod hash;
mod headers;
mod kind;
mod manifest;
mod pack;
mod plan;
mod said;
mod site;
mod ssh;
mod store;
mod web;

pub use crate::progress::{Progress, Silent};
pub use after::{Seen, Sight, changed_addresses, invalidate, sample};
pub use bucket::{BucketStore, Folder, Patience};
pub use copy::{Memory, undone};
pub use error::{Done, PublishError};
pub use folder::FolderStore;
pub use git::GitStore;
pub use hash::Hash;
pub use headers::Rules;
pub use kind::{Rank, Wave, explainers, summed_up};
pub use manifest::{Entry, Headers, Manifest, Pending, ReleaseId, Shown};
pub use plan::{Change, Delete, Plan, Upload};
pub use site::{NotReady, Site};
pub use ssh::SshStore;
pub use store::{Actor, Remote, Store, Version, Work, open};

use folder::KEPT;
