//! The portraits that ship, and roughly how each of them looks, so that nobody drawn beside them is their twin.

use super::appearance::{
    Age, Appearance, Beard, ClothColour, Clothes, Earrings, FaceShape, Glasses, Hair, HairColour,
    SkinTone,
};

/// A portrait that ships: its name, and what of it is seen at a glance.
type Sketch = (&'static str, SkinTone, Hair, HairColour, Glasses, Beard, ClothColour);

#[rustfmt::skip]
const SKETCHES: [Sketch; 16] = [
    ("dee", SkinTone::Pale, Hair::Curls, HairColour::Red, Glasses::Without, Beard::Without, ClothColour::Ochre),
    ("helen", SkinTone::Fair, Hair::Bob, HairColour::Grey, Glasses::Square, Beard::Without, ClothColour::Plum),
    ("lucia", SkinTone::Olive, Hair::Waves, HairColour::Brown, Glasses::Without, Beard::Without, ClothColour::Orange),
    ("marcus", SkinTone::Brown, Hair::Crop, HairColour::Black, Glasses::Without, Beard::Trimmed, ClothColour::Blue),
    ("person-a", SkinTone::Tan, Hair::Tousled, HairColour::Brown, Glasses::Without, Beard::Without, ClothColour::Grey),
    ("person-b", SkinTone::Tan, Hair::Hijab, HairColour::Brown, Glasses::Without, Beard::Without, ClothColour::Plum),
    ("person-c", SkinTone::Fair, Hair::Bald, HairColour::White, Glasses::Without, Beard::Long, ClothColour::Red),
    ("person-d", SkinTone::Tan, Hair::Turban, HairColour::Black, Glasses::Without, Beard::Long, ClothColour::Navy),
    ("person-e", SkinTone::Fair, Hair::Parting, HairColour::Black, Glasses::Without, Beard::Without, ClothColour::Grey),
    ("person-f", SkinTone::Tan, Hair::Waves, HairColour::Black, Glasses::Without, Beard::Without, ClothColour::Green),
    ("person-g", SkinTone::Pale, Hair::Bob, HairColour::Blond, Glasses::Without, Beard::Without, ClothColour::Navy),
    ("person-h", SkinTone::Dark, Hair::Crop, HairColour::Black, Glasses::Round, Beard::Without, ClothColour::Red),
    ("sam-1", SkinTone::Olive, Hair::Quiff, HairColour::Brown, Glasses::Without, Beard::Stubble, ClothColour::Teal),
    ("sam-2", SkinTone::Brown, Hair::Puff, HairColour::Black, Glasses::Without, Beard::Without, ClothColour::Teal),
    ("sam-3", SkinTone::Fair, Hair::Blunt, HairColour::Black, Glasses::Round, Beard::Without, ClothColour::Teal),
    ("sam-4", SkinTone::Tan, Hair::Receding, HairColour::Grey, Glasses::Without, Beard::Trimmed, ClothColour::Teal),
];

/// The names of the portraits that ship, in order.
pub fn portraits() -> impl Iterator<Item = &'static str> {
    SKETCHES.iter().map(|sketch| sketch.0)
}

/// Roughly how a portrait that ships looks; none for any other name.
pub(super) fn sketched(portrait: &str) -> Option<Appearance> {
    let (_, skin, hair, hair_colour, glasses, beard, colour) =
        *SKETCHES.iter().find(|sketch| sketch.0 == portrait)?;
    Some(Appearance {
        face: FaceShape::Oval,
        skin,
        hair,
        hair_colour,
        glasses,
        beard,
        earrings: Earrings::Without,
        age: Age::Middle,
        clothes: Clothes::Crew,
        colour,
    })
}
