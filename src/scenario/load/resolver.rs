//! Names to numbers: conditions, and what everything else is resolved with.

use std::collections::BTreeMap;

use super::{
    declared::{Declared, find_skill},
    faults,
    flags::Flags,
    limits,
    named::Reusable,
    names::{Table, is_id},
    reader::Reader,
};
use crate::scenario::{
    AgreementId, ChoiceId, Condition, ContentKind, DrawId, EndingId, FactId, Flag, FlagId,
    FlagOwner, GuessId, MeterId, NodeId, PersonId, Rubric, SceneId, SkillId,
    syntax::{self, Name, Number, Placed, Text},
};

/// No clock runs longer, and no step takes more days.
pub(super) const LONGEST: i64 = 1000;
/// A number in a condition on a meter.
const COMPARED: &str = "the number compared with";

/// The second phase: turns syntax into model, and reports every name that is unknown.
///
/// All that its methods look up is declared before; in which order they are called is all the same.
pub(super) struct Resolver<'a, 'r> {
    pub reader: &'r mut Reader<'a>,
    pub declared: Declared<'a>,
    pub reusable: Reusable<'a>,
    pub rubric: Rubric,
    /// Options of the pick being resolved.
    pub options: Option<Table<'a>>,
    /// Whether `beneath` stands in the file and cannot be read.
    pub is_beneath_lost: bool,
    /// Whether the `goto` of the scene at hand cannot be read.
    pub is_way_lost: bool,
    tracked: BTreeMap<ChoiceId, FlagId>,
    pub flags: Flags<'a>,
    lines: u32,
}

impl<'a, 'r> Resolver<'a, 'r> {
    /// A resolver over what is declared.
    pub(super) fn new(
        reader: &'r mut Reader<'a>,
        declared: Declared<'a>,
        reusable: Reusable<'a>,
        rubric: Rubric,
    ) -> Self {
        Self {
            reader,
            declared,
            reusable,
            rubric,
            options: None,
            is_beneath_lost: false,
            is_way_lost: false,
            tracked: BTreeMap::new(),
            flags: Flags::default(),
            lines: 0,
        }
    }

    /// How many lines were resolved.
    pub(super) fn line_count(&self) -> u32 {
        self.lines
    }

    /// Forgets lines that were resolved for their mistakes only.
    pub(super) fn set_line_count(&mut self, lines: u32) {
        self.lines = lines;
    }

    /// The number of the next line.
    pub(super) fn next_line(&mut self) -> u32 {
        self.lines += 1;
        self.lines - 1
    }

    /// Counts a piece of content; whether names stand for too many.
    pub(super) fn is_too_much(&mut self) -> bool {
        self.reusable.is_too_much(self.reader)
    }

    /// The flags, and a report of those that are read but never set.
    pub(super) fn flags(&mut self) -> Box<[Flag]> {
        let Flags { all, set, read, .. } = &self.flags;
        let known: Vec<&str> = (0..all.len())
            .filter(|at| set[*at] && is_id(&all[*at].id))
            .map(|at| &*all[at].id)
            .collect();
        for (read, set) in read.iter().zip(set) {
            // What could not be read may set it.
            if let (Some(name), false, false) = (read, set, self.reader.unread) {
                let near = self.reader.nearest(name.0, &known);
                let span = self.reader.span(*name);
                self.reader.report(faults::flag_never_set(span, name.0, near));
            }
        }
        limits::FLAGS.allows(all.len(), self.reader.head(), self.reader);
        self.flags.note_uses(self.reader);
        std::mem::take(&mut self.flags.all).into()
    }

    /// The flag that says whether a choice was taken, if anything asks.
    pub(super) fn tracked(&self, choice: ChoiceId) -> Option<FlagId> {
        self.tracked.get(&choice).copied()
    }

    /// The flag that says whether a choice was taken, made now if nothing asked before.
    pub(super) fn track(&mut self, choice: ChoiceId) -> FlagId {
        if let Some(flag) = self.tracked.get(&choice) {
            return *flag;
        }
        let flag = self.flags.own(&format!("took #{}", choice.0), FlagOwner::Taken(choice));
        self.tracked.insert(choice, flag);
        flag
    }

    /// The flag that says whether a reaction fired.
    pub(super) fn fired(&mut self, reaction: Name<'a>, node: NodeId) -> FlagId {
        self.flags.own(&format!("fired #{}", reaction.0), FlagOwner::Fired(node))
    }

