//! A composed picture as written.

use serde::Deserialize;

use super::Name;
use crate::scenario::vocabulary::{Mood, PictureObject, Place, Season};

/// What a composed picture shows, as far as an author says it; the story gives the rest.
#[derive(Debug, Default, Deserialize)]
#[serde(rename = "Picture", deny_unknown_fields, default)]
pub struct ComposedPicture<'a> {
    /// The place.
    pub place: Option<Place>,
    /// Time of day, as `16:40`: it gives the light.
    #[serde(borrow)]
    pub time: Option<Name<'a>>,
    /// The season, for what is seen through a window.
    pub season: Option<Season>,
    /// Who is in it beside the player: three people at most.
    pub with: Option<Vec<Name<'a>>>,
    /// How they look.
    pub mood: Option<Mood>,
    /// How the player looks.
    pub you: Option<Mood>,
    /// What lies or stands in front.
    pub object: Option<PictureObject>,
}
