//! The keys of `nutgraf.yaml`, one by one.

use jiff::tz::TimeZone;

use super::target::target;
use super::{Autolink, Config, CountryOverride, HtmlPolicy, MenuItem, Publisher, Redirect, Reference, Target};
use crate::country::CountryCode;
use crate::diagnostic::{Code, Diagnostic, Level, Levels, Sink, Span, nearest};
use crate::value::{BaseUrl, LanguageTag, UrlPath, WebUrl};
use crate::yaml::{self, Field, Fields};

/// Reads the settings in the sink's file; what is wrong keeps its default and is reported.
///
/// `None` where nothing can be known of them.
pub fn decode(sink: &mut Sink) -> Option<Config> {
    let mut config = Config::default();
    let text = sink.text();
    let start = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
    let Some(node) = yaml::parse(start..text.len(), sink) else {
        return sink.is_empty().then_some(config);
    };
    let mut fields = Fields::new(&node, "nutgraf.yaml", sink)?;
    site(&mut config, &mut fields, sink);
    look(&mut config, &mut fields, sink);
    behaviour(&mut config, &mut fields, sink);
    hosting(&mut config, &mut fields, sink);
    fields.finish(sink);
    Some(config)
}

fn site(config: &mut Config, fields: &mut Fields, sink: &mut Sink) {
    config.title = text(fields, "title", sink);
    config.base_url = fields.optional("base_url").and_then(|field| base_url(&field, sink));
    if let Some(field) = fields.optional("language") {
        config.language = language(&field, sink).unwrap_or_else(LanguageTag::english);
    }
    if let Some(field) = fields.optional("timezone") {
        config.timezone = timezone(&field, sink).unwrap_or(TimeZone::UTC);
    }
    config.description = text(fields, "description", sink);
    config.author = text(fields, "author", sink);
    config.publisher = fields.optional("publisher").and_then(|field| publisher(&field, config, sink));
}

fn look(config: &mut Config, fields: &mut Fields, sink: &mut Sink) {
    config.accent = fields.optional("accent").and_then(|field| accent(&field, sink));
    if let Some(field) = fields.optional("icon") {
        config.icon = site_path(&field, sink);
        if let Some(path) = config.icon.clone() {
            refer(config, &Target::Site(path), true, &field);
        }
    }
    config.menu = fields.optional("menu").map(|field| menu(&field, config, sink));
    if let Some(size) = fields.optional("page_size").and_then(|field| field.number(1, sink)) {
        config.page_size = usize::try_from(size).unwrap_or(usize::MAX);
    }
    if let Some(mut feed) = fields.optional("feed").and_then(|field| field.fields("`feed`", sink)) {
        if let Some(limit) = feed.optional("limit").and_then(|field| field.number(1, sink)) {
            config.feed_limit = usize::try_from(limit).unwrap_or(usize::MAX);
        }
        feed.finish(sink);
    }
}

fn behaviour(config: &mut Config, fields: &mut Fields, sink: &mut Sink) {
    if let Some(mut markdown) = fields.optional("markdown").and_then(|field| field.fields("`markdown`", sink)) {
        let policies =
            [("sanitize", HtmlPolicy::Sanitize), ("allow", HtmlPolicy::Allow), ("escape", HtmlPolicy::Escape)];
        let html = markdown.optional("html").and_then(|field| field.choice(&policies, sink));
        config.html = html.unwrap_or_default();
        markdown.finish(sink);
    }
    let autolink = fields.optional("autolink").and_then(|field| field.choice(&AUTOLINK, sink));
    config.autolink = autolink.unwrap_or_default();
    if let Some(field) = fields.optional("lints") {
        config.lints = lints(&field, sink);
    }
    if let Some(mut limits) = fields.optional("limits").and_then(|field| field.fields("`limits`", sink)) {
        if let Some(size) = limits.optional("file_size").and_then(|field| field.number(1, sink)) {
            config.limits.file_size = size;
        }
        if let Some(field) = limits.optional("sitemap_urls")
            && let Some(most) = field.number(1, sink)
        {
            match usize::try_from(most).ok().filter(|most| *most <= config.limits.sitemap_urls) {
                Some(most) => config.limits.sitemap_urls = most,
                None => sink.report(&field.node.span, too_many_urls(config.limits.sitemap_urls)),
            }
        }
        limits.finish(sink);
    }
    if let Some(field) = fields.optional("countries") {
        for entry in field.entries(sink) {
            country(config, &entry, sink);
        }
    }
    let switches = [
        ("search", &mut config.search),
        ("cards", &mut config.cards),
        ("data", &mut config.data),
        ("relations", &mut config.relations),
    ];
    for (name, setting) in switches {
        if let Some(value) = fields.optional(name).and_then(|field| field.boolean(sink)) {
            *setting = value;
        }
    }
    config.extra = fields.optional("extra").map(|field| field.node.to_json()).unwrap_or_default();
}

