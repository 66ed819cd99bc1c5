//! A site that is read, to look at single stages: for benchmarks.

use super::documents::Wrong;
use super::look::Look;
use super::site::{Before, Site};
use super::{Failed, Request, Silent};
use crate::index::Output;
use crate::render::{Failure, Rendered};
use crate::view::View;

/// A site whose files are read, of which nothing is made yet.
#[derive(Debug)]
pub struct Opened(Site);

impl Opened {
    /// Reads a site. What is wrong with it does not matter here.
    pub fn open(request: &Request) -> Result<Self, Failed> {
        let look = Look::at(request)?;
        let (site, _) = Site::open(request.clone(), look, Before::default(), Wrong::AsItIs, &Silent)?;
        Ok(Self(site))
    }

    /// All that the site is made of.
    pub fn outputs(&self) -> impl Iterator<Item = &Output> {
        self.0.index.outputs()
    }

    /// What many pages share is made anew.
    pub fn forget(&mut self) {
        self.0.shared.forget();
    }

    /// Gathers an output; `None` where its document is gone.
    pub fn view(&self, output: &Output) -> Option<View> {
        self.0.view(output, None).map(|viewed| viewed.view)
    }

    /// Renders what was gathered.
    pub fn render(&self, view: &View) -> Result<Rendered, Failure> {
        self.0.render(view)
    }
}
