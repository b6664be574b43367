//! Everything but scenes: people, meters, guesses, draws, the calendar, reactions, endings.

use super::{
    declared::names,
    faults,
    resolver::{LONGEST, Resolver, own},
    sections::Sections,
};
use crate::{
    scenario::{
        Agreement, Beneath, Clock, Condition, ContentKind, Draw, DrawValue, Ending, Event, Fact,
        Guess, Meter, MeterKind, Person, Question, Reaction, Reading, Reminder, Trigger, Value,
        syntax::{self, Document, Either, Lenient, List, Placed, SyntaxId},
    },
    text::SharedStr,
};

impl<'a> Resolver<'a, '_> {
    /// The people.
    pub(super) fn cast(
        &mut self,
        sections: &Sections<'a>,
        portraits: Vec<SharedStr>,
    ) -> Box<[Person]> {
        let person = |(entry, portrait): (&(syntax::Name<'a>, syntax::Person<'a>), SharedStr)| {
            let (name, person) = entry;
            Person {
                node: self.reader.entry(ContentKind::Person, *name),
                id: name.0.into(),
                name: self.words(&person.name, "the name of a person"),
                role: self.words(&person.role, "the role of a person"),
                portrait,
                manner: person.manner.as_ref().map(own),
                place: person.place.unwrap_or_default(),
                imagined: person.imagined.as_ref().and_then(|imagined| {
                    Some((self.meter(imagined.by)?, self.all(&imagined.until)))
                }),
            }
        };
        sections.cast.entries.iter().zip(portraits).map(person).collect()
    }

    /// The meters, stored ones first.
    pub(super) fn meters(&mut self, sections: &Sections<'a>) -> Box<[Meter]> {
        let bounds = self.declared.bounds.clone();
        let meters = sections.meters.entries.iter().zip(bounds);
        meters.map(|((name, meter), bounds)| self.one_meter(*name, meter, bounds)).collect()
    }

    fn one_meter(
        &mut self,
        name: syntax::Name<'a>,
        meter: &syntax::Meter<'a>,
        (min, max): (i16, i16),
    ) -> Meter {
        let span = self.reader.span(name);
        // Where the bounds are wrong already, a start outside them is no second fault.
        let is_range = min < max;
        if meter.start.is_some() != meter.sum.is_empty() {
            self.reader.report(faults::meter_kind(span, name.0, meter.start.is_some()));
        }
        let kind = if meter.sum.is_empty() {
            let start = meter
                .start
                .filter(|_| is_range)
                .map_or(min, |start| self.between(start, "the start", min.into(), max.into()));
            MeterKind::Stored { start }
        } else {
            let terms = meter
                .sum
                .iter()
                .filter_map(|(term, factor)| {
                    Some((self.stored_meter(*term)?, self.small(*factor, "the factor")))
                })
                .collect();
            MeterKind::Derived { terms }
        };
        Meter {
            node: self.reader.entry(ContentKind::Meter, name),
            id: name.0.into(),
            label: self.words(&meter.label, "the label of a meter"),
            of: meter.of.and_then(|person| self.person(person)),
            min,
            max,
            kind,
            shown: self.reading(name, min, &meter.shown),
        }
    }

    fn reading(
        &mut self,
        name: syntax::Name<'a>,
        min: i16,
        shown: &syntax::Reading<'a>,
    ) -> Reading {
        use syntax::Reading as R;
        let (number, bands) = match shown {
            R::Never => (false, &[][..]),
            R::Exact => (true, &[][..]),
            R::Bands(bands) => (false, &bands[..]),
            R::Both(bands) => (true, &bands[..]),
        };
        let written = bands;
        let bands: Box<[_]> = bands
            .iter()
            .map(|(from, word)| {
                (self.small(*from, "the start of a band"), self.words(word, "the word of a band"))
            })
            .collect();
        let low = bands.first().filter(|(from, _)| *from > min).map(|_| 0);
        let fallen = bands.windows(2).position(|pair| pair[0].0 >= pair[1].0).map(|at| at + 1);
        if let Some((from, _)) = low.or(fallen).and_then(|at| written.get(at)) {
            let span = self.reader.number_span(*from);
            self.reader.report(faults::bad_bands(span, name.0, min.into()));
        }
        Reading { number, bands }
    }

    /// The facts.
    pub(super) fn facts(&mut self, sections: &Sections<'a>) -> Box<[Fact]> {
        let fact = |(name, text): &(syntax::Name<'a>, syntax::Text<'a>)| Fact {
            node: self.reader.entry(ContentKind::Fact, *name),
            id: name.0.into(),
            text: self.words(text, "the text of a fact"),
        };
        sections.facts.entries.iter().map(fact).collect()
    }

    /// Phrases and what they mean.
    pub(super) fn glossary(&mut self, document: &Document<'a>) -> Box<[(Box<str>, Box<str>)]> {
        let glossary = document.glossary.it.iter().flat_map(|glossary| &glossary.0);
        let explained = glossary
            .map(|(phrase, meaning)| (phrase.0.into(), self.words(meaning, "what a phrase means")));
        explained.collect()
    }

    /// The guesses.
    pub(super) fn guesses(&mut self, sections: &Sections<'a>) -> Box<[Guess]> {
        let guess = |(name, guess): &(syntax::Name<'a>, syntax::Guess<'a>)| Guess {
            node: self.reader.entry(ContentKind::Guess, *name),
            id: name.0.into(),
            text: self.words(&guess.text, "the text of a guess"),
            so_when: guess.so_when.as_ref().map(|so| self.all(so)),
        };
        sections.guesses.entries.iter().map(guess).collect()
    }

    /// The agreements.
    pub(super) fn agreements(&mut self, sections: &Sections<'a>) -> Box<[Agreement]> {
        sections
            .agreements
            .entries
            .iter()
            .filter_map(|(name, agreement)| {
                let node = self.reader.entry(ContentKind::Agreement, *name);
                let label = self.words(&agreement.label, "the label of an agreement");
                let with = self.person(agreement.with)?;
                Some(Agreement { node, id: name.0.into(), label, with })
            })
            .collect()
    }

    /// The reminders.
    pub(super) fn reminders(&mut self, sections: &Sections<'a>) -> Box<[Reminder]> {
        let reminder = |(name, reminder): &(syntax::Name<'a>, syntax::Reminder<'a>)| Reminder {
            node: self.reader.entry(ContentKind::Reminder, *name),
            id: name.0.into(),
            text: self.words(&reminder.text, "the text of a reminder"),
            when: self.all(&reminder.when),
            crossed: reminder.crossed.as_ref().map(|crossed| self.all(crossed)),
        };
        sections.reminders.entries.iter().map(reminder).collect()
    }

    /// The hidden draws.
    pub(super) fn draws(&mut self, sections: &Sections<'a>) -> Box<[Draw]> {
        let mut draws = Vec::with_capacity(sections.draws.entries.len());
        for (at, draw) in sections.draws.entries.iter().enumerate() {
            let span = self.reader.span(draw.id);
            let count = draw.values.0.len();
            if count == 0 {
                self.reader.report(faults::out_of_range(
                    span,
                    "the number of values of a draw",
                    count,
                    1,
                    64,
                ));
            }
            let values: Box<[DrawValue]> =
                draw.values.0.iter().map(|(name, v)| self.draw_value(at, *name, v)).collect();
            if values.iter().all(|value| value.when != Condition::Always)
                && !always_possible(&draws, &values)
            {
                self.reader.report(faults::impossible_draw(span, draw.id.0));
            }
            draws.push(Draw {
                node: self.reader.named(ContentKind::Draw, draw.at, draw.id),
                id: draw.id.0.into(),
                title: self.some_words(draw.title.as_ref(), "the title of a hidden draw"),
                values,
            });
        }
        draws.into()
    }

    fn draw_value(
        &mut self,
        draw: usize,
        name: syntax::Name<'a>,
        value: &syntax::DrawValue<'a>,
    ) -> DrawValue {
        let span = self.reader.span(name);
        let weight = self.weight(value.weight, &format!("`{}`", name.0));
        names("meter", &value.start, self.reader);
        let when = self.all(&value.when);
        if !reads_only_draws_before(&when, draw) {
            self.reader.report(faults::misplaced_condition(
                span,
                "whether a value is possible may depend on earlier draws only",
            ));
        }
        let start = value
            .start
            .0
            .iter()
            .filter_map(|(meter, start)| {
                let id = self.stored_meter(*meter)?;
                let (least, most) = self.declared.bounds[id.index()];
                Some((id, self.between(*start, "the start", least.into(), most.into())))
            })
            .collect();
        DrawValue {
            node: self.reader.entry(ContentKind::Value, name),
            id: name.0.into(),
            weight,
            title: self.some_words(value.title.as_ref(), "the title of a value"),
            reveal: self.some_words(value.reveal.as_ref(), "what a value reveals"),
            explain: self.some_words(value.explain.as_ref(), "what a value explains"),
            when,
            start,
        }
    }

    /// The calendar.
    pub(super) fn clock(&mut self, sections: &Sections<'a>, at: Option<SyntaxId>) -> Option<Clock> {
        let (clock, at) = sections.clock.as_ref().zip(at)?;
        let node = self.reader.piece(ContentKind::Clock, at);
        let starts = clock.starts.and_then(|date| {
            let parsed = date.0.parse();
            if parsed.is_err() {
                let span = self.reader.span(date);
                self.reader.report(faults::bad_date(span, "date", date.0, "`2024-05-21`"));
            }
            parsed.ok()
        });
        let last_day = self.reader.number(clock.last_day, "the last day", 1, LONGEST);
        let then = self.ending(clock.then);
        let each_day = self.effects(&clock.each_day);
        Some(Clock {
            node,
            starts,
            working_days: clock.working_days,
            last_day: u16::try_from(last_day).unwrap_or(u16::MAX),
            then: then?,
            each_day,
        })
    }

    /// The reactions.
    pub(super) fn reactions(&mut self, sections: &Sections<'a>) -> Box<[Reaction]> {
        sections
            .reactions
            .entries
            .iter()
            .filter_map(|reaction| {
                let node = self.reader.named(ContentKind::Reaction, reaction.at, reaction.id);
                let on = self.trigger(&reaction.on)?;
                Some(Reaction {
                    node,
                    id: reaction.id.0.into(),
                    on,
                    when: self.all(&reaction.when),
                    once: reaction.once.then(|| self.fired(reaction.id, node)),
                    effects: self.effects(&reaction.effects),
                    lines: self.lines(&reaction.lines),
                })
            })
            .collect()
    }

    /// What chance may have shown.
    pub(super) fn events(&mut self, sections: &Sections<'a>) -> Box<[Event]> {
        let event = |event: &Placed<syntax::Event<'a>>| Event {
            node: self.reader.piece(ContentKind::Event, event.at),
            when: self.all(&event.when),
            text: self.words(&event.text, "the text of an event"),
        };
        sections.events.entries.iter().map(event).collect()
    }

    /// The questions for the debrief, or the sentences to keep: a text each, or one with a condition.
    pub(super) fn questions(
        &mut self,
        written: &Lenient<List<Either<syntax::Text<'a>, syntax::Question<'a>>>>,
    ) -> Box<[Question]> {
        let written = written.it.iter().flatten();
        written
            .map(|question| {
                let node = self.reader.piece(ContentKind::Question, question.at);
                let (text, when) = match &question.it {
                    Either::Plain(text) => (&text.it, None),
                    Either::Bracketed(fitting) => (&fitting.text, Some(self.all(&fitting.when))),
                };
                Question { node, text: self.words(text, "this question or sentence"), when }
            })
            .collect()
    }

    fn trigger(&mut self, trigger: &syntax::Trigger<'a>) -> Option<Trigger> {
        use syntax::Trigger as T;
        Some(match trigger {
            T::Day => Trigger::Day,
            T::Enter(channel) => Trigger::Enter(*channel),
            T::Arrive(scene) => Trigger::Arrive(self.scene(*scene)?),
            T::Rise(meter, to) => {
                Trigger::Rise(self.meter(*meter)?, self.small(*to, "the line crossed"))
            }
            T::Fall(meter, below) => {
                Trigger::Fall(self.meter(*meter)?, self.small(*below, "the line crossed"))
            }
        })
    }

    /// Whose thoughts lie beneath the choices.
    pub(super) fn beneath(&mut self, beneath: Option<&syntax::Beneath<'a>>) -> Option<Beneath> {
        let beneath = beneath?;
        let who = self.person(beneath.who)?;
        let draw = self.draw(beneath.draw)?;
        let title = self.words(&beneath.title, "the title of `beneath`");
        Some(Beneath { who, draw, title })
    }

    /// Whether conditions hold whatever happens: there are none, or days count from none, meters from their least.
    fn always_holds(&self, when: &[Placed<syntax::Condition<'a>>]) -> bool {
        use syntax::Condition as C;
        when.iter().all(|one| match &one.it {
            C::DaysPassed(days) | C::DayAtLeast(days) => days.0 == "0",
            C::AtLeast(meter, least) => {
                let bounds = self.declared.meters.get(meter.0).map(usize::from);
                let bounds = bounds.and_then(|at| self.declared.bounds.get(at));
                let least = least.0.parse::<i32>();
                bounds.zip(least.ok()).is_some_and(|((min, _), least)| least <= i32::from(*min))
            }
            C::Named(_)
            | C::Is(_)
            | C::Has(_)
            | C::Knows(_)
            | C::Told(_)
            | C::Agreed(_)
            | C::AgreementsAtLeast(_)
            | C::Below(..)
            | C::WithinDays(_)
            | C::DayBelow(_)
            | C::Visited(_)
            | C::VisitsAtLeast(..)
            | C::Took(_)
            | C::Picked(_)
            | C::Ended(_)
            | C::Not(_)
            | C::Any(_)
            | C::All(_) => false,
        })
    }

    /// The endings.
    pub(super) fn endings(
        &mut self,
        sections: &Sections<'a>,
        endings: Option<SyntaxId>,
    ) -> Box<[Ending]> {
        let written = &sections.endings.entries;
        let last = written.len().saturating_sub(1);
        if written.is_empty() && sections.endings.is_whole() {
            // Where the section is missing, that is told.
            if let Some(at) = endings {
                self.reader.report(faults::no_endings(self.reader.span_at(at)));
            }
        }
        let mut resolved = Vec::with_capacity(written.len());
        // Where the one that always applies stands too early, that is the whole mistake.
        let early = written.iter().take(last).find(|open| self.always_holds(&open.when));
        let early = early.filter(|_| written.last().is_some_and(|last| !last.when.is_empty()));
        if let Some(open) = early {
            self.reader.report(faults::ending_order(self.reader.span(open.id), open.id.0));
        }
        for (at, ending) in written.iter().enumerate() {
            let span = self.reader.span(ending.id);
            if at == last
                && early.is_none()
                && !ending.when.is_empty()
                && sections.endings.is_whole()
            {
                self.reader.report(faults::ending_gap(span));
            }
            if let Some(open) = written[..at].iter().find(|open| self.always_holds(&open.when))
                && early.is_none()
                && !is_clock_ending(sections, ending.id)
            {
                let earlier = self.reader.span(open.id);
                let fault = faults::shadowed_ending(span, ending.id.0);
                self.reader.report(fault.also(earlier, "this one always applies"));
            }
            resolved.push(Ending {
                node: self.reader.named(ContentKind::Ending, ending.at, ending.id),
                id: ending.id.0.into(),
                title: self.words(&ending.title, "the title of an ending"),
                when: self.all(&ending.when),
                value: self.value_of(ending),
                text: self.words(&ending.text, "the text of an ending"),
                lines: self.lines(&ending.lines),
                picture: ending.picture.as_ref().map(|picture| self.picture(picture)),
            });
        }
        resolved.into()
    }

    fn value_of(&mut self, ending: &syntax::Ending<'a>) -> Value {
        let share = |number: i64| i32::try_from(number).unwrap_or_default();
        let shared = match &ending.value {
            Either::Plain(number) => {
                let base = self.reader.number(number.it, "the value", 0, 100);
                return Value { base: share(base), plus: Box::default(), min: 0, max: 100 };
            }
            Either::Bracketed(shared) => shared,
        };
        let reader = &mut *self.reader;
        let base = reader.number(shared.base, "the base", 0, 100);
        let min = shared.min.map_or(0, |min| reader.number(min, "the least value", 0, 100));
        let max = shared.max.map_or(100, |max| reader.number(max, "the greatest value", min, 100));
        let plus = shared
            .plus
            .iter()
            .filter_map(|(meter, numerator, denominator)| {
                let what = "the numerator of a share";
                let numerator = self.reader.number(*numerator, what, -1000, 1000);
                let what = "the denominator of a share";
                let denominator = self.reader.number(*denominator, what, 1, 1000);
                Some((self.meter(*meter)?, share(numerator), share(denominator)))
            })
            .collect();
        Value { base: share(base), plus, min: share(min), max: share(max) }
    }
}

