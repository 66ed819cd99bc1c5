//! What maps and cards cost: `cargo bench --bench maps`.
//!
//! Locators with the names on them, of countries near to one another and far apart; the sheet that a locator is cut
//! from, alone; and cards with such a locator. Sheets are laid flat before.

#![allow(clippy::unwrap_used, reason = "a measurement may fail")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use nutgraf::atlas::{Atlas, Locator};
use nutgraf::card::{self, Card, Map};
use nutgraf::country::{Countries, CountryCode};

/// What a map is about, and who reacted.
const MAPS: [(&str, &str); 4] = [("KZ", ""), ("FR DE PL", "GB IT UA"), ("IL BH AE SA", "IR US"), ("BR ZA IN", "CN RU")];
/// Letters in a locator's width.
const LETTERS: f64 = 25.0;

fn main() {
    let countries = Countries::embedded();
    let atlas = Atlas::new(&countries, BTreeMap::new());
    let name = |code| countries.get(code).map(|country| country.name.clone());
    println!("{:<24}{:>12}{:>12}{:>12}{:>12}", "", "sheet", "locator", "labels", "card");
    for (about, others) in MAPS {
        let (about, others) = (codes(about), codes(others));
        let locator = atlas.locator(&about, &others).unwrap();
        let sheet = fastest(1000, || atlas.sheet_of(black_box(&about)));
        let cut = fastest(1000, || atlas.locator(black_box(&about), black_box(&others)));
        let labels = fastest(1000, || locator.labels(&atlas, locator.view.width / LETTERS, name));
        let card = card_of(&atlas, &locator, about);
        let drawn = fastest(50, || card::png(black_box(&card)));
        println!("{:<24}{sheet:>12.1?}{cut:>12.1?}{labels:>12.1?}{drawn:>12.1?}", locator.sheet.name());
    }
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

/// The shortest of many times: what other programs do to the machine only adds.
fn fastest<T>(times: usize, run: impl Fn() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..times).map(once).min().unwrap()
}
