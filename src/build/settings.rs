//! The configuration → the narrow values that other rooms are handed.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::Request;
use super::statics::Fingerprints;
use crate::config::{Config, CountryOverride, Reference, Target};
use crate::country::{Countries, CountryCode};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::prose::BUILT_IN;
use crate::document::{Asset, Dialect, Link, LinkTarget, Summary};
use crate::gazetteer::{Named, SiteNames};
use crate::index::{Destination, NamedCountry, OutputId, Selection, Surroundings};
use crate::locale::Locale;
use crate::render::{self, TemplateSource};
use crate::search;
use crate::source::Tree;
use crate::value::UrlPath;
use crate::view::{self, CountryChanges, Frame, Links, Menu, Site};

/// The names that the settings give to countries, and those of entities' files.
pub(super) fn site_names<'n>(config: &Config, of_files: impl Iterator<Item = &'n SiteNames>) -> Vec<SiteNames> {
    let of_config = config.countries.iter().map(|(code, change)| SiteNames {
        of: Named::Country(*code),
        name: change.name.as_ref().map(|(name, _)| name.clone()),
        alternate_names: names_only(&change.alternate_names),
    });
    of_config.chain(of_files.cloned()).collect()
}

fn names_only(names: &[(String, Span)]) -> Vec<String> {
    names.iter().map(|(name, _)| name.clone()).collect()
}

pub(super) fn dialect(config: &Config, templates: &[TemplateSource], tree: &Tree) -> Dialect {
    let names =
        templates.iter().filter_map(|template| template.name.strip_prefix("directives/")?.strip_suffix(".html"));
    Dialect {
        language: config.language.clone(),
        timezone: config.timezone.clone(),
        html: config.html,
        autolink: config.autolink,
        directives: names.filter(|name| !BUILT_IN.contains(name)).map(str::to_owned).collect(),
        flat: !tree.has_content_folder,
    }
}

pub(super) fn surroundings(
    request: &Request,
    config: &Config,
    tree: &Tree,
    templates: &[TemplateSource],
) -> Surroundings {
    let own = tree.statics.iter().map(|source| source.path.strip_prefix("static/").unwrap_or(&source.path).to_owned());
    let theme = theme_files(config).into_iter().map(|(path, _)| path);
    let template_names = templates.iter().map(|template| template.name.clone());
    Surroundings {
        countries: config.countries.iter().map(|(code, change)| named_country(*code, change)).collect(),
        selection: selection(request, &config.timezone),
        page_size: config.page_size,
        sitemap_size: config.limits.sitemap_urls,
        optional: optional_outputs(config),
        feeds: config.base_url.is_some(),
        data: config.data,
        relations: config.relations,
        // Whoever shows a card asks for its whole address.
        cards: config.cards && config.base_url.is_some(),
        flags: config
            .countries
            .iter()
            .filter_map(|(code, change)| Some((*code, Asset::Site(change.flag.clone()?))))
            .collect(),
        statics: own.chain(theme).filter_map(|path| UrlPath::parse(&format!("/{path}"))).collect(),
        assets: match tree.has_content_folder {
            true => tree.assets.iter().map(|source| source.path.clone()).collect(),
            // They are known when the documents are.
            false => BTreeSet::new(),
        },
        pictures: Arc::default(),
        tables: Arc::default(),
        flat: !tree.has_content_folder,
        redirects: config.redirects.iter().map(redirect_of).collect(),
        unreadable: Vec::new(),
        settings: config.references.iter().map(setting_link).collect(),
        templates: template_names.chain(render::template_names()).collect(),
        areas: areas(config),
    }
}

/// The theme's static files that this site needs.
pub(super) fn theme_files(config: &Config) -> Vec<(String, &'static [u8])> {
    render::static_files().into_iter().filter(|(path, _)| is_needed(path, config)).collect()
}

/// Whether a site with these settings needs a static file of the theme.
pub(super) fn is_needed(path: &str, config: &Config) -> bool {
    config.search || path != search::SCRIPT
}

fn named_country(code: CountryCode, change: &CountryOverride) -> NamedCountry {
    NamedCountry {
        code,
        span: change.span.clone(),
        name: change.name.clone(),
        alternate_names: change.alternate_names.clone(),
    }
}

fn areas(config: &Config) -> Vec<(CountryCode, String, Span)> {
    let claims = config
        .countries
        .iter()
        .flat_map(|(code, change)| change.areas.iter().map(|(area, span)| (*code, area.clone(), span.clone())));
    claims.collect()
}

