//! What the stages of a build cost: `cargo bench --bench stages`.
//!
//! On three hundred articles of `benches/corpus.py`, with one thread: a document is parsed; the whole site is read and
//! gathered into its index; explainers' pages, and numbered pages of lists, are gathered and rendered; and the site is
//! built into a folder. Needs Python 3.

#![allow(clippy::unwrap_used, missing_docs, reason = "a measurement may fail, and criterion writes functions without")]

use std::collections::BTreeSet;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use nutgraf::build::{Opened, Request, Silent, build};
use nutgraf::country::Countries;
use nutgraf::document::{self, Dialect};
use nutgraf::gazetteer::Gazetteer;
use nutgraf::index::{Output, OutputId};
use nutgraf::output;
use nutgraf::value::LanguageTag;

const ARTICLES: u64 = 300;

fn stages(criterion: &mut Criterion) {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    write_corpus(&root);
    let request = request(&root);
    let mut group = criterion.benchmark_group("stages");
    group.sample_size(10);
    group.throughput(Throughput::Elements(ARTICLES));

    let texts: Vec<String> = articles(&root).iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let (gazetteer, dialect) = (Gazetteer::new(&Countries::embedded(), &[]), dialect());
    let parse = |text: &String| document::parse("content/articles/a.md", text, &gazetteer, &dialect);
    group.bench_function("parse", |bencher| bencher.iter(|| texts.iter().map(parse).collect::<Vec<_>>()));
    group.bench_function("read", |bencher| bencher.iter(|| Opened::open(black_box(&request)).unwrap()));

    let mut site = Opened::open(&request).unwrap();
    for (name, is_meant) in [("articles", is_article as fn(&Output) -> bool), ("lists", is_list)] {
        let outputs: Vec<Output> = site.outputs().filter(|output| is_meant(output)).cloned().collect();
        group.throughput(Throughput::Elements(outputs.len() as u64));
        group.bench_function(format!("view {name}"), |bencher| {
            bencher.iter(|| {
                site.forget();
                outputs.iter().map(|output| site.view(output)).collect::<Vec<_>>()
            });
        });
        let views: Vec<_> = outputs.iter().map(|output| site.view(output).unwrap()).collect();
        group.bench_function(format!("render {name}"), |bencher| {
            bencher.iter(|| views.iter().map(|view| site.render(view).unwrap()).collect::<Vec<_>>());
        });
    }

    group.throughput(Throughput::Elements(ARTICLES));
    group.bench_function("build", |bencher| {
        bencher.iter_batched(
            || tempfile::tempdir().unwrap(),
            |fresh| {
                let output = output::Output::open(&fresh.path().join("public"), &root, || ()).unwrap();
                build(&request, output, &Silent).unwrap();
                fresh
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn write_corpus(root: &Path) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/corpus.py");
    let mut python = Command::new("python3");
    let written = python.arg(corpus).args(["--articles", &ARTICLES.to_string(), "--out"]).arg(root).status().unwrap();
    assert!(written.success());
}

fn articles(root: &Path) -> Vec<PathBuf> {
    let folders = fs::read_dir(root.join("content/articles")).unwrap().map(|folder| folder.unwrap().path());
    let mut all: Vec<PathBuf> =
        folders.flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

fn request(root: &Path) -> Request {
    Request {
        root: root.to_path_buf(),
        base_url: None,
        preview: None,
        drafts: false,
        future: true,
        now: jiff::Timestamp::UNIX_EPOCH,
        deny_warnings: false,
    }
}

fn dialect() -> Dialect {
    Dialect {
        language: LanguageTag::english(),
        timezone: jiff::tz::TimeZone::UTC,
        html: nutgraf::config::HtmlPolicy::Sanitize,
        autolink: nutgraf::config::Autolink::First,
        directives: BTreeSet::new(),
        flat: false,
    }
}

fn is_article(output: &Output) -> bool {
    matches!(output.id, OutputId::Document(_))
}

fn is_list(output: &Output) -> bool {
    matches!(output.id, OutputId::Window(..))
}

criterion_group!(benches, stages);
criterion_main!(benches);
