//! Fewer points: after Visvalingam and Whyatt (1993), a point weighs what its triangle with its
//! neighbours covers, when all lighter points are gone.
//!
//! Arcs are simplified, not outlines, so that neighbours keep one border between them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::project::Point;

/// Without points that weigh nothing at first sight, such as all those of a line along the margin at which it was cut.
pub(super) fn spared(line: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(line.len());
    for (at, point) in line.iter().enumerate() {
        let weighs = |(before, next): (&Point, &Point)| triangle(*before, *point, *next) > 0.0;
        if kept.last().zip(line.get(at + 1)).is_none_or(weighs) {
            kept.push(*point);
        }
    }
    kept
}

/// The weight of each point, in square units; the ends weigh infinitely much.
pub(super) fn weights(line: &[Point]) -> Vec<f64> {
    let mut weights = vec![f64::INFINITY; line.len()];
    let mut before: Vec<usize> = (0..line.len()).map(|at| at.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (0..line.len()).map(|at| (at + 1).min(line.len() - 1)).collect();
    let mut queue = BinaryHeap::new();
    for at in 1..line.len().saturating_sub(1) {
        weights[at] = triangle(line[at - 1], line[at], line[at + 1]);
        queue.push(Reverse((weights[at].to_bits(), at)));
    }
    let mut gone = vec![false; line.len()];
    let mut heaviest = 0.0_f64;
    while let Some(Reverse((bits, at))) = queue.pop() {
        if gone[at] || weights[at].to_bits() != bits {
            continue;
        }
        gone[at] = true;
        heaviest = heaviest.max(weights[at]);
        weights[at] = heaviest;
        let (left, right) = (before[at], after[at]);
        after[left] = right;
        before[right] = left;
        for near in [left, right] {
            if near != 0 && near != line.len() - 1 {
                weights[near] = triangle(line[before[near]], line[near], line[after[near]]);
                queue.push(Reverse((weights[near].to_bits(), near)));
            }
        }
    }
    weights
}

fn triangle(a: Point, b: Point, c: Point) -> f64 {
    ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)).abs() / 2.0
}

/// The weight from which on there are at most `budget` points.
pub(super) fn threshold<'w>(weights: impl Iterator<Item = &'w f64>, budget: usize) -> f64 {
    let mut finite: Vec<f64> = weights.copied().filter(|weight| weight.is_finite()).collect();
    if finite.len() <= budget {
        return 0.0;
    }
    let at = finite.len() - budget;
    *finite.select_nth_unstable_by(at, f64::total_cmp).1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|(x, y)| Point { x: *x, y: *y }).collect()
    }

    #[test]
    fn what_is_straight_weighs_nothing_and_ends_weigh_most() {
        let weights = weights(&line(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (3.0, 4.0), (4.0, 0.0)]));
        assert!(weights[1] < f64::EPSILON);
        assert!(weights[3] > weights[2] && weights[0].is_infinite() && weights[4].is_infinite());
    }

    #[test]
    fn a_point_weighs_no_less_than_those_gone_before_it() {
        let weights = weights(&line(&[(0.0, 0.0), (1.0, 2.0), (2.0, 0.0), (3.0, 1.0), (4.0, 0.0), (0.0, 0.0)]));
        let mut finite: Vec<_> = weights.iter().copied().filter(|weight| weight.is_finite()).collect();
        finite.sort_by(f64::total_cmp);
        assert_eq!(finite.len(), 4);
        assert!((threshold(weights.iter(), 2) - finite[2]).abs() < f64::EPSILON);
        assert!(threshold(weights.iter(), 9) < f64::EPSILON);
    }

    #[test]
    fn short_lines_are_kept() {
        assert_eq!(weights(&[]).len(), 0);
        assert_eq!(weights(&line(&[(0.0, 0.0)])), [f64::INFINITY]);
        assert_eq!(weights(&line(&[(0.0, 0.0), (1.0, 1.0)])), [f64::INFINITY; 2]);
    }
}
