//! Whatever changes, the index that took it in is the one made anew, and no page is left as it was wrongly.

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rayon::prelude::*;

use self::changes::{Edit, Files, SLOTS};
use super::*;
use crate::build::page::Viewed;
use crate::index::{Output, OutputId};
use crate::value::BaseUrl;

#[allow(dead_code, unreachable_pub, reason = "the tests of whole builds use it too")]
#[path = "../../../tests/support/changes.rs"]
mod changes;

const SETTINGS: &str = "title: T\npage_size: 2\nredirects: {/from/: /articles/one/}\n\
    countries: {FR: {name: France, alternate_names: [Gaul]}}\n";

fn request(root: &Path) -> Request {
    Request {
        root: root.to_path_buf(),
        base_url: BaseUrl::parse("https://example.org/"),
        preview: None,
        drafts: false,
        future: false,
        now: "2027-01-01T00:00:00Z".parse().unwrap(),
        deny_warnings: false,
    }
}

fn open(root: &Path) -> Site {
    open_for(request(root))
}

fn open_for(request: Request) -> Site {
    let look = Look::at(&request).unwrap();
    Site::open(request, look, Before::default(), Wrong::AsItIs, &Silent).unwrap().0
}

fn write(root: &Path, path: &str, bytes: Option<&[u8]>) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    match bytes {
        Some(bytes) => fs::write(file, bytes).unwrap(),
        None => drop(fs::remove_file(file)),
    }
}

fn views(site: &Site) -> BTreeMap<String, (Output, Option<Viewed>)> {
    let outputs: Vec<&Output> = site.index.outputs().collect();
    let views = outputs.par_iter().map(|output| (output.url.file_path(), ((*output).clone(), site.view(output, None))));
    views.collect()
}

fn check(site: &Site) -> Vec<String> {
    let mut findings: Vec<String> = site.index.check().iter().map(|finding| format!("{finding:#?}")).collect();
    findings.sort();
    findings
}

/// The first difference, in words.
fn difference(site: &Site, clean: &Site) -> Option<String> {
    let of_index = site.index.difference(&clean.index);
    let (own, others) = (check(site), check(clean));
    let of_findings = (own != others).then(|| {
        let more: Vec<_> = own.iter().filter(|it| !others.contains(it)).collect();
        let less: Vec<_> = others.iter().filter(|it| !own.contains(it)).collect();
        format!("found too much: {more:#?}; not found: {less:#?}")
    });
    of_index.or(of_findings)
}

/// The pages that show something else than before, although nothing that they read is said to have changed.
fn missed(
    before: &BTreeMap<String, (Output, Option<Viewed>)>,
    after: &BTreeMap<String, (Output, Option<Viewed>)>,
    changed: &Changed,
) -> Option<String> {
    before.iter().find_map(|(path, (output, old))| {
        let (_, new) = after.get(path)?;
        let view = |viewed: &Option<Viewed>| viewed.as_ref().map(|viewed| format!("{:#?}", viewed.view));
        let is_same = view(old) == view(new) || matches!(output.id, OutputId::Asset(_));
        let is_told = old.as_ref().is_none_or(|old| changed.concerns(&old.facts));
        (!is_same && !is_told).then(|| {
            let lines = |viewed| view(viewed).unwrap_or_default().lines().map(str::to_owned).collect::<Vec<_>>();
            let (old, new) = (lines(old), lines(new));
            let first = old.iter().zip(&new).position(|(old, new)| old != new).unwrap_or(old.len().min(new.len()));
            let part =
                |lines: &[String]| lines.iter().skip(first.saturating_sub(3)).take(8).cloned().collect::<Vec<_>>();
            format!("{path} was left as it was:\n{}\n\nit is now:\n{}", part(&old).join("\n"), part(&new).join("\n"))
        })
    })
}