/// A sitemap needs whole addresses; the others are the site's wish.
fn optional_outputs(config: &Config) -> BTreeSet<OutputId> {
    let has_base_url = config.base_url.is_some();
    let optional = [
        (OutputId::Search, config.search),
        (OutputId::Sitemap, has_base_url),
        (OutputId::NewsSitemap, has_base_url),
        (OutputId::Redirects, !config.redirects.is_empty()),
        (OutputId::Cname, config.base_url.as_ref().and_then(view::own_domain).is_some()),
        (OutputId::SecurityTxt, config.security_txt.is_some()),
    ];
    optional.into_iter().filter(|(_, wanted)| *wanted).map(|(id, _)| id).collect()
}

fn setting_link(reference: &Reference) -> Link {
    let path = reference.path.clone();
    let target = match reference.is_file {
        true => LinkTarget::Asset(Asset::Site(path)),
        false => LinkTarget::Site { path, anchor: None },
    };
    Link { target, span: reference.span.clone() }
}

fn selection(request: &Request, zone: &TimeZone) -> Selection {
    Selection {
        drafts: request.drafts,
        future: request.future,
        now: request.now,
        today: request.now.to_zoned(zone.clone()).date(),
    }
}

fn redirect_of(redirect: &crate::config::Redirect) -> crate::index::Redirect {
    crate::index::Redirect {
        from: redirect.from.clone(),
        to: destination(&redirect.to),
        span: redirect.span.clone(),
        to_span: redirect.to_span.clone(),
    }
}

fn destination(target: &Target) -> Destination {
    match target {
        Target::Site(path) => Destination::Site(path.clone()),
        Target::Web(url) => Destination::Web(url.clone()),
    }
}

/// Without `content/`, only the files that an article refers to belong to the site.
pub(super) fn referenced_assets<'s>(summaries: impl Iterator<Item = &'s Summary>, root: &Path) -> BTreeSet<String> {
    let links = summaries.flat_map(|summary| &summary.links);
    let beside = links.filter_map(|link| match &link.target {
        LinkTarget::Asset(Asset::Beside(path)) | LinkTarget::Picture(Asset::Beside(path)) => Some(path.clone()),
        LinkTarget::Chart(chart) => match &chart.file {
            Asset::Beside(path) => Some(path.clone()),
            _ => None,
        },
        _ => None,
    });
    beside.filter(|path| root.join(path).is_file()).collect()
}

pub(super) fn no_base_url() -> Diagnostic {
    Diagnostic::new(Code::NoBaseUrl, "without a `base_url` the site has no feed, no sitemap and no canonical links")
        .help("add to nutgraf.yaml a line like `base_url: https://example.org/`, or build with --base-url")
}

pub(super) fn frame(config: &Config, fingerprints: &Fingerprints, countries: Countries) -> Frame {
    let locale = Locale::nearest(&config.language);
    let menu = config.menu.as_ref().map(|items| items.iter().map(menu_item).collect());
    let site = Site {
        title: config.title.clone().unwrap_or_else(|| locale.plain("site-title")),
        base_url: config.base_url.clone(),
        language: config.language.clone(),
        description: config.description.clone(),
        author: config.author.clone(),
        publisher: config.publisher.as_ref().map(|publisher| publisher.name.clone()),
        publisher_logo: config.publisher.as_ref().and_then(|publisher| publisher.logo.as_ref()).map(destination),
        icon: config.icon.clone().or_else(|| UrlPath::parse("/icon.svg")),
        menu,
        fingerprints: fingerprints.clone(),
        search: config.search,
        accent: config.accent.clone(),
        feed_limit: config.feed_limit,
        headers: config.headers.clone(),
        security_txt: config.security_txt.clone(),
        extra: config.extra.clone(),
    };
    let changes = config.countries.iter().map(|(code, change)| (*code, country_changes(change)));
    Frame { site, locale, countries, links: Links::default(), changes: changes.collect() }
}

fn country_changes(change: &CountryOverride) -> CountryChanges {
    CountryChanges {
        alternate_names: names_only(&change.alternate_names),
        official_name: change.official_name.clone(),
        capital: change.capital.clone(),
        population: change.population,
        area: change.area,
    }
}

fn menu_item(item: &crate::config::MenuItem) -> Menu {
    let (path, url) = match &item.target {
        Target::Site(path) => (Some(path.clone()), None),
        Target::Web(url) => (None, Some(url.as_str().to_owned())),
    };
    Menu { name: item.name.clone(), path, url }
}
