//! Lessons, with names resolved, and what no claim can say.

use super::{
    faults,
    resolver::{Resolver, own},
    sections::Sections,
};
use crate::{
    scenario::{
        ChoiceId, Claim, Condition, ContentKind, Draw, DrawId, EndingId, Lesson, NodeId, Scope,
        Within,
        syntax::{self, Either, Name, Number, Placed},
    },
    text::Span,
};

/// Most points by which anything can differ.
const MOST_POINTS: i64 = 100;
/// Truths are tried one by one up to so many; beyond, all count as possible.
const MOST_TRUTHS: usize = 4096;

/// The common options of claims about choices, as written.
struct ClaimOptions<'s, 'a> {
    within: Option<&'s syntax::Within<'a>>,
    when: &'s [Placed<syntax::Condition<'a>>],
    always: bool,
}

/// Choices as written, each with what it names: in which scene, and its number.
type Named<'a> = Vec<(Name<'a>, Vec<(u16, ChoiceId)>)>;

impl<'a> Resolver<'a, '_> {
    /// The lessons.
    pub(super) fn lessons(&mut self, sections: &Sections<'a>, draws: &[Draw]) -> Box<[Lesson]> {
        sections.lessons.entries.iter().map(|lesson| self.lesson(lesson, draws)).collect()
    }

    fn lesson(&mut self, lesson: &Placed<syntax::Lesson<'a>>, draws: &[Draw]) -> Lesson {
        let node = self.reader.named(ContentKind::Lesson, lesson.at, lesson.id);
        let span = self.reader.span(lesson.id);
        if lesson.text.0.trim().is_empty() {
            self.reader.report(faults::says_nothing(span, "the lesson has an empty `text`"));
        }
        if lesson.claims.is_empty() && lesson.claims.is_whole {
            self.reader.report(faults::says_nothing(span, "the lesson has no claims"));
        }
        let skill = lesson.skill.and_then(|skill| self.skill(skill));
        let (claims, claim_nodes): (Vec<Claim>, Vec<NodeId>) = lesson
            .claims
            .iter()
            .filter_map(|claim| {
                let node = self.reader.piece(ContentKind::Claim, claim.at);
                let place = self.reader.span_at(claim.at);
                Some((self.claim(claim, place, draws)?, node))
            })
            .unzip();
        Lesson {
            node,
            id: lesson.id.0.into(),
            text: own(&lesson.text),
            skill,
            claims: claims.into(),
            claim_nodes: claim_nodes.into(),
        }
    }

    fn claim(&mut self, claim: &syntax::Claim<'a>, place: Span, draws: &[Draw]) -> Option<Claim> {
        use syntax::Claim as C;
        Some(match claim {
            C::Rather { these, than, by, within, when, always } => {
                let by = self.points(*by, "`by`", -MOST_POINTS).unwrap_or_default();
                let these = self.named(these, "these", place);
                let than = self.named(than, "than", place);
                self.check_apart(&these, &than, place);
                let options = ClaimOptions { within: within.as_ref(), when, always: *always };
                let scope = self.scope(&options, draws, place);
                Claim::Rather { these: numbers(&these), than: numbers(&than), by, scope: scope? }
            }
            C::Close { these, to, within, when, always } => {
                let to = self.points(Some(*to), "`to`", 0)?;
                let these = self.named(these, "these", place);
                let is_known = these.iter().all(|(_, places)| !places.is_empty());
                let choices = numbers(&these);
                if is_known && !choices.is_empty() && !stand_together(&these, &these) {
                    self.reader.report(faults::never_together(place));
                }
                let options = ClaimOptions { within: within.as_ref(), when, always: *always };
                Claim::Close { these: choices, to, scope: self.scope(&options, draws, place)? }
            }
            C::Costs { these, at_least, at_most, within, when, always } => {
                let these = self.named(these, "these", place);
                let (at_least, at_most) = self.bounds(*at_least, *at_most, place);
                if at_least.is_none() && at_most.is_none() {
                    let what = "`Costs` has neither `at_least` nor `at_most`";
                    self.reader.report(faults::says_nothing(place, what));
                }
                let options = ClaimOptions { within: within.as_ref(), when, always: *always };
                let scope = self.scope(&options, draws, place)?;
                Claim::Costs { these: numbers(&these), at_least, at_most, scope }
            }
            C::Fits { these, count, at_most, within, when, always } => {
                let named = self.named(these, "these", place);
                let most = i64::try_from(these.len().max(1)).unwrap_or(i64::MAX);
                let count = count.map_or(1, |count| self.reader.number(count, "`count`", 1, most));
                let options = ClaimOptions { within: within.as_ref(), when, always: *always };
                Claim::Fits {
                    these: numbers(&named),
                    count: usize::try_from(count).unwrap_or(1),
                    at_most: self.points(Some(*at_most), "`at_most`", 0)?,
                    scope: self.scope(&options, draws, place)?,
                }
            }
            C::Grows { these, over, by, within, when } => {
                let these = self.named(these, "these", place);
                if over.len() < 2 {
                    let what = "`over` has fewer than two lists of conditions";
                    self.reader.report(faults::says_nothing(place, what));
                }
                let options = ClaimOptions { within: within.as_ref(), when, always: false };
                Claim::Grows {
                    these: numbers(&these),
                    over: over.iter().map(|conditions| self.all(conditions)).collect(),
                    by: self.points(*by, "`by`", 0).unwrap_or_default(),
                    scope: self.scope(&options, draws, place)?,
                }
            }
            C::Rated { these, than } => {
                let these = self.named(these, "these", place);
                let than = self.named(than, "than", place);
                self.check_apart(&these, &than, place);
                Claim::Rated { these: numbers(&these), than: numbers(&than) }
            }
            C::Worth { ending, below, at_least, at_most } => {
                if ending.is_empty() {
                    self.reader.report(faults::says_nothing(place, "`ending` is empty"));
                }
                if below.is_empty() && at_least.is_none() && at_most.is_none() {
                    let what = "`Worth` has none of `below`, `at_least` and `at_most`";
                    self.reader.report(faults::says_nothing(place, what));
                }
                let these = self.some_endings(ending);
                let others = self.some_endings(below);
                if let Some(shared) = below.iter().find(|name| ending.contains(name)) {
                    let span = self.reader.span(*shared);
                    self.reader.report(faults::on_both_sides(span, "ending", shared.0));
                }
                let (at_least, at_most) = self.bounds(*at_least, *at_most, place);
                Claim::Worth { these, below: others, at_least, at_most }
            }
        })
    }

    /// Choices by their ids; an id alone stands for every choice that has it.
    fn named(&mut self, names: &[Name<'a>], field: &str, place: Span) -> Named<'a> {
        if names.is_empty() {
            self.reader.report(faults::says_nothing(place, &format!("`{field}` is empty")));
        }
        names.iter().map(|name| (*name, self.choices_named(*name))).collect()
    }

    fn check_apart(&mut self, these: &Named<'a>, than: &Named<'a>, place: Span) {
        let all = numbers(these);
        for (name, choices) in than {
            if choices.iter().any(|(_, choice)| all.contains(choice)) {
                let span = self.reader.span(*name);
                self.reader.report(faults::on_both_sides(span, "choice", name.0));
                return;
            }
        }
        let is_known = |named: &Named<'a>| {
            !named.is_empty() && named.iter().all(|(_, choices)| !choices.is_empty())
        };
        if is_known(these) && is_known(than) && !stand_together(these, than) {
            self.reader.report(faults::never_together(place));
        }
    }

    fn some_endings(&mut self, names: &[Name<'a>]) -> Box<[EndingId]> {
        names.iter().filter_map(|name| self.ending(*name)).collect()
    }

    fn points(&mut self, number: Option<Number<'a>>, what: &str, least: i64) -> Option<i32> {
        let number = self.reader.number(number?, what, least, MOST_POINTS);
        i32::try_from(number).ok()
    }

    fn bounds(
        &mut self,
        at_least: Option<Number<'a>>,
        at_most: Option<Number<'a>>,
        place: Span,
    ) -> (Option<i32>, Option<i32>) {
        let least = self.points(at_least, "`at_least`", 0);
        let most = self.points(at_most, "`at_most`", 0);
        if let (Some(least), Some(most)) = (least, most)
            && least > most
        {
            let what = "`at_least` is more than `at_most`";
            self.reader.report(faults::says_nothing(place, what));
        }
        (least, most)
    }

    fn scope(
        &mut self,
        options: &ClaimOptions<'_, 'a>,
        draws: &[Draw],
        place: Span,
    ) -> Option<Scope> {
        let when = self.all(options.when);
        for (draw, value) in demanded(&when) {
            if !is_possible(draws, draw, value) {
                let found = &draws[draw.index()];
                let value = &found.values[usize::from(value)].id;
                self.reader.report(faults::cannot_be(place, &found.id, value));
            }
        }
        let within = match options.within {
            None => None,
            Some(within) => Some(self.within(within, draws)?),
        };
        Some(Scope { within, when, always: options.always })
    }

    fn within(&mut self, within: &syntax::Within<'a>, draws: &[Draw]) -> Option<Within> {
        let (name, written) = match within {
            Either::Plain(name) => {
                let draw = self.draw(name.it)?;
                let count = draws.get(draw.index())?.values.len();
                let values = (0..count).filter_map(|value| u8::try_from(value).ok());
                let values = values.filter(|value| is_possible(draws, draw, *value)).collect();
                return Some(Within { draw, values, singled_out: false });
            }
            Either::Bracketed(some) => (some.0, &some.1),
        };
        let draw = self.draw(name)?;
        if written.is_empty() {
            let span = self.reader.span(name);
            self.reader.report(faults::says_nothing(span, "`within` names no values"));
        }
        let mut values = Vec::with_capacity(written.len());
        for value in written.iter().copied() {
            let Some(number) = self.value(draw, value) else { continue };
            if !is_possible(draws, draw, number) {
                let span = self.reader.span(value);
                self.reader.report(faults::cannot_be(span, name.0, value.0));
            }
            values.push(number);
        }
        values.sort_unstable();
        values.dedup();
        Some(Within { draw, values: values.into(), singled_out: true })
    }
}

/// The numbers of named choices, ascending, each once.
fn numbers(named: &Named<'_>) -> Box<[ChoiceId]> {
    let mut numbers: Vec<ChoiceId> =
        named.iter().flat_map(|(_, choices)| choices).map(|(_, choice)| *choice).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into()
}

/// Whether some choice of each stands in one scene, and they are two choices.
fn stand_together(some: &Named<'_>, others: &Named<'_>) -> bool {
    let all = |named: &Named<'_>| -> Vec<(u16, ChoiceId)> {
        named.iter().flat_map(|(_, choices)| choices).copied().collect()
    };
    let others = all(others);
    all(some).iter().any(|(scene, choice)| {
        others.iter().any(|(other, second)| scene == other && choice != second)
    })
}

