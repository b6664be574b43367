//! The imagined look: drained of colour, hatched, harsher as the story in the head gets louder.

use super::colour::Rgb;

/// Whether a picture shows what is there or what is feared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Look {
    /// In colour.
    #[default]
    Real,
    /// In the head: 0 is a grey wash, 3 cold, looming and strongly hatched. More counts as 3.
    Imagined(u8),
}

/// What is being drained: people keep their contrast, rooms step back behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Person,
    Room,
}

impl Look {
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
    Grade { saturation: 0.06, cold: 0.26, wash: 0.06, dark: 0.09, line: 2.2, hatch: 0.28, cross: 0.42 },
];

/// The tint of bad expectations.
const TINT: Rgb = Rgb(104, 128, 142);
const PALE: Rgb = Rgb(222, 229, 230);
const NIGHT: Rgb = Rgb(16, 25, 29);

/// Replaces every `#RRGGBB` in a drawing by its drained colour.
pub(super) fn drain(svg: &str, level: usize, subject: Subject) -> String {
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

fn drained(colour: Rgb, grade: &Grade, subject: Subject) -> Rgb {
    let grey = Rgb::grey(colour.luma());
    let cold = grey.mix(colour, grade.saturation).mix(TINT, grade.cold);
    match subject {
        Subject::Person => cold.mix(NIGHT, grade.dark),
        Subject::Room => cold.mix(PALE, grade.wash).mix(NIGHT, grade.dark * 2.2),
    }
}

/// Patterns `{id}a` and `{id}b`: loose strokes in two directions, `scale` times figure size.
pub(super) fn hatch_patterns(level: usize, id: &str, scale: f32) -> String {
    let Grade { line, hatch, cross, .. } = &GRADES[level];
    let pattern = |name: &str, angle: f32, opacity: f32| {
        format!(
            r##"<pattern id="{id}{name}" width="50" height="74" patternTransform="rotate({angle}) scale({scale})" patternUnits="userSpaceOnUse"><g stroke="#10191D" stroke-linecap="round" stroke-opacity="{opacity}" stroke-width="{line}"><path d="{STROKES}"/></g></pattern>"##
        )
    };
    pattern("a", 37.0, *hatch) + &pattern("b", -49.0, *cross)
}

/// Uneven strokes, broken where a pencil would have been lifted.
const STROKES: &str = "M3 2L4 44M4.4 51L5 71M11.5 -6L12 18M12.5 24L13.5 66M20 6L21 58M21 64L21.5 72\
    M28.5 1L29 30M29 37L30 73M37 8L37.8 62M45.5 -4L46 22M46 29L46.8 69";