    /// A person.
    pub(super) fn person(&mut self, name: Name<'a>) -> Option<PersonId> {
        self.declared.people.find(name, self.reader).map(PersonId)
    }

    /// A meter.
    pub(super) fn meter(&mut self, name: Name<'a>) -> Option<MeterId> {
        self.declared.meters.find(name, self.reader).map(MeterId)
    }

    /// A meter that can be changed.
    pub(super) fn stored_meter(&mut self, name: Name<'a>) -> Option<MeterId> {
        let meter = self.meter(name)?;
        if meter.index() >= self.declared.stored_meters {
            let span = self.reader.span(name);
            self.reader.report(faults::derived_meter(span, name.0));
            return None;
        }
        Some(meter)
    }

    /// A scene.
    pub(super) fn scene(&mut self, name: Name<'a>) -> Option<SceneId> {
        self.declared.scenes.find(name, self.reader).map(SceneId)
    }

    /// A hidden draw.
    pub(super) fn draw(&mut self, name: Name<'a>) -> Option<DrawId> {
        self.declared.draws.find(name, self.reader).map(DrawId)
    }

    /// An ending.
    pub(super) fn ending(&mut self, name: Name<'a>) -> Option<EndingId> {
        self.declared.endings.find(name, self.reader).map(EndingId)
    }

    /// A competency.
    pub(super) fn skill(&mut self, name: Name<'a>) -> Option<SkillId> {
        find_skill(&self.rubric, name, self.reader).map(SkillId)
    }

    /// A fact.
    pub(super) fn fact(&mut self, name: Name<'a>) -> Option<FactId> {
        self.declared.facts.find(name, self.reader).map(FactId)
    }

    /// A guess.
    pub(super) fn guess(&mut self, name: Name<'a>) -> Option<GuessId> {
        self.declared.guesses.find(name, self.reader).map(GuessId)
    }

    /// An agreement.
    pub(super) fn agreement(&mut self, name: Name<'a>) -> Option<AgreementId> {
        self.declared.agreements.find(name, self.reader).map(AgreementId)
    }

    /// The value of a hidden draw.
    pub(super) fn value(&mut self, draw: DrawId, name: Name<'a>) -> Option<u8> {
        let found = self.declared.values[draw.index()].find(name, self.reader)?;
        u8::try_from(found).ok()
    }

    /// A number that fits a meter.
    pub(super) fn small(&mut self, number: Number<'a>, what: &str) -> i16 {
        self.between(number, what, i16::MIN.into(), i16::MAX.into())
    }

    /// A number within bounds that fit a meter.
    pub(super) fn between(&mut self, number: Number<'a>, what: &str, least: i64, most: i64) -> i16 {
        i16::try_from(self.reader.number(number, what, least, most)).unwrap_or_default()
    }

    /// A count from 0.
    pub(super) fn count(&mut self, number: Number<'a>, what: &str, most: i64) -> u16 {
        u16::try_from(self.reader.number(number, what, 0, most)).unwrap_or_default()
    }

    /// A number of days.
    pub(super) fn days(&mut self, number: Number<'a>) -> u16 {
        self.count(number, "the number of days", LONGEST)
    }

    /// A weight, 1 at least.
    pub(super) fn weight(&mut self, number: Number<'a>, what: &str) -> u32 {
        if number.0 == "0" && self.reader.node(number.1).is_sound() {
            let span = self.reader.number_span(number);
            self.reader.report(faults::zero_weight(span, what));
            return 0;
        }
        let weight = self.reader.number(number, &format!("the weight of {what}"), 1, 1_000_000);
        u32::try_from(weight).unwrap_or_default()
    }

    /// All of these conditions.
    pub(super) fn all(&mut self, conditions: &[Placed<syntax::Condition<'a>>]) -> Condition {
        self.all_of(conditions.iter())
    }

    /// All of these conditions, from wherever they come.
    pub(super) fn all_of<'s>(
        &mut self,
        conditions: impl Iterator<Item = &'s Placed<syntax::Condition<'a>>>,
    ) -> Condition
    where
        'a: 's,
    {
        let mut resolved: Vec<Condition> =
            conditions.filter_map(|condition| self.condition(condition)).collect();
        match (resolved.len(), resolved.pop()) {
            (1, Some(only)) => only,
            (_, None) => Condition::Always,
            (_, Some(last)) => {
                resolved.push(last);
                Condition::All(resolved.into())
            }
        }
    }

