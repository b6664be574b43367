//! Lines in a screenplay: who speaks, in which mood, and under which condition.

use super::{
    screenplay::{Screenplay, ScriptRun, plain, soft, strong},
    text_place,
    when::Conditions,
};
use crate::scenario::{DrawId, Line, NodeId, Scenario, SourceMap, Spoken, Voice};

/// What every part of a screenplay is written with.
pub(super) struct Writing<'s> {
    pub scenario: &'s Scenario,
    pub map: &'s SourceMap,
    pub conditions: Conditions<'s>,
    pub play: Screenplay,
}

impl<'s> Writing<'s> {
    /// What is said, with its conditions, so deep.
    pub(super) fn lines(&mut self, depth: usize, lines: &'s [Line]) {
        for line in lines {
            match line {
                Line::Say(spoken) => self.spoken(depth, spoken),
                Line::If(_, when, then, otherwise) => {
                    self.cases(depth, (when, then, otherwise));
                }
                Line::By(_, draw, lists) => self.by(depth, *draw, lists),
            }
        }
    }

    /// The first case that holds: those nested in the last place follow in a row.
    fn cases(
        &mut self,
        depth: usize,
        first: (&'s crate::scenario::Condition, &'s [Line], &'s [Line]),
    ) {
        let (mut when, mut then, mut otherwise) = first;
        let mut before = "If";
        loop {
            if then.is_empty() && !otherwise.is_empty() && before == "If" {
                let denial = self.conditions.denial(when);
                self.play.words(depth, [soft(format!("If {denial}:"))]);
                return self.lines(depth + 1, otherwise);
            }
            let clause = self.conditions.clause(when);
            self.play.words(depth, [soft(format!("{before} {clause}:"))]);
            if then.is_empty() {
                self.play.words(depth + 1, [soft("Nothing is said.")]);
            }
            self.lines(depth + 1, then);
            match otherwise {
                [] => return,
                [Line::If(_, next, inner, rest)] => {
                    (when, then, otherwise) = (next, inner, rest);
                    before = "Otherwise, if";
                }
                rest => {
                    self.play.words(depth, [soft("Otherwise:")]);
                    return self.lines(depth + 1, rest);
                }
            }
        }
    }

    /// By the value of a draw; values that say the same stand together.
    fn by(&mut self, depth: usize, draw: DrawId, lists: &'s [Box<[Line]>]) {
        let mut groups: Vec<(Vec<u8>, Vec<NodeId>, &'s [Line])> = Vec::new();
        for (value, list) in (0..).zip(lists) {
            let nodes: Vec<NodeId> = list.iter().map(node_of).collect();
            match groups.iter_mut().find(|(_, known, _)| *known == nodes) {
                Some((values, ..)) => values.push(value),
                None => groups.push((vec![value], nodes, list)),
            }
        }
        for (values, _, list) in groups {
            if list.is_empty() {
                continue;
            }
            let clause = if values.len() == lists.len() {
                "Whatever is true".to_owned()
            } else {
                let (draw, values) =
                    (self.conditions.draw(draw), self.conditions.values(draw, &values));
                format!("If “{draw}” is {values}")
            };
            self.play.words(depth, [soft(format!("{clause}:"))]);
            self.lines(depth + 1, list);
        }
    }

    fn spoken(&mut self, depth: usize, spoken: &Spoken) {
        let who = speaker(self.scenario, spoken.voice);
        if spoken.text.is_empty() {
            let mood = spoken.mood.map_or("", crate::scenario::Mood::label);
            return self.play.words(depth, [soft(format!("{who} looks {mood}."))]);
        }
        let mut runs = vec![strong(who)];
        if let Some(mood) = spoken.mood {
            runs.push(soft(format!(" ({})", mood.label())));
        }
        if let Some(heading) = &spoken.heading {
            let name = if matches!(spoken.voice, Voice::Paper) { "title" } else { "subject" };
            runs.push(plain(", "));
            runs.push(self.of_line(spoken, name, heading, false));
        }
        runs.push(plain(": "));
        runs.push(self.of_line(spoken, "text", &spoken.text, true));
        self.play.words(depth, runs);
    }

    fn of_line(
        &mut self,
        spoken: &Spoken,
        name: &str,
        words: &crate::text::SharedStr,
        is_said: bool,
    ) -> ScriptRun {
        let at = text_place::of_line(self.map, spoken.node, name, words);
        self.play.said(words, at, is_said.then_some((spoken.voice, spoken.mood)))
    }
}

/// Who or what speaks, as a screenplay calls them.
pub(super) fn speaker(scenario: &Scenario, voice: Voice) -> String {
    let of = |person: Option<crate::scenario::PersonId>| {
        person.map_or(&*scenario.player_name, |person| scenario.person(person).name.as_str())
    };
    match voice {
        Voice::Narrator => "Narrator".to_owned(),
        Voice::Thought => format!("{} thinks", scenario.player_name),
        Voice::Player => scenario.player_name.to_string(),
        Voice::Person(person) => of(Some(person)).to_owned(),
        Voice::Email(from) => format!("Email from {}", of(from)),
        Voice::Message(from) => format!("Message from {}", of(from)),
        Voice::Paper => "On paper".to_owned(),
    }
}

/// The place of a line or of a switch between lines.
pub(super) fn node_of(line: &Line) -> NodeId {
    match line {
        Line::Say(spoken) => spoken.node,
        Line::If(node, ..) | Line::By(node, ..) => *node,
    }
}
