//! A play under way as the game holds it: the session, and what the screens show of it.

use std::{collections::BTreeSet, sync::Arc};

use super::{known::known, met::met};
use crate::{
    coach::{self, ChoicesAndChance, Debrief, Intention, debrief},
    engine::{DayView, Said, Session, Speaker, Standing, View},
    practice::Play,
    scenario::{Composition, Mood, Person, Scenario},
    store::{Mode, Records},
    text::SharedStr,
    ui::{CastMember, Feeling, Met, PastDecision},
};

/// A play under way, or just ended.
pub(in crate::game) struct Playing {
    pub(super) play: Play,
    pub(in crate::game) view: View,
    /// How things stand once so many lines of the turn have been read.
    pub(in crate::game) course: Vec<Standing>,
    /// Everybody who can speak.
    pub(in crate::game) cast: Vec<CastMember>,
    pub(in crate::game) transcript: Vec<Said>,
    pub(in crate::game) past: Vec<PastDecision>,
    /// What was read in earlier attempts.
    pub(in crate::game) known: BTreeSet<SharedStr>,
    /// The title card is due: nothing was chosen yet in a new attempt.
    pub(in crate::game) opens: bool,
    pub(in crate::game) met: Option<Met>,
    pub(in crate::game) notice: Option<String>,
    pub(in crate::game) debrief: Option<Debrief>,
    pub(in crate::game) card_picture: Composition,
    pub(in crate::game) ending_picture: Option<Composition>,
    /// Whether the library holds another version of its scenario.
    pub(in crate::game) earlier_version: bool,
}

impl Playing {
    /// Sits down to a play.
    pub(super) fn new(play: Play, records: &Records) -> Self {
        let mut playing = Self {
            known: known(records, &play),
            opens: true,
            card_picture: play.session().scenario().card_picture(),
            ending_picture: None,
            met: None,
            view: play.session().view(),
            play,
            course: Vec::new(),
            cast: Vec::new(),
            transcript: Vec::new(),
            past: Vec::new(),
            notice: None,
            debrief: None,
            earlier_version: false,
        };
        playing.cast = cast(playing.scenario());
        playing.look_again(records);
        playing
    }

    /// Takes in what the last choice changed.
    pub(super) fn look_again(&mut self, records: &Records) {
        let session = self.play.session();
        self.view = session.view();
        self.course = session.unfold();
        self.opens &= session.decisions().is_empty();
        self.transcript = session.transcript().cloned().collect();
        self.past = past(session);
        self.debrief = debrief(session);
        self.ending_picture = session.ending_picture();
        // Which reasons were met changes with an ending alone.
        if self.met.is_none() || self.debrief.is_some() {
            self.met = met(records, session.scenario());
        }
    }

    /// The session: what is played.
    pub(in crate::game) fn session(&self) -> &Session {
        self.play.session()
    }

    /// Changes with every view.
    pub(in crate::game) fn turn(&self) -> u64 {
        self.play.turn()
    }

    /// How it felt, if that was said.
    pub(in crate::game) fn feeling(&self) -> Option<Feeling> {
        self.play.feeling()
    }

    /// The sentence that is kept of it.
    pub(in crate::game) fn kept(&self) -> Option<&Intention> {
        self.play.commitment()
    }

    /// The debrief's first page, with what was choice and what was chance where that is known.
    pub(in crate::game) fn page(&self, split: Option<&ChoicesAndChance>) -> Option<coach::Page> {
        let mut page = coach::page(self.session(), self.debrief.as_ref()?, split);
        page.if_then.keep(self.play.own_words());
        Some(page)
    }

    /// Portrait of the person whose thoughts lie beneath the choices.
    pub(in crate::game) fn face(&self) -> Option<&str> {
        let scenario = self.scenario();
        let beneath = scenario.beneath.as_ref()?;
        Some(&scenario.person(beneath.who).portrait)
    }

    /// Whether decisions can be taken back.
    pub(in crate::game) fn can_rewind(&self) -> bool {
        self.play.can_go_back()
    }

    /// Whether it is played without help.
    pub(in crate::game) fn is_assessment(&self) -> bool {
        self.play.mode() == Mode::Assessment
    }

    /// Where in the view the present scene, or the ending, begins.
    pub(in crate::game) fn arrival(&self) -> usize {
        self.session().arrival()
    }

    /// The scenario.
    pub(in crate::game) fn scenario(&self) -> &Scenario {
        self.session().scenario()
    }