    fn condition(&mut self, condition: &Placed<syntax::Condition<'a>>) -> Option<Condition> {
        use syntax::Condition as C;
        self.reader.piece(ContentKind::Condition, condition.at);
        if self.is_too_much() {
            return None;
        }
        Some(match &condition.it {
            C::Named(name) => self.named_condition(*name)?,
            C::Is(is) => self.draw_is(is)?,
            C::Has(flag) => Condition::Holds(self.flags.read(*flag, self.reader).into()),
            C::Knows(fact) => Condition::Holds(self.fact(*fact)?.into()),
            C::Told(guess) => Condition::Holds(self.guess(*guess)?.into()),
            C::Agreed(agreement) => Condition::Holds(self.agreement(*agreement)?.into()),
            C::AgreementsAtLeast(count) => {
                let most = i64::from(u16::MAX);
                Condition::AgreementsAtLeast(self.count(*count, "the number of agreements", most))
            }
            C::AtLeast(meter, value) => self.at_least(*meter, *value)?,
            C::Below(meter, value) => Condition::Not(Box::new(self.at_least(*meter, *value)?)),
            C::DaysPassed(day) | C::DayAtLeast(day) => Condition::DayAtLeast(self.days(*day)),
            C::WithinDays(day) | C::DayBelow(day) => {
                Condition::Not(Box::new(Condition::DayAtLeast(self.days(*day))))
            }
            C::Visited(scene) => Condition::VisitsAtLeast(self.scene(*scene)?, 1),
            C::VisitsAtLeast(scene, count) => {
                let count = self.count(*count, "the number of visits", 255);
                let count = u8::try_from(count).unwrap_or(u8::MAX);
                Condition::VisitsAtLeast(self.scene(*scene)?, count)
            }
            C::Took(choice) => Condition::Holds(self.took(*choice)?.into()),
            C::Picked(option) => Condition::Picked(self.picked(*option)?),
            C::Ended(ending) => Condition::Ended(self.ending(*ending)?),
            C::Not(inner) => Condition::Not(Box::new(self.condition(inner)?)),
            C::Any(any) => {
                Condition::Any(any.iter().filter_map(|one| self.condition(one)).collect())
            }
            C::All(all) => self.all(all),
        })
    }

    fn named_condition(&mut self, name: Name<'a>) -> Option<Condition> {
        if !is_id(name.0) {
            let span = self.reader.span(name);
            let wanted = "a condition such as `Has(\"…\")`, or the name of one,";
            self.reader.report(faults::something_else(span, "a text", wanted, name.0));
            return None;
        }
        let conditions = self.reusable.conditions.open(name, self.reader)?;
        let resolved = self.all(&conditions);
        self.reusable.conditions.close(self.reader);
        Some(resolved)
    }

    fn draw_is(&mut self, is: &syntax::DrawIs<'a>) -> Option<Condition> {
        let draw = self.draw(is.draw)?;
        let mut values: Vec<Condition> = is
            .values
            .iter()
            .filter_map(|value| Some(Condition::Is(draw, self.value(draw, *value)?)))
            .collect();
        if is.values.len() == 1 { values.pop() } else { Some(Condition::Any(values.into())) }
    }

    fn at_least(&mut self, name: Name<'a>, value: Number<'a>) -> Option<Condition> {
        let Some(meter) = self.meter(name) else {
            self.small(value, COMPARED);
            return None;
        };
        // Bounds that are wrong themselves are reported where they stand.
        let bounds = self.declared.bounds.get(meter.index()).filter(|(least, most)| least <= most);
        let (least, most) = bounds.copied().unwrap_or((i16::MIN, i16::MAX));
        let what = format!("{COMPARED} `{}`", name.0);
        Some(Condition::AtLeast(meter, self.between(value, &what, least.into(), most.into())))
    }

