//! The drawing on a debrief's page: whoever it was about, in their own room and as they are.

use super::{Art, PictureTone, Variant};
use crate::scenario::{Mood, Scenario};

/// Hour of the day in the room.
const DAYLIGHT: f32 = 10.0;

impl Art {
    /// A room, and a face to lie on it: of the person whose thoughts lie beneath, else of the first one. Nothing
    /// where nobody else is in the scenario.
    #[must_use]
    pub fn handout(&self, scenario: &Scenario) -> Vec<String> {
        let beneath = scenario.beneath.as_ref().map(|beneath| scenario.person(beneath.who));
        let Some(who) = beneath.or_else(|| scenario.cast.first()) else { return Vec::new() };
        let room = self.place(who.place, DAYLIGHT, Variant::Plain, PictureTone::Real);
        vec![room, self.portrait(&who.portrait, Mood::Neutral)]
    }
}
