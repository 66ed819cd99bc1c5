//! An explainer as structured data.

use super::entity;
use super::node::Node;
use crate::document::{Body, Notice, Question, Source, Summary};
use crate::value::{EntityKind, Moment};
use crate::view::address::plain;
use crate::view::machine;
use crate::view::pieces::Cx;
use crate::view::{PageMeta, TranslationView};

/// The explainer, and what readers ask.
pub(super) fn nodes(cx: Cx, meta: &PageMeta, article: &Summary, body: Option<&Body>) -> Vec<Node> {
    let questions = body.map(|body| body.questions.as_slice()).unwrap_or_default();
    let own = [Some(node(cx, meta, article, body)), faq(cx, meta, questions)];
    own.into_iter().flatten().collect()
}

fn node(cx: Cx, meta: &PageMeta, article: &Summary, body: Option<&Body>) -> Node {
    let url = cx.address(cx.url);
    let topics = cx.named(EntityKind::Topic, &article.topics);
    let countries = cx.countries(&article.countries);
    let keywords: Vec<String> = topics.iter().chain(&countries).map(|link| link.name.clone()).collect();
    let types = vec!["NewsArticle", "BackgroundNewsArticle"];
    let published = article.date.as_ref();
    let modified = machine::changed(article);
    Node::new("")
        .with("@type", types)
        .with("@id", format!("{url}#article"))
        .with("headline", article.title.clone())
        .with("description", plain(&article.dek))
        .with("url", url.clone())
        .with("mainEntityOfPage", url)
        .with("datePublished", published.map(Moment::rfc3339))
        .with("dateModified", modified.map(Moment::rfc3339))
        .with("expires", article.expires_at.as_ref().map(Moment::rfc3339))
        .with("inLanguage", meta.language.clone())
        .with("author", authors(cx, article))
        .with("publisher", super::publisher(cx))
        .with("image", super::image(cx, meta))
        .with("isPartOf", super::part_of(cx))
        .with("articleSection", topics.first().map(|topic| topic.name.clone()))
        .with("keywords", keywords)
        .with("about", entity::about(cx, article))
        .with("mentions", entity::mentions(cx, article))
        .with("citation", article.sources.iter().map(source).collect::<Vec<_>>())
        .with("correction", article.corrections.iter().map(correction).collect::<Vec<_>>())
        .with("backstory", body.and_then(backstory))
        .with("abstract", body.and_then(takeaways))
        .with("wordCount", body.map(|body| body.words))
        .with("workTranslation", meta.translations.iter().map(|it| translation(cx, it)).collect::<Vec<_>>())
}

fn authors(cx: Cx, article: &Summary) -> Vec<Node> {
    let named = cx.named(EntityKind::Author, &article.authors);
    let person = |link: &crate::view::EntityLink| {
        Node::new("Person").with("name", link.name.clone()).with("url", cx.whole(&link.url))
    };
    let site = &cx.frame.site;
    match (named.is_empty(), &site.author) {
        (false, _) => named.iter().map(person).collect(),
        (true, Some(author)) if Some(author) != site.publisher.as_ref() => {
            vec![Node::new("Person").with("name", author.clone())]
        }
        (true, _) => vec![super::publisher(cx)],
    }
}

fn source(source: &Source) -> Node {
    let publisher = source.publisher.as_ref().map(|name| Node::new("Organization").with("name", name.clone()));
    Node::new("CreativeWork")
        .with("name", source.title.clone())
        .with("url", source.url.as_ref().map(|url| url.as_str().to_owned()))
        .with("archivedAt", source.archived.as_ref().map(|url| url.as_str().to_owned()))
        .with("publisher", publisher)
        .with("datePublished", source.date.map(|date| date.to_string()))
}

fn correction(notice: &Notice) -> Node {
    Node::new("CorrectionComment").with("text", plain(&notice.text)).with("datePublished", notice.date.rfc3339())
}

fn backstory(body: &Body) -> Option<String> {
    let parts = body.background.iter().filter_map(|part| {
        let text = plain(&part.text)?;
        Some(part.title.as_ref().map_or(text.clone(), |title| format!("{title}\n{text}")))
    });
    Some(parts.collect::<Vec<_>>().join("\n\n")).filter(|text| !text.is_empty())
}

fn takeaways(body: &Body) -> Option<String> {
    Some(body.takeaways.iter().filter_map(plain).collect::<Vec<_>>().join("\n")).filter(|text| !text.is_empty())
}

fn translation(cx: Cx, other: &TranslationView) -> Node {
    Node::new("CreativeWork")
        .with("name", other.title.clone())
        .with("url", cx.whole(&other.url))
        .with("inLanguage", other.language.clone())
}

fn faq(cx: Cx, meta: &PageMeta, questions: &[Question]) -> Option<Node> {
    let asked = questions.iter().filter_map(|item| {
        let answer = Node::new("Answer").with("text", plain(&item.answer)?);
        Some(Node::new("Question").with("name", plain(&item.question)?).with("acceptedAnswer", answer))
    });
    let asked: Vec<Node> = asked.collect();
    let url = cx.address(cx.url);
    (!asked.is_empty()).then(|| {
        Node::new("FAQPage")
            .with("@id", format!("{url}#questions"))
            .with("url", url)
            .with("name", meta.title.clone())
            .with("inLanguage", meta.language.clone())
            .with("mainEntity", asked)
    })
}
