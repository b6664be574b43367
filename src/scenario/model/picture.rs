//! Composed pictures: what the author says of one, and what is in it once the story has given the rest.

use super::PersonId;
use crate::{
    scenario::{Channel, Mood, PictureObject, Place, Season},
    text::SharedStr,
};

/// People in a picture at most.
pub(in crate::scenario) const MOST_PEOPLE: usize = 3;

/// What a composed picture shows, as far as its author says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComposedPicture {
    /// The place.
    pub place: Option<Place>,
    /// Time of day in minutes after midnight.
    pub minute: Option<u16>,
    /// The season.
    pub season: Option<Season>,
    /// Who is in it beside the player.
    pub with: Option<Box<[PersonId]>>,
    /// How they look.
    pub mood: Option<Mood>,
    /// How the player looks.
    pub you: Option<Mood>,
    /// What lies or stands in front.
    pub object: Option<PictureObject>,
}

/// A composed picture: everything that is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Composition {
    /// The place.
    pub place: Place,
    /// Time of day in minutes after midnight.
    pub minute: u16,
    /// The season.
    pub season: Season,
    /// Portraits of those in it beside the player, with how they look.
    pub people: Vec<(SharedStr, Mood)>,
    /// The player's portrait, where the scenario gives one.
    pub own: Option<SharedStr>,
    /// How the player looks.
    pub you: Mood,
    /// What lies or stands in front.
    pub object: Option<PictureObject>,
}

/// How the story stood when it came to its ending.
#[derive(Debug, Clone)]
pub struct LastMoment<'a> {
    /// Where the player was.
    pub place: Place,
    /// On which channel.
    pub channel: Channel,
    /// At what time of day.
    pub minute: Option<u16>,
    /// In which month, 1 to 12.
    pub month: Option<i8>,
    /// Who was there, with how they looked.
    pub people: &'a [(PersonId, Mood)],
    /// What the ending is worth.
    pub value: i32,
}
