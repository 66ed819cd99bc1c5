//! Pieces of one owner become one shape: borders between them go.

use std::collections::{BTreeMap, BTreeSet};

use super::topology::{ArcRef, Topology, Vertex};

/// The rings around all `pieces` together.
pub(super) fn outline(topology: &Topology, pieces: &[usize]) -> Vec<Vec<ArcRef>> {
    let rings: Vec<&Vec<ArcRef>> = pieces.iter().flat_map(|piece| &topology.pieces[*piece].rings).collect();
    let all: BTreeSet<ArcRef> = rings.iter().flat_map(|ring| ring.iter()).copied().collect();
    let is_within = |arc: &ArcRef| all.contains(&ArcRef { reversed: !arc.reversed, ..*arc });
    let (cut, whole): (Vec<&Vec<ArcRef>>, Vec<_>) = rings.into_iter().partition(|ring| ring.iter().any(is_within));
    let loose: Vec<ArcRef> = cut.into_iter().flatten().filter(|arc| !is_within(arc)).copied().collect();
    whole.into_iter().cloned().chain(joined(topology, loose)).collect()
}

/// Puts arcs together, end to start, until each ring is closed.
fn joined(topology: &Topology, arcs: Vec<ArcRef>) -> Vec<Vec<ArcRef>> {
    let mut by_start: BTreeMap<Vertex, Vec<ArcRef>> = BTreeMap::new();
    for arc in arcs {
        by_start.entry(ends(topology, arc).0).or_default().push(arc);
    }
    let mut rings = Vec::new();
    while let Some(start) = by_start.iter().find(|(_, arcs)| !arcs.is_empty()).map(|(start, _)| *start) {
        let mut ring = Vec::new();
        let mut at = start;
        while let Some(arc) = by_start.get_mut(&at).and_then(Vec::pop) {
            at = ends(topology, arc).1;
            ring.push(arc);
            if at == start {
                break;
            }
        }
        rings.push(ring);
    }
    rings
}

fn ends(topology: &Topology, arc: ArcRef) -> (Vertex, Vertex) {
    let line = topology.arcs.get(arc.arc);
    if arc.reversed { (line.end, line.start) } else { (line.start, line.end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(feature: &str) -> Vec<usize> {
        let pieces = Topology::embedded().pieces.iter().enumerate();
        pieces.filter(|(_, piece)| piece.feature == feature).map(|(at, _)| at).collect()
    }

    #[test]
    fn the_border_between_two_pieces_goes() {
        let topology = Topology::embedded();
        let somalia = of("706");
        let somaliland = of("Somaliland");
        let both: Vec<usize> = somalia.iter().chain(&somaliland).copied().collect();
        let arcs = |pieces: &[usize]| outline(topology, pieces).concat().len();
        assert!(arcs(&both) < arcs(&somalia) + arcs(&somaliland));
        assert_eq!(outline(topology, &both).len(), outline(topology, &somalia).len());
    }

    #[test]
    fn what_touches_nothing_stays_as_it_is() {
        let topology = Topology::embedded();
        let iceland = of("352");
        assert_eq!(outline(topology, &iceland), topology.pieces[iceland[0]].rings);
    }
}
