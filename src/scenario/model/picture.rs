//! Composed pictures: what the author says of one, and what is in it once the story has given the rest.

use super::{Ending, Goto, Model, PersonId, Scene};
use crate::{
    scenario::{Channel, Mood, PictureObject, Place, Season},
    text::SharedStr,
};

/// People in a picture at most.
pub(in crate::scenario) const MOST_PEOPLE: usize = 3;
/// Plain daylight, where no time is kept.
const MORNING: u16 = 10 * 60;
/// An ending worth this much is a good one for the player.
const GOOD: i32 = 60;
/// One worth less than this is a bad one.
const BAD: i32 = 35;

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
