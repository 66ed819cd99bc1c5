//! What is worked out beforehand: the shapes as they are read, and the sheets laid flat.
//!
//! To read the shapes from `TopoJSON` and to lay a sheet flat takes about as long as all else of a small site. Both are
//! always the same, so that `data/atlas.bin` keeps them; a test works them out again and compares.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::drawing::Drawing;
use super::topology::{Arcs, Piece, Topology, Transform};

/// What the file holds, as postcard writes it. So are arcs and sheets, so that only those are read that are used.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Stored<'s> {
    transform: Transform,
    /// Each arc's first vertex, then the way from each to the next.
    #[serde(borrow)]
    arcs: Vec<&'s [u8]>,
    pieces: Vec<Piece>,
    sheets: Vec<&'s [u8]>,
}

static FILE: &[u8] = include_bytes!("data/atlas.bin");

// The file is compiled in, and a test reads it; without it there would be no maps.
static STORED: LazyLock<Stored> = LazyLock::new(|| postcard::from_bytes(FILE).unwrap_or_default());

/// The shapes, read when they are first asked for.
pub(super) fn topology() -> &'static Topology<'static> {
    static TOPOLOGY: LazyLock<Topology> = LazyLock::new(|| Topology {
        arcs: Arcs::new(STORED.transform.clone(), STORED.arcs.clone()),
        pieces: &STORED.pieces,
    });
    &TOPOLOGY
}

/// A sheet by its number.
pub(super) fn sheet(number: usize) -> Option<Drawing> {
    postcard::from_bytes(STORED.sheets.get(number)?).ok()
}

#[cfg(test)]
mod tests {
    use std::{env, fs};

    use super::*;
    use crate::atlas::sheet::SheetId;
    use crate::atlas::topology::{self, Published};

    /// After a change to what is drawn, `NUTGRAF_ACCEPT=1` writes the file.
    #[test]
    fn what_is_stored_is_what_would_be_worked_out() {
        let source = include_str!("data/countries-50m.json");
        let Published { transform, arcs, pieces } = topology::parse(source).unwrap();
        let arcs: Vec<Vec<u8>> = arcs.iter().map(|arc| postcard::to_stdvec(arc).unwrap()).collect();
        let arcs: Vec<&[u8]> = arcs.iter().map(|arc| &**arc).collect();
        let topology = Topology { arcs: Arcs::new(transform.clone(), arcs.clone()), pieces: &pieces };
        let drawn = SheetId::all().map(|id| postcard::to_stdvec(&Drawing::new(&topology, &id.plan())).unwrap());
        let sheets: Vec<Vec<u8>> = drawn.collect();
        let sheets = sheets.iter().map(|sheet| &**sheet).collect();
        let fresh = Stored { transform, arcs, pieces, sheets };
        if env::var_os("NUTGRAF_ACCEPT").is_some() {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/atlas/data/atlas.bin");
            fs::write(file, postcard::to_stdvec(&fresh).unwrap()).unwrap();
        } else {
            assert!(fresh == *STORED, "write it with NUTGRAF_ACCEPT=1 cargo test --lib atlas::stored");
        }
    }
}