fn hosting(config: &mut Config, fields: &mut Fields, sink: &mut Sink) {
    if let Some(field) = fields.optional("redirects") {
        config.redirects = field.entries(sink).iter().filter_map(|entry| redirect(entry, sink)).collect();
    }
    if let Some(field) = fields.optional("headers") {
        config.headers = field.entries(sink).iter().map(|pattern| headers(pattern, sink)).collect();
    }
    config.security_txt = text(fields, "security_txt", sink);
    if let Some(field) = fields.optional("publish") {
        config.publish = field.entries(sink).iter().filter_map(|entry| target(entry, sink)).collect();
    }
}

/// The names of [`Autolink`]'s values, in front matter too.
pub const AUTOLINK: [(&str, Autolink); 3] =
    [("first", Autolink::First), ("all", Autolink::All), ("none", Autolink::None)];

fn text(fields: &mut Fields, name: &'static str, sink: &mut Sink) -> Option<String> {
    fields.optional(name)?.text(sink).map(|text| text.value)
}

pub(super) fn base_url(field: &Field, sink: &mut Sink) -> Option<BaseUrl> {
    let text = field.text(sink)?;
    let url = BaseUrl::parse(&text.value);
    if url.is_none() {
        let message = format!("`{}` is not the address of a site", text.value);
        let diagnostic = Diagnostic::new(Code::InvalidUrl, message)
            .help("write it whole, as in `https://example.org/` or `https://example.org/explainers/`");
        sink.report(&text.span, diagnostic);
    }
    url
}

fn language(field: &Field, sink: &mut Sink) -> Option<LanguageTag> {
    let text = field.text(sink)?;
    let tag = LanguageTag::parse(&text.value);
    if tag.is_none() {
        let message = format!("`{}` is not a language tag", text.value);
        let help = "write a BCP 47 tag, as in `en`, `pt-BR` or `kk`";
        sink.report(&text.span, Diagnostic::new(Code::InvalidLanguage, message).help(help));
    }
    tag
}

fn timezone(field: &Field, sink: &mut Sink) -> Option<TimeZone> {
    let text = field.text(sink)?;
    let zone = TimeZone::get(&text.value).ok();
    if zone.is_none() {
        let message = format!("no time zone is called `{}`", text.value);
        let help = "write a name of the IANA database, as in `UTC`, `Europe/Paris` or `Asia/Almaty`";
        sink.report(&text.span, Diagnostic::new(Code::InvalidValue, message).help(help));
    }
    zone
}

fn publisher(field: &Field, config: &mut Config, sink: &mut Sink) -> Option<Publisher> {
    let mut fields = field.fields("`publisher`", sink)?;
    let name = fields.required("name", sink).and_then(|field| field.text(sink));
    let logo = fields.optional("logo").and_then(|field| site_or_web(&field, sink).map(|target| (target, field)));
    let logo = logo.map(|(target, field)| {
        refer(config, &target, true, &field);
        target
    });
    fields.finish(sink);
    Some(Publisher { name: name?.value, logo })
}

fn accent(field: &Field, sink: &mut Sink) -> Option<String> {
    let text = field.text(sink)?;
    let digits = text.value.strip_prefix('#').unwrap_or_default();
    if matches!(digits.len(), 3 | 6) && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(text.value);
    }
    let message = format!("`{}` is not a colour", text.value);
    sink.report(
        &text.span,
        Diagnostic::new(Code::InvalidValue, message).help("write it as in `\"#0b6e4f\"`, in quotes"),
    );
    None
}

fn site_path(field: &Field, sink: &mut Sink) -> Option<UrlPath> {
    let text = field.text(sink)?;
    let path = UrlPath::parse(&text.value);
    if path.is_none() {
        let message = format!("`{}` is not a path within the site", text.value);
        sink.report(&text.span, Diagnostic::new(Code::InvalidUrl, message).help("begin it with `/`, as in `/about/`"));
    }
    path
}

fn site_or_web(field: &Field, sink: &mut Sink) -> Option<Target> {
    let text = field.text(sink)?;
    if text.value.starts_with('/') {
        return site_path(field, sink).map(Target::Site);
    }
    match WebUrl::parse(&text.value) {
        Ok(url) => Some(Target::Web(url)),
        Err(_) => {
            let message = format!("`{}` is neither a path of the site nor a web address", text.value);
            let help = "begin it with `/` or `https://`";
            sink.report(&text.span, Diagnostic::new(Code::InvalidUrl, message).help(help));
            None
        }
    }
}

