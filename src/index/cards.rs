//! The cards of articles: who has one, and where.

use super::outputs::{Rank, generated};
use super::{Fact, Index, Output, OutputId, Reader, SourceId};
use crate::document::{Image, Kind, Summary};
use crate::value::UrlPath;

impl Index {
    /// Where an author's own picture has that address, it is meant.
    pub(super) fn output_of_card(&self, id: &SourceId, summary: &Summary) -> Option<(Rank, Output)> {
        let url = self.card_url(summary).filter(|url| !self.has_asset_at(url))?;
        Some((Rank::Generated, generated(OutputId::Card(id.clone()), url, "the card of an explainer")))
    }

    /// Where the card of an article is that has no picture of its own to share.
    fn card_url(&self, summary: &Summary) -> Option<UrlPath> {
        let has_picture = summary.image.as_ref().is_some_and(Image::is_shareable);
        let wanted = self.around.cards && summary.kind == Kind::Article && !has_picture;
        wanted.then(|| UrlPath::parse(&format!("{}/card.png", summary.url.as_str().trim_end_matches('/')))).flatten()
    }

    fn has_asset_at(&self, url: &UrlPath) -> bool {
        let folder = if self.around.flat { "" } else { "content/" };
        self.around.assets.contains(&format!("{folder}{}", url.as_str().trim_start_matches('/')))
    }
}

impl Reader<'_> {
    /// Where the card of an article is, and whether it is drawn here: an author's own may have its address.
    pub fn card(self, article: &Summary) -> Option<(UrlPath, bool)> {
        let url = self.index().card_url(article)?;
        self.note(Some(Fact::Url(url.clone())));
        let is_drawn = self.index().outputs.at(&url).is_some_and(|output| matches!(output.id, OutputId::Card(_)));
        Some((url, is_drawn))
    }
}
