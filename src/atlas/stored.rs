//! What is worked out beforehand: the shapes as they are read, and the sheets laid flat.
//!
//! To read the shapes from `TopoJSON` and to lay a sheet flat takes about as long as all else of a small site. Both are
//! always the same, so that `data/atlas.bin` keeps them; a test works them out again and compares.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::drawing::Drawing;
use super::topology::{Arc, Piece, Topology, Transform, Vertex};

/// What the file holds, as postcard writes it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Stored {
    transform: Transform,
    /// Each arc's first vertex, then the way from each to the next.
    arcs: Vec<Vec<Vertex>>,
    pieces: Vec<Piece>,
    /// Each as postcard writes it, so that only those are read that are used.
    sheets: Vec<Vec<u8>>,
}

static STORED: LazyLock<Stored> = LazyLock::new(|| {
    // The file is compiled in, and a test reads it; without it there would be no maps.
    postcard::from_bytes(include_bytes!("data/atlas.bin")).unwrap_or_else(|_| Stored::empty())
});

/// The shapes, read when they are first asked for.
pub(super) fn topology() -> &'static Topology {
    static TOPOLOGY: LazyLock<Topology> = LazyLock::new(|| {
        let arcs = STORED.arcs.iter().filter_map(|deltas| Arc::new(deltas, &STORED.transform)).collect();
        Topology { arcs, pieces: STORED.pieces.clone() }
    });
    &TOPOLOGY
}

/// A sheet by its number.
pub(super) fn sheet(number: usize) -> Option<Drawing> {
    postcard::from_bytes(STORED.sheets.get(number)?).ok()
}

impl Stored {
    fn empty() -> Self {
        Self { transform: Transform::default(), arcs: Vec::new(), pieces: Vec::new(), sheets: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use std::{env, fs};

    use super::*;
    use crate::atlas::sheet::SheetId;

    /// After a change to what is drawn, `NUTGRAF_ACCEPT=1` writes the file.
    #[test]
    fn what_is_stored_is_what_would_be_worked_out() {
        let source = include_str!("data/countries-50m.json");
        let (topology, transform, arcs) = Topology::parse(source).unwrap();
        let drawn = SheetId::all().map(|id| postcard::to_stdvec(&Drawing::new(&topology, &id.plan())).unwrap());
        let fresh = Stored { transform, arcs, sheets: drawn.collect(), pieces: topology.pieces };
        if env::var_os("NUTGRAF_ACCEPT").is_some() {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/atlas/data/atlas.bin");
            fs::write(file, postcard::to_stdvec(&fresh).unwrap()).unwrap();
        } else {
            assert!(fresh == *STORED, "write it with NUTGRAF_ACCEPT=1 cargo test --lib atlas::stored");
        }
    }
}
