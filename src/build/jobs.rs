//! What there is to make, and in which order.

use std::collections::BTreeMap;

use crate::index::{Index, Output, OutputId};
use crate::picture::Variant;

/// What is made at once: a page, or all copies of a picture, which is decoded once for them.
#[derive(Debug)]
pub(super) enum Job<'o> {
    Page(&'o Output),
    Picture(&'o str, Vec<(&'o Output, Variant)>),
}

/// All that is to be made.
#[derive(Debug)]
pub(super) struct Jobs<'o> {
    /// Pictures, each of which takes longer than a page, then feeds, which alone need the whole texts of explainers.
    pub(super) first: Vec<Job<'o>>,
    /// The others, so that pages that share entries follow one another.
    pub(super) pages: Vec<Job<'o>>,
}

impl<'o> Jobs<'o> {
    pub(super) fn of(index: &'o Index) -> Self {
        let mut pictures: BTreeMap<&str, Vec<(&Output, Variant)>> = BTreeMap::new();
        let (mut feeds, mut pages) = (Vec::new(), Vec::new());
        for output in index.outputs() {
            match &output.id {
                OutputId::Picture(file, variant) => pictures.entry(file).or_default().push((output, *variant)),
                OutputId::Feed(..) => feeds.push(Job::Page(output)),
                id => pages.push((index.standing(id), output)),
            }
        }
        pages.sort_by_key(|(standing, _)| *standing);
        let pictures = pictures.into_iter().map(|(file, copies)| Job::Picture(file, copies));
        Self {
            first: pictures.chain(feeds).collect(),
            pages: pages.into_iter().map(|(_, page)| Job::Page(page)).collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.first.len() + self.pages.len()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::build::look::Look;
    use crate::build::site::{Before, Site};
    use crate::build::{Request, Silent, documents::Wrong};

    #[test]
    fn pages_of_one_time_follow_one_another_whomever_they_are_of() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        write("nutgraf.yaml", "title: T\npage_size: 2\n");
        for day in 1..=8 {
            let country = if day % 2 == 0 { "DE" } else { "FR" };
            let front = format!("title: T{day}\nsummary: S\ndate: 2026-01-0{day}\ncountries: [{country}]");
            // Of one year, so that only their explainers tell which event is the older; a page holds four times as many.
            let events = (0..4).map(|at| format!("{{date: 1991, text: 'Event {day} {at}'}}"));
            let front = format!("{front}\ntimeline: [{}]", events.collect::<Vec<_>>().join(", "));
            write(&format!("content/articles/{day}.md"), &format!("---\n{front}\n---\nText.\n"));
        }
        let request = Request {
            root: folder.path().to_path_buf(),
            base_url: None,
            preview: None,
            drafts: false,
            future: false,
            now: "2027-01-01T00:00:00Z".parse().unwrap(),
            deny_warnings: false,
        };
        let look = Look::at(&request).unwrap();
        let site = Site::open(request, look, Before::default(), Wrong::AsItIs, &Silent).unwrap().0;
        let jobs = Jobs::of(&site.index);
        let url = |job: &Job| if let Job::Page(page) = job { page.url.to_string() } else { String::new() };
        let pages_of = |series: &str| {
            let part = format!("/{series}/page/");
            jobs.pages.iter().map(url).filter(|url| url.ends_with('/') && url.contains(&part)).collect::<Vec<_>>()
        };
        let expected = |series, pages: [(&str, usize); 4]| {
            pages.map(|(country, page)| format!("/countries/{country}/{series}/page/{page}/"))
        };
        let in_time = [("france", 1), ("germany", 1), ("france", 2), ("germany", 2)];
        assert_eq!(pages_of("explainers"), expected("explainers", in_time));
        let in_time = [("germany", 1), ("france", 1), ("germany", 2), ("france", 2)];
        assert_eq!(pages_of("timeline"), expected("timeline", in_time));
    }
}
