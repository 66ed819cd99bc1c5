//! The JSON Schemas (draft 2020-12) of what is published as data.

use std::sync::LazyLock;

use serde_json::{Value as Json, json};

use crate::index::DataKind;
use crate::view::pieces::Cx;

/// What the schemas share; each kind of file has its definition by its name.
const DEFINITIONS: &str = include_str!("schema.json");
// A test reads it, so it is JSON.
static PARSED: LazyLock<Json> = LazyLock::new(|| serde_json::from_str(DEFINITIONS).unwrap_or_default());

/// The schema of a kind of file.
pub(super) fn text(cx: Cx, kind: DataKind) -> String {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": super::schema(cx, kind),
        "$ref": format!("#/$defs/{}", kind.name()),
        "$defs": *PARSED,
    });
    format!("{schema:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_file_is_defined() {
        let definitions: Json = serde_json::from_str(DEFINITIONS).unwrap();
        assert!(DataKind::ALL.iter().all(|kind| definitions[kind.name()].is_object()));
    }
}
