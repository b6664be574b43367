//! How a drawn person looks, in the recipe's own words, and the name under which such a face is drawn.

use serde::{Deserialize, Serialize};

/// A closed list of words with every one of them, in order.
macro_rules! words {
    ($($(#[$about:meta])* enum $name:ident { $($(#[$what:meta])* $word:ident),* $(,)? })*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)] pub enum $name { $($(#[$what])* $word),* }

        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [Self] = &[$(Self::$word),*];
        }
    )*};
}

words! {
    /// The outline of a face.
    enum FaceShape {
        /// Full cheeks.
        Round,
        /// Even.
        Oval,
        /// A broad jaw.
        Square,
        /// Narrow and high.
        Long,
        /// A broad forehead, a small chin.
        Heart,
    }
    /// The colour of skin, from light to dark.
    enum SkinTone {
        /// Lightest.
        Pale,
        /// Light.
        Fair,
        /// Light brown.
        Olive,
        /// Brown in the light.
        Tan,
        /// Brown.
        Brown,
        /// Darkest.
        Dark,
    }
    /// What is on the head.
    enum Hair {
        /// None on top.
        Bald,
        /// Long, with a straight fringe.
        Blunt,
        /// To the chin.
        Bob,
        /// Cut very short.
        Crop,
        /// Full curls.
        Curls,
        /// A headscarf.
        Hijab,
        /// Short, parted at the side.
        Parting,
        /// Tied up high.
        Puff,
        /// Short, combed up.
        Quiff,
        /// Short, a high forehead.
        Receding,
        /// Short, uncombed.
        Tousled,
        /// A turban.
        Turban,
        /// Long and falling.
        Waves,
    }
    /// The colour of hair.
    enum HairColour {
        /// Black.
        Black,
        /// Dark brown.
        Brown,
        /// Reddish brown.
        Chestnut,
        /// Red.
        Red,
        /// Blond.
        Blond,
        /// Grey.
        Grey,
        /// White.
        White,
    }
    /// Glasses.
    enum Glasses {
        /// No glasses.
        Without,
        /// Round ones.
        Round,
        /// Square ones.
        Square,
    }
    /// A beard.
    enum Beard {
        /// No beard.
        Without,
        /// A few days old.
        Stubble,
        /// Trimmed.
        Trimmed,
        /// Long.
        Long,
        /// On the lip only.
        Moustache,
    }
    /// Earrings.
    enum Earrings {
        /// No earrings.
        Without,
        /// Hoops.
        Hoops,
        /// Drops.
        Drops,
    }
    /// Roughly how old somebody is.
    enum Age {
        /// Without lines.
        Young,
        /// Some lines.
        Middle,
        /// More lines, greying.
        Older,
    }
    /// What is worn.
    enum Clothes {
        /// A blazer.
        Blazer,
        /// A cardigan.
        Cardigan,
        /// A round collar.
        Crew,
        /// A work jacket.
        Jacket,
        /// A shirt.
        Shirt,
        /// A suit with a tie.
        Suit,
        /// A turtleneck.
        Turtleneck,
        /// A pullover over a shirt.
        Vneck,
    }
    /// The colour of what is worn.
    enum ClothColour {
        /// Red.
        Red,
        /// Orange.
        Orange,
        /// Ochre.
        Ochre,
        /// Green.
        Green,
        /// Teal.
        Teal,
        /// Blue.
        Blue,
        /// Dark blue.
        Navy,
        /// Plum.
        Plum,
        /// Grey.
        Grey,
    }
}

/// How a drawn person looks, whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Appearance {
    /// The outline of the face.
    pub face: FaceShape,
    /// The skin.
    pub skin: SkinTone,
    /// What is on the head.
    pub hair: Hair,
    /// The colour of the hair.
    pub hair_colour: HairColour,
    /// Glasses.
    pub glasses: Glasses,
    /// A beard.
    pub beard: Beard,
    /// Earrings.
    pub earrings: Earrings,
    /// The age.
    pub age: Age,
    /// What is worn.
    pub clothes: Clothes,
    /// Its colour.
    pub colour: ClothColour,
}

/// How the name of a drawn face begins; no drawing that ships is called like this.
const BEGINS: &str = "look-";

impl Appearance {
    /// The name under which this face is drawn: a letter for each field, as it stands in an address.
    #[must_use]
    pub fn name(&self) -> String {
        let Self { face, skin, hair, hair_colour, glasses, beard, earrings, age, clothes, colour } =
            *self;
        let letters = [
            face as u8,
            skin as u8,
            hair as u8,
            hair_colour as u8,
            glasses as u8,
            beard as u8,
            earrings as u8,
            age as u8,
            clothes as u8,
            colour as u8,
        ];
        let letters = letters.map(|at| char::from(b'a' + at));
        BEGINS.chars().chain(letters).collect()
    }

    /// The face of such a name; none for any other name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let letters: [u8; 10] = name.strip_prefix(BEGINS)?.as_bytes().try_into().ok()?;
        let mut letters = letters.iter();
        let look = Self {
            face: lettered(&mut letters, FaceShape::ALL)?,
            skin: lettered(&mut letters, SkinTone::ALL)?,
            hair: lettered(&mut letters, Hair::ALL)?,
            hair_colour: lettered(&mut letters, HairColour::ALL)?,
            glasses: lettered(&mut letters, Glasses::ALL)?,
            beard: lettered(&mut letters, Beard::ALL)?,
            earrings: lettered(&mut letters, Earrings::ALL)?,
            age: lettered(&mut letters, Age::ALL)?,
            clothes: lettered(&mut letters, Clothes::ALL)?,
            colour: lettered(&mut letters, ClothColour::ALL)?,
        };
        Some(look)
    }

    /// How unlike two people are to somebody who looks for a second: the sum over what differs.
    #[must_use]
    pub fn unlikeness(&self, other: &Self) -> u32 {
        let differs = |differs: bool, weight| if differs { weight } else { 0 };
        differs(self.hair != other.hair, 4)
            + differs(self.skin != other.skin, 2)
            + differs(self.hair_colour != other.hair_colour, 2)
            + differs(self.glasses != other.glasses, 2)
            + differs(self.beard != other.beard, 2)
            + differs(self.colour != other.colour, 2)
            + differs(self.clothes != other.clothes, 1)
            + differs(self.age != other.age, 1)
    }
}

fn lettered<T: Copy>(letters: &mut std::slice::Iter<'_, u8>, all: &[T]) -> Option<T> {
    all.get(usize::from(letters.next()?.checked_sub(b'a')?)).copied()
}
