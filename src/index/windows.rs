//! Long lists in windows: pages numbered from the oldest, so that a new entry changes only the last.

/// How many entries a list has, and how many stand on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Windows {
    /// All entries.
    pub entries: usize,
    /// So many of the newest stand on the front; at least 1.
    pub front_size: usize,
    /// So many stand on a numbered page; at least 1.
    pub page_size: usize,
}

/// One page of a list: a range of its entries, newest first, and its neighbours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Within the entries sorted newest first.
    pub range: std::ops::Range<usize>,
    /// The page with newer ones; 0 is the front, where the newest stand.
    pub newer: Option<usize>,
    /// The page with older ones.
    pub older: Option<usize>,
}

impl Windows {
    /// How many numbered pages there are: none while the front shows all.
    pub fn pages(self) -> usize {
        match self.entries > self.front_size {
            true => self.entries.div_ceil(self.page_size),
            false => 0,
        }
    }

    /// The newest: on `/articles/`, or the page of an entity.
    pub fn front(self) -> Window {
        let shown = self.entries.min(self.front_size);
        let oldest_left = self.entries - shown;
        let older = (oldest_left > 0).then(|| (oldest_left - 1) / self.page_size + 1);
        Window { range: 0..shown, newer: None, older }
    }

    /// `…/page/N/`, from 1, the oldest.
    pub fn page(self, number: usize) -> Window {
        let oldest = ((number - 1) * self.page_size).min(self.entries);
        let newest = (number * self.page_size).min(self.entries);
        Window {
            range: self.entries - newest..self.entries - oldest,
            newer: Some(if number < self.pages() { number + 1 } else { 0 }),
            older: (number > 1).then(|| number - 1),
        }
    }

    /// The front, or the page of that number.
    pub fn window(self, number: Option<usize>) -> Window {
        number.map_or_else(|| self.front(), |number| self.page(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn windows(entries: usize) -> Windows {
        Windows { entries, front_size: 3, page_size: 3 }
    }

    #[test]
    fn a_short_list_is_one_page() {
        let list = windows(3);
        assert_eq!(list.pages(), 0);
        assert_eq!(list.front(), Window { range: 0..3, newer: None, older: None });
    }

    #[test]
    fn pages_count_from_the_oldest() {
        let list = windows(7);
        assert_eq!(list.pages(), 3);
        assert_eq!(list.front(), Window { range: 0..3, newer: None, older: Some(2) });
        assert_eq!(list.page(1), Window { range: 4..7, newer: Some(2), older: None });
        assert_eq!(list.page(2), Window { range: 1..4, newer: Some(3), older: Some(1) });
        assert_eq!(list.page(3), Window { range: 0..1, newer: Some(0), older: Some(2) });
    }

    #[test]
    fn a_new_entry_leaves_the_older_pages_as_they_are() {
        let oldest_first = |list: Windows, number| {
            let range = list.page(number).range;
            list.entries - range.end..list.entries - range.start
        };
        for entries in 4..40 {
            let (before, after) = (windows(entries), windows(entries + 1));
            for number in 1..before.pages() {
                assert_eq!(oldest_first(before, number), oldest_first(after, number));
                assert_eq!(before.page(number).newer, after.page(number).newer);
            }
        }
    }

    #[test]
    fn from_the_front_every_entry_can_be_reached() {
        for (entries, page_size) in (0..40).flat_map(|entries| [(entries, 3), (entries, 7)]) {
            let list = Windows { entries, front_size: 3, page_size };
            let mut seen = vec![false; entries];
            let mut at = Some(list.front());
            while let Some(window) = at {
                window.range.for_each(|entry| seen[entry] = true);
                at = window.older.map(|number| list.page(number));
            }
            assert!(seen.into_iter().all(|seen| seen), "{entries}");
        }
    }
}