/// Notes a page or file of the site, so that it can be checked when the site is known.
fn refer(config: &mut Config, target: &Target, is_file: bool, field: &Field) {
    if let Target::Site(path) = target {
        config.references.push(Reference { path: path.clone(), is_file, span: field.node.span.clone() });
    }
}

fn menu(field: &Field, config: &mut Config, sink: &mut Sink) -> Vec<MenuItem> {
    let items = field.mappings(sink);
    items.iter().filter_map(|item| menu_item(item, config, sink)).collect()
}

fn menu_item(item: &Field, config: &mut Config, sink: &mut Sink) -> Option<MenuItem> {
    let mut fields = item.fields("a menu item", sink)?;
    let name = fields.required("name", sink).and_then(|field| field.text(sink));
    let target = fields.required("url", sink).and_then(|field| {
        let target = site_or_web(&field, sink)?;
        refer(config, &target, false, &field);
        Some(target)
    });
    fields.finish(sink);
    Some(MenuItem { name: name?.value, target: target? })
}

fn lints(field: &Field, sink: &mut Sink) -> Levels {
    let entries = field.entries(sink);
    entries.iter().filter_map(|entry| lint(entry, sink)).collect()
}

fn lint(entry: &Field, sink: &mut Sink) -> Option<(Code, Level)> {
    let levels = [("allow", Level::Allow), ("warn", Level::Warn), ("deny", Level::Deny)];
    let level = entry.choice(&levels, sink);
    let Some(code) = Code::from_name(entry.name) else {
        let diagnostic = Diagnostic::new(Code::UnknownKey, format!("no lint is called `{}`", entry.name))
            .did_you_mean(nearest(entry.name, Code::ALL.iter().map(|code| code.name())))
            .help("a lint's name stands in brackets in its message, as in `warning[unused-source]`");
        sink.report(entry.key_span, diagnostic);
        return None;
    };
    let level = level?;
    if level != Level::Deny && !code.can_be_lowered() {
        let message = format!("`{}` cannot be switched off", entry.name);
        let help = "what it reports leaves nothing that could be published";
        sink.report(&entry.node.span, Diagnostic::new(Code::InvalidValue, message).help(help));
        return None;
    }
    Some((code, level))
}

fn country(config: &mut Config, entry: &Field, sink: &mut Sink) {
    let Some(code) = CountryCode::parse(entry.name) else {
        let message = format!("`{}` is not a country's code", entry.name);
        let help = "write its two letters of ISO 3166-1, as in `KZ`";
        sink.report(entry.key_span, Diagnostic::new(Code::UnknownCountry, message).help(help));
        return;
    };
    let Some(mut fields) = entry.fields("a country", sink) else {
        return;
    };
    let change = CountryOverride {
        span: entry.key_span.clone(),
        name: fields.optional("name").and_then(|field| field.text(sink)).map(|text| (text.value, text.span)),
        alternate_names: located(&mut fields, "alternate_names", sink),
        official_name: text(&mut fields, "official_name", sink),
        capital: text(&mut fields, "capital", sink),
        areas: located(&mut fields, "areas", sink),
        population: fields.optional("population").and_then(|field| field.number(0, sink)),
        area: fields.optional("area").and_then(|field| field.number(0, sink)),
        flag: fields.optional("flag").and_then(|field| {
            let path = site_path(&field, sink)?;
            refer(config, &Target::Site(path.clone()), true, &field);
            Some(path)
        }),
    };
    fields.finish(sink);
    if let Some(first) = config.countries.get(&code) {
        let first = sink.location(&first.span);
        let diagnostic = Diagnostic::new(Code::DuplicateKey, format!("`{code}` is there twice"));
        sink.report(entry.key_span, diagnostic.related(first, "the first is here").help("join the two"));
        return;
    }
    config.countries.insert(code, change);
}

/// The texts of a list, and where they stand.
fn located(fields: &mut Fields, name: &'static str, sink: &mut Sink) -> Vec<(String, Span)> {
    let texts = fields.optional(name).map(|field| field.texts(sink)).unwrap_or_default();
    texts.into_iter().map(|text| (text.value, text.span)).collect()
}

