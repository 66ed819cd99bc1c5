//! A page → what it is found by.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::Xxh3Default;

use super::text;
use crate::view::{
    ArticleView, Content, CountryView, DateView, DirectiveView, EntityLink, EntityView, PageMeta, PageView, PlainView,
    ReactionView, TimelineEntryView, View,
};

/// What a page is found by, and what a list of what was found shows of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Record {
    /// Its address on the site.
    pub url: String,
    /// Its title.
    pub title: String,
    /// First publication, as readers see it.
    pub date: Option<String>,
    /// The same for machines.
    pub day: Option<String>,
    /// All its words, plain.
    pub text: String,
    /// By what a reader can narrow a search: `country`, `topic`, `year`, `language`, each with its values.
    pub filters: BTreeMap<&'static str, Vec<String>>,
}

impl Record {
    /// Of a page that readers look for: an explainer, a plain page, the page of an entity. Lists are none: what they
    /// list is found itself.
    pub fn of(view: &View) -> Option<Self> {
        let View::Page(page) = view else { return None };
        let mut words = Words { page, text: String::new() };
        match &page.content {
            Content::Article(article) => {
                words.article(article);
                let record = words.record(&article.title, article.date.as_ref());
                Some(record.filtered(&article.countries, &article.topics))
            }
            Content::Plain(plain) => {
                words.plain(plain);
                Some(words.record(&plain.title, plain.date.as_ref()))
            }
            Content::Country(country) => {
                words.country(country);
                Some(words.record(&country.name, None).with("country", [country.site_name.clone()]))
            }
            Content::Entity(entity) => {
                words.entity(entity);
                let record = words.record(&entity.name, None);
                Some(if entity.kind == "topic" { record.with("topic", [entity.name.clone()]) } else { record })
            }
            _ => None,
        }
    }

    /// Equal for equal records, in every run.
    pub fn print(&self) -> u64 {
        let mut hasher = Xxh3Default::new();
        self.hash(&mut hasher);
        hasher.finish()
    }

    /// A reader narrows a search down in the site's language, whichever the explainers are in.
    fn filtered(self, countries: &[EntityLink], topics: &[EntityLink]) -> Self {
        let names = |links: &[EntityLink]| links.iter().map(|link| link.site_name.clone()).collect::<Vec<_>>();
        self.with("country", names(countries)).with("topic", names(topics))
    }

    fn with(mut self, filter: &'static str, values: impl IntoIterator<Item = String>) -> Self {
        let values: Vec<_> = values.into_iter().collect();
        if !values.is_empty() {
            self.filters.insert(filter, values);
        }
        self
    }
}

/// The words of a page, as they are gathered.
struct Words<'p> {
    page: &'p PageView,
    text: String,
}

impl Words<'_> {
    fn record(self, title: &str, date: Option<&DateView>) -> Record {
        let PageMeta { url, language, .. } = &self.page.meta;
        let text = text::tidy(&self.text);
        let record = Record {
            url: url.clone(),
            title: title.to_owned(),
            date: date.map(|date| date.human.clone()),
            day: date.map(|date| date.machine.clone()),
            // A page without a word is not indexed at all.
            text: if text.is_empty() { title.to_owned() } else { text },
            filters: BTreeMap::new(),
        };
        let year = date.and_then(|date| date.machine.get(..4)).map(str::to_owned);
        record.with("year", year).with("language", [language.clone()])
    }

    fn article(&mut self, article: &ArticleView) {
        self.html(&article.dek);
        article.takeaways.iter().for_each(|takeaway| self.html(takeaway));
        self.html(&article.text);
        for part in &article.background {
            self.plain_text(part.title.as_deref());
            self.html(&part.text);
        }
        self.timeline(&article.timeline);
        article.reactions.iter().flat_map(|group| &group.reactions).for_each(|reaction| self.reaction(reaction));
        for item in &article.questions {
            self.html(&item.question);
            self.html(&item.answer);
        }
    }

    fn plain(&mut self, plain: &PlainView) {
        self.html(&plain.dek);
        self.html(&plain.text);
    }

    fn country(&mut self, country: &CountryView) {
        country.alternate_names.iter().for_each(|name| self.plain_text(Some(name)));
        self.html(&country.dek);
        self.html(&country.text);
        for fact in &country.facts {
            self.plain_text(Some(&fact.label));
            self.plain_text(Some(&fact.value));
        }
    }

    fn entity(&mut self, entity: &EntityView) {
        entity.alternate_names.iter().for_each(|name| self.plain_text(Some(name)));
        self.html(&entity.dek);
        self.html(&entity.text);
    }

    fn timeline(&mut self, entries: &[TimelineEntryView]) {
        for entry in entries {
            self.plain_text(Some(&entry.date.human));
            self.plain_text(entry.title.as_deref());
            self.optional(entry.text.as_deref());
        }
    }

    fn reaction(&mut self, reaction: &ReactionView) {
        self.plain_text(reaction.country.as_ref().map(|country| country.name.as_str()));
        self.plain_text(reaction.actor.as_deref());
        self.plain_text(reaction.role.as_deref());
        self.optional(reaction.text.as_deref());
        self.optional(reaction.quote.as_deref());
    }

    fn plain_text(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            self.text.push(' ');
            self.text.push_str(text);
        }
    }

    fn optional(&mut self, html: Option<&str>) {
        if let Some(html) = html {
            self.html(html);
        }
    }

    fn html(&mut self, html: &str) {
        push(html, self.page, &mut self.text);
    }
}

/// A directive within another has a smaller number, so this ends.
fn push(html: &str, page: &PageView, words: &mut String) {
    text::push(html, words, &mut |number, words| {
        if let Some((_, directive)) = page.directives.get(number) {
            push_directive(directive, page, words);
        }
    });
}

/// Timelines and reactions are those of the page, which are gathered anyway.
fn push_directive(directive: &DirectiveView, page: &PageView, words: &mut String) {
    let (plain, html): (Vec<Option<&String>>, Vec<Option<&String>>) = match directive {
        DirectiveView::Map { caption, .. } => (vec![], vec![caption.as_ref()]),
        DirectiveView::Timeline { title, .. } | DirectiveView::Reactions { title, .. } => {
            (vec![title.as_ref()], vec![])
        }
        DirectiveView::Chart(chart) => {
            let labels = chart.rows.iter().map(|row| Some(&row.label)).chain(chart.series.iter().map(Some));
            (std::iter::once(chart.title.as_ref()).chain(labels).collect(), vec![chart.caption.as_ref()])
        }
        DirectiveView::Figure { image } => (vec![Some(&image.alt)], vec![image.caption.as_ref()]),
        DirectiveView::Quote { text, by, role, .. } => (vec![by.as_ref(), role.as_ref()], vec![Some(text)]),
        DirectiveView::Video { title, .. } => (vec![Some(title)], vec![]),
        DirectiveView::Note { title, text } => (vec![title.as_ref()], vec![Some(text)]),
        DirectiveView::Custom { text, .. } => (vec![], vec![text.as_ref()]),
    };
    for text in plain.into_iter().flatten() {
        words.push(' ');
        words.push_str(text);
    }
    html.into_iter().flatten().for_each(|html| push(html, page, words));
}
