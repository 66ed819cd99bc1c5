//! The archive: pages numbered from the oldest, so that a new article changes only the last.

/// How many articles there are, and how many stand on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Archive {
    /// All articles.
    pub articles: usize,
    /// At least 1.
    pub page_size: usize,
}

/// One page of the archive: a range of the articles, newest first, and its neighbours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchivePage {
    /// Within the articles sorted newest first.
    pub range: std::ops::Range<usize>,
    /// The page with newer ones; 0 is `/articles/` itself.
    pub newer: Option<usize>,
    /// The page with older ones.
    pub older: Option<usize>,
}

impl Archive {
    /// How many numbered pages there are: none while `/articles/` shows all.
    pub fn pages(self) -> usize {
        match self.articles > self.page_size {
            true => self.articles.div_ceil(self.page_size),
            false => 0,
        }
    }

    /// `/articles/`: the newest.
    pub fn front(self) -> ArchivePage {
        let shown = self.articles.min(self.page_size);
        let oldest_left = self.articles - shown;
        let older = (oldest_left > 0).then(|| (oldest_left - 1) / self.page_size + 1);
        ArchivePage { range: 0..shown, newer: None, older }
    }

    /// `/articles/page/N/`, from 1, the oldest.
    pub fn page(self, number: usize) -> ArchivePage {
        let oldest = (number - 1) * self.page_size;
        let newest = (number * self.page_size).min(self.articles);
        ArchivePage {
            range: self.articles - newest..self.articles - oldest,
            newer: Some(if number < self.pages() { number + 1 } else { 0 }),
            older: (number > 1).then(|| number - 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_archive_is_one_page() {
        let archive = Archive { articles: 3, page_size: 3 };
        assert_eq!(archive.pages(), 0);
        assert_eq!(archive.front(), ArchivePage { range: 0..3, newer: None, older: None });
    }

    #[test]
    fn pages_count_from_the_oldest() {
        let archive = Archive { articles: 7, page_size: 3 };
        assert_eq!(archive.pages(), 3);
        assert_eq!(archive.front(), ArchivePage { range: 0..3, newer: None, older: Some(2) });
        assert_eq!(archive.page(1), ArchivePage { range: 4..7, newer: Some(2), older: None });
        assert_eq!(archive.page(2), ArchivePage { range: 1..4, newer: Some(3), older: Some(1) });
        assert_eq!(archive.page(3), ArchivePage { range: 0..1, newer: Some(0), older: Some(2) });
    }

    #[test]
    fn a_new_article_leaves_the_older_pages_as_they_are() {
        let oldest_first = |archive: Archive, number| {
            let range = archive.page(number).range;
            archive.articles - range.end..archive.articles - range.start
        };
        for articles in 4..40 {
            let (before, after) =
                (Archive { articles, page_size: 3 }, Archive { articles: articles + 1, page_size: 3 });
            for number in 1..before.pages() {
                assert_eq!(oldest_first(before, number), oldest_first(after, number));
                assert_eq!(before.page(number).newer, after.page(number).newer);
            }
        }
    }
}
