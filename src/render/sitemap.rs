//! Sitemaps (sitemaps.org 0.9).

use std::io;

use quick_xml::Writer;

use super::xml::{document, text};
use crate::view::{NewsEntry, SitemapEntry, SitemapView};

const SITEMAPS: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
const NEWS: (&str, &str) = ("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9");

pub(super) fn sitemap(view: &SitemapView) -> Vec<u8> {
    match view {
        SitemapView::Pages(entries) => of("urlset", &[SITEMAPS], entries, page),
        SitemapView::Index(urls) => of("sitemapindex", &[SITEMAPS], urls, |xml, url| part(xml, url)),
        SitemapView::News(entries) => of("urlset", &[SITEMAPS, NEWS], entries, news),
    }
}

fn of<T>(
    root: &str,
    attributes: &[(&str, &str)],
    entries: &[T],
    entry: impl Fn(&mut Writer<Vec<u8>>, &T) -> io::Result<()>,
) -> Vec<u8> {
    document(|xml| {
        let root = xml.create_element(root).with_attributes(attributes.iter().copied());
        root.write_inner_content(|xml| entries.iter().try_for_each(|it| entry(xml, it)))?;
        Ok(())
    })
}

fn page(xml: &mut Writer<Vec<u8>>, entry: &SitemapEntry) -> io::Result<()> {
    xml.create_element("url").write_inner_content(|xml| {
        text(xml, "loc", &entry.url)?;
        entry.modified.as_ref().map_or(Ok(()), |modified| text(xml, "lastmod", modified))
    })?;
    Ok(())
}

fn part(xml: &mut Writer<Vec<u8>>, url: &str) -> io::Result<()> {
    xml.create_element("sitemap").write_inner_content(|xml| text(xml, "loc", url))?;
    Ok(())
}

fn news(xml: &mut Writer<Vec<u8>>, entry: &NewsEntry) -> io::Result<()> {
    xml.create_element("url").write_inner_content(|xml| {
        text(xml, "loc", &entry.url)?;
        xml.create_element("news:news").write_inner_content(|xml| {
            xml.create_element("news:publication").write_inner_content(|xml| {
                text(xml, "news:name", &entry.publication)?;
                text(xml, "news:language", &entry.language)
            })?;
            text(xml, "news:publication_date", &entry.published)?;
            text(xml, "news:title", &entry.title)
        })?;
        Ok(())
    })?;
    Ok(())
}
