//! From the globe to the plane. Both projections keep areas as they are.

/// A place on the globe, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LonLat {
    /// East of Greenwich.
    pub lon: f64,
    /// North of the equator.
    pub lat: f64,
}

/// A place on a map: `y` grows downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl LonLat {
    /// The angle between two places, in degrees.
    pub(super) fn distance(self, other: Self) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let lon = (self.lon - other.lon).to_radians();
        let half = ((a - b) / 2.0).sin().powi(2) + a.cos() * b.cos() * (lon / 2.0).sin().powi(2);
        2.0 * half.sqrt().min(1.0).asin().to_degrees()
    }
}

/// The radius of the earth in kilometres.
const RADIUS: f64 = 6371.0;

/// How the globe is laid flat. The plane's origin is the centre, its unit a kilometre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Projection {
    /// Lambert's azimuthal: true to shape near its centre.
    Azimuthal(LonLat),
    /// Equal Earth (Šavrič, Patterson, Jenny 2018) with this meridian in the middle: the whole world.
    EqualEarth(f64),
}

impl Projection {
    /// Arcs that cross the edge of a map of the world stay on one side of it; see [`Projection::turn`].
    pub(super) fn project(self, place: LonLat) -> Point {
        match self {
            Self::Azimuthal(centre) => azimuthal(place, centre),
            Self::EqualEarth(meridian) => equal_earth(place.lon - meridian, place.lat),
        }
    }

    /// How many degrees to add to the longitudes of a line so that it stands on the map as a whole.
    pub(super) fn turn(self, line: &[LonLat]) -> f64 {
        let Self::EqualEarth(meridian) = self else { return 0.0 };
        let (least, most) =
            line.iter().fold((f64::MAX, f64::MIN), |(a, b), point| (a.min(point.lon), b.max(point.lon)));
        let middle = f64::midpoint(least, most) - meridian;
        -(middle / 360.0).round() * 360.0
    }
}

fn azimuthal(place: LonLat, centre: LonLat) -> Point {
    let (sin_lat, cos_lat) = place.lat.to_radians().sin_cos();
    let (sin_centre, cos_centre) = centre.lat.to_radians().sin_cos();
    let (sin_lon, cos_lon) = (place.lon - centre.lon).to_radians().sin_cos();
    let cos_distance = sin_centre * sin_lat + cos_centre * cos_lat * cos_lon;
    // The point opposite to the centre has no place: it is put very far away.
    let scale = RADIUS * (2.0 / (1.0 + cos_distance).max(1e-6)).sqrt();
    Point { x: scale * cos_lat * sin_lon, y: -scale * (cos_centre * sin_lat - sin_centre * cos_lat * cos_lon) }
}

fn equal_earth(lon: f64, lat: f64) -> Point {
    const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
    let half_root_of_three = 3_f64.sqrt() / 2.0;
    let theta = (half_root_of_three * lat.to_radians().sin()).asin();
    let squared = theta * theta;
    let sixth = squared * squared * squared;
    let derivative = A[0] + 3.0 * A[1] * squared + sixth * (7.0 * A[2] + 9.0 * A[3] * squared);
    Point {
        x: RADIUS * lon.to_radians() * theta.cos() / (half_root_of_three * derivative),
        y: -RADIUS * theta * (A[0] + A[1] * squared + sixth * (A[2] + A[3] * squared)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: Point, b: (f64, f64)) {
        assert!((a.x - b.0).abs() < 1.0 && (a.y - b.1).abs() < 1.0, "{a:?} is not {b:?}");
    }

    #[test]
    fn the_centre_is_the_origin_and_north_is_up() {
        let astana = LonLat { lon: 71.4, lat: 51.2 };
        near(Projection::Azimuthal(astana).project(astana), (0.0, 0.0));
        let north = Projection::Azimuthal(astana).project(LonLat { lat: 61.2, ..astana });
        near(north, (0.0, -2.0 * RADIUS * 5_f64.to_radians().sin()));
        near(Projection::EqualEarth(11.0).project(LonLat { lon: 11.0, lat: 0.0 }), (0.0, 0.0));
    }

    #[test]
    fn equal_earth_is_as_published() {
        // The equator is 2.706 radii from the middle to the edge, the pole 1.317 radii high.
        near(Projection::EqualEarth(0.0).project(LonLat { lon: 180.0, lat: 0.0 }), (2.70663 * RADIUS, 0.0));
        let pole = Projection::EqualEarth(0.0).project(LonLat { lon: 0.0, lat: 90.0 });
        near(pole, (0.0, -1.31737 * RADIUS));
    }

    #[test]
    fn the_opposite_side_is_far_away_and_not_infinite() {
        let point = Projection::Azimuthal(LonLat { lon: 0.0, lat: 0.0 }).project(LonLat { lon: 180.0, lat: 0.0 });
        assert!(point.x.is_finite() && point.y.is_finite());
    }
}
