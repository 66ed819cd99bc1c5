//! Nutgraf, a static site generator for explainers. This page is the map of its code.
//!
//! # The way of the data
//!
//! ```text
//! author's files ─► source ─► document ─► index ─► view ─► render ─► output ─► public/
//!                                ▲
//!                            gazetteer
//! ```
//!
//! There is one build: [`build::build`] reads what changed since the [`ledger`] was written, takes it
//! into the index by [`index::Index::apply`], which says the [`index::Fact`]s that changed, makes the
//! pages again that read one of them, and shows them at once by an [`output::Output`]. A clean build
//! is this with an empty ledger; [`build::Preview`] is this with the index kept in memory, and pages
//! made when they are asked for. Every stage between is a pure function: only [`source`],
//! [`ledger`], [`output`], [`publish`], [`serve`] and the binary touch the machine.
//!
//! - [`diagnostic`]: what is wrong, where exactly, and the way out; the printers.
//! - [`country`]: the dataset of countries. [`value`]: slugs, dates, language tags, addresses.
//! - [`atlas`]: the shapes of countries, and maps of them. [`card`]: the picture that an explainer is shared by.
//! - [`yaml`]: an author's YAML as a tree in which every value knows its place.
//! - [`config`]: `nutgraf.yaml`. [`locale`]: the interface's words, by language.
//! - [`picture`]: what a picture's bytes say of it, and smaller copies of it.
//! - [`table`]: what charts draw, and a CSV file's text as such.
//! - [`source`]: the only door to the author's files.
//! - [`gazetteer`]: the names of countries and of a site's entities; a text → what it mentions, and by which rule.
//! - [`document`]: one file's text → a [`document::Document`], and all that is wrong with it. Its
//!   [`document::Summary`] is what other pages may know; its [`document::Body`] only its own page shows.
//! - [`index`]: all summaries, and who refers to whom; what the site is made of; mistakes between files.
//! - [`view`]: one page's whole content as a closed value, gathered through an [`index::Reader`].
//!   [`view`]'s types are the contract with templates.
//! - [`render`]: a view → bytes, by templates or as XML.
//! - [`search`]: what readers can look for → the files by which a page searches without a server.
//! - [`ledger`]: what a build remembers for the next.
//! - [`output`]: two trees and their exchange.
//! - [`build`]: the only room that knows the order of the others.
//! - [`publish`]: a plan, then exactly that plan, against a store.
//! - [`progress`]: how far long work is.
//! - [`serve`]: the preview. [`cli`]: what was typed.
//!
//! # Invariants
//!
//! - Arrows point one way: `tests/architecture.rs` holds the table of who may use whom.
//! - A document depends on its own text, the gazetteer and the dialect, so documents are parsed in
//!   any order and on any number of threads. Its links to entities are decided here; whether these have a page,
//!   and are not the page itself, when it is shown.
//! - A list that grows is shown in windows, counted from the oldest, so that a new entry changes only the last.
//! - No stage sees a clock, randomness or the order of a hash map: the same input gives the same bytes.
//! - A mistake is a value with a place. Parsing never fails: it returns what it could read and
//!   everything that is wrong.
//! - Nothing is written while there is an error, and readers see a whole tree, whatever ends a build.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic, clippy::expect_used))]

pub mod atlas;
pub mod build;
pub mod card;
pub mod cli;
pub mod config;
pub mod country;
pub mod diagnostic;
pub mod document;
pub mod gazetteer;
pub mod index;
pub mod ledger;
pub mod locale;
pub mod output;
pub mod picture;
pub mod progress;
pub mod publish;
pub mod render;
pub mod search;
pub mod serve;
pub mod source;
pub mod table;
pub mod value;
pub mod view;
pub mod yaml;
