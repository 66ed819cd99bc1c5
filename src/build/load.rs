//! Reading a site: its configuration, texts and templates.

use rayon::prelude::*;

use super::{Failed, Progress};
use crate::config::{self, Config};
use crate::diagnostic::{Code, Diagnostic, Location, Sink};
use crate::render::TemplateSource;
use crate::source::{self, ReadError, Source, Tree};

/// A text file of the site.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) path: String,
    pub(super) text: String,
}

/// The configuration, and the text it was read from.
///
/// No configuration where what is written cannot be read.
pub(super) fn config(tree: &Tree, mistakes: &mut Vec<Diagnostic>) -> Result<(Option<Config>, Option<Text>), Failed> {
    let Some(source) = &tree.config else {
        return Ok((Some(Config::default()), None));
    };
    let limit = Config::default().limits.file_size;
    match text(source, limit)? {
        Loaded::Text(text) => {
            let mut sink = Sink::new(&text.path, &text.text);
            let config = config::decode(&mut sink);
            mistakes.extend(sink.finish());
            Ok((config, Some(text)))
        }
        Loaded::Wrong(mistake) => {
            mistakes.push(*mistake);
            Ok((None, None))
        }
        Loaded::Gone => Ok((Some(Config::default()), None)),
    }
}

/// The texts of `sources`; those that are no text are reported.
pub(super) fn texts(
    sources: &[Source],
    limit: u64,
    progress: &dyn Progress,
    mistakes: &mut Vec<Diagnostic>,
) -> Result<Vec<Text>, Failed> {
    progress.begin("reading", sources.len());
    let read = |source| {
        progress.step();
        text(source, limit)
    };
    let texts: Result<Vec<_>, ReadError> = sources.par_iter().map(read).collect();
    let mut found = Vec::with_capacity(sources.len());
    for text in texts? {
        match text {
            Loaded::Text(text) => found.push(text),
            Loaded::Wrong(mistake) => mistakes.push(*mistake),
            Loaded::Gone => {}
        }
    }
    Ok(found)
}

/// The site's templates.
pub(super) fn templates(
    tree: &Tree,
    limit: u64,
    mistakes: &mut Vec<Diagnostic>,
) -> Result<Vec<TemplateSource>, Failed> {
    let mut templates = Vec::new();
    for source in &tree.templates {
        match text(source, limit)? {
            Loaded::Text(text) => {
                let name = text.path.strip_prefix("templates/").unwrap_or(&text.path).to_owned();
                templates.push(TemplateSource { name, text: text.text });
            }
            Loaded::Wrong(mistake) => mistakes.push(*mistake),
            Loaded::Gone => {}
        }
    }
    Ok(templates)
}

/// What a file turned out to be.
#[derive(Debug)]
pub(super) enum Loaded {
    /// A text.
    Text(Text),
    /// Nothing that can be read as one.
    Wrong(Box<Diagnostic>),
    /// No longer there.
    Gone,
}

/// The text of a file.
pub(super) fn text(source: &Source, limit: u64) -> Result<Loaded, ReadError> {
    let Some(stamp) = source::stamp(source)? else { return Ok(Loaded::Gone) };
    if stamp.len > limit {
        let message = format!("{} has {} bytes, and {limit} are allowed", source.path, stamp.len);
        let help = "split it, or raise the limit in nutgraf.yaml: `limits: {file_size: …}`";
        let start = Location::new(&source.path, "", &(0..0));
        return Ok(Loaded::Wrong(Box::new(Diagnostic::new(Code::FileTooLarge, message).at(start).help(help))));
    }
    let bytes = match source::read(source) {
        Err(error) if error.error.kind() == std::io::ErrorKind::NotFound => return Ok(Loaded::Gone),
        bytes => bytes?,
    };
    Ok(match String::from_utf8(bytes) {
        Ok(text) => Loaded::Text(Text { path: source.path.clone(), text }),
        Err(error) => Loaded::Wrong(Box::new(not_utf8(source, &error))),
    })
}

fn not_utf8(source: &Source, error: &std::string::FromUtf8Error) -> Diagnostic {
    let at = error.utf8_error().valid_up_to();
    let byte = error.as_bytes().get(at).copied().unwrap_or_default();
    let shown = String::from_utf8_lossy(error.as_bytes());
    Diagnostic::new(Code::InvalidUtf8, format!("the byte 0x{byte:02X} is not UTF-8"))
        .at(Location::new(&source.path, &shown, &(at..at + 1)))
        .help(match error.as_bytes() {
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "save the file as UTF-8; it seems to be in UTF-16",
            _ => "save the file as UTF-8; it may be in an older encoding such as Windows-1252",
        })
}
