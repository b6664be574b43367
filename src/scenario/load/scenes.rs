//! Scenes and choices, with names resolved.

use super::{
    faults,
    names::Table,
    resolver::{Resolver, own},
    sections::{SceneSection, Sections},
};
use crate::{
    scenario::{
        Beneath, Branch, Channel, Choice, ChoiceId, Condition, Evidence, Goto, Outcome, Pick,
        PickOption, Scene, SceneId,
        syntax::{self, Name, Raw},
    },
    text::Span,
};

/// Most answers that a pick may have.
const MOST_ANSWERS: usize = 64;

/// What follows a choice, before defaults are filled in.
struct Following<'s, 'a> {
    when: &'s [syntax::Condition<'a>],
    takes: Option<u16>,
    effects: &'s [syntax::Effect<'a>],
    lines: &'s [syntax::Line<'a>],
    chance: &'s [syntax::Branch<'a>],
    goto: Option<Raw<'a>>,
}

impl<'a> Resolver<'a, '_> {
    /// All scenes and all choices.
    pub fn scenes(
        &mut self,
        sections: &Sections<'a>,
        beneath: Option<&Beneath>,
    ) -> (Box<[Scene]>, Box<[Choice]>) {
        let mut scenes = Vec::with_capacity(sections.scenes.len());
        let mut choices = Vec::new();
        for (number, section) in (0..).zip(&sections.scenes) {
            scenes.push(self.one_scene(SceneId(number), section, beneath, &mut choices));
        }
        // Whether a choice is tracked is known only now that every condition has been read.
        for (number, choice) in (0..).zip(&mut choices) {
            choice.tracked = self.tracked(ChoiceId(number));
        }
        (scenes.into(), choices.into())
    }

    fn one_scene(
        &mut self,
        id: SceneId,
        section: &SceneSection<'a>,
        beneath: Option<&Beneath>,
        choices: &mut Vec<Choice>,
    ) -> Scene {
        let SceneSection { name, scene, choices: written } = section;
        let span = self.reader.span(*name);
        let number = |count: usize| ChoiceId(u16::try_from(count).unwrap_or(u16::MAX));
        let first = number(choices.len());
        for choice in written {
            let next = number(choices.len());
            let choice = self.choice(id, next, choice, beneath);
            choices.push(choice);
        }
        match (scene.then, scene.choices.is_empty()) {
            (Some(_), false) => {
                self.reader.report(faults::both_ways(span, "the scene", "choices", "then"));
            }
            (None, true) => self.reader.report(faults::no_way_out(span, name.0)),
            (Some(then), true) => {
                let choice = self.going_on(id, then, span);
                choices.push(choice);
            }
            (None, false) => {}
        }
        Scene {
            id: name.0.into(),
            title: scene.title.as_ref().map_or_else(|| name.0.into(), own),
            act: scene.act.as_ref().map(own),
            place: scene.place.unwrap_or_default(),
            minute: scene.time.and_then(|time| self.minute(time)),
            via: scene.via,
            with: scene.with.iter().filter_map(|person| self.person(*person)).collect(),
            lines: self.lines(&scene.lines),
            pinned: scene.pinned,
            choices: (first, number(choices.len())),
        }
    }

    fn minute(&mut self, time: Name<'a>) -> Option<u16> {
        let parsed = time.0.split_once(':').and_then(|(hours, minutes)| {
            let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
            (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
        });
        if parsed.is_none() {
            let span = self.reader.span(time);
            self.reader.report(faults::bad_date(span, "time of day", time.0, "`16:40`"));
        }
        parsed
    }

    /// The one choice of a scene that only goes on.
    fn going_on(&mut self, scene: SceneId, then: Raw<'a>, span: Span) -> Choice {
        let goto = self.goto(Some(then), span, "the scene");
        Choice {
            id: "continue".into(),
            scene,
            texts: Box::new([(Condition::Always, "Go on".into())]),
            when: Condition::Always,
            once: false,
            tracked: None,
            via: Channel::None,
            to: None,
            takes: 0,
            intent: None,
            tempting_because: None,
            habit: Box::default(),
            timer: None,
            appears_after: 0,
            commitment: None,
            own_words: false,
            pick: None,
            effects: Box::default(),
            evidence: Box::default(),
            note: None,
            beneath: Box::default(),
            outcomes: Box::new([Outcome {
                when: Condition::Always,
                takes: 0,
                effects: Box::default(),
                lines: Box::default(),
                chance: Box::default(),
                weights: Box::default(),
                goto,
            }]),
        }
    }

    fn choice(
        &mut self,
        scene: SceneId,
        id: ChoiceId,
        choice: &syntax::Choice<'a>,
        beneath: Option<&Beneath>,
    ) -> Choice {
        if choice.once {
            self.track(id);
        }
        let texts = choice
            .texts
            .iter()
            .map(|variant| (self.all(&variant.when), own(&variant.text)))
            .chain([(Condition::Always, own(&choice.text))])
            .collect();
        let when = self.all(&choice.when);
        let pick = choice.pick.as_ref().map(|pick| self.pick(choice.id, pick));
        let resolved = Choice {
            id: choice.id.0.into(),
            scene,
            texts,
            when,
            once: choice.once,
            tracked: None,
            via: choice.via,
            to: choice.to.and_then(|person| self.person(person)),
            takes: choice.takes,
            intent: choice.intent.as_ref().map(own),
            tempting_because: choice.tempting_because.as_ref().map(own),
            habit: choice.habit.as_slice().into(),
            timer: choice.timer,
            appears_after: choice.appears_after.unwrap_or(0),
            commitment: choice.commitment.as_ref().map(own),
            own_words: choice.own_words,
            pick,
            effects: self.effects(&choice.effects),
            evidence: choice.evidence.iter().filter_map(|shown| self.evidence(shown)).collect(),
            note: choice.note.as_ref().map(own),
            beneath: self.thoughts(choice, beneath),
            outcomes: self.outcomes(choice),
        };
        self.options = None;
        resolved
    }

    fn pick(&mut self, name: Name<'a>, pick: &syntax::Pick<'a>) -> Pick {
        let span = self.reader.span(name);
        self.options =
            Some(Table::of("option", pick.options.iter().map(|option| option.id), self.reader));
        let count = pick.options.len();
        let all = u16::try_from(count).unwrap_or(u16::MAX);
        let (at_least, at_most) = (pick.at_least, pick.at_most.unwrap_or(all).min(all));
        let allowed =
            |mask: &u16| (at_least.into()..=u32::from(at_most)).contains(&mask.count_ones());
        let answers: Box<[u16]> = if count <= 16 {
            let last = u16::try_from((1_u32 << count) - 1).unwrap_or(u16::MAX);
            (0..=last).filter(allowed).take(MOST_ANSWERS + 1).collect()
        } else {
            Box::default()
        };
        if count > 16 || !(1..=MOST_ANSWERS).contains(&answers.len()) {
            self.reader.report(faults::pick_answers(span, name.0, answers.len()));
        }
        Pick {
            options: pick
                .options
                .iter()
                .map(|option| PickOption {
                    id: option.id.0.into(),
                    text: own(&option.text),
                    detail: option.detail.as_ref().map(own),
                    effects: self.effects(&option.effects),
                    otherwise: self.effects(&option.otherwise),
                })
                .collect(),
            answers,
            at_least,
            at_most,
            columns: pick.columns.as_ref().map(|(yes, no)| (own(yes), own(no))),
        }
    }

    fn evidence(&mut self, evidence: &syntax::Evidence<'a>) -> Option<Evidence> {
        let span = self.reader.span(evidence.skill);
        if !(1..=4).contains(&evidence.level) {
            let level = i64::from(evidence.level);
            self.reader.report(faults::out_of_range(span, "the level", level, 1, 4));
        }
        let when = self.all(&evidence.when);
        if reads_draw(&when) {
            self.reader.report(faults::evidence_reads_draw(span));
        }
        let skill = self.skill(evidence.skill)?;
        Some(Evidence { skill, level: evidence.level, why: own(&evidence.why), when })
    }

    fn thoughts(
        &mut self,
        choice: &syntax::Choice<'a>,
        beneath: Option<&Beneath>,
    ) -> Box<[Option<Box<str>>]> {
        let Some((first, _)) = choice.beneath.0.first() else {
            return Box::default();
        };
        let Some(beneath) = beneath else {
            let span = self.reader.span(*first);
            self.reader.report(faults::nobody_beneath(span));
            return Box::default();
        };
        let draw = beneath.draw.index();
        for (key, _) in choice.beneath.0.iter().filter(|(key, _)| key.0 != "*") {
            self.tables.values[draw].find(*key, self.reader);
        }
        let case = |value: &str| choice.beneath.0.iter().find(|(key, _)| key.0 == value);
        self.tables.values[draw]
            .names()
            .iter()
            .map(|value| case(value.0).or(case("*")).map(|(_, thought)| own(thought)))
            .collect()
    }

    fn outcomes(&mut self, choice: &syntax::Choice<'a>) -> Box<[Outcome]> {
        let span = self.reader.span(choice.id);
        let short = choice.goto.is_some() || !choice.lines.is_empty();
        if short && !choice.outcomes.is_empty() {
            let what = format!("the choice `{}`", choice.id.0);
            self.reader.report(faults::both_ways(span, &what, "outcomes", "goto"));
        }
        if choice.outcomes.is_empty() {
            let only = Following {
                when: &[],
                takes: None,
                effects: &[],
                lines: &choice.lines,
                chance: &[],
                goto: choice.goto,
            };
            return Box::new([self.outcome(choice, &only)]);
        }
        if choice.outcomes.last().is_some_and(|last| !last.when.is_empty()) {
            self.reader.report(faults::outcome_gap(span, choice.id.0));
        }
        choice
            .outcomes
            .iter()
            .map(|outcome| {
                let following = Following {
                    when: &outcome.when,
                    takes: outcome.takes,
                    effects: &outcome.effects,
                    lines: &outcome.lines,
                    chance: &outcome.chance,
                    goto: outcome.goto,
                };
                self.outcome(choice, &following)
            })
            .collect()
    }

    fn outcome(&mut self, choice: &syntax::Choice<'a>, following: &Following<'_, 'a>) -> Outcome {
        let span = self.reader.span(choice.id);
        let takes = following.takes.unwrap_or(choice.takes);
        // Where every branch says where play goes, the outcome need not.
        let covered =
            !following.chance.is_empty() && following.chance.iter().all(|b| b.goto.is_some());
        let what = format!("the choice `{}`", choice.id.0);
        let goto = if covered && following.goto.is_none() {
            Goto::End
        } else {
            self.goto(following.goto, span, &what)
        };
        let chance: Box<[Branch]> = following
            .chance
            .iter()
            .map(|branch| {
                if branch.weight == 0 {
                    let what = format!("a branch of `{}`", choice.id.0);
                    self.reader.report(faults::zero_weight(span, &what));
                }
                Branch {
                    event: branch.event.as_ref().map(own),
                    takes: branch.takes.unwrap_or(takes),
                    effects: self.effects(&branch.effects),
                    lines: self.lines(&branch.lines),
                    goto: match branch.goto {
                        Some(raw) => self.goto(Some(raw), span, &what),
                        None => goto,
                    },
                }
            })
            .collect();
        Outcome {
            when: self.all(following.when),
            takes,
            effects: self.effects(following.effects),
            lines: self.lines(following.lines),
            weights: following.chance.iter().map(|branch| branch.weight).collect(),
            chance,
            goto,
        }
    }

    fn goto(&mut self, raw: Option<Raw<'a>>, span: Span, what: &str) -> Goto {
        let Some(raw) = raw else {
            self.reader.report(faults::no_goto(span, what));
            return Goto::End;
        };
        match self.reader.goto(raw) {
            Some(syntax::Goto::Scene(name)) => self.scene(name).map_or(Goto::End, Goto::Scene),
            Some(syntax::Goto::End) | None => Goto::End,
        }
    }
}

fn reads_draw(condition: &Condition) -> bool {
    match condition {
        Condition::Is(..) => true,
        Condition::Not(inner) => reads_draw(inner),
        Condition::Any(list) | Condition::All(list) => list.iter().any(reads_draw),
        _ => false,
    }
}
