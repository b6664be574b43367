//! Lines: what is said or shown, with names resolved.

use super::{
    faults,
    resolver::{Resolver, own},
    script::TextHead,
    speaker::{meant_speaker, without_colon},
};
use crate::{
    scenario::{
        ContentKind, Line, Mood, NodeId, PersonId, Spoken, Voice,
        syntax::{self, List, Name, Placed, Text},
    },
    text::SharedStr,
};

impl<'a> Resolver<'a, '_> {
    /// These lines.
    pub(super) fn lines(&mut self, lines: &[Placed<syntax::Line<'a>>]) -> Box<[Line]> {
        let mut resolved = Vec::with_capacity(lines.len());
        self.add_lines(lines, &mut resolved);
        resolved.into()
    }

    /// These lines, after others.
    pub(super) fn add_lines(
        &mut self,
        lines: &[Placed<syntax::Line<'a>>],
        resolved: &mut Vec<Line>,
    ) {
        for line in lines {
            if self.is_too_much() {
                return;
            }
            let syntax::Line::Passage(name) = &line.it else {
                resolved.extend(self.line(line));
                continue;
            };
            self.reader.piece(ContentKind::Line, line.at);
            if let Some(passage) = self.reusable.passages.open(*name, self.reader) {
                self.add_lines(&passage, resolved);
                self.reusable.passages.close(self.reader);
            }
        }
    }

    fn line(&mut self, line: &Placed<syntax::Line<'a>>) -> Option<Line> {
        use syntax::Line as L;
        let node = self.reader.piece(ContentKind::Line, line.at);
        Some(match &line.it {
            L::Script(text) => self.script(node, text)?,
            L::Narrate(text) => self.spoken(node, Voice::Narrator, None, Some(text), None),
            L::Think(text) => self.spoken(node, Voice::Thought, None, Some(text), None),
            L::You(text) => self.spoken(node, Voice::Player, None, Some(text), None),
            L::Say(who, text) => {
                let voice = Voice::Person(self.person(*who)?);
                self.spoken(node, voice, None, Some(text), None)
            }
            L::SayAs(who, mood, text) => {
                let voice = Voice::Person(self.person(*who)?);
                self.spoken(node, voice, Some(*mood), Some(text), None)
            }
            L::Feel(who, mood) => {
                let voice = Voice::Person(self.person(*who)?);
                self.spoken(node, voice, Some(*mood), None, None)
            }
            L::Email { from, subject, text } => {
                let voice = Voice::Email(self.sender(*from)?);
                self.spoken(node, voice, None, Some(text), Some(subject))
            }
            L::Message { from, text } => {
                let voice = Voice::Message(self.sender(*from)?);
                self.spoken(node, voice, None, Some(text), None)
            }
            L::Paper { title, text } => {
                self.spoken(node, Voice::Paper, None, Some(text), Some(title))
            }
            // Resolved where it stands among others.
            L::Passage(_) => return None,
            L::If(cases) => self.line_cases(node, cases)?,
            L::IfElse(when, then, otherwise) => {
                Line::If(node, self.all(when), self.lines(then), self.lines(otherwise))
            }
            L::By(draw, cases) => {
                let (draw, lists) = self.by(*draw, cases, |resolver, list| resolver.lines(list))?;
                Line::By(node, draw, lists)
            }
        })
    }

    /// The first case that holds.
    fn line_cases(
        &mut self,
        node: NodeId,
        cases: &syntax::Cases<'a, List<syntax::Line<'a>>>,
    ) -> Option<Line> {
        let mut resolved = Vec::with_capacity(cases.cases.len());
        for (nth, case) in cases.cases.iter().enumerate() {
            let node = match nth {
                0 => node,
                _ => self.reader.piece(ContentKind::Line, case.when.at),
            };
            resolved.push((node, self.all(&case.when), self.lines(&case.then)));
        }
        let mut rest = cases.otherwise.as_ref().map(|list| self.lines(list)).unwrap_or_default();
        let mut whole = None;
        for (node, when, then) in resolved.into_iter().rev() {
            rest = whole.take().map_or(rest, |later| Box::new([later]));
            whole = Some(Line::If(node, when, then, rest));
            rest = Box::default();
        }
        whole
    }

    /// A text among lines: `helen tired: …`, `you: …`, `think: …`, or the narrator's.
    fn script(&mut self, node: NodeId, text: &Text<'a>) -> Option<Line> {
        let Some(TextHead { words: [Some(who), mood], rest }) = TextHead::of(text, self.reader)
        else {
            return Some(self.narrated(node, text));
        };
        let voice = match (who, mood) {
            ("you", None) => Voice::Player,
            ("think", None) => Voice::Thought,
            ("you" | "think", Some(_)) if self.declared.people.get(who).is_none() => {
                let span = self.reader.span_at(text.1);
                self.reader.report(faults::no_mood_of(span, who));
                return Some(self.spoken(node, Voice::Narrator, None, Some(text), None));
            }
            _ if self.is_speaker(who, mood) => Voice::Person(self.person(Name(who, text.1))?),
            _ => return Some(self.narrated(node, text)),
        };
        let mood = mood.and_then(|mood| self.mood(mood, text));
        let number = self.next_line();
        let whole: SharedStr = self.words(text, "this line");
        let words = whole.get(rest..).unwrap_or_default().trim_start();
        if words.is_empty() {
            let span = self.reader.span_at(text.1);
            self.reader.report(faults::blank(span, "this line"));
        }
        Some(Line::Say(Spoken { node, number, voice, mood, text: words.into(), heading: None }))
    }

    /// The narrator's words, if they were not meant as something else.
    fn narrated(&mut self, node: NodeId, text: &Text<'a>) -> Line {
        let raw = self.reader.raw(text).unwrap_or_default();
        let span = self.reader.span_at(text.1);
        if self.reusable.passages.has(raw.trim()) {
            self.reader.report(faults::passage_as_words(span, raw.trim()));
        } else if let Some(meant) = meant_speaker(raw, &self.declared.speakers)
            .or_else(|| without_colon(raw, &self.declared.speakers))
        {
            self.reader.report(faults::speaker_as_words(span, &meant));
        }
        self.spoken(node, Voice::Narrator, None, Some(text), None)
    }

    /// Whether words before a colon say who speaks: an id of the cast, or what can only be meant as one.
    fn is_speaker(&self, who: &str, mood: Option<&str>) -> bool {
        let is_lower = who.starts_with(|c: char| c.is_ascii_lowercase());
        let is_mood =
            |mood: &str| Mood::ALL.iter().any(|one| one.label().eq_ignore_ascii_case(mood));
        self.declared.people.get(who).is_some()
            || is_lower && mood.is_none_or(is_mood)
            || mood.is_some_and(is_mood)
    }

    fn mood(&mut self, mood: &str, text: &Text<'a>) -> Option<Mood> {
        let found = Mood::ALL.into_iter().find(|one| one.label().eq_ignore_ascii_case(mood));
        if found.is_none() {
            let known = Mood::ALL.map(Mood::label);
            let span = self.reader.span_at(text.1);
            self.reader.report(faults::no_mood(span, mood, &known));
        }
        found
    }

    fn spoken(
        &mut self,
        node: NodeId,
        voice: Voice,
        mood: Option<Mood>,
        text: Option<&Text<'a>>,
        heading: Option<&Text<'a>>,
    ) -> Line {
        let number = self.next_line();
        Line::Say(Spoken {
            node,
            number,
            voice,
            mood,
            text: text.map(|text| self.words(text, "this line")).unwrap_or_default(),
            heading: heading.map(own),
        })
    }

    /// A cast id, or `you`.
    #[expect(clippy::option_option, reason = "the outer layer is the error, the inner the player")]
    fn sender(&mut self, name: Name<'a>) -> Option<Option<PersonId>> {
        if name.0 == "you" { Some(None) } else { self.person(name).map(Some) }
    }
}
