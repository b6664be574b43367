//! The picture of a play's ending.

use super::{
    super::{Said, Speaker, present::date_of},
    Session,
};
use crate::scenario::{Composition, LastMoment, Mood, PersonId};

impl Session {
    /// The picture of the ending that the play has come to: the last moment before it, as it was left, with what
    /// the author says of it. The reflection that follows leaves it as it is.
    #[must_use]
    pub fn ending_picture(&self) -> Option<Composition> {
        let scenario = &*self.scenario;
        let at = self.decisions.iter().position(|decision| decision.ending.is_some())?;
        let last = &self.decisions[at];
        let ending = scenario.ending(last.ending?);
        let scene = scenario.scene(last.scene);
        let people: Vec<(PersonId, Mood)> =
            scene.with.iter().map(|&person| (person, self.mood_at(person, at))).collect();
        let passed = u16::try_from(last.day.counted().saturating_sub(1)).unwrap_or_default();
        let date = scenario.clock.as_ref().and_then(|clock| date_of(clock, passed));
        let moment = LastMoment {
            place: scene.place,
            channel: scene.via,
            minute: scene.minute,
            month: date.map(jiff::civil::Date::month),
            people: &people,
            value: self.state.value,
        };
        Some(scenario.ending_picture(ending, &moment))
    }

    /// How somebody looked once a decision had led to the ending.
    fn mood_at(&self, person: PersonId, at: usize) -> Mood {
        let id = &self.scenario.person(person).id;
        let before = self.decisions.iter().take(at).flat_map(|decision| &*decision.said);
        let last = self.decisions.get(at).and_then(|last| last.said.get(..last.epilogue));
        let last = last.unwrap_or_default();
        let said = self.opening.iter().chain(before).chain(last);
        let own = |one: &&Said| matches!(&one.who, Speaker::Person(who) if who.id == *id);
        let mut moods = said.filter(own).filter_map(|one| one.mood);
        moods.next_back().unwrap_or_default()
    }
}
