//! Faces of no recipe: an appearance in the language's words becomes a recipe of the same parts.

use super::colour::Rgb;
use super::people::Recipe;
use crate::scenario::{
    Age, Appearance, Beard, ClothColour, Clothes, Earrings, FaceShape, Glasses, Hair, HairColour,
    SkinTone,
};

/// The recipe of an appearance.
pub(super) fn recipe(look: &Appearance) -> Recipe {
    let skin = skin(look.skin);
    let cloth = cloth(look.colour);
    let is_cloth = matches!(look.hair, Hair::Hijab | Hair::Turban);
    let own = hair_colour(look.hair_colour);
    let mut extras: Vec<String> = Vec::new();
    extras.extend(extra(match look.age {
        Age::Young => "",
        Age::Middle => "lines-1",
        Age::Older => "lines-2",
    }));
    extras.extend(extra(match look.beard {
        Beard::Without => "",
        Beard::Stubble => "stubble",
        Beard::Trimmed => "beard-short",
        Beard::Long => "beard-full",
        Beard::Moustache => "moustache",
    }));
    extras.extend(extra(match look.glasses {
        Glasses::Without => "",
        Glasses::Round => "glasses-round",
        Glasses::Square => "glasses-square",
    }));
    let has_ears = look.hair != Hair::Hijab;
    extras.extend(extra(match look.earrings {
        Earrings::Hoops if has_ears => "earrings-hoop",
        Earrings::Drops if has_ears => "earrings-drop",
        Earrings::Without | Earrings::Hoops | Earrings::Drops => "",
    }));
    let is_light = matches!(look.skin, SkinTone::Pale | SkinTone::Fair);
    Recipe {
        face: face(look.face).to_owned(),
        skin,
        lips: None,
        iris: if is_light { Rgb(74, 106, 120) } else { Rgb(46, 29, 20) },
        hair: hair(look.hair).to_owned(),
        // What covers the hair is worn with the clothes, in a colour that stands out from them.
        hair_colour: if is_cloth { covering(look.colour) } else { own },
        hair_streak: is_cloth.then_some(Rgb(242, 177, 52)),
        beard_colour: Some(own),
        brow_colour: Some(brow(look.hair_colour)),
        brow_weight: if look.beard == Beard::Without { 6.5 } else { 7.5 },
        nose: nose(look.face).to_owned(),
        extras,
        ears: has_ears,
        trim: match look.glasses {
            // Frames show on any skin.
            Glasses::Round if is_light => Rgb(140, 84, 44),
            Glasses::Round => Rgb(217, 180, 90),
            Glasses::Square => Rgb(58, 42, 58),
            Glasses::Without => Rgb(242, 177, 52),
        },
        top: top(look.clothes).to_owned(),
        cloth,
        under: Rgb(246, 239, 228),
        cuff: None,
        accent: covering(look.colour),
        build: match look.face {
            FaceShape::Round | FaceShape::Oval => 0.94,
            FaceShape::Square => 1.02,
            FaceShape::Long | FaceShape::Heart => 0.88,
        },
        ground: cloth.mix(Rgb(250, 240, 224), 0.66),
    }
}

fn extra(name: &str) -> Option<String> {
    (!name.is_empty()).then(|| name.to_owned())
}

fn face(face: FaceShape) -> &'static str {
    match face {
        FaceShape::Round => "round",
        FaceShape::Oval => "oval",
        FaceShape::Square => "square",
        FaceShape::Long => "long",
        FaceShape::Heart => "heart",
    }
}

fn nose(face: FaceShape) -> &'static str {
    match face {
        FaceShape::Round | FaceShape::Heart => "soft",
        FaceShape::Oval => "small",
        FaceShape::Square => "broad",
        FaceShape::Long => "long",
    }
}

fn skin(skin: SkinTone) -> Rgb {
    match skin {
        SkinTone::Pale => Rgb(243, 208, 181),
        SkinTone::Fair => Rgb(237, 190, 158),
        SkinTone::Olive => Rgb(217, 160, 122),
        SkinTone::Tan => Rgb(184, 124, 82),
        SkinTone::Brown => Rgb(138, 86, 56),
        SkinTone::Dark => Rgb(96, 59, 40),
    }
}

fn hair(hair: Hair) -> &'static str {
    match hair {
        Hair::Bald => "bald",
        Hair::Blunt => "blunt",
        Hair::Bob => "bob",
        Hair::Crop => "crop",
        Hair::Curls => "curls",
        Hair::Hijab => "hijab",
        Hair::Parting => "parting",
        Hair::Puff => "puff",
        Hair::Quiff => "quiff",
        Hair::Receding => "receding",
        Hair::Tousled => "tousled",
        Hair::Turban => "turban",
        Hair::Waves => "waves",
    }
}

fn hair_colour(colour: HairColour) -> Rgb {
    match colour {
        HairColour::Black => Rgb(38, 32, 36),
        HairColour::Brown => Rgb(84, 56, 44),
        HairColour::Chestnut => Rgb(128, 70, 44),
        HairColour::Red => Rgb(184, 88, 48),
        HairColour::Blond => Rgb(222, 176, 96),
        HairColour::Grey => Rgb(150, 150, 156),
        HairColour::White => Rgb(226, 222, 214),
    }
}

/// Brows keep some of their colour when hair has lost it, so that they show on any skin.
fn brow(colour: HairColour) -> Rgb {
    match colour {
        HairColour::Grey => Rgb(86, 82, 88),
        HairColour::White => Rgb(150, 142, 138),
        HairColour::Black
        | HairColour::Brown
        | HairColour::Chestnut
        | HairColour::Red
        | HairColour::Blond => hair_colour(colour).mix(Rgb(36, 18, 20), 0.35),
    }
}

fn top(clothes: Clothes) -> &'static str {
    match clothes {
        Clothes::Blazer => "blazer",
        Clothes::Cardigan => "cardigan",
        Clothes::Crew => "crew",
        Clothes::Jacket => "jacket",
        Clothes::Shirt => "shirt",
        Clothes::Suit => "suit",
        Clothes::Turtleneck => "turtle",
        Clothes::Vneck => "vneck",
    }
}

fn cloth(colour: ClothColour) -> Rgb {
    match colour {
        ClothColour::Red => Rgb(158, 58, 58),
        ClothColour::Orange => Rgb(216, 112, 74),
        ClothColour::Ochre => Rgb(208, 150, 52),
        ClothColour::Green => Rgb(74, 118, 84),
        ClothColour::Teal => Rgb(47, 109, 112),
        ClothColour::Blue => Rgb(70, 116, 160),
        ClothColour::Navy => Rgb(46, 63, 92),
        ClothColour::Plum => Rgb(112, 68, 104),
        ClothColour::Grey => Rgb(106, 116, 124),
    }
}

/// A colour that goes with a cloth and stands out from it.
fn covering(colour: ClothColour) -> Rgb {
    match colour {
        ClothColour::Red | ClothColour::Orange => Rgb(47, 109, 112),
        ClothColour::Ochre | ClothColour::Green => Rgb(122, 74, 110),
        ClothColour::Teal | ClothColour::Blue => Rgb(228, 130, 84),
        ClothColour::Navy | ClothColour::Plum => Rgb(88, 150, 146),
        ClothColour::Grey => Rgb(178, 72, 62),
    }
}
