//! Atom feeds, and what all XML here is written with.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::view::{FeedEntry, FeedView};

/// An Atom feed.
pub(super) fn feed(view: &FeedView) -> Vec<u8> {
    document(|xml| {
        let root = xml
            .create_element("feed")
            .with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", view.language.as_str())]);
        root.write_inner_content(|xml| {
            text(xml, "title", &view.title)?;
            if let Some(subtitle) = &view.subtitle {
                text(xml, "subtitle", subtitle)?;
            }
            text(xml, "id", &view.url)?;
            link(xml, "self", "application/atom+xml", &view.url)?;
            link(xml, "alternate", "text/html", &view.home)?;
            text(xml, "updated", &view.updated)?;
            author(xml, &view.author)?;
            xml.create_element("generator").write_text_content(BytesText::new("Nutgraf"))?;
            view.entries.iter().try_for_each(|item| entry(xml, item))
        })?;
        Ok(())
    })
}

fn entry(xml: &mut Writer<Vec<u8>>, view: &FeedEntry) -> io::Result<()> {
    let mut element = xml.create_element("entry");
    if let Some(language) = &view.language {
        element = element.with_attribute(("xml:lang", language.as_str()));
    }
    element.write_inner_content(|xml| {
        text(xml, "title", &view.title)?;
        text(xml, "id", &view.url)?;
        link(xml, "alternate", "text/html", &view.url)?;
        text(xml, "published", &view.published)?;
        text(xml, "updated", &view.updated)?;
        for name in &view.authors {
            author(xml, name)?;
        }
        for term in &view.categories {
            xml.create_element("category").with_attribute(("term", term.as_str())).write_empty()?;
        }
        text(xml, "summary", &view.summary)?;
        let content = without_controls(&view.text);
        let content = BytesText::new(&content);
        xml.create_element("content").with_attribute(("type", "html")).write_text_content(content)?;
        Ok(())
    })?;
    Ok(())
}

pub(super) fn document(write: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>) -> Vec<u8> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    // Writing into memory does not fail.
    let _ = xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).and_then(|()| write(&mut xml));
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

pub(super) fn text(xml: &mut Writer<Vec<u8>>, name: &str, content: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(&without_controls(content)))?;
    Ok(())
}

fn link(xml: &mut Writer<Vec<u8>>, rel: &str, kind: &str, href: &str) -> io::Result<()> {
    xml.create_element("link").with_attributes([("rel", rel), ("type", kind), ("href", href)]).write_empty()?;
    Ok(())
}

fn author(xml: &mut Writer<Vec<u8>>, name: &str) -> io::Result<()> {
    xml.create_element("author").write_inner_content(|xml| text(xml, "name", name))?;
    Ok(())
}

/// XML 1.0 has no place for most control characters, not even escaped.
fn without_controls(content: &str) -> String {
    content
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}'))
        .collect()
}
