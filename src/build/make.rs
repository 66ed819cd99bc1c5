//! The pipeline.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::load::{self, Text};
use super::{Counts, Failed, Made, Progress, Request};
use crate::config::{Config, CountryOverride, Reference, Target};
use crate::country::{Countries, CountryCode};
use crate::diagnostic::{Code, Diagnostic, Location, Report, Severity, Span};
use crate::document::prose::BUILT_IN;
use crate::document::{self, Asset, Body, Dialect, Link, LinkTarget, Summary};
use crate::gazetteer::{Gazetteer, Named, SiteNames};
use crate::index::{
    Destination, Finding, Index, NamedCountry, Output, OutputId, Place, Reads, Selection, Surroundings,
};
use crate::locale::Locale;
use crate::output::{Content, OutputFile};
use crate::render::{self, Engine, Failures, Rendered, TemplateSource};
use crate::source::{self, Tree};
use crate::value::{BaseUrl, UrlPath};
use crate::view::{self, CountryChanges, Frame, Menu, Site};

/// Makes the whole site in memory.
///
/// What the author did wrong is in the report of what is returned; an error means that the
/// machine failed.
pub fn make(request: &Request, progress: &dyn Progress) -> Result<Made, Failed> {
    if !request.root.is_dir() {
        return Err(Failed::NoSite(request.root.display().to_string()));
    }
    let (tree, mut mistakes) = source::walk(&request.root)?;
    let (config, config_text) = load::config(&tree, &mut mistakes)?;
    let config_is_read = config.is_some();
    let mut config = config.unwrap_or_default();
    if let Some(preview) = &request.preview {
        let path = config.base_url.as_ref().map_or("", BaseUrl::path).to_owned();
        config.base_url = Some(preview.with_path(&path));
    } else if request.base_url.is_some() {
        config.base_url.clone_from(&request.base_url);
    }
    let limit = config.limits.file_size;
    let templates = load::templates(&tree, limit, &mut mistakes)?;
    let texts = load::texts(&tree.markdown, limit, progress, &mut mistakes)?;

    let countries = Countries::embedded();
    let gazetteer = Gazetteer::new(&countries, &site_names(&config, &texts, !tree.has_content_folder, request.drafts));
    let dialect = dialect(&config, &templates, &tree);
    let (summaries, bodies, unreadable) = parse(&texts, &gazetteer, &dialect, request.drafts, progress, &mut mistakes);

    let mut surroundings = surroundings(request, &config, &tree, &templates, &summaries);
    let read: HashSet<&str> = texts.iter().map(|text| text.path.as_str()).collect();
    let not_text = tree.markdown.iter().map(|source| source.path.as_str()).filter(|path| !read.contains(path));
    let addresses = unreadable.iter().map(String::as_str).chain(not_text);
    surroundings.unreadable = addresses
        .filter_map(|path| {
            let (url, name) = document::address(path, dialect.flat)?;
            Some((path.to_owned(), url, name))
        })
        .collect();
    let statics = surroundings.statics.clone();
    let index = Index::new(summaries, surroundings, &gazetteer, &countries);
    let known = load::by_path(texts.iter().chain(&config_text));
    mistakes.extend(index.check().into_iter().map(|finding| located(finding, &known)));
    let wrong_base_url = mistakes.iter().any(|mistake| mistake.code == Code::InvalidUrl && is_in_settings(mistake));
    if config.base_url.is_none() && !wrong_base_url {
        mistakes.push(no_base_url());
    }

    let frame = frame(&config, countries);
    let assets = statics.iter().map(|path| path.as_str().trim_start_matches('/').to_owned()).collect();
    let locale = Arc::new(Locale::nearest(&config.language));
    let (engine, wrong) = Engine::new(templates, &frame.site_view(), locale, frame.base_path(), assets);
    mistakes.extend(wrong);
    let bodies: HashMap<&str, &Body> = bodies.iter().map(|(path, body)| (path.as_str(), body)).collect();
    let mut files = render_all(&index, &frame, &engine, &bodies, &request.root, progress, &mut mistakes);
    files.extend(static_files(&tree, &config));
    files.sort_by(|a, b| a.path.cmp(&b.path));

    if !config_is_read {
        // Settings that cannot be read may well allow what would be warned of.
        mistakes.retain(|mistake| mistake.severity == Severity::Error);
    }
    let counts = counts(&index, &files);
    let base_path = frame.base_path().to_owned();
    Ok(Made { base_path, files, report: Report::new(mistakes, &config.lints, request.deny_warnings), counts })
}

