//! How far long work is, for whoever watches it.

/// Is told how far the work is.
pub trait Progress: Sync {
    /// A stage begins, with so many steps.
    fn begin(&self, stage: &'static str, steps: usize);
    /// A step of it is done.
    fn step(&self);
}

/// Nobody is told.
#[derive(Debug)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &'static str, _: usize) {}
    fn step(&self) {}
}