    fn took(&mut self, name: Name<'a>) -> Option<FlagId> {
        let matching = self.choices_named(name);
        match matching[..] {
            [] => None,
            [(_, only)] => Some(self.track(only)),
            _ => {
                let scene_name = |scene: u16| self.declared.choices.scene_names[usize::from(scene)];
                let scenes: Vec<&str> = matching.iter().map(|(at, _)| scene_name(*at)).collect();
                let span = self.reader.span(name);
                let choice = name.0.split_once('/').map_or(name.0, |(_, choice)| choice);
                self.reader.report(faults::ambiguous_choice(span, choice, &scenes));
                None
            }
        }
    }

    /// The choices of that id, or the one of `scene/choice`, each with its scene; none is reported.
    pub(super) fn choices_named(&mut self, name: Name<'a>) -> Vec<(u16, ChoiceId)> {
        let (scene, choice) = match name.0.split_once('/') {
            Some((scene, choice)) => (Some(scene), choice),
            None => (None, name.0),
        };
        let places = self.declared.choices.by_id.get(choice).map(Vec::as_slice).unwrap_or_default();
        let scene_name = |scene: u16| self.declared.choices.scene_names[usize::from(scene)];
        let matching: Vec<_> = places
            .iter()
            .filter(|(at, ..)| scene.is_none_or(|wanted| scene_name(*at) == wanted))
            .copied()
            .collect();
        for (_, _, declared) in &matching {
            self.reader.map.uses(declared.1, name.1);
        }
        let matching: Vec<_> = matching.into_iter().map(|(at, choice, _)| (at, choice)).collect();
        // A choice that could not be read may be the one.
        if matching.is_empty() && self.declared.choices.is_whole {
            let known: Vec<&str> = self.declared.choices.by_id.keys().copied().collect();
            let near = self.reader.nearest(choice, &known);
            if near.is_none_or(is_id) {
                self.reader.unknown("choice", name, near, &known);
            }
        }
        matching
    }

    fn picked(&mut self, name: Name<'a>) -> Option<u8> {
        let Some(options) = &self.options else {
            // What nothing uses may be meant for a pick.
            if !self.reusable.is_unused {
                let span = self.reader.span(name);
                self.reader.report(faults::picked_outside(span));
            }
            return None;
        };
        options.find(name, self.reader).and_then(|at| u8::try_from(at).ok())
    }

    /// Words that somebody is to read; blank ones are reported.
    pub(super) fn words<T: for<'t> From<&'t str>>(&mut self, text: &Text<'a>, what: &str) -> T {
        if text.0.trim().is_empty() {
            let span = self.reader.span_at(text.1);
            self.reader.report(faults::blank(span, what));
        }
        self.reader.check_drawn(text);
        own(text)
    }

    /// Words that somebody is to read, where there are any.
    pub(super) fn some_words<T: for<'t> From<&'t str>>(
        &mut self,
        text: Option<&Text<'a>>,
        what: &str,
    ) -> Option<T> {
        text.map(|text| self.words(text, what))
    }

    /// One list for each value of a draw; `*` stands for the rest.
    pub(super) fn by<T, L: Default>(
        &mut self,
        name: Name<'a>,
        cases: &syntax::Entries<'a, T>,
        mut resolve: impl FnMut(&mut Self, &T) -> L,
    ) -> Option<(DrawId, Box<[L]>)> {
        let draw = self.draw(name)?;
        let values: Vec<&str> =
            self.declared.values[draw.index()].names().iter().map(|value| value.0).collect();
        for (at, (key, _)) in cases.0.iter().enumerate() {
            if key.0 != "*" {
                self.value(draw, *key);
            }
            if let Some((first, _)) = cases.0[..at].iter().find(|(earlier, _)| earlier == key) {
                let (span, first) = (self.reader.span(*key), self.reader.span(*first));
                self.reader.report(faults::duplicate(span, first, "case", key.0));
            }
        }
        let case = |value: &str| cases.0.iter().find(|(key, _)| key.0 == value);
        let missing: Vec<&str> =
            values.iter().copied().filter(|value| case(value).or(case("*")).is_none()).collect();
        if !missing.is_empty() {
            let span = self.reader.span(name);
            self.reader.report(faults::by_gap(span, name.0, &missing));
        }
        let lists = values
            .iter()
            .map(|value| match case(value).or(case("*")) {
                Some((_, list)) => resolve(self, list),
                None => L::default(),
            })
            .collect();
        Some((draw, lists))
    }
}

/// A text of its own.
pub(super) fn own<T: for<'t> From<&'t str>>(text: &Text<'_>) -> T {
    text.0.as_ref().into()
}
