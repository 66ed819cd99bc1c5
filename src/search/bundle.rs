//! Records → the files that a search is answered from.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;

use super::Record;

/// What pages share files where there are more: some hosts take no more than 20 000 files of a site.
const MAX_FRAGMENTS: u32 = 2_000;

/// What the page of ours asks for. Pagefind's own interfaces are larger than all else together.
const NEEDED: [&str; 3] = ["pagefind.js", "pagefind-worker.js", "pagefind-entry.json"];
/// The program that searches, for a language whose words have no stems that are known.
const GENERIC: &str = "wasm.unknown.pagefind";

/// A file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleFile {
    /// Below [`super::FOLDER`].
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The index could not be made.
#[derive(Debug)]
pub struct BundleError(String);

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the search index cannot be made: {}", self.0)
    }
}

impl std::error::Error for BundleError {}

fn failed(error: impl fmt::Display) -> BundleError {
    BundleError(error.to_string())
}

/// All that a search is answered from, by path; `language` is the primary subtag of the site's.
pub fn bundle(mut records: Vec<Record>, language: &str) -> Result<Vec<BundleFile>, BundleError> {
    // Pages are numbered as they come: from the oldest, so that a new explainer leaves the numbers of the others.
    records.sort_by(|a, b| (&a.day, &a.url).cmp(&(&b.day, &b.url)));
    // Pagefind waits for its own threads; it needs no other.
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(failed)?;
    let files = runtime.block_on(indexed(records, language))?;
    Ok(needed(files))
}

async fn indexed(records: Vec<Record>, language: &str) -> Result<BTreeMap<String, Vec<u8>>, BundleError> {
    let config = PagefindServiceConfig::builder().force_language(language.to_owned()).max_fragments(MAX_FRAGMENTS);
    let mut index = PagefindIndex::new(Some(config.build())).map_err(failed)?;
    for Record { url, title, date, day, text, filters } in records {
        let meta = [("title", Some(title)), ("date", date)];
        let meta = meta.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
        let filters = filters.into_iter().map(|(name, values)| (name.to_owned(), values)).collect();
        let sort = day.map(|day| BTreeMap::from([("date".to_owned(), day)]));
        let added = index.add_custom_record(url, text, language.to_owned(), Some(meta), Some(filters), sort);
        added.await.map_err(failed)?;
    }
    let files = index.get_files().await.map_err(failed)?;
    Ok(files.into_iter().map(|file| (path(&file.filename), file.contents)).collect())
}

fn path(name: &Path) -> String {
    name.to_string_lossy().replace('\\', "/")
}

fn needed(files: BTreeMap<String, Vec<u8>>) -> Vec<BundleFile> {
    let programs: Vec<String> = files.keys().filter(|path| path.starts_with("wasm.")).cloned().collect();
    let is_needed = |path: &str| match path {
        GENERIC => programs.len() == 1,
        path => path.contains('/') || path.starts_with("wasm.") || path.ends_with(".pf_meta") || NEEDED.contains(&path),
    };
    let needed = files.into_iter().filter(|(path, _)| is_needed(path));
    needed.map(|(path, bytes)| BundleFile { path, bytes }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(count: usize) -> Vec<Record> {
        let record = |number: usize| Record {
            url: format!("/articles/{number}/"),
            title: format!("Explainer {number}"),
            date: Some(format!("{} March 2024", number % 28 + 1)),
            day: Some(format!("2024-03-{:02}", number % 28 + 1)),
            text: format!("Café, cafe and naïve talks of ceasefire number {number}, signed in 20{:02}.", number % 100),
            filters: BTreeMap::from([
                ("country", vec!["Kazakhstan".to_owned(), format!("Place {}", number % 7)]),
                ("year", vec!["2024".to_owned()]),
            ]),
        };
        (0..count).map(record).collect()
    }

    fn paths(files: &[BundleFile]) -> Vec<&str> {
        files.iter().map(|file| file.path.as_str()).collect()
    }

    #[test]
    fn the_order_of_records_and_the_number_of_threads_make_no_difference() {
        let on_threads = |threads: usize, records: Vec<Record>| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| bundle(records, "en").unwrap())
        };
        let one = on_threads(1, records(150));
        assert!(one == on_threads(1, records(150)), "the same again differs");
        let mut turned = records(150);
        turned.reverse();
        assert!(one == on_threads(2, turned), "another order, or more threads, differ");
    }

    #[test]
    fn only_what_the_page_asks_for_is_there() {
        let files = bundle(records(3), "en").unwrap();
        let is_named_by_content = |path: &&str| path.contains('/') || path.ends_with(".pf_meta");
        let (by_content, fixed): (Vec<_>, Vec<_>) = paths(&files).into_iter().partition(is_named_by_content);
        assert_eq!(fixed, ["pagefind-entry.json", "pagefind-worker.js", "pagefind.js", "wasm.en.pagefind"]);
        let of = |folder: &str| by_content.iter().filter(|path| path.starts_with(folder)).count();
        assert_eq!((of("fragment/"), of("index/"), of("filter/")), (3, 1, 2));
    }

    #[test]
    fn a_language_without_stems_has_the_generic_program() {
        let files = bundle(records(3), "uk").unwrap();
        assert!(paths(&files).contains(&"wasm.unknown.pagefind"), "{:?}", paths(&files));
    }

    #[test]
    fn a_new_explainer_leaves_the_words_of_the_others() {
        let before = bundle(records(20), "en").unwrap();
        let mut more = records(20);
        more.push(Record { day: Some("2025-01-01".to_owned()), url: "/a/".to_owned(), ..records(1).remove(0) });
        let after = bundle(more, "en").unwrap();
        let kept = |file: &&BundleFile| file.path.starts_with("fragment/") && !after.contains(file);
        assert_eq!(before.iter().filter(kept).count(), 0);
    }

    #[test]
    fn nothing_to_search_is_a_bundle_too() {
        assert!(bundle(Vec::new(), "en").is_ok());
    }
}
