//! Dates as people know them: whole, partial (EDTF level 0), or with a time.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A year, a month or a day: EDTF level 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// `1992`
    Year(i16),
    /// `2020-09`
    Month(i16, i8),
    /// `2020-09-15`
    Day(Date),
}

impl PartialDate {
    /// The date as written, if it is one that a calendar has.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let mut parts = digits.split('-');
        let year: i16 = number(parts.next()?, 4)?;
        let year = if negative { -year } else { year };
        let Some(month) = parts.next() else {
            return Some(Self::Year(year));
        };
        let month = number(month, 2)?;
        let day = match parts.next() {
            Some(day) => Some(number(day, 2)?),
            None => None,
        };
        if parts.next().is_some() {
            return None;
        }
        match day {
            Some(day) => Date::new(year, month, day).ok().map(Self::Day),
            None => (1..=12).contains(&month).then_some(Self::Month(year, month)),
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        match self {
            Self::Year(year) | Self::Month(year, _) => year,
            Self::Day(date) => date.year(),
        }
    }

    /// The month, from 1, if it is known.
    pub fn month(self) -> Option<i8> {
        match self {
            Self::Year(_) => None,
            Self::Month(_, month) => Some(month),
            Self::Day(date) => Some(date.month()),
        }
    }

    /// The day of the month, if it is known.
    pub fn day(self) -> Option<i8> {
        match self {
            Self::Day(date) => Some(date.day()),
            _ => None,
        }
    }

    fn key(self) -> (i16, i8, i8) {
        (self.year(), self.month().unwrap_or(0), self.day().unwrap_or(0))
    }
}

fn number<T: std::str::FromStr>(text: &str, digits: usize) -> Option<T> {
    (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// By time; a year stands before its months, a month before its days.
impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self::Day(date)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year() < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}", self.year().unsigned_abs())?;
        if let Some(month) = self.month() {
            write!(f, "-{month:02}")?;
        }
        match self.day() {
            Some(day) => write!(f, "-{day:02}"),
            None => Ok(()),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("a date expected"))
    }
}

/// A day, perhaps with a time of day, in the site's time zone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Moment {
    zoned: Zoned,
    has_time: bool,
}

impl Moment {
    /// A date (`2025-11-06`) or a date-time, with an offset (`2025-11-06T18:00Z`) or in `zone`.
    pub fn parse(text: &str, zone: &TimeZone) -> Option<Self> {
        if let Some(PartialDate::Day(date)) = PartialDate::parse(text) {
            let zoned = date.to_zoned(zone.clone()).ok()?;
            return Some(Self { zoned, has_time: false });
        }
        if !text.as_bytes().get(10).is_some_and(|b| matches!(b, b'T' | b't' | b' ')) {
            return None;
        }
        let zoned = match text.parse::<Timestamp>() {
            Ok(instant) => instant.to_zoned(zone.clone()),
            Err(_) => text.parse::<DateTime>().ok()?.to_zoned(zone.clone()).ok()?,
        };
        Some(Self { zoned, has_time: true })
    }

    /// The instant; of a day without a time, its beginning.
    pub fn instant(&self) -> Timestamp {
        self.zoned.timestamp()
    }

    /// The day in the site's time zone.
    pub fn date(&self) -> Date {
        self.zoned.date()
    }

    /// For `datetime` attributes: the day, or RFC 3339 with the offset.
    pub fn machine(&self) -> String {
        if self.has_time { self.rfc3339() } else { self.date().to_string() }
    }

    /// RFC 3339 with the offset, as feeds want it.
    pub fn rfc3339(&self) -> String {
        self.zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

/// A [`Moment`] as it is stored: of its zone, the offset is all that ever shows.
#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(with = "jiff::fmt::serde::timestamp::nanosecond::required")]
    instant: Timestamp,
    offset_seconds: i32,
    has_time: bool,
}

impl From<Moment> for Stored {
    fn from(moment: Moment) -> Self {
        Self { instant: moment.instant(), offset_seconds: moment.zoned.offset().seconds(), has_time: moment.has_time }
    }
}

impl TryFrom<Stored> for Moment {
    type Error = jiff::Error;

    fn try_from(stored: Stored) -> Result<Self, Self::Error> {
        let zone = TimeZone::fixed(Offset::from_seconds(stored.offset_seconds)?);
        Ok(Self { zoned: stored.instant.to_zoned(zone), has_time: stored.has_time })
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant().cmp(&other.instant())
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_are_edtf_level_0() {
        for text in ["1992", "2020-09", "2020-09-15", "2024-02-29", "-0043"] {
            assert_eq!(PartialDate::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for wrong in ["", "92", "2020-13", "2023-02-29", "2020-9-1", "2020-09-15-1", "about 1990", "2020/09"] {
            assert_eq!(PartialDate::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_year_sorts_before_its_months() {
        let mut dates = ["2020-09-15", "2020-09", "2021", "2020"].map(|text| PartialDate::parse(text).unwrap());
        dates.sort();
        assert_eq!(dates.map(|date| date.to_string()), ["2020", "2020-09", "2020-09-15", "2021"]);
    }

    #[test]
    fn moments_are_in_the_sites_zone() {
        let almaty = TimeZone::get("Asia/Almaty").unwrap();
        let day = Moment::parse("2025-11-06", &almaty).unwrap();
        assert_eq!((day.machine().as_str(), day.rfc3339().as_str()), ("2025-11-06", "2025-11-06T00:00:00+05:00"));
        let late = Moment::parse("2025-11-06T22:30:00Z", &almaty).unwrap();
        assert_eq!(
            (late.date().to_string().as_str(), late.machine().as_str()),
            ("2025-11-07", "2025-11-07T03:30:00+05:00")
        );
        assert!(Moment::parse("2025-11-06 08:00", &almaty).is_some());
        for wrong in ["2025", "2025-11", "2025-02-30", "yesterday", "2025-11-06T25:00"] {
            assert_eq!(Moment::parse(wrong, &almaty), None, "{wrong}");
        }
    }

    #[test]
    fn a_stored_moment_shows_what_it_showed() {
        for zone in ["UTC", "Asia/Almaty", "America/New_York", "Asia/Kathmandu"] {
            let zone = TimeZone::get(zone).unwrap();
            for text in ["2025-07-06", "2025-11-06T18:00:00.5Z", "1887-01-01T00:00:00", "-0001-01-01"] {
                let Some(moment) = Moment::parse(text, &zone) else { panic!("{text}") };
                let stored: Moment = postcard::from_bytes(&postcard::to_stdvec(&moment).unwrap()).unwrap();
                assert_eq!(stored, moment);
                let shown = |moment: &Moment| (moment.machine(), moment.rfc3339(), moment.date(), moment.instant());
                assert_eq!(shown(&stored), shown(&moment));
            }
        }
    }
}
