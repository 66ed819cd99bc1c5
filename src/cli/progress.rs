//! A progress bar, where output is a terminal and the work is long.

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::progress::Progress;

/// Shorter work is done before anyone has read what it is.
const QUIET: Duration = Duration::from_millis(700);

/// Draws a bar for the stage that runs, once the work has taken a while.
#[derive(Debug)]
pub(super) struct Bar {
    started: Instant,
    bar: Mutex<ProgressBar>,
    terminal: bool,
}

impl Bar {
    pub(super) fn new() -> Self {
        Self {
            started: Instant::now(),
            bar: Mutex::new(ProgressBar::hidden()),
            terminal: std::io::stderr().is_terminal(),
        }
    }

    pub(super) fn finish(&self) {
        self.bar().finish_and_clear();
    }

    fn bar(&self) -> std::sync::MutexGuard<'_, ProgressBar> {
        self.bar.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress for Bar {
    fn begin(&self, stage: &'static str, steps: usize) {
        let mut bar = self.bar();
        bar.finish_and_clear();
        *bar = ProgressBar::hidden().with_message(stage);
        bar.set_length(steps as u64);
        if let Ok(style) = ProgressStyle::with_template("{msg:>10} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
    }

    fn step(&self) {
        if !self.terminal {
            return;
        }
        let bar = self.bar();
        bar.inc(1);
        if bar.is_hidden() && self.started.elapsed() > QUIET {
            bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
        }
    }
}
