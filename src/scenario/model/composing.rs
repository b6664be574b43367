//! What is in a composed picture: what its author says, and what the story gives where they say nothing.

use super::{
    Ending, Goto, Model, PersonId, Scene,
    picture::{Composition, LastMoment, MOST_PEOPLE},
};
use crate::scenario::{Mood, PictureObject, Season};

/// Plain daylight, where no time is kept.
const MORNING: u16 = 10 * 60;
/// An ending worth this much is a good one for the player.
const GOOD: i32 = 60;
/// One worth less than this is a bad one.
const BAD: i32 = 35;

impl Model {
    /// The picture of an ending: what its author says of it, and otherwise the last moment as it was left.
    #[must_use]
    pub fn ending_picture(&self, ending: &Ending, last: &LastMoment<'_>) -> Composition {
        let given = ending.picture.clone().unwrap_or_default();
        // Whoever was on the telephone is not in the room in which it was put down.
        let there: &[_] = if last.channel.is_call() { &[] } else { last.people };
        let (good, bad) = (last.value >= GOOD, last.value < BAD);
        let look = |person: PersonId| {
            let known = last.people.iter().find(|(one, _)| *one == person).map(|(_, mood)| *mood);
            given.mood.or(known).unwrap_or_default()
        };
        let with: Vec<PersonId> = given.with.as_deref().map_or_else(
            || there.iter().map(|(person, _)| *person).take(MOST_PEOPLE).collect(),
            <[PersonId]>::to_vec,
        );
        let object = given.object.or(match (last.channel.is_call(), with.is_empty()) {
            (true, true) => Some(PictureObject::Telephone),
            (false, true) => Some(PictureObject::EmptyChair),
            (_, false) => good.then_some(PictureObject::Cups),
        });
        let you = given.you.unwrap_or(match (good, bad) {
            (true, _) => Mood::Warm,
            (_, true) => Mood::Tired,
            (false, false) => Mood::Thoughtful,
        });
        Composition {
            place: given.place.unwrap_or(last.place),
            minute: given.minute.or(last.minute).unwrap_or(MORNING),
            season: given.season.or(last.month.map(season)).unwrap_or_default(),
            people: with
                .iter()
                .map(|&one| (self.person(one).portrait.clone(), look(one)))
                .collect(),
            own: self.player_portrait.clone(),
            you,
            object,
        }
    }

    /// The picture of an ending as it looks where play ends first in the file, for whoever has no play of it.
    #[must_use]
    pub fn usual_ending_picture(&self, ending: &Ending) -> Composition {
        let ends = |scene: &&Scene| {
            let outcomes = scene.choice_ids().flat_map(|choice| &self.choice(choice).outcomes);
            outcomes.into_iter().any(|outcome| outcome.goto == Goto::End)
        };
        let scene = self.scenes.iter().find(ends).unwrap_or_else(|| self.scene(self.start));
        let people: Vec<_> = scene.with.iter().map(|&one| (one, Mood::Neutral)).collect();
        let moment = LastMoment {
            place: scene.place,
            channel: scene.via,
            minute: scene.minute,
            month: self.clock.as_ref().and_then(|clock| clock.starts).map(jiff::civil::Date::month),
            people: &people,
            value: ending.value.base,
        };
        self.ending_picture(ending, &moment)
    }

    /// The picture on the scenario's card: what its author says of it, and otherwise the first of the cast where
    /// they are.
    #[must_use]
    pub fn card_picture(&self) -> Composition {
        let given = self.picture.clone().unwrap_or_default();
        let first = self.person_ids().next();
        let start = self.scene(self.start);
        let with: Vec<PersonId> =
            given.with.as_deref().map_or_else(|| first.into_iter().collect(), <[PersonId]>::to_vec);
        let theirs = with.first().map(|&one| self.person(one).place);
        let month =
            self.clock.as_ref().and_then(|clock| clock.starts).map(jiff::civil::Date::month);
        let mood = given.mood.unwrap_or(Mood::Guarded);
        Composition {
            place: given.place.or(theirs).unwrap_or(start.place),
            minute: given.minute.or(start.minute).unwrap_or(MORNING),
            season: given.season.or(month.map(season)).unwrap_or_default(),
            people: with.iter().map(|&one| (self.person(one).portrait.clone(), mood)).collect(),
            own: self.player_portrait.clone(),
            you: given.you.unwrap_or(Mood::Thoughtful),
            object: given.object,
        }
    }
}

/// The season of a month, where most of the scenarios play.
fn season(month: i8) -> Season {
    match month {
        3..=5 => Season::Spring,
        6..=8 => Season::Summer,
        9..=11 => Season::Autumn,
        _ => Season::Winter,
    }
}
