//! Tera, with the default theme below a site's own templates.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::failure::{self, Failure};
use super::prints::{Around, Prints};
use super::theme;
use crate::diagnostic::Diagnostic;
use crate::locale::{Argument, Locale};
use crate::view::{DIRECTIVE_END, DIRECTIVE_START, DirectiveView, ItemContent, ItemView, PageMeta, PageView, SiteView};

/// The theme's own templates can be named explicitly: `{% extends "@default/article.html" %}`.
pub(super) const DEFAULT: &str = "@default/";

/// A template of the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TemplateSource {
    /// Its path below `templates/`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Where directives stand.
#[derive(Clone, Copy)]
struct Within<'w> {
    tera: &'w Tera,
    page: Option<&'w PageMeta>,
    directives: &'w [(String, DirectiveView)],
}

/// All templates of a site, ready to render.
#[derive(Debug)]
pub struct Engine {
    tera: Tera,
    /// The language in which `tera` has its words.
    locale: &'static Locale,
    /// The same templates with the words of other languages, each made when a page first needs it.
    others: BTreeMap<&'static str, OnceLock<Tera>>,
    site: Value,
    /// The texts of the site's own templates, for showing mistakes in them.
    sources: BTreeMap<String, String>,
    prints: Prints,
}

impl Engine {
    /// Parses the templates; those that cannot be used are reported, and the theme's stand in for them.
    ///
    /// `assets` are the paths that `asset()` may name, and the paths that pages then refer to.
    pub fn new(
        templates: Vec<TemplateSource>,
        site: &SiteView,
        locale: &'static Locale,
        base_path: &str,
        assets: &BTreeMap<String, String>,
    ) -> (Self, Vec<Diagnostic>) {
        let mut tera = Tera::default();
        let around = Around::new(site, locale, base_path, assets);
        register_words(&mut tera, locale);
        register_assets(&mut tera, base_path.to_owned(), assets.clone());
        let mut mistakes = Vec::new();
        if let Err(error) = load_theme(&mut tera) {
            mistakes.push(failure::of_theme(&error));
        }
        let sources: BTreeMap<_, _> = templates.into_iter().map(|template| (template.name, template.text)).collect();
        load_site(&mut tera, &sources, &mut mistakes);
        let site = Value::try_from_serializable(site).unwrap_or_else(|_| Value::none());
        let prints = Prints::of(&sources, &tera, &around);
        let others = Locale::tags().map(|name| (name, OnceLock::new())).collect();
        (Self { tera, locale, others, site, sources, prints }, mistakes)
    }

    /// A hash of all templates that a page is made with, and of what these are given besides its view;
    /// equal views with equal ones are equal pages.
    pub fn print(&self, page: &PageView) -> u64 {
        self.prints.of_templates(std::iter::once(page.template.clone()).chain(templates_of(&page.directives)))
    }

    /// The same of directives alone.
    pub fn print_of_directives(&self, directives: &[(String, DirectiveView)]) -> u64 {
        self.prints.of_templates(templates_of(directives))
    }

    /// A page as HTML.
    pub fn page(&self, page: &PageView) -> Result<Vec<u8>, Failure> {
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        context.insert_value("page", value(&page.meta)?);
        if let Some(variable) = page.content.variable() {
            context.insert_value(variable, value(&page.content)?);
        }
        let tera = self.tera_of(Locale::named(&page.meta.interface_language).unwrap_or(self.locale));
        let html = tera.render(&page.template, &context).map_err(|error| self.failure(&error))?;
        let within = Within { tera, page: Some(&page.meta), directives: &page.directives };
        self.filled(html, within).map(String::into_bytes)
    }

    /// An entry of a list as HTML.
    pub fn item(&self, item: &ItemView) -> Result<String, Failure> {
        let mut context = Context::new();
        let component = match &item.content {
            ItemContent::Card(card, look, level) => {
                context.insert_value("item", value(card)?);
                context.insert("look", look.name());
                context.insert("level", level);
                "card_entry"
            }
            ItemContent::Title(card) => {
                context.insert_value("item", value(card)?);
                "title_entry"
            }
            ItemContent::Reaction(reaction, who) => {
                context.insert_value("item", value(reaction)?);
                context.insert("timed", &true);
                context.insert("who", who);
                "reaction"
            }
            ItemContent::Event(event) => {
                context.insert_value("entry", value(event)?);
                "event"
            }
        };
        let tera = self.tera_of(item.locale);
        let html = tera.render_component(component, &context, None, true).map_err(|error| self.failure(&error))?;
        let within = Within { tera, page: item.page.as_deref(), directives: &item.directives };
        self.filled(html, within)
    }

