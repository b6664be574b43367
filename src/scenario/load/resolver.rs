//! Names to numbers: conditions, effects and lines.

use std::collections::BTreeMap;

use super::{
    declared::{Declared, find_skill},
    faults,
    flags::Flags,
    limits,
    names::{Table, is_id},
    reader::Reader,
};
use crate::scenario::{
    AgreementId, ChoiceId, Condition, ContentKind, DrawId, Effect, EndingId, FactId, Flag, FlagId,
    FlagOwner, GuessId, Line, MeterId, NodeId, Origin, PersonId, Rubric, SceneId, SkillId, Spoken,
    Voice,
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
    pub rubric: Rubric,
    /// Options of the pick being resolved.
    pub options: Option<Table<'a>>,
    /// Whether `beneath` stands in the file and cannot be read.
    pub is_beneath_lost: bool,
    tracked: BTreeMap<ChoiceId, FlagId>,
    flags: Flags<'a>,
    lines: u32,
}

impl<'a, 'r> Resolver<'a, 'r> {
    /// A resolver over what is declared.
    pub(super) fn new(reader: &'r mut Reader<'a>, declared: Declared<'a>, rubric: Rubric) -> Self {
        Self {
            reader,
            declared,
            rubric,
            options: None,
            is_beneath_lost: false,
            tracked: BTreeMap::new(),
            flags: Flags::default(),
            lines: 0,
        }
    }

    /// How many lines were resolved.
    pub(super) fn line_count(&self) -> u32 {
        self.lines
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

    fn fact(&mut self, name: Name<'a>) -> Option<FactId> {
        self.declared.facts.find(name, self.reader).map(FactId)
    }

    fn guess(&mut self, name: Name<'a>) -> Option<GuessId> {
        self.declared.guesses.find(name, self.reader).map(GuessId)
    }

    fn agreement(&mut self, name: Name<'a>) -> Option<AgreementId> {
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
        let mut resolved: Vec<Condition> =
            conditions.iter().filter_map(|condition| self.condition(condition)).collect();
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
        Some(match &condition.it {
            C::Is(draw, value) => {
                let draw = self.draw(*draw)?;
                Condition::Is(draw, self.value(draw, *value)?)
            }
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
            C::DayAtLeast(day) => Condition::DayAtLeast(self.days(*day)),
            C::DayBelow(day) => Condition::Not(Box::new(Condition::DayAtLeast(self.days(*day)))),
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
            let span = self.reader.span(name);
            self.reader.report(faults::picked_outside(span));
            return None;
        };
        options.find(name, self.reader).and_then(|at| u8::try_from(at).ok())
    }

    /// These effects.
    pub(super) fn effects(&mut self, effects: &[Placed<syntax::Effect<'a>>]) -> Box<[Effect]> {
        effects.iter().filter_map(|effect| self.effect(effect)).collect()
    }

    fn effect(&mut self, effect: &Placed<syntax::Effect<'a>>) -> Option<Effect> {
        use syntax::Effect as E;
        let node = self.reader.piece(ContentKind::Effect, effect.at);
        Some(match &effect.it {
            E::Add(meter, by) => {
                let by = self.small(*by, "the number added");
                Effect::Add(self.stored_meter(*meter)?, by)
            }
            E::Put(meter, to) => {
                let to = self.small(*to, "the number put");
                Effect::Put(self.stored_meter(*meter)?, to)
            }
            E::Set(flag) => Effect::Mark(self.flags.write(*flag, true, self.reader).into(), true),
            E::Clear(flag) => {
                Effect::Mark(self.flags.write(*flag, false, self.reader).into(), false)
            }
            E::Learn(fact) => Effect::Mark(self.fact(*fact)?.into(), true),
            E::Tell(guess) => Effect::Mark(self.guess(*guess)?.into(), true),
            E::Drop(guess) => Effect::Mark(self.guess(*guess)?.into(), false),
            E::Agree(agreement) => Effect::Mark(self.agreement(*agreement)?.into(), true),
            E::Break(agreement) => Effect::Mark(self.agreement(*agreement)?.into(), false),
            E::Pass(days) => Effect::Pass(self.days(*days)),
            E::When(conditions, then) => {
                Effect::When(Origin(node), self.all(conditions), self.effects(then))
            }
            E::By(draw, cases) => {
                let (draw, lists) =
                    self.by(*draw, cases, |resolver, list| resolver.effects(list))?;
                Effect::By(Origin(node), draw, lists)
            }
        })
    }

    /// These lines.
    pub(super) fn lines(&mut self, lines: &[Placed<syntax::Line<'a>>]) -> Box<[Line]> {
        lines.iter().filter_map(|line| self.line(line)).collect()
    }

    fn line(&mut self, line: &Placed<syntax::Line<'a>>) -> Option<Line> {
        use syntax::Line as L;
        let node = self.reader.piece(ContentKind::Line, line.at);
        Some(match &line.it {
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
            L::If(when, then) => Line::If(node, self.all(when), self.lines(then), Box::default()),
            L::IfElse(when, then, otherwise) => {
                Line::If(node, self.all(when), self.lines(then), self.lines(otherwise))
            }
            L::By(draw, cases) => {
                let (draw, lists) = self.by(*draw, cases, |resolver, list| resolver.lines(list))?;
                Line::By(node, draw, lists)
            }
        })
    }

    fn spoken(
        &mut self,
        node: NodeId,
        voice: Voice,
        mood: Option<crate::scenario::Mood>,
        text: Option<&Text<'a>>,
        heading: Option<&Text<'a>>,
    ) -> Line {
        let number = self.lines;
        self.lines += 1;
        Line::Say(Spoken {
            node,
            number,
            voice,
            mood,
            text: text.map(|text| self.words(text, "this line")).unwrap_or_default(),
            heading: heading.map(own),
        })
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

    /// A cast id, or `you`.
    #[expect(clippy::option_option, reason = "the outer layer is the error, the inner the player")]
    fn sender(&mut self, name: Name<'a>) -> Option<Option<PersonId>> {
        if name.0 == "you" { Some(None) } else { self.person(name).map(Some) }
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
