//! Who is drawn how: portraits by name, looks in the author's words, and faces for everybody else.

use super::{faults, reader::Reader, sections::Sections};
use crate::{
    scenario::{
        Age, Appearance, Beard, ClothColour, Clothes, Earrings, FaceShape, Glasses, Hair,
        HairColour, SkinTone, portraits,
        portraits::sketched,
        syntax::{OwnLook, Player},
    },
    text::SharedStr,
};

/// People at least as unlike as this are told apart at a glance: other hair and two more things, or as much.
const UNLIKE: u32 = 8;

/// What chance gives. Headscarves, turbans, beards and earrings are an author's to give.
const HAIR: [Hair; 11] = [
    Hair::Bob,
    Hair::Crop,
    Hair::Waves,
    Hair::Parting,
    Hair::Curls,
    Hair::Quiff,
    Hair::Puff,
    Hair::Tousled,
    Hair::Blunt,
    Hair::Receding,
    Hair::Bald,
];

/// The name of everybody's drawing, in the order of the cast, and the player's where the scenario gives one.
pub(super) fn portraits_of<'a>(
    reader: &mut Reader<'_>,
    sections: &Sections<'a>,
    player: Option<&Player<'a>>,
) -> (Vec<SharedStr>, Option<SharedStr>) {
    let known: Vec<&str> = portraits().collect();
    let mut taken: Vec<Appearance> = Vec::new();
    let entries = &sections.cast.entries;
    let mut names: Vec<Option<SharedStr>> = Vec::new();
    for (name, person) in entries {
        let shipped = match (&person.portrait, &person.look) {
            (Some(portrait), _) if known.contains(&portrait.0.as_ref()) => {
                Some(portrait.0.as_ref())
            }
            (Some(portrait), _) => {
                let near = reader.nearest(&portrait.0, &known).map(str::to_owned);
                let span = reader.span_at(portrait.1);
                reader.report(faults::no_portrait(span, &portrait.0, near.as_deref(), &known));
                None
            }
            (None, Some(_)) => None,
            (None, None) => Some(name.0).filter(|id| known.contains(id)),
        };
        taken.extend(shipped.and_then(sketched));
        names.push(shipped.map(Into::into));
    }
    let mut own = |id: &str, look: Option<&OwnLook>| {
        let face = free(id, look, &taken);
        taken.push(face);
        SharedStr::from(face.name().as_str())
    };
    let player = player.and_then(|player| player.look.as_ref());
    let player = player.map(|look| own("you", Some(look)));
    // Those of whom something is said come first, and the order within the file changes nobody's face.
    let mut order: Vec<usize> = (0..entries.len()).filter(|at| names[*at].is_none()).collect();
    order.sort_by_key(|at| (entries[*at].1.look.is_none(), entries[*at].0.0));
    for at in order {
        let (name, person) = &entries[at];
        names[at] = Some(own(name.0, person.look.as_ref()));
    }
    (names.into_iter().map(Option::unwrap_or_default).collect(), player)
}

/// The face of an id, as near to what chance gives it as those who are there already let it be.
fn free(id: &str, look: Option<&OwnLook>, taken: &[Appearance]) -> Appearance {
    let none = OwnLook::default();
    let look = look.unwrap_or(&none);
    let least = |face: &Appearance| taken.iter().map(|other| face.unlikeness(other)).min();
    let mut best: Option<(u32, Appearance)> = None;
    for turn in turns() {
        let face = given(id, look, turn);
        let unlike = least(&face).unwrap_or(UNLIKE).min(UNLIKE);
        if best.is_none_or(|(before, _)| unlike > before) {
            best = Some((unlike, face));
        }
        if unlike == UNLIKE {
            break;
        }
    }
    best.map_or_else(|| given(id, look, [0; 4]), |(_, face)| face)
}

/// By how much hair, cloth, skin and glasses are turned on, the fewest first.
fn turns() -> impl Iterator<Item = [usize; 4]> {
    let mut turns = Vec::new();
    for hair in 0..HAIR.len() {
        for colour in 0..ClothColour::ALL.len() {
            for skin in 0..SkinTone::ALL.len() {
                turns.extend((0..Glasses::ALL.len()).map(|glasses| [hair, colour, skin, glasses]));
            }
        }
    }
    turns.sort_by_key(|turn| turn.iter().filter(|by| **by > 0).count());
    turns.into_iter()
}

/// What chance gives an id, turned on, with what the author says in its place.
fn given(id: &str, look: &OwnLook, [hair, colour, skin, glasses]: [usize; 4]) -> Appearance {
    let mut chance = FaceChance::of(id);
    let face = look.face.unwrap_or(chance.one(FaceShape::ALL, 0));
    let skin = look.skin.unwrap_or(chance.one(SkinTone::ALL, skin));
    let age = look.age.unwrap_or(chance.one(Age::ALL, 0));
    let hair = look.hair.unwrap_or(chance.one(&HAIR, hair));
    let likely: &[HairColour] = match (age, skin) {
        (Age::Older, _) => &[HairColour::Grey, HairColour::White, HairColour::Grey],
        (_, SkinTone::Brown | SkinTone::Dark) => &[HairColour::Black, HairColour::Brown],
        (_, SkinTone::Tan | SkinTone::Olive) => {
            &[HairColour::Black, HairColour::Brown, HairColour::Chestnut]
        }
        (_, SkinTone::Fair | SkinTone::Pale) => {
            &[HairColour::Brown, HairColour::Blond, HairColour::Red, HairColour::Chestnut]
        }
    };
    let hair_colour = look.hair_colour.unwrap_or(chance.one(likely, 0));
    let seldom = [Glasses::Without, Glasses::Round, Glasses::Square, Glasses::Without];
    let glasses = look.glasses.unwrap_or(chance.one(&seldom, glasses));
    Appearance {
        face,
        skin,
        hair,
        hair_colour,
        glasses,
        beard: look.beard.unwrap_or(Beard::Without),
        earrings: look.earrings.unwrap_or(Earrings::Without),
        age,
        clothes: look.clothes.unwrap_or(chance.one(Clothes::ALL, 0)),
        colour: look.colour.unwrap_or(chance.one(ClothColour::ALL, colour)),
    }
}

/// Chance that an id brings with it: the same for the same id, on every machine.
struct FaceChance(u64);

impl FaceChance {
    /// The FNV-1a hash of the id.
    fn of(id: &str) -> Self {
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        Self(id.bytes().fold(0xcbf2_9ce4_8422_2325, mix))
    }

    /// One of a list, turned on by so many.
    fn one<T: Copy>(&mut self, all: &[T], turned: usize) -> T {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let count = all.len().max(1) as u64;
        let at = usize::try_from(mixed % count).unwrap_or_default();
        all[(at + turned) % all.len()]
    }
}
