//! How a person is held: hands, facing, lids.

use super::look::PictureTone;

/// Where the head turns, in viewBox units from the top left, for a person facing right; facing
/// left, the first coordinate counts from the right.
pub const NECK: (f32, f32) = (202.0, 282.0);

/// How a person is to be drawn, apart from the mood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct PersonFigure {
    /// What the hands do.
    pub pose: Pose,
    /// Which way the person looks: the one on the left faces right, across the seam.
    pub facing: Facing,
    /// Open, or shut for the length of a blink.
    pub eyes: Eyes,
    /// Real, or as imagined.
    pub look: PictureTone,
}

/// What the hands do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Pose {
    /// Hands out of the picture, unless the mood raises one.
    #[default]
    Rest,
    /// A telephone at the ear away from the other person.
    Phone,
}

/// Which way a person looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Facing {
    /// Towards the right edge; for the person on the left.
    #[default]
    Right,
    /// Towards the left edge; for the person on the right.
    Left,
}

/// Whether the lids are up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Eyes {
    /// As the mood has them.
    #[default]
    Open,
    /// Shut, for a blink.
    Closed,
}
