//! What maps and cards cost: `cargo bench --bench maps`.
//!
//! Locators with the names on them, of countries near to one another and far apart; the sheet that a locator is cut
//! from, alone; and cards with such a locator. Sheets are laid flat before.

#![allow(clippy::unwrap_used, missing_docs, reason = "a measurement may fail, and criterion writes functions without")]

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use nutgraf::atlas::{Atlas, Locator};
use nutgraf::card::{self, Card, Map};
use nutgraf::country::{Countries, CountryCode};

/// What a map is about, and who reacted.
const MAPS: [(&str, &str); 4] = [("KZ", ""), ("FR DE PL", "GB IT UA"), ("IL BH AE SA", "IR US"), ("BR ZA IN", "CN RU")];
/// Letters in a locator's width.
const LETTERS: f64 = 25.0;

fn maps(criterion: &mut Criterion) {
    let countries = Countries::embedded();
    let atlas = Atlas::new(&countries, BTreeMap::new());
    let name = |code| countries.get(code).map(|country| country.name.clone());
    let mut group = criterion.benchmark_group("maps");
    for (about, others) in MAPS {
        let (about, others) = (codes(about), codes(others));
        let locator = atlas.locator(&about, &others).unwrap();
        let id = |what| BenchmarkId::new(what, locator.sheet.name());
        group.bench_function(id("sheet"), |bencher| bencher.iter(|| atlas.sheet_of(black_box(&about))));
        group.bench_function(id("locator"), |bencher| {
            bencher.iter(|| atlas.locator(black_box(&about), black_box(&others)));
        });
        group.bench_function(id("labels"), |bencher| {
            bencher.iter(|| locator.labels(&atlas, locator.view.width / LETTERS, name));
        });
        let card = card_of(&atlas, &locator, about.clone());
        group.bench_function(id("card"), |bencher| bencher.iter(|| card::png(black_box(&card))));
    }
    group.finish();
}

fn codes(text: &str) -> Vec<CountryCode> {
    text.split_whitespace().map(|code| CountryCode::parse(code).unwrap()).collect()
}

fn card_of(atlas: &Atlas, locator: &Locator, countries: Vec<CountryCode>) -> Card {
    let outlines = locator.outlines(atlas);
    let dots = locator.marks.iter().filter(|mark| mark.about).filter_map(|mark| mark.dot);
    let map = Map {
        view: [locator.view.x, locator.view.y, locator.view.width, locator.view.height],
        land: outlines.land,
        voices: outlines.others,
        about: outlines.about,
        dots: dots.map(|dot| (dot.x, dot.y)).collect(),
    };
    Card {
        title: "What was agreed, and what it changes".to_owned(),
        section: Some("Abraham Accords".to_owned()),
        site: "The Desk".to_owned(),
        right_to_left: false,
        accent: None,
        countries,
        map: Some(map),
    }
}

criterion_group!(benches, maps);
criterion_main!(benches);