    /// The templates with the words of a page's interface. A component sees nothing of the page it stands on, so
    /// that `word()` cannot ask there for the language.
    fn tera_of(&self, locale: &'static Locale) -> &Tera {
        if locale.tag() == self.locale.tag() {
            return &self.tera;
        }
        let made = self.others.get(locale.tag().to_string().as_str());
        made.map_or(&self.tera, |made| {
            made.get_or_init(|| {
                let mut tera = self.tera.clone();
                register_words(&mut tera, locale);
                tera
            })
        })
    }

    /// Puts the directives where the texts have their numbers.
    fn filled(&self, html: String, within: Within) -> Result<String, Failure> {
        if !html.contains(DIRECTIVE_START) {
            return Ok(html);
        }
        let mut filled = String::with_capacity(html.len() * 2);
        let mut rest = html.as_str();
        while let Some((before, after)) = rest.split_once(DIRECTIVE_START) {
            filled.push_str(before);
            let Some((number, after)) = after.split_once(DIRECTIVE_END) else { break };
            if let Ok(number) = number.parse() {
                filled.push_str(&self.directive(number, within)?);
            }
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    /// A directive within another has a smaller number, so this ends.
    fn directive(&self, number: usize, within: Within) -> Result<String, Failure> {
        let Some((name, view)) = within.directives.get(number) else {
            return Ok(String::new());
        };
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        if let Some(page) = within.page {
            context.insert_value("page", value(page)?);
        }
        context.insert_value("directive", value(view)?);
        let template = format!("directives/{name}.html");
        let html = within.tera.render(&template, &context).map_err(|error| self.failure(&error))?;
        self.filled(html, within)
    }

    fn failure(&self, error: &tera::Error) -> Failure {
        failure::of_rendering(error, &self.sources)
    }
}

fn templates_of(directives: &[(String, DirectiveView)]) -> impl Iterator<Item = String> {
    directives.iter().map(|(name, _)| format!("directives/{name}.html"))
}

fn value(view: &impl serde::Serialize) -> Result<Value, Failure> {
    Value::try_from_serializable(view).map_err(|error| failure::of_value(&error))
}

fn load_theme(tera: &mut Tera) -> TeraResult<()> {
    tera.set_fallback_prefixes([DEFAULT])?;
    tera.add_raw_templates(theme::templates().map(|(name, text)| (format!("{DEFAULT}{name}"), text)))
}

/// Adds the site's templates; one that is wrong is reported and left out, until the rest fits.
fn load_site(tera: &mut Tera, sources: &BTreeMap<String, String>, mistakes: &mut Vec<Diagnostic>) {
    let mut left: BTreeMap<&str, &str> = sources.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    while let Err(error) = tera.add_raw_templates(left.iter().map(|(name, text)| (*name, *text))) {
        let mut found = failure::of_loading(&error, sources);
        // What extends a template that was left out is left out too, and says nothing of its own.
        let gone = |name: &str| sources.contains_key(name) && !left.contains_key(name);
        let silent: Vec<String> = match error.kind() {
            tera::ErrorKind::MissingParent { current, parent } if gone(parent) => vec![current.clone()],
            _ => Vec::new(),
        };
        left.retain(|name, _| !silent.iter().any(|wrong| wrong == name));
        found.retain(|(name, _)| !silent.contains(name));
        if !silent.is_empty() {
            continue;
        }
        let before = left.len();
        left.retain(|name, _| !found.iter().any(|(wrong, _)| wrong == name));
        mistakes.extend(found.into_iter().map(|(_, diagnostic)| diagnostic));
        if left.len() == before {
            break;
        }
    }
}

fn register_words(tera: &mut Tera, locale: &'static Locale) {
    tera.register_function("word", move |arguments: Kwargs, _: &State| word(locale, &arguments));
}

fn register_assets(tera: &mut Tera, base_path: String, assets: BTreeMap<String, String>) {
    tera.register_function("asset", move |arguments: Kwargs, _: &State| -> TeraResult<String> {
        let path: String = arguments.must_get("path")?;
        let path = path.trim_start_matches('/');
        match assets.get(path) {
            Some(named) => Ok(format!("{base_path}/{named}")),
            None => Err(tera::Error::message(format!("there is no file `static/{path}`"))),
        }
    });
}

/// `word(key="explainers", count=3)`: a message of the interface with its arguments.
fn word(locale: &Locale, arguments: &Kwargs) -> TeraResult<String> {
    let key: String = arguments.must_get("key")?;
    let values = arguments.iter().filter(|(name, _)| name.as_str() != Some("key"));
    let values: Vec<(String, Argument)> =
        values.filter_map(|(name, value)| Some((name.as_str()?.to_owned(), argument(value)))).collect();
    let values = values.iter().map(|(name, value)| (name.as_str(), value.clone()));
    locale
        .word(&key, values)
        .ok_or_else(|| tera::Error::message(format!("no word is called `{key}`, or it needs another argument")))
}

fn argument(value: &Value) -> Argument<'static> {
    match value.as_i64() {
        Some(number) => number.into(),
        None => value.to_string().into(),
    }
}
