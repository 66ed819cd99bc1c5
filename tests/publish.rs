//! `nutgraf publish`, as it is typed: what is at the target afterwards, what is refused, and the way back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

#[path = "publish/after.rs"]
mod after;
#[path = "publish/azure.rs"]
mod azure;
#[path = "publish/desk.rs"]
mod desk;
#[path = "publish/faults.rs"]
mod faults;
#[path = "publish/faulty.rs"]
mod faulty;
#[path = "publish/folder.rs"]
mod folder;
#[path = "publish/git.rs"]
mod git;
#[path = "publish/programs.rs"]
mod programs;
#[path = "publish/refused.rs"]
mod refused;
#[path = "publish/s3.rs"]
mod s3;
#[path = "publish/ssh.rs"]
mod ssh;
#[path = "publish/stored.rs"]
mod stored;
