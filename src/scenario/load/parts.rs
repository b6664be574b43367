//! Everything but scenes: people, meters, guesses, draws, the calendar, reactions, endings.

use super::{
    faults,
    resolver::{Resolver, own},
    sections::Sections,
};
use crate::{
    scenario::{
        Agreement, Beneath, Clock, Condition, Draw, DrawValue, Ending, Guess, Meter, MeterKind,
        Person, Reaction, Reading, Reminder, Trigger, Value, syntax,
    },
    text::Span,
};

impl<'a> Resolver<'a, '_> {
    /// The people.
    pub fn cast(&mut self, sections: &Sections<'a>) -> Box<[Person]> {
        let person = |(name, person): &(syntax::Name<'a>, syntax::Person<'a>)| Person {
            id: name.0.into(),
            name: own(&person.name),
            role: own(&person.role),
            portrait: person.portrait.as_ref().map_or_else(|| name.0.into(), own),
            manner: person.manner.as_ref().map(own),
            place: person.place.unwrap_or_default(),
            imagined: person
                .imagined
                .as_ref()
                .and_then(|imagined| Some((self.meter(imagined.by)?, self.all(&imagined.until)))),
        };
        sections.cast.0.iter().map(person).collect()
    }

    /// The meters, stored ones first.
    pub fn meters(&mut self, sections: &Sections<'a>) -> Box<[Meter]> {
        sections.meters.iter().map(|(name, meter)| self.one_meter(*name, meter)).collect()
    }

    fn one_meter(&mut self, name: syntax::Name<'a>, meter: &syntax::Meter<'a>) -> Meter {
        let span = self.reader.span(name);
        let min = self.small(meter.min, span, "the least value");
        let max = self.small(meter.max, span, "the greatest value");
        if min > max {
            let fault = faults::out_of_range(
                span,
                "the greatest value",
                max.into(),
                min.into(),
                i16::MAX.into(),
            );
            self.reader.report(fault);
        }
        if meter.start.is_some() != meter.sum.is_empty() {
            self.reader.report(faults::meter_kind(span, name.0));
        }
        let kind = if meter.sum.is_empty() {
            let start = self.within(meter.start.unwrap_or(meter.min), min, max, span, "the start");
            MeterKind::Stored { start }
        } else {
            let terms = meter
                .sum
                .iter()
                .filter_map(|(term, factor)| {
                    let at = self.reader.span(*term);
                    Some((self.stored_meter(*term)?, self.small(*factor, at, "the factor")))
                })
                .collect();
            MeterKind::Derived { terms }
        };
        Meter {
            id: name.0.into(),
            label: own(&meter.label),
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
        let span = self.reader.span(name);
        let bands: Box<[(i16, Box<str>)]> = bands
            .iter()
            .map(|(from, word)| (self.small(*from, span, "the start of a band"), own(word)))
            .collect();
        let starts_low = bands.first().is_none_or(|(from, _)| *from <= min);
        if !starts_low || !bands.is_sorted_by(|a, b| a.0 < b.0) {
            self.reader.report(faults::bad_bands(span, name.0));
        }
        Reading { number, bands }
    }

    fn within(&mut self, value: i32, min: i16, max: i16, at: Span, what: &str) -> i16 {
        if value < i32::from(min) || value > i32::from(max) {
            let (least, most) = (i64::from(min), i64::from(max));
            self.reader.report(faults::out_of_range(at, what, value.into(), least, most));
        }
        self.small(value, at, what)
    }

    /// The guesses.
    pub fn guesses(&mut self, sections: &Sections<'a>) -> Box<[Guess]> {
        let guess = |(name, guess): &(syntax::Name<'a>, syntax::Guess<'a>)| Guess {
            id: name.0.into(),
            text: own(&guess.text),
            so_when: guess.so_when.as_ref().map(|so| self.all(so)),
        };
        sections.guesses.0.iter().map(guess).collect()
    }

    /// The agreements.
    pub fn agreements(&mut self, sections: &Sections<'a>) -> Box<[Agreement]> {
        sections
            .agreements
            .0
            .iter()
            .filter_map(|(name, agreement)| {
                let with = self.person(agreement.with)?;
                Some(Agreement { id: name.0.into(), label: own(&agreement.label), with })
            })
            .collect()
    }

    /// The reminders.
    pub fn reminders(&mut self, sections: &Sections<'a>) -> Box<[Reminder]> {
        let reminder = |(name, reminder): &(syntax::Name<'a>, syntax::Reminder<'a>)| Reminder {
            id: name.0.into(),
            text: own(&reminder.text),
            when: self.all(&reminder.when),
            crossed: reminder.crossed.as_ref().map(|crossed| self.all(crossed)),
        };
        sections.reminders.0.iter().map(reminder).collect()
    }

    /// The hidden draws.
    pub fn draws(&mut self, sections: &Sections<'a>, meters: &[Meter]) -> Box<[Draw]> {
        let mut draws = Vec::with_capacity(sections.draws.len());
        for (at, draw) in sections.draws.iter().enumerate() {
            let span = self.reader.span(draw.id);
            let count = draw.values.0.len();
            if !(1..=64).contains(&count) {
                self.reader.report(faults::out_of_range(
                    span,
                    "the number of values of a draw",
                    i64::try_from(count).unwrap_or(i64::MAX),
                    1,
                    64,
                ));
            }
            let values: Box<[DrawValue]> = draw
                .values
                .0
                .iter()
                .map(|(name, v)| self.draw_value(at, *name, v, meters))
                .collect();
            if values.iter().all(|value| value.when != Condition::Always)
                && !self.always_possible(&draws, &values)
            {
                self.reader.report(faults::impossible_draw(span, draw.id.0));
            }
            draws.push(Draw { id: draw.id.0.into(), title: draw.title.as_ref().map(own), values });
        }
        draws.into()
    }

    fn draw_value(
        &mut self,
        draw: usize,
        name: syntax::Name<'a>,
        value: &syntax::DrawValue<'a>,
        meters: &[Meter],
    ) -> DrawValue {
        let span = self.reader.span(name);
        if value.weight == 0 {
            self.reader.report(faults::zero_weight(span, &format!("`{}`", name.0)));
        }
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
                let at = self.reader.span(*meter);
                let bounds = &meters[id.index()];
                Some((id, self.within(*start, bounds.min, bounds.max, at, "the start")))
            })
            .collect();
        DrawValue {
            id: name.0.into(),
            weight: value.weight,
            title: value.title.as_ref().map(own),
            reveal: value.reveal.as_ref().map(own),
            explain: value.explain.as_ref().map(own),
            when,
            start,
        }
    }

    /// Whether some value is possible whatever the earlier draws; tried over all of them, up to a
    /// bound beyond which an unconditional value is demanded.
    fn always_possible(&self, earlier: &[Draw], values: &[DrawValue]) -> bool {
        let combinations = earlier.iter().map(|draw| draw.values.len()).product::<usize>();
        combinations <= 4096
            && (0..combinations).all(|mut number| {
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
    }

    /// The calendar.
    pub fn clock(&mut self, sections: &Sections<'a>) -> Option<Clock> {
        let clock = sections.clock.as_ref()?;
        let starts = clock.starts.and_then(|date| {
            let parsed = date.0.parse();
            if parsed.is_err() {
                let span = self.reader.span(date);
                self.reader.report(faults::bad_date(span, "date", date.0, "`2024-05-21`"));
            }
            parsed.ok()
        });
        let then = self.ending(clock.then)?;
        if !(1..=1000).contains(&clock.last_day) {
            let span = self.reader.span(clock.then);
            let day = i64::from(clock.last_day);
            self.reader.report(faults::out_of_range(span, "the last day", day, 1, 1000));
        }
        let each_day = self.effects(&clock.each_day);
        Some(Clock {
            starts,
            working_days: clock.working_days,
            last_day: clock.last_day,
            then,
            each_day,
        })
    }

    /// The reactions.
    pub fn reactions(&mut self, sections: &Sections<'a>) -> Box<[Reaction]> {
        sections
            .reactions
            .iter()
            .filter_map(|reaction| {
                let on = self.trigger(&reaction.on)?;
                Some(Reaction {
                    id: reaction.id.0.into(),
                    on,
                    when: self.all(&reaction.when),
                    once: reaction.once.then(|| self.own_flag(format!("fired #{}", reaction.id.0))),
                    effects: self.effects(&reaction.effects),
                    lines: self.lines(&reaction.lines),
                })
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
                let span = self.reader.span(*meter);
                Trigger::Rise(self.meter(*meter)?, self.small(*to, span, "the line crossed"))
            }
            T::Fall(meter, below) => {
                let span = self.reader.span(*meter);
                Trigger::Fall(self.meter(*meter)?, self.small(*below, span, "the line crossed"))
            }
        })
    }

    /// Whose thoughts lie beneath the choices.
    pub fn beneath(&mut self, beneath: Option<&syntax::Beneath<'a>>) -> Option<Beneath> {
        let beneath = beneath?;
        let who = self.person(beneath.who)?;
        let draw = self.draw(beneath.draw)?;
        Some(Beneath { who, draw, title: own(&beneath.title) })
    }

    /// The endings.
    pub fn endings(&mut self, sections: &Sections<'a>, head: Span) -> Box<[Ending]> {
        let last = sections.endings.len().saturating_sub(1);
        if sections.endings.is_empty() {
            self.reader.report(faults::no_endings(head));
        }
        let mut endings = Vec::with_capacity(sections.endings.len());
        for (at, ending) in sections.endings.iter().enumerate() {
            let span = self.reader.span(ending.id);
            if at == last && !ending.when.is_empty() {
                self.reader.report(faults::ending_gap(span));
            }
            if let Some(open) = sections.endings[..at].iter().find(|open| open.when.is_empty())
                && !self.is_clock_ending(sections, ending.id)
            {
                let earlier = self.reader.span(open.id);
                let fault = faults::shadowed_ending(span, ending.id.0);
                self.reader.report(fault.also(earlier, "this one always applies"));
            }
            endings.push(Ending {
                id: ending.id.0.into(),
                title: own(&ending.title),
                when: self.all(&ending.when),
                value: self.value_of(ending, span),
                text: own(&ending.text),
                lines: self.lines(&ending.lines),
            });
        }
        endings.into()
    }

    fn is_clock_ending(&self, sections: &Sections<'a>, id: syntax::Name<'a>) -> bool {
        sections.clock.as_ref().is_some_and(|clock| clock.then.0 == id.0)
    }

    fn value_of(&mut self, ending: &syntax::Ending<'a>, span: Span) -> Value {
        let raw = ending.value;
        let value = if raw.0.trim().get_ron().starts_with('(') {
            self.reader.section::<syntax::SharedValue<'a>>(raw).map(|shared| Value {
                base: shared.base,
                plus: shared
                    .plus
                    .iter()
                    .filter_map(|(meter, numerator, denominator)| {
                        if *denominator <= 0 {
                            let at = self.reader.span(*meter);
                            let found = i64::from(*denominator);
                            let what = "the denominator of a share";
                            self.reader.report(faults::out_of_range(at, what, found, 1, 1000));
                        }
                        Some((self.meter(*meter)?, *numerator, (*denominator).max(1)))
                    })
                    .collect(),
                min: shared.min,
                max: shared.max,
            })
        } else {
            self.reader.section::<i32>(raw).map(|base| Value {
                base,
                plus: Box::default(),
                min: 0,
                max: 100,
            })
        };
        let value = value.unwrap_or(Value { base: 0, plus: Box::default(), min: 0, max: 100 });
        for (what, number) in [
            ("the value", value.base),
            ("the least value", value.min),
            ("the greatest value", value.max),
        ] {
            if !(0..=100).contains(&number) {
                self.reader.report(faults::out_of_range(span, what, number.into(), 0, 100));
            }
        }
        if value.min > value.max {
            let (least, most) = (i64::from(value.min), i64::from(value.max));
            self.reader.report(faults::out_of_range(span, "the least value", least, 0, most));
        }
        value
    }
}

fn reads_only_draws_before(condition: &Condition, draw: usize) -> bool {
    match condition {
        Condition::Always => true,
        Condition::Is(read, _) => read.index() < draw,
        Condition::Not(inner) => reads_only_draws_before(inner, draw),
        Condition::Any(list) | Condition::All(list) => {
            list.iter().all(|inner| reads_only_draws_before(inner, draw))
        }
        _ => false,
    }
}