// Reading

pub(super) fn site_names(config: &Config, texts: &[Text], flat: bool, drafts: bool) -> Vec<SiteNames> {
    let of_config = config.countries.iter().map(|(code, change)| SiteNames {
        of: Named::Country(*code),
        name: change.name.as_ref().map(|(name, _)| name.clone()),
        alternate_names: names_only(&change.alternate_names),
    });
    let of_files = texts.iter().filter_map(|text| document::names(&text.path, &text.text, flat, drafts));
    of_config.chain(of_files).collect()
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

type Bodies = Vec<(String, Body)>;

fn parse(
    texts: &[Text],
    gazetteer: &Gazetteer,
    dialect: &Dialect,
    drafts: bool,
    progress: &dyn Progress,
    mistakes: &mut Vec<Diagnostic>,
) -> (Vec<Summary>, Bodies, Vec<String>) {
    progress.begin("parsing", texts.len());
    let parse = |text: &Text| {
        progress.step();
        document::parse(&text.path, &text.text, gazetteer, dialect)
    };
    let parsed: Vec<_> = texts.par_iter().map(parse).collect();
    let (mut summaries, mut bodies) = (Vec::with_capacity(texts.len()), Bodies::with_capacity(texts.len()));
    let mut unreadable = Vec::new();
    for (text, (document, found)) in texts.iter().zip(parsed) {
        // A draft may be unfinished: its mistakes are told when drafts are asked for.
        let unfinished = document.as_ref().is_some_and(|document| document.summary.draft) && !drafts;
        if !unfinished {
            mistakes.extend(found);
        }
        match document {
            Some(document) => {
                bodies.push((document.summary.path.clone(), document.body));
                summaries.push(document.summary);
            }
            None => unreadable.push(text.path.clone()),
        }
    }
    (summaries, bodies, unreadable)
}

// Between files

fn surroundings(
    request: &Request,
    config: &Config,
    tree: &Tree,
    templates: &[TemplateSource],
    summaries: &[Summary],
) -> Surroundings {
    let own = tree.statics.iter().map(|source| source.path.strip_prefix("static/").unwrap_or(&source.path).to_owned());
    let theme = render::static_files().into_iter().map(|(path, _)| path);
    let template_names = templates.iter().map(|template| template.name.clone());
    Surroundings {
        countries: config.countries.iter().map(|(code, change)| named_country(*code, change)).collect(),
        selection: selection(request, &config.timezone),
        page_size: config.page_size,
        optional: optional_outputs(config),
        feeds: config.base_url.is_some(),
        data: config.data,
        flags: config
            .countries
            .iter()
            .filter_map(|(code, change)| Some((*code, Asset::Site(change.flag.clone()?))))
            .collect(),
        statics: own.chain(theme).filter_map(|path| UrlPath::parse(&format!("/{path}"))).collect(),
        assets: match tree.has_content_folder {
            true => tree.assets.iter().map(|source| source.path.clone()).collect(),
            false => referenced_assets(summaries, &request.root),
        },
        flat: !tree.has_content_folder,
        redirects: config.redirects.iter().map(redirect_of).collect(),
        unreadable: Vec::new(),
        settings: config.references.iter().map(setting_link).collect(),
        templates: template_names.chain(render::template_names()).collect(),
        areas: areas(config),
    }
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
        (OutputId::Sitemap, has_base_url),
        (OutputId::Redirects, !config.redirects.is_empty()),
        (OutputId::Headers, !config.headers.is_empty()),
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
fn referenced_assets(summaries: &[Summary], root: &Path) -> BTreeSet<String> {
    let links = summaries.iter().flat_map(|summary| &summary.links);
    let beside = links.filter_map(|link| match &link.target {
        LinkTarget::Asset(Asset::Beside(path)) => Some(path.clone()),
        _ => None,
    });
    beside.filter(|path| root.join(path).is_file()).collect()
}

/// Says the line and column of a mistake between files.
fn located(finding: Finding, texts: &BTreeMap<&str, &str>) -> Diagnostic {
    let location = |place: &Place| {
        let text = texts.get(&*place.source).copied().unwrap_or_default();
        Location::new(&place.source, text, &place.span)
    };
    let mut diagnostic = finding.diagnostic;
    if let Some(place) = &finding.place {
        diagnostic = diagnostic.at(location(place));
    }
    for (place, message) in &finding.related {
        diagnostic = diagnostic.related(location(place), message.clone());
    }
    diagnostic
}

fn is_in_settings(mistake: &Diagnostic) -> bool {
    mistake.location.as_ref().is_some_and(|at| at.path.starts_with("nutgraf.y"))
}

fn no_base_url() -> Diagnostic {
    Diagnostic::new(Code::NoBaseUrl, "without a `base_url` the site has no feed, no sitemap and no canonical links")
        .help("add to nutgraf.yaml a line like `base_url: https://example.org/`, or build with --base-url")
}

// Pages

fn frame(config: &Config, countries: Countries) -> Frame {
    let locale = Locale::nearest(&config.language);
    let menu = config.menu.as_ref().map(|items| items.iter().map(menu_item).collect());
    let site = Site {
        title: config.title.clone().unwrap_or_else(|| locale.plain("site-title")),
        base_url: config.base_url.clone(),
        language: config.language.clone(),
        description: config.description.clone(),
        author: config.author.clone(),
        publisher: config.publisher.as_ref().map(|publisher| publisher.name.clone()),
        icon: config.icon.clone().or_else(|| UrlPath::parse("/icon.svg")),
        menu,
        feed_limit: config.feed_limit,
        headers: config.headers.clone(),
        security_txt: config.security_txt.clone(),
        extra: config.extra.clone(),
    };
    let changes = config.countries.iter().map(|(code, change)| (*code, country_changes(change)));
    Frame { site, locale, countries, changes: changes.collect() }
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

fn render_all(
    index: &Index,
    frame: &Frame,
    engine: &Engine,
    bodies: &HashMap<&str, &Body>,
    root: &Path,
    progress: &dyn Progress,
    mistakes: &mut Vec<Diagnostic>,
) -> Vec<OutputFile> {
    let outputs: Vec<&Output> = index.outputs().collect();
    progress.begin("rendering", outputs.len());
    let failures = Mutex::new(BTreeMap::new());
    let render = |output: &&Output| {
        progress.step();
        let reads = Reads::default();
        let view = view::view(output, index.reader(&reads), frame, |path| bodies.get(path).copied())?;
        match render::render(&view, engine) {
            Ok(rendered) => Some(output_file(output, rendered, root)),
            Err(failure) => {
                let mut failures = failures.lock().unwrap_or_else(PoisonError::into_inner);
                failures.insert(output.url.to_string(), failure);
                None
            }
        }
    };
    let files = outputs.par_iter().filter_map(render).collect();
    // By address, so that the page that is named does not depend on the threads.
    let mut gathered = Failures::default();
    for (page, failure) in failures.into_inner().unwrap_or_else(PoisonError::into_inner) {
        gathered.add(failure, page);
    }
    mistakes.extend(gathered.into_diagnostics());
    files
}

fn output_file(output: &Output, rendered: Rendered, root: &Path) -> OutputFile {
    let content = match rendered {
        Rendered::Bytes(bytes) => Content::Bytes(bytes),
        Rendered::Copy(path) => Content::CopyOf(root.join(path)),
    };
    OutputFile { path: output.url.file_path(), content }
}

// Static files

/// The site's own files, and the theme's where the site has none of that path.
fn static_files(tree: &Tree, config: &Config) -> Vec<OutputFile> {
    let own: BTreeMap<String, _> = tree
        .statics
        .iter()
        .map(|source| (source.path.strip_prefix("static/").unwrap_or(&source.path).to_owned(), source))
        .collect();
    let theme = render::static_files().into_iter().filter(|(path, _)| !own.contains_key(path));
    let theme = theme.map(|(path, bytes)| {
        let bytes = if path == "nutgraf.css" { stylesheet(bytes, config.accent.as_deref()) } else { bytes.to_vec() };
        OutputFile { path, content: Content::Bytes(bytes) }
    });
    let copied = own
        .iter()
        .map(|(path, source)| OutputFile { path: path.clone(), content: Content::CopyOf(source.file.clone()) });
    theme.chain(copied).collect()
}

/// The theme's stylesheet with the site's accent colour.
fn stylesheet(theme: &[u8], accent: Option<&str>) -> Vec<u8> {
    let mut css = theme.to_vec();
    if let Some(accent) = accent {
        css.extend_from_slice(format!("\n:root {{ --accent: {accent}; }}\n").as_bytes());
    }
    css
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|own| own.eq_ignore_ascii_case(extension))
}

fn counts(index: &Index, files: &[OutputFile]) -> Counts {
    Counts {
        articles: index.articles(),
        pages: files.iter().filter(|file| has_extension(&file.path, "html")).count(),
        files: files.len(),
    }
}