fn redirect(entry: &Field, sink: &mut Sink) -> Option<Redirect> {
    let to = site_or_web(entry, sink);
    let Some(from) = UrlPath::old(entry.name) else {
        let message = format!("`{}` is not a path within the site", entry.name);
        sink.report(
            entry.key_span,
            Diagnostic::new(Code::InvalidUrl, message).help("begin it with `/`, as in `/old/`"),
        );
        return None;
    };
    Some(Redirect { from, to: to?, span: entry.key_span.clone(), to_span: entry.node.span.clone() })
}

fn too_many_urls(most: usize) -> Diagnostic {
    Diagnostic::new(Code::InvalidValue, format!("a sitemap has at most {most} addresses")).help(
        "search engines refuse one that has more; leave the line out, and there are as many sitemaps as are needed",
    )
}

fn headers(pattern: &Field, sink: &mut Sink) -> (String, Vec<(String, String)>) {
    if !pattern.name.starts_with('/') {
        let message = format!("`{}` is not a pattern of paths", pattern.name);
        sink.report(pattern.key_span, Diagnostic::new(Code::InvalidUrl, message).help("begin it with `/`, as in `/*`"));
    }
    let entries = pattern.entries(sink);
    let headers = entries.iter().filter_map(|header| {
        let value = header.text(sink)?.value;
        let clean =
            !value.contains(['\r', '\n']) && header.name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !clean {
            sink.add(
                Code::InvalidValue,
                header.key_span,
                format!("`{}` is not an HTTP header of one line", header.name),
            );
        }
        clean.then(|| (header.name.to_owned(), value))
    });
    (pattern.name.to_owned(), headers.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> (Config, Vec<Diagnostic>) {
        let mut sink = Sink::new("nutgraf.yaml", text);
        let config = decode(&mut sink).unwrap();
        (config, sink.finish())
    }

    #[test]
    fn an_empty_file_is_the_defaults() {
        let (config, mistakes) = config("# nothing yet\n");
        assert_eq!(mistakes, []);
        assert_eq!((config.page_size, config.feed_limit, config.html), (50, 20, HtmlPolicy::Sanitize));
    }

    #[test]
    fn every_key_is_read() {
        let (config, mistakes) = config(concat!(
            "title: T\nbase_url: https://example.org/x\nlanguage: kk\ntimezone: Asia/Almaty\ndescription: D\n",
            "author: A\npublisher: {name: P, logo: /logo.svg}\naccent: \"#0b6e4f\"\nicon: /icon.svg\n",
            "menu:\n  - {name: About, url: /about/}\n  - {name: Web, url: \"https://example.org/\"}\n",
            "page_size: 10\nfeed: {limit: 5}\nmarkdown: {html: allow}\nautolink: none\n",
            "lints: {unused-source: deny, no-base-url: allow}\nlimits: {file_size: 1000}\n",
            "countries: {TR: {name: Turkey, alternate_names: [Anatolia], official_name: Republic, capital: Ankara, population: 1, area: 2, areas: [crimea], flag: /tr.svg}}\n",
            "redirects: {/old/: /about/}\nheaders: {\"/*\": {X-Frame-Options: DENY}}\nsecurity_txt: \"Contact: mailto:a@b.c\"\n",
            "search: false\ncards: false\ndata: false\nrelations: false\n",
            "publish: {folder: {to: \"file:///srv/site\", base_url: \"https://example.org/\"}}\nextra: {a: 1}\n",
        ));
        assert_eq!(mistakes, []);
        assert_eq!(config.base_url.unwrap().to_string(), "https://example.org/x/");
        assert_eq!(config.menu.unwrap().len(), 2);
        assert_eq!((config.autolink, config.html), (Autolink::None, HtmlPolicy::Allow));
        assert_eq!(config.lints[&Code::UnusedSource], Level::Deny);
        assert_eq!(
            config.countries[&CountryCode::parse("TR").unwrap()].name.as_ref().map(|(name, _)| name.as_str()),
            Some("Turkey")
        );
        assert_eq!(config.redirects.len() + config.headers.len() + config.publish.len(), 3);
        assert!(!config.search && !config.cards && !config.data && !config.relations);
        assert_eq!(config.extra["a"], 1);
    }

    #[test]
    fn all_mistakes_are_reported_at_once() {
        let (_, mistakes) =
            config("titel: T\nbase_url: example\npage_size: 0\nlints: {wrong-type: allow, nonsense: warn}\n");
        let codes: Vec<_> = mistakes.iter().map(|mistake| mistake.code).collect();
        for code in [Code::UnknownKey, Code::InvalidUrl, Code::InvalidValue] {
            assert!(codes.contains(&code), "{code:?} in {codes:?}");
        }
        assert_eq!(mistakes.len(), 5);
    }
}