fn run(start: &[changes::State], steps: &[Vec<Edit>]) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("content")).unwrap();
    write(root, "nutgraf.yaml", Some(SETTINGS.as_bytes()));
    let mut files = Files::new(start);
    files.all().for_each(|(path, bytes)| write(root, path, bytes.as_deref()));
    let mut site = open(root);
    let mut before = views(&site);
    for step in steps {
        let touched: BTreeSet<usize> = step.iter().flat_map(|edit| files.edit(edit)).collect();
        let all: Vec<_> = files.all().collect();
        let touched: BTreeSet<PathBuf> = touched
            .into_iter()
            .map(|slot| {
                write(root, SLOTS[slot].path, all[slot].1.as_deref());
                PathBuf::from(SLOTS[slot].path)
            })
            .collect();
        let changed = site.look_again(Some(&touched)).unwrap();
        let clean = open(root);
        let shown = || {
            let texts = all.iter().filter_map(|(path, bytes)| Some((path, String::from_utf8_lossy(bytes.as_ref()?))));
            texts.map(|(path, text)| ["=== ", path, "\n", &text].concat()).collect::<String>()
        };
        if let Some(difference) = difference(&site, &clean) {
            return Err(format!("after {step:?}\n{difference}\n{}", shown()));
        }
        let after = views(&site);
        if let Some(missed) = missed(&before, &after, &changed) {
            return Err(format!("after {step:?}\n{missed}\n{}", shown()));
        }
        before = after;
    }
    Ok(())
}

#[test]
fn any_changes_end_where_a_clean_look_begins() {
    let cases = std::env::var("NUTGRAF_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(12);
    let config = Config { cases, max_shrink_iters: 400, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config.clone(), rng(&config));
    let strategy = (changes::start(), vec(changes::step(), 1..12));
    let result = runner.run(&strategy, |(start, steps)| run(&start, &steps).map_err(TestCaseError::fail));
    if let Err(error) = result {
        panic!("{error}");
    }
}

/// The same cases in every run, unless a seed is given.
fn rng(config: &Config) -> proptest::test_runner::TestRng {
    let seed = std::env::var("NUTGRAF_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1_u8);
    proptest::test_runner::TestRng::from_seed(config.rng_algorithm, &[seed; 32])
}

#[test]
fn another_stance_counts_wherever_stances_add_up() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "nutgraf.yaml", Some(SETTINGS.as_bytes()));
    let article = |stance: &str| {
        format!(
            "---\ntitle: One\nsummary: S.\ndate: 2026-01-01\ncountries: [KZ, UZ]\ntopics: [Water]\n\
             reactions:\n  - {{country: KZ, stance: {stance}, text: Yes.}}\n---\nText.\n"
        )
    };
    let paths = ["content/articles/one.md", "content/articles/two.md"];
    for path in paths {
        write(root, path, Some(article("supportive").as_bytes()));
    }
    let mut site = open(root);
    let before = views(&site);
    write(root, paths[0], Some(article("opposed").as_bytes()));
    let changed = site.look_again(Some(&BTreeSet::from([PathBuf::from(paths[0])]))).unwrap();
    assert_eq!(difference(&site, &open(root)), None);
    assert_eq!(missed(&before, &views(&site), &changed), None);
}

#[test]
fn a_draft_that_is_done_is_listed_where_drafts_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "nutgraf.yaml", Some(b"title: T\nlimits: {sitemap_urls: 1}\n"));
    let path = "content/articles/one.md";
    let article = |draft: bool| format!("---\ntitle: One\nsummary: S.\ndate: 2026-01-01\ndraft: {draft}\n---\nText.\n");
    let with_drafts = || Request { drafts: true, ..request(root) };
    write(root, path, Some(article(true).as_bytes()));
    let mut site = open_for(with_drafts());
    for draft in [false, true] {
        write(root, path, Some(article(draft).as_bytes()));
        site.look_again(Some(&BTreeSet::from([PathBuf::from(path)]))).unwrap();
        assert_eq!(difference(&site, &open_for(with_drafts())), None, "draft: {draft}");
    }
}