    /// How people look: nobody laughs at somebody whom they do not trust, whatever their words say. Where a scene
    /// keeps no time, the light stays that of the one before it on the same day.
    pub(in crate::game) fn looks(&self, standing: &Standing) -> Standing {
        let mut seen = standing.clone();
        seen.minute = standing.minute.or_else(|| self.last_time(&standing.day));
        let scenario = self.scenario();
        for meter in &*standing.meters {
            let Some((_, band, of)) = &meter.band else { continue };
            let known = scenario.meters.iter().find(|known| known.id == meter.id);
            let Some(person) = known.and_then(|known| known.of) else { continue };
            let id = &scenario.person(person).id;
            let trusts = (band + 1) * 2 > *of;
            for person in Arc::make_mut(&mut seen.people) {
                if person.person.id == *id && !trusts {
                    person.mood = reserved(person.mood, *band == 0);
                }
            }
        }
        seen
    }

    /// The last time of day that a scene of a day kept.
    fn last_time(&self, day: &DayView) -> Option<u16> {
        let earlier = self.session().decisions().iter().rev();
        earlier.take_while(|one| one.day == *day).find_map(|one| one.minute)
    }

    /// How things stand once so many lines of the turn have been read, and the player's mood.
    pub(in crate::game) fn as_read(&self, shown: usize) -> (&Standing, Mood) {
        let standing = self.course.get(shown).unwrap_or(&self.view.standing);
        let said = self.view.said.get(..shown).unwrap_or(&self.view.said);
        let own = |line: &Said| matches!(line.who, Speaker::Player(_) | Speaker::Thought);
        let heard = said.iter().rev().take_while(|line| !own(line) || line.mood.is_none());
        let theirs = |line: &&Said| matches!(line.who, Speaker::Person(_));
        let heard = heard.filter(theirs).find_map(|line| line.mood).map(taken);
        let mood =
            heard.or_else(|| said.iter().rev().filter(|one| own(one)).find_map(|one| one.mood));
        let alone = standing.people.is_empty();
        (standing, mood.unwrap_or(if alone { Mood::Thoughtful } else { Mood::Neutral }))
    }
}

/// How the player looks on hearing something said in a mood: at ease, listening, wincing.
pub(in crate::game) fn taken(theirs: Mood) -> Mood {
    match theirs {
        Mood::Warm | Mood::Amused => Mood::Warm,
        Mood::Annoyed | Mood::Hurt => Mood::Worried,
        Mood::Surprised => Mood::Surprised,
        Mood::Guarded | Mood::Worried | Mood::Tired | Mood::Thoughtful => Mood::Thoughtful,
        Mood::Neutral => Mood::Neutral,
    }
}

/// A mood as it shows to somebody who is not trusted, or not at all.
fn reserved(mood: Mood, coldly: bool) -> Mood {
    match mood {
        Mood::Amused | Mood::Warm if coldly => Mood::Neutral,
        Mood::Amused => Mood::Warm,
        other => other,
    }
}

fn cast(scenario: &Scenario) -> Vec<CastMember> {
    let member = |person: &Person| CastMember {
        id: person.id.to_string(),
        name: person.name.to_string(),
        role: person.role.to_string(),
        portrait: person.portrait.to_string(),
    };
    scenario.cast.iter().map(member).collect()
}

fn past(session: &Session) -> Vec<PastDecision> {
    let scenario = session.scenario();
    session
        .decisions()
        .iter()
        .enumerate()
        .map(|(step, decision)| PastDecision {
            step,
            scene: scenario.scene(decision.scene).title.to_string(),
            when: coach::when(scenario, decision).to_string(),
            channel: decision.channel,
            text: decision.text.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        practice::{Practice, Start, TakenChoice},
        store::{Library, LibraryPlaces},
    };

    /// Plays every shipped scenario by its first offers and looks at every line of every turn.
    #[test]
    fn the_stage_follows_what_has_been_read() {
        let library = Library::scan(&LibraryPlaces::default());
        let practice = Practice::over(Records::in_memory());
        let start = Start { seed: 7, ..Start::default() };
        for (_, ready) in library.ready() {
            let play = practice.begin_with(ready, Mode::Practice, &start).unwrap().play;
            let mut playing = Playing::new(play, practice.records());
            while let Some(offer) = playing.view.offered.last() {
                let id = offer.least_answer();
                let (before, turn) = (playing.view.standing.clone(), playing.turn());
                practice.choose(&mut playing.play, TakenChoice::of(&id)).unwrap();
                playing.look_again(practice.records());
                assert!(playing.turn() > turn);
                let (first, _) = playing.as_read(0);
                let stays = [&before.scene_title, &playing.view.standing.scene_title];
                assert!(stays.contains(&&first.scene_title));
                let (last, _) = playing.as_read(playing.view.said.len());
                assert_eq!(last.people, playing.view.standing.people, "after {id}");
            }
            assert!(playing.debrief.is_some());
        }
    }
}
