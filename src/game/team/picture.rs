//! How things stand on the stage, from what the big screen is sent.

use std::sync::Arc;

use crate::{
    engine::{DayView, OnStage, PersonView, Standing},
    game::host::taken,
    practice::wire::{WireOnStage, WireSaid, WireSpeaker, WireView},
    scenario::Mood,
};

/// Where the room was before, until it has read its way to where it is.
#[derive(Default)]
pub(in crate::game) struct StageMemory {
    before: Option<WireView>,
    now: Option<WireView>,
}

impl StageMemory {
    /// How things stand on the stage once so many lines have been read, and the player's mood.
    pub(in crate::game) fn as_read(&mut self, view: &WireView, shown: usize) -> (Standing, Mood) {
        if self.now.as_ref() != Some(view) {
            self.before = self.now.replace(view.clone());
        }
        match &self.before {
            Some(before) if shown <= crossing(before, view) => {
                standing_of(before, before.said.len())
            }
            _ => standing_of(view, shown),
        }
    }
}

/// How many lines still belong to the scene before: those until days pass, and those of people who are left.
fn crossing(before: &WireView, view: &WireView) -> usize {
    let (then, now) = (&before.standing, &view.standing);
    let days = |line: &&WireSaid| matches!(line.who, WireSpeaker::Days { .. });
    if let Some(at) = view.said.iter().rev().position(|line| days(&line)) {
        return view.said.len() - 1 - at;
    }
    let ids = |one: &WireView| -> Vec<String> {
        one.standing.people.iter().map(|one| one.person.id.clone()).collect()
    };
    if then.place == now.place && then.channel == now.channel && ids(before) == ids(view) {
        return 0;
    }
    let here = ids(view);
    let left = ids(before).into_iter().filter(|id| !here.contains(id));
    let last = left.filter_map(|id| view.said.iter().rposition(|line| is_by(&line.who, &id))).max();
    let own = matches!(view.said.first().map(|line| &line.who), Some(WireSpeaker::You { .. }));
    last.map_or(0, |last| last + 1).max(usize::from(own))
}

/// How things stand once so many lines have been read, and the player's mood.
fn standing_of(view: &WireView, shown: usize) -> (Standing, Mood) {
    let said = view.said.get(..shown).unwrap_or(&view.said);
    let person = |one: &WireOnStage| {
        let mut lines = view.said.iter().filter(|line| is_by(&line.who, &one.person.id));
        let mut read = said.iter().rev().filter(|line| is_by(&line.who, &one.person.id));
        // Nobody shows a mood before the line that brings it; whoever says nothing stands as at the end.
        let first = lines.find_map(|line| line.mood);
        let latest = read.find_map(|line| line.mood).or(first);
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
    let own = |line: &WireSaid| matches!(line.who, WireSpeaker::You { .. } | WireSpeaker::Thought);
    let heard = said.iter().rev().take_while(|line| !own(line) || line.mood.is_none());
    let theirs = |line: &&WireSaid| matches!(line.who, WireSpeaker::Person { .. });
    let heard = heard.filter(theirs).find_map(|line| line.mood).map(taken);
    let mood = heard.or_else(|| said.iter().rev().filter(|one| own(one)).find_map(|one| one.mood));
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
