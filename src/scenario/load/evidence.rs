//! Evidence, in all of its forms.

use super::{faults, names::is_id, resolver::Resolver, script::TextHead};
use crate::{
    scenario::{
        Condition, ContentKind, Evidence,
        syntax::{self, List, Name, Number, Placed, Text},
    },
    text::SharedStr,
};

impl<'a> Resolver<'a, '_> {
    /// What a choice shows.
    pub(super) fn evidence(&mut self, shown: &List<syntax::EvidenceEntry<'a>>) -> Box<[Evidence]> {
        let mut found = Vec::with_capacity(shown.len());
        self.evidence_where(shown, &[], &mut found);
        found.into()
    }

    fn evidence_where(
        &mut self,
        shown: &List<syntax::EvidenceEntry<'a>>,
        around: &[Condition],
        found: &mut Vec<Evidence>,
    ) {
        use syntax::EvidenceEntry as S;
        for one in shown {
            if self.is_too_much() {
                return;
            }
            match &one.it {
                S::Full(full) => {
                    let node = self.reader.shared(ContentKind::Evidence, one.at);
                    let level = self.level(full.level);
                    let own = self.all(&full.when);
                    if let Some(skill) = self.skill(full.skill) {
                        let why = self.words(&full.why, "the reason of evidence");
                        let when = all_of(around.iter().cloned().chain([own]));
                        self.show(Evidence { node, skill, level, why, when }, full.skill, found);
                    }
                }
                S::Short(text) => self.short_evidence(one, text, around, found),
                S::If(cases) => {
                    // Which comes later counts only where none before it holds.
                    let mut around = around.to_vec();
                    for case in &cases.cases {
                        let when = self.all(&case.when);
                        around.push(when);
                        self.evidence_where(&case.then, &around, found);
                        if let Some(when) = around.pop() {
                            around.push(negated(when));
                        }
                    }
                    if let Some(otherwise) = &cases.otherwise {
                        self.evidence_where(otherwise, &around, found);
                    }
                }
            }
        }
    }

    /// `channel 3: why`, or the name of a scale.
    fn short_evidence(
        &mut self,
        one: &Placed<syntax::EvidenceEntry<'a>>,
        text: &Text<'a>,
        around: &[Condition],
        found: &mut Vec<Evidence>,
    ) {
        let head = TextHead::of(text, self.reader);
        if let Some(TextHead { words: [Some(skill), Some(level)], rest }) = head {
            let node = self.reader.shared(ContentKind::Evidence, one.at);
            let skill = Name(skill, text.1);
            let level = self.level(Number(level, text.1));
            let whole: SharedStr = self.words(text, "the reason of evidence");
            let why = whole.get(rest..).unwrap_or_default().trim_start();
            if let Some(known) = self.skill(skill) {
                let when = all_of(around.iter().cloned());
                let shown = Evidence { node, skill: known, level, why: why.into(), when };
                self.show(shown, skill, found);
            }
            return;
        }
        let Some(name) = self.reader.raw(text).filter(|name| is_id(name)) else {
            let span = self.reader.span_at(text.1);
            self.reader.report(faults::evidence_line(span));
            return;
        };
        if let Some(scale) = self.reusable.scales.open(Name(name, text.1), self.reader) {
            self.evidence_where(&scale, around, found);
            self.reusable.scales.close(self.reader);
        }
    }

    fn show(&mut self, shown: Evidence, skill: Name<'a>, found: &mut Vec<Evidence>) {
        if reads_draw(&shown.when) {
            let span = self.reader.span(skill);
            self.reader.report(faults::evidence_reads_draw(span));
        }
        found.push(shown);
    }

    fn level(&mut self, level: Number<'a>) -> u8 {
        u8::try_from(self.reader.number(level, "the level", 1, 4)).unwrap_or_default()
    }
}

/// All of these; those that always hold need not be said.
fn all_of(conditions: impl Iterator<Item = Condition>) -> Condition {
    let mut all: Vec<Condition> = conditions.filter(|one| *one != Condition::Always).collect();
    match (all.len(), all.pop()) {
        (1, Some(only)) => only,
        (_, None) => Condition::Always,
        (_, Some(last)) => {
            all.push(last);
            Condition::All(all.into())
        }
    }
}

fn negated(condition: Condition) -> Condition {
    if let Condition::Not(inner) = condition { *inner } else { Condition::Not(Box::new(condition)) }
}

fn reads_draw(condition: &Condition) -> bool {
    matches!(condition, Condition::Is(..)) || condition.parts().iter().any(reads_draw)
}
