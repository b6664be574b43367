//! The imagined look: drained of colour, hatched, harsher as the story in the head gets louder.

use super::colour::Rgb;
use super::hatch::Hatch;

/// Whether a picture shows what is there or what is feared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum PictureTone {
    /// In colour.
    #[default]
    Real,
    /// In the head: 0 is a grey wash, 3 cold, looming and strongly hatched. More counts as 3.
    Imagined(u8),
}

/// What is being drained: people keep their contrast, rooms step back behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DrainedSubject {
    Person,
    Room,
}

impl PictureTone {
    /// How loud the story is, 0 to 3; none in a real picture.
    pub(super) fn level(self) -> Option<usize> {
        match self {
            Self::Real => None,
            Self::Imagined(level) => Some(usize::from(level.min(3))),
        }
    }
}

/// What a level does to a picture.
struct Grade {
    /// Share of the colour that is left.
    saturation: f32,
    /// Share of the cold tint.
    cold: f32,
    /// Share of pale grey that a room is washed with, so that people stand out before it.
    wash: f32,
    /// Share of darkness.
    dark: f32,
    /// Width of a hatching line.
    line: f32,
    /// Opacity of the hatching.
    hatch: f32,
    /// Opacity of the second direction, which lies in the shadows.
    cross: f32,
}

#[rustfmt::skip]
const GRADES: [Grade; 4] = [
    Grade { saturation: 0.38, cold: 0.08, wash: 0.34, dark: 0.00, line: 1.1, hatch: 0.09, cross: 0.00 },
    Grade { saturation: 0.27, cold: 0.15, wash: 0.28, dark: 0.02, line: 1.4, hatch: 0.16, cross: 0.10 },
    Grade { saturation: 0.16, cold: 0.22, wash: 0.18, dark: 0.05, line: 1.8, hatch: 0.22, cross: 0.26 },
    Grade { saturation: 0.06, cold: 0.32, wash: 0.06, dark: 0.09, line: 2.2, hatch: 0.28, cross: 0.42 },
];

/// The tint of bad expectations.
const TINT: Rgb = Rgb(86, 118, 142);
const PALE: Rgb = Rgb(222, 229, 230);
const NIGHT: Rgb = Rgb(16, 25, 29);

/// Replaces every `#RRGGBB` in a drawing by its drained colour.
pub(super) fn drain(svg: &str, level: usize, subject: DrainedSubject) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some(at) = rest.find('#') {
        let (before, from_hash) = rest.split_at(at);
        out.push_str(before);
        let colour = from_hash.get(..7).and_then(Rgb::parse);
        let taken = if let Some(colour) = colour {
            out.push_str(&drained(colour, &GRADES[level], subject).hex());
            7
        } else {
            out.push('#');
            1
        };
        rest = from_hash.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn drained(colour: Rgb, grade: &Grade, subject: DrainedSubject) -> Rgb {
    let grey = Rgb::grey(colour.luma());
    let cold = grey.mix(colour, grade.saturation).mix(TINT, grade.cold);
    match subject {
        DrainedSubject::Person => cold.mix(NIGHT, grade.dark),
        DrainedSubject::Room => {
            let light = 1.0 - grade.dark * 2.6;
            cold.mix(PALE, grade.wash).scale(light, light, light)
        }
    }
}

/// Strokes of one sheet, faint to strong.
fn strokes(hatch: Hatch, grade: &Grade, opacity: f32, wanted: impl Fn(f32, f32) -> bool) -> String {
    if opacity <= 0.0 {
        return String::new();
    }
    let width = grade.line * hatch.length / 44.0;
    format!(
        r##"<path d="{path}" fill="none" stroke="#10191D" stroke-width="{width:.2}" stroke-opacity="{opacity:.3}"/>"##,
        path = hatch.path(wanted),
    )
}

const FALLING: (f32, f32) = (0.6, 0.8);
const RISING: (f32, f32) = (0.766, -0.643);

/// Hatching for a figure (400 by 440, looking right) below `top`: light all over, crossed in the
/// shadow.
pub(super) fn hatch_person(level: usize, top: f32) -> String {
    let grade = &GRADES[level];
    let sheet = |along, gap| Hatch { size: (400.0, 440.0), along, gap, length: 40.0 };
    let shade = |edge: f32| move |x: f32, y: f32| y > top && x + y * 0.1 < edge;
    strokes(sheet(FALLING, 7.0), grade, grade.hatch * 0.45, shade(f32::MAX))
        + &strokes(sheet(FALLING, 6.0), grade, grade.hatch * 0.9, shade(205.0))
        + &strokes(sheet(RISING, 6.5), grade, grade.cross * 0.6, shade(188.0))
        + &strokes(sheet(RISING, 6.0), grade, grade.cross * 0.9, shade(152.0))
}

/// Hatching for a room (1280 by 720): crossed towards the edges.
pub(super) fn hatch_room(level: usize) -> String {
    let grade = &GRADES[level];
    let sheet = |along, gap| Hatch { size: (1280.0, 720.0), along, gap, length: 84.0 };
    let beyond = |radius: f32| {
        move |x: f32, y: f32| {
            let (across, down) = ((x - 640.0) / 1.6, y - 330.0);
            across * across + down * down > radius * radius
        }
    };
    strokes(sheet(FALLING, 13.0), grade, grade.hatch * 0.7, |_, _| true)
        + &strokes(sheet(RISING, 12.0), grade, grade.cross * 0.4, beyond(250.0))
        + &strokes(sheet(RISING, 11.0), grade, grade.cross * 0.6, beyond(350.0))
}
