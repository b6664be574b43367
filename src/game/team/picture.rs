//! How things stand on the stage, from what the big screen is sent.

use std::sync::Arc;

use crate::{
    engine::{DayView, OnStage, PersonView, Standing},
    practice::wire::{WireOnStage, WireSpeaker, WireView},
    scenario::Mood,
};

/// How things stand once so many lines have been read, and the player's mood.
pub(in crate::game) fn standing_of(view: &WireView, shown: usize) -> (Standing, Mood) {
    let said = view.said.get(..shown).unwrap_or(&view.said);
    let person = |one: &WireOnStage| {
        let lines = view.said.iter().filter(|line| is_by(&line.who, &one.person.id));
        let read = said.iter().rev().filter(|line| is_by(&line.who, &one.person.id));
        // Nobody shows a mood before the line that brings it; whoever says nothing stands as at the end.
        let first = lines.filter_map(|line| line.mood).next();
        let latest = read.filter_map(|line| line.mood).next().or(first);
        OnStage {
            person: PersonView {
                id: one.person.id.as_str().into(),
                name: one.person.name.as_str().into(),
            },
            role: one.role.as_str().into(),
            portrait: one.portrait.as_str().into(),
            place: one.place,
            mood: if shown < view.said.len() { latest.unwrap_or(one.mood) } else { one.mood },
            imagined: one.imagined,
        }
    };
    let wire = &view.standing;
    let people: Arc<[OnStage]> = wire.people.iter().map(person).collect();
    let own = |who: &WireSpeaker| matches!(who, WireSpeaker::You { .. } | WireSpeaker::Thought);
    let mood = said.iter().rev().filter(|line| own(&line.who)).find_map(|line| line.mood);
    let mood = mood.unwrap_or(if people.is_empty() { Mood::Thoughtful } else { Mood::Neutral });
    let standing = Standing {
        scene_title: wire.scene_title.as_str().into(),
        act: None,
        place: wire.place,
        channel: wire.channel,
        minute: wire.when.minute,
        day: DayView { number: 0, date: None },
        people,
        meters: [].into(),
        saw: [].into(),
        told: [].into(),
        agreements: [].into(),
        reminders: [].into(),
        ending: None,
        finished: wire.finished,
    };
    (standing, mood)
}

fn is_by(who: &WireSpeaker, id: &str) -> bool {
    matches!(who, WireSpeaker::Person { person } if person.id == id)
}
