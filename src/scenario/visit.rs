//! The visitor over content: every condition, every list of effects and every list of lines, each with
//! its place and with who reads it.
//!
//! Every field of the model is named here, so that one more does not compile before somebody has said
//! whether there is anything in it to visit.

use super::{
    Branch, Choice, ChoiceId, Clock, Condition, Draw, DrawId, DrawValue, Effect, Ending, EndingId,
    Event, Evidence, Guess, GuessId, Lesson, LessonId, Line, Model, Outcome, Person, PersonId,
    Pick, PickOption, Question, Reaction, ReactionId, Reminder, ReminderId, Scene, SceneId, Site,
    Wording,
};

/// Something that is visited.
#[derive(Debug, Clone, Copy)]
pub enum Visited<'s> {
    /// A condition that stands by itself; those on effects and lines are within these.
    Condition(&'s Condition),
    /// Effects, all of one list.
    Effects(&'s [Effect]),
    /// Lines, all of one list.
    Lines(&'s [Line]),
}

/// Who reads something: when it matters whether a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadBy {
    /// The hidden draws, before there is anything but themselves.
    Draws,
    /// Steps and views.
    Play,
    /// The debrief alone, once a play is over.
    Debrief,
    /// The claims of lessons alone.
    Claims,
}

impl Model {
    /// Calls `each` with all content: of scenes, of the day, of reactions, of endings, of choices, then
    /// of everything else; each in file order.
    pub fn visit<'s>(&'s self, each: &mut impl FnMut(Site, ReadBy, Visited<'s>)) {
        let Self {
            cast,
            guesses,
            reminders,
            draws,
            clock,
            reactions,
            events,
            lessons,
            scenes,
            choices,
            endings,
            commitments,
            questions,
            id: _,
            hash: _,
            title: _,
            summary: _,
            tagline: _,
            minutes: _,
            rubric: _,
            trains: _,
            player_name: _,
            player_role: _,
            player_portrait: _,
            meters: _,
            stored_meters: _,
            flags: _,
            facts: _,
            agreements: _,
            variety: _,
            beneath: _,
            start: _,
            reflection: _,
            glossary: _,
            line_count: _,
            picture: _,
            longest_play: _,
        } = self;
        let mut play = |site, visited| each(site, ReadBy::Play, visited);
        for (id, scene) in (0..).map(SceneId).zip(scenes) {
            visit_scene(id, scene, &mut play);
        }
        if let Some(clock) = clock {
            let Clock { each_day, node: _, starts: _, working_days: _, last_day: _, then: _ } =
                clock;
            play(Site::Day, Visited::Effects(each_day));
        }
        for (id, reaction) in (0..).map(ReactionId).zip(reactions) {
            visit_reaction(id, reaction, &mut play);
        }
        for (id, ending) in (0..).map(EndingId).zip(endings) {
            visit_ending(id, ending, &mut play);
        }
        for (id, choice) in (0..).map(ChoiceId).zip(choices) {
            visit_choice(id, choice, &mut play);
        }
        for (id, person) in (0..).map(PersonId).zip(cast) {
            visit_person(id, person, &mut play);
        }
        for (id, reminder) in (0..).map(ReminderId).zip(reminders) {
            visit_reminder(id, reminder, &mut play);
        }
        for (id, draw) in (0..).map(DrawId).zip(draws) {
            visit_draw(id, draw, each);
        }
        let mut debrief = |site, when| each(site, ReadBy::Debrief, Visited::Condition(when));
        for (id, guess) in (0..).map(GuessId).zip(guesses) {
            let Guess { so_when, node: _, id: _, text: _ } = guess;
            so_when.iter().for_each(|when| debrief(Site::Guess(id), when));
        }
        for (at, event) in (0..).zip(events) {
            let Event { when, node: _, text: _ } = event;
            debrief(Site::Event(at), when);
        }
        for (at, sentence) in (0..).zip(commitments) {
            visit_question(Site::Commitment(at), sentence, &mut debrief);
        }
        for (at, question) in (0..).zip(questions) {
            visit_question(Site::Question(at), question, &mut debrief);
        }
        for (id, lesson) in (0..).map(LessonId).zip(lessons) {
            let Lesson { claims, node: _, id: _, text: _, skill: _, claim_nodes: _ } = lesson;
            for (at, claim) in (0..).zip(claims) {
                let conditions = claim.conditions().map(Visited::Condition);
                conditions.for_each(|when| each(Site::Claim(id, at), ReadBy::Claims, when));
            }
        }
    }

    /// Calls `each` with every condition, those on effects and on lines among them; and with the
    /// conditions that each is made of.
    pub fn visit_conditions<'s>(&'s self, each: &mut impl FnMut(Site, ReadBy, &'s Condition)) {
        self.visit(&mut |site, read_by, visited| {
            let mut each = |condition| each(site, read_by, condition);
            match visited {
                Visited::Condition(condition) => condition.each(&mut each),
                Visited::Effects(effects) => Effect::each_condition(effects, &mut |condition| {
                    condition.each(&mut each);
                }),
                Visited::Lines(lines) => Line::each_condition(lines, &mut |condition| {
                    condition.each(&mut each);
                }),
            }
        });
    }
}

fn visit_scene<'s>(id: SceneId, scene: &'s Scene, each: &mut impl FnMut(Site, Visited<'s>)) {
    let Scene {
        lines,
        node: _,
        id: _,
        title: _,
        act: _,
        place: _,
        minute: _,
        via: _,
        with: _,
        pinned: _,
        choices: _,
    } = scene;
    each(Site::Scene(id), Visited::Lines(lines));
}

fn visit_reaction<'s>(
    id: ReactionId,
    reaction: &'s Reaction,
    each: &mut impl FnMut(Site, Visited<'s>),
) {
    let Reaction { when, effects, lines, node: _, id: _, on: _, once: _ } = reaction;
    each(Site::Reaction(id), Visited::Condition(when));
    each(Site::Reaction(id), Visited::Effects(effects));
    each(Site::Reaction(id), Visited::Lines(lines));
}

fn visit_ending<'s>(id: EndingId, ending: &'s Ending, each: &mut impl FnMut(Site, Visited<'s>)) {
    let Ending { when, lines, node: _, id: _, title: _, value: _, text: _, picture: _ } = ending;
    each(Site::Ending(id), Visited::Condition(when));
    each(Site::Ending(id), Visited::Lines(lines));
}

fn visit_draw<'s>(id: DrawId, draw: &'s Draw, each: &mut impl FnMut(Site, ReadBy, Visited<'s>)) {
    let Draw { values, node: _, id: _, title: _ } = draw;
    for (at, value) in (0..).zip(values) {
        let DrawValue {
            when,
            node: _,
            id: _,
            weight: _,
            title: _,
            reveal: _,
            explain: _,
            start: _,
        } = value;
        each(Site::Value(id, at), ReadBy::Draws, Visited::Condition(when));
    }
}

fn visit_choice<'s>(id: ChoiceId, choice: &'s Choice, each: &mut impl FnMut(Site, Visited<'s>)) {
    let Choice {
        texts,
        when,
        pick,
        effects,
        evidence,
        outcomes,
        node: _,
        id: _,
        scene: _,
        once: _,
        tracked: _,
        via: _,
        to: _,
        addressees: _,
        takes: _,
        intent: _,
        tempting_because: _,
        habit: _,
        timer: _,
        appears_after: _,
        commitment: _,
        own_words: _,
        note: _,
        beneath: _,
    } = choice;
    let site = Site::Choice(id);
    each(site, Visited::Condition(when));
    for wording in texts {
        let Wording { when, node: _, text: _ } = wording;
        each(site, Visited::Condition(when));
    }
    for one in evidence {
        let Evidence { when, node: _, skill: _, level: _, why: _ } = one;
        each(site, Visited::Condition(when));
    }
    each(site, Visited::Effects(effects));
    if let Some(pick) = pick {
        let Pick { options, answers: _, at_least: _, at_most: _, columns: _ } = pick;
        for (at, option) in (0..).zip(options) {
            let PickOption { effects, otherwise, node: _, id: _, text: _, detail: _ } = option;
            each(Site::Marked(id, at), Visited::Effects(effects));
            each(Site::Unmarked(id, at), Visited::Effects(otherwise));
        }
    }
    for (at, outcome) in (0..).zip(outcomes) {
        let Outcome { when, effects, lines, chance, node: _, takes: _, weights: _, goto: _ } =
            outcome;
        each(Site::Outcome(id, at), Visited::Condition(when));
        each(Site::Outcome(id, at), Visited::Effects(effects));
        each(Site::Outcome(id, at), Visited::Lines(lines));
        for (nth, branch) in (0..).zip(chance) {
            let Branch { effects, lines, node: _, event: _, takes: _, goto: _ } = branch;
            each(Site::Chance(id, at, nth), Visited::Effects(effects));
            each(Site::Chance(id, at, nth), Visited::Lines(lines));
        }
    }
}

fn visit_person<'s>(id: PersonId, person: &'s Person, each: &mut impl FnMut(Site, Visited<'s>)) {
    let Person { imagined, node: _, id: _, name: _, role: _, portrait: _, manner: _, place: _ } =
        person;
    if let Some((_, until)) = imagined {
        each(Site::Person(id), Visited::Condition(until));
    }
}

fn visit_reminder<'s>(
    id: ReminderId,
    reminder: &'s Reminder,
    each: &mut impl FnMut(Site, Visited<'s>),
) {
    let Reminder { when, crossed, node: _, id: _, text: _ } = reminder;
    each(Site::Reminder(id), Visited::Condition(when));
    crossed.iter().for_each(|crossed| each(Site::Reminder(id), Visited::Condition(crossed)));
}

fn visit_question<'s>(
    site: Site,
    question: &'s Question,
    each: &mut impl FnMut(Site, &'s Condition),
) {
    let Question { when, node: _, text: _ } = question;
    when.iter().for_each(|when| each(site, when));
}