/// Whether some value is possible whatever the earlier draws; tried over all of them, up to a
/// bound beyond which an unconditional value is demanded.
fn always_possible(earlier: &[Draw], values: &[DrawValue]) -> bool {
    let combinations = earlier
        .iter()
        .try_fold(1_usize, |product, draw| product.checked_mul(draw.values.len()))
        .filter(|combinations| *combinations <= 4096);
    combinations.is_some_and(|combinations| {
        (0..combinations).all(|mut number| {
            let drawn: Vec<u8> = earlier
                .iter()
                .map(|draw| {
                    let at = number % draw.values.len().max(1);
                    number /= draw.values.len().max(1);
                    u8::try_from(at).unwrap_or(u8::MAX)
                })
                .collect();
            values.iter().any(|value| value.when.holds_of_draws(&drawn))
        })
    })
}

fn is_clock_ending<'a>(sections: &Sections<'a>, id: syntax::Name<'a>) -> bool {
    sections.clock.as_ref().is_some_and(|clock| clock.then.0 == id.0)
}

fn reads_only_draws_before(condition: &Condition, draw: usize) -> bool {
    match condition {
        Condition::Always => true,
        Condition::Is(read, _) => read.index() < draw,
        Condition::Not(inner) => reads_only_draws_before(inner, draw),
        Condition::Any(list) | Condition::All(list) => {
            list.iter().all(|inner| reads_only_draws_before(inner, draw))
        }
        Condition::Holds(_)
        | Condition::AgreementsAtLeast(_)
        | Condition::AtLeast(..)
        | Condition::DayAtLeast(_)
        | Condition::VisitsAtLeast(..)
        | Condition::Picked(_)
        | Condition::Ended(_) => false,
    }
}
