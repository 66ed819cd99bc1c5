//! What of a site is published as data, and by which schemas.

use super::outputs::{Rank, generated};
use super::{Index, Output, OutputId, SourceId};
use crate::document::{Kind, Summary};
use crate::value::UrlPath;

/// What a file of data holds, by which its schema is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataKind {
    /// An explainer.
    Article,
    /// A part of the list of explainers.
    Articles,
    /// A country.
    Country,
    /// The list of countries.
    Countries,
    /// A part of a list of a country.
    List,
}

impl DataKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Article, Self::Articles, Self::Country, Self::Countries, Self::List];

    /// As in the address of the schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Articles => "articles",
            Self::Country => "country",
            Self::Countries => "countries",
            Self::List => "list",
        }
    }

    /// Where its schema is.
    pub fn schema_url(self) -> UrlPath {
        UrlPath::file(&["schemas", &format!("{}.json", self.name())])
    }
}

/// The address of a page's data.
pub(super) fn data_url(page: &UrlPath) -> Option<UrlPath> {
    UrlPath::parse(&format!("{page}index.json"))
}

impl Index {
    /// The data that every site has, and its schemas.
    pub(super) fn data_outputs(&self) -> Vec<Output> {
        if !self.around.data {
            return Vec::new();
        }
        let schemas =
            DataKind::ALL.map(|kind| generated(OutputId::Schema(kind), kind.schema_url(), "the schema of the data"));
        let countries = UrlPath::file(&["countries", "index.json"]);
        let lists = [
            self.data_of_archive(None),
            Some(generated(OutputId::CountriesData, countries, "the data of the list of countries")),
        ];
        schemas.into_iter().chain(lists.into_iter().flatten()).collect()
    }

    /// A page of the list of explainers as data.
    pub(super) fn data_of_archive(&self, number: Option<usize>) -> Option<Output> {
        let page = super::outputs::archive_url(number);
        let url = data_url(&page).filter(|_| self.around.data)?;
        Some(generated(OutputId::ArticlesData(number), url, "the data of the list of explainers"))
    }

    /// An explainer's data.
    pub(super) fn data_of_document(&self, id: &SourceId, summary: &Summary) -> Option<(Rank, Output)> {
        let is_published = self.around.data && summary.kind == Kind::Article;
        let url = data_url(&summary.url).filter(|_| is_published)?;
        Some((Rank::OfSubject, generated(OutputId::ArticleData(id.clone()), url, "the data of an explainer")))
    }
}