/// The draws and values without which a condition cannot hold.
fn demanded(condition: &Condition) -> Vec<(DrawId, u8)> {
    match condition {
        Condition::Is(draw, value) => vec![(*draw, *value)],
        Condition::All(list) => list.iter().flat_map(demanded).collect(),
        Condition::Always
        | Condition::Not(_)
        | Condition::Any(_)
        | Condition::Holds(_)
        | Condition::AgreementsAtLeast(_)
        | Condition::AtLeast(..)
        | Condition::DayAtLeast(_)
        | Condition::VisitsAtLeast(..)
        | Condition::Picked(_)
        | Condition::Ended(_) => Vec::new(),
    }
}

/// Whether some play draws this value.
fn is_possible(draws: &[Draw], draw: DrawId, value: u8) -> bool {
    let mut truths: Vec<Vec<u8>> = vec![Vec::new()];
    for (at, drawn) in draws.iter().enumerate().take(draw.index() + 1) {
        let mut longer = Vec::new();
        for truth in &truths {
            let values = drawn.values.iter().zip(0..);
            let possible = values.filter(|(one, _)| one.when.holds_of_draws(truth));
            longer.extend(possible.map(|(_, number)| [truth.as_slice(), &[number]].concat()));
        }
        if longer.len() > MOST_TRUTHS {
            return true;
        }
        if at == draw.index() {
            return longer.iter().any(|truth| truth.last() == Some(&value));
        }
        truths = longer;
    }
    true
}
