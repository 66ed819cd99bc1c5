//! The JSON Schemas (draft 2020-12) of what is published as data.

use serde_json::Value as Json;

use crate::index::DataKind;
use crate::view::pieces::Cx;

/// What the schemas share; each kind of file has its definition by its name.
const DEFINITIONS: &str = include_str!("schema.json");

/// The schema of a kind of file.
pub(super) fn text(cx: Cx, kind: DataKind) -> String {
    let (id, name, definitions) = (Json::from(super::schema(cx, kind)), kind.name(), DEFINITIONS.trim_end());
    format!(
        "{{\n\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n\"$id\": {id},\n\
         \"$ref\": \"#/$defs/{name}\",\n\"$defs\": {definitions}\n}}\n"
    )
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
