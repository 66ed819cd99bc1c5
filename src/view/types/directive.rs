//! What `directives/NAME.html` receives.

use super::{ChartView, EntityLink, ImageView, MapView, SourceLink, StanceGroup, TimelineEntryView};
use serde::Serialize;
use serde_json::Value as Json;

/// `directives/NAME.html`: the variable `directive`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum DirectiveView {
    /// `map`.
    Map {
        /// In the author's order.
        countries: Vec<EntityLink>,
        /// Where they are.
        map: Option<MapView>,
        /// HTML.
        caption: Option<String>,
    },
    /// `timeline`.
    Timeline {
        /// Plain.
        title: Option<String>,
        /// In the author's order.
        entries: Vec<TimelineEntryView>,
    },
    /// `reactions`.
    Reactions {
        /// Plain.
        title: Option<String>,
        /// By stance.
        groups: Vec<StanceGroup>,
    },
    /// `chart`.
    Chart(ChartView),
    /// `figure`.
    Figure {
        /// The picture.
        image: ImageView,
    },
    /// `quote`.
    Quote {
        /// HTML.
        text: String,
        /// Who said it.
        by: Option<String>,
        /// In which role.
        role: Option<String>,
        /// Where that is known from.
        source: Option<SourceLink>,
    },
    /// `video`.
    Video {
        /// Where it can be watched.
        url: String,
        /// Of the video.
        title: String,
        /// For readers.
        host: String,
        /// A still of it.
        poster: Option<ImageView>,
    },
    /// `note`.
    Note {
        /// Plain.
        title: Option<String>,
        /// HTML.
        text: String,
    },
    /// One that the site's own templates add.
    Custom {
        /// HTML of its `text`.
        text: Option<String>,
        /// All its keys but `text`, as the author wrote them.
        values: Json,
    },
}
