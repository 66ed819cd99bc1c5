//! The pages that are open in browsers, and what they are told.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use axum::response::sse::Event;
use futures_core::Stream;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::site::{self, Parts, PartsChanged};
use super::{mistakes, path};
use crate::build::{Preview, Shown};

/// Said to an open page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Message {
    /// The page is another now.
    Reload,
    /// Its stylesheets are others now.
    Css,
    /// These mistakes are in the site; JSON.
    Mistakes(Arc<str>),
    /// There are none any more.
    Mended,
}

impl From<Message> for Event {
    fn from(message: Message) -> Self {
        // Browsers pass over an event without data.
        match message {
            Message::Reload => Self::default().event("reload").data("now"),
            Message::Css => Self::default().event("css").data("now"),
            Message::Mistakes(json) => Self::default().event("mistakes").data(json),
            Message::Mended => Self::default().event("mended").data("now"),
        }
    }
}

/// What one page will be told; it ends when the preview does.
#[derive(Debug)]
pub(super) struct Inbox(UnboundedReceiver<Message>);

impl Stream for Inbox {
    type Item = Result<Event, std::convert::Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|message| message.map(|message| Ok(message.into())))
    }
}

#[derive(Debug)]
struct OpenPage {
    /// As the browser writes it.
    path: String,
    /// What it shows, by [`site::version`].
    version: u64,
    /// The mistakes it was told of last.
    told: Option<Arc<str>>,
    sender: UnboundedSender<Message>,
}

/// All open pages.
#[derive(Debug, Default)]
pub(super) struct Hub(Mutex<Pages>);

#[derive(Debug, Default)]
struct Pages {
    open: Vec<OpenPage>,
    parts: Parts,
    ended: bool,
}

impl Hub {
    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How often what pages show was another, which a page tells when it [enters](Self::enter).
    pub(super) fn changes_of_parts(&self) -> u64 {
        self.pages().parts.changes()
    }

    /// A page was opened that shows `version`, with the parts as they were after `changes`; it is told at once what it
    /// has missed.
    pub(super) fn enter(
        &self,
        path: String,
        (version, changes): (Option<u64>, Option<u64>),
        preview: &Preview,
    ) -> Inbox {
        let (sender, receiver) = unbounded_channel();
        let mut pages = self.pages();
        pages.open.retain(|page| !page.sender.is_closed());
        if !pages.ended {
            let now = version_at(&path, preview);
            let mut page = OpenPage { path, version: version.unwrap_or(now), told: None, sender };
            let told = mistakes::of(&preview.report()).map(Arc::from);
            page.tell(told.clone().map_or(Message::Mended, Message::Mistakes));
            page.told = told;
            let missed = changes.map_or(PartsChanged::Nothing, |changes| pages.parts.changed_since(changes));
            if !page.compare(now) {
                page.tell_of_parts(missed);
            }
            pages.open.push(page);
        }
        Inbox(receiver)
    }

    /// Notes that a file was sent which pages show.
    pub(super) fn sent(&self, name: &str, shown: &Shown) {
        self.pages().parts.sent(name, shown);
    }

    /// Tells every open page what changed for it.
    pub(super) fn tell(&self, preview: &Preview) {
        let mut pages = self.pages();
        pages.open.retain(|page| !page.sender.is_closed());
        // What people look at comes first: their pages are made now, and others when they are asked for.
        let reloaded: Vec<bool> =
            pages.open.iter_mut().map(|page| page.compare(version_at(&page.path, preview))).collect();
        let parts = pages.parts.compare(preview);
        let told: Option<Arc<str>> = mistakes::of(&preview.report()).map(Arc::from);
        for (page, reloaded) in pages.open.iter_mut().zip(reloaded) {
            if page.told != told {
                page.tell(told.clone().map_or(Message::Mended, Message::Mistakes));
                page.told.clone_from(&told);
            }
            if !reloaded {
                page.tell_of_parts(parts);
            }
        }
    }

    /// Says goodbye to all, so that nobody is waited for.
    pub(super) fn end(&self) {
        let mut pages = self.pages();
        pages.ended = true;
        pages.open.clear();
    }
}

fn version_at(path: &str, preview: &Preview) -> u64 {
    site::version(&site::find(preview, path::decoded(path).as_deref()))
}

impl OpenPage {
    /// Asks for a reload if the page is another now.
    fn compare(&mut self, now: u64) -> bool {
        let is_other = self.version != now;
        if is_other {
            self.version = now;
            self.tell(Message::Reload);
        }
        is_other
    }

    fn tell_of_parts(&self, changed: PartsChanged) {
        match changed {
            PartsChanged::More => self.tell(Message::Reload),
            PartsChanged::OnlyStylesheets => self.tell(Message::Css),
            PartsChanged::Nothing => {}
        }
    }

    fn tell(&self, message: Message) {
        // Who is gone is forgotten at the next change.
        let _ = self.sender.send(message);
    }
}
