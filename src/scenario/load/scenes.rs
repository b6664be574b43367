//! Scenes and choices, with names resolved.

use std::collections::BTreeMap;

use super::{
    faults, limits,
    names::Table,
    resolver::{Resolver, own},
    sections::SceneSection,
};
use crate::scenario::{
    Beneath, Branch, Channel, Choice, ChoiceId, Condition, ContentKind, Evidence, Goto,
    NONE_MARKED, NodeId, Outcome, Pick, PickOption, Scene, SceneId, Wording,
    syntax::{self, Name, Number, Placed, SyntaxId},
};

/// What follows a choice, before defaults are filled in.
struct Following<'s, 'a> {
    node: NodeId,
    when: &'s [Placed<syntax::Condition<'a>>],
    takes: Option<Number<'a>>,
    effects: &'s [Placed<syntax::Effect<'a>>],
    lines: &'s [Placed<syntax::Line<'a>>],
    chance: &'s [Placed<syntax::Branch<'a>>],
    goto: Option<syntax::Goto<'a>>,
}

impl<'a> Resolver<'a, '_> {
    /// All scenes and all choices. What is written of a scene goes when it is resolved, so that a long
    /// file is never held whole both as written and as resolved.
    pub(super) fn scenes(
        &mut self,
        written: Vec<SceneSection<'a>>,
        beneath: Option<&Beneath>,
    ) -> (Box<[Scene]>, Box<[Choice]>) {
        let mut scenes = Vec::with_capacity(written.len());
        let mut choices = Vec::new();
        for (number, section) in (0..).zip(written) {
            scenes.push(self.one_scene(SceneId(number), &section, beneath, &mut choices));
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
        let SceneSection { name, scene, .. } = section;
        let written = section.choices();
        let node = self.reader.entry(ContentKind::Scene, *name);
        let span = self.reader.span(*name);
        let number = |count: usize| ChoiceId(u16::try_from(count).unwrap_or(u16::MAX));
        let first = number(choices.len());
        for choice in written {
            let next = number(choices.len());
            let choice = self.choice(id, next, choice, beneath);
            choices.push(choice);
        }
        self.check_answers(written, &choices[first.index().min(choices.len())..]);
        match (scene.then.it, written.is_empty()) {
            (Some(_), false) => {
                self.reader.report(faults::both_ways(span, "the scene", "choices", "then"));
            }
            (None, true) if section.is_whole => {
                self.reader.report(faults::no_way_out(span, name.0));
            }
            (Some(then), true) => {
                let at = scene.then.at.unwrap_or(name.1);
                let choice = self.going_on(id, at, then);
                choices.push(choice);
            }
            (None, _) => {}
        }
        let title = self.some_words(scene.title.it.as_ref(), "the title of a scene");
        Scene {
            node,
            id: name.0.into(),
            title: title.unwrap_or_else(|| name.0.into()),
            act: self.some_words(scene.act.it.as_ref(), "the name of an act"),
            place: scene.place.it.unwrap_or_default(),
            minute: scene.time.it.and_then(|time| self.minute(time)),
            via: scene.via.it.unwrap_or_default(),
            with: scene.with.it.iter().flatten().filter_map(|who| self.person(*who)).collect(),
            lines: self.lines(scene.lines.it.as_deref().unwrap_or_default()),
            pinned: scene.pinned.it.unwrap_or_default(),
            choices: (first, number(choices.len())),
        }
    }

    /// Every move of a scene has an id of its own: a choice its id, a pick the ids of what is marked.
    fn check_answers(&mut self, written: &[Placed<syntax::Choice<'a>>], resolved: &[Choice]) {
        if resolved.iter().all(|choice| choice.pick.is_none()) {
            return;
        }
        let mut seen: BTreeMap<String, Name<'a>> = BTreeMap::new();
        for (choice, resolved) in written.iter().zip(resolved) {
            let answers = match &resolved.pick {
                None => vec![choice.id.0.to_owned()],
                Some(pick) => pick.answers.iter().map(|mask| pick.answer_id(*mask)).collect(),
            };
            for answer in answers {
                let Some(earlier) = seen.insert(answer.clone(), choice.id) else { continue };
                // Two choices of the same id are reported as such.
                if earlier != choice.id {
                    let (span, earlier) = (self.reader.span(choice.id), self.reader.span(earlier));
                    self.reader.report(faults::same_answer(span, earlier, &answer));
                    break;
                }
            }
        }
    }

    fn minute(&mut self, time: Name<'a>) -> Option<u16> {
        // `u16` would read `+9`, too.
        let digits = |text: &str, most| {
            (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let parsed = time.0.split_once(':').and_then(|(hours, minutes)| {
            if !digits(hours, 2) || !digits(minutes, 2) || minutes.len() != 2 {
                return None;
            }
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
    fn going_on(&mut self, scene: SceneId, at: SyntaxId, then: syntax::Goto<'a>) -> Choice {
        let node = self.reader.piece(ContentKind::Choice, at);
        let goto = self.goto(then);
        Choice {
            node,
            id: "continue".into(),
            scene,
            texts: Box::new([Wording { node, when: Condition::Always, text: "Go on".into() }]),
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
                node,
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
        choice: &Placed<syntax::Choice<'a>>,
        beneath: Option<&Beneath>,
    ) -> Choice {
        let node = self.reader.named(ContentKind::Choice, choice.at, choice.id);
        if choice.once {
            self.track(id);
        }
        let texts = choice
            .texts
            .iter()
            .map(|variant| Wording {
                node: self.reader.piece(ContentKind::Wording, variant.at),
                when: self.all(&variant.when),
                text: self.words(&variant.text, "a wording of a choice"),
            })
            .collect::<Vec<_>>();
        let text = self.words(&choice.text, "the text of a choice");
        let last = Wording { node, when: Condition::Always, text };
        let texts = texts.into_iter().chain([last]).collect();
        let when = self.all(&choice.when);
        let takes = choice.takes.map_or(0, |days| self.days(days));
        let appears_after =
            choice.appears_after.map_or(0, |after| self.count(after, "the number of seconds", 600));
        let pick = choice.pick.as_ref().map(|pick| self.pick(choice.id, pick));
        let resolved = Choice {
            node,
            id: choice.id.0.into(),
            scene,
            texts,
            when,
            once: choice.once,
            tracked: None,
            via: choice.via,
            to: choice.to.and_then(|person| self.person(person)),
            takes,
            intent: self.some_words(choice.intent.as_ref(), "what a choice intends"),
            tempting_because: self
                .some_words(choice.tempting_because.as_ref(), "why a choice tempts"),
            habit: choice.habit.as_slice().into(),
            timer: choice.timer,
            appears_after,
            commitment: self.some_words(choice.commitment.as_ref(), "the sentence of a commitment"),
            own_words: choice.own_words,
            pick,
            effects: self.effects(&choice.effects),
            evidence: choice.evidence.iter().filter_map(|shown| self.evidence(shown)).collect(),
            note: self.some_words(choice.note.as_ref(), "the note of a choice"),
            beneath: self.thoughts(choice, beneath),
            outcomes: self.outcomes(choice, node),
        };
        self.options = None;
        resolved
    }

    fn pick(&mut self, name: Name<'a>, pick: &syntax::Pick<'a>) -> Pick {
        let span = self.reader.span(name);
        self.options =
            Some(Table::of("option", pick.options.iter().map(|option| option.id), self.reader));
        for option in pick.options.iter().filter(|option| option.id.0 == NONE_MARKED) {
            let span = self.reader.span(option.id);
            let means = "this is the answer of a pick with nothing marked";
            self.reader.report(faults::kept_id(span, "option", NONE_MARKED, means));
        }
        let count = pick.options.len();
        let all = u16::try_from(count).unwrap_or(u16::MAX);
        let what = "the number of options";
        let at_least = pick.at_least.map_or(0, |least| self.count(least, what, i64::from(all)));
        let at_most = pick.at_most.map_or(all, |most| self.count(most, what, i64::from(all)));
        let allowed =
            |mask: &u16| (at_least.into()..=u32::from(at_most)).contains(&mask.count_ones());
        let answers: Box<[u16]> = if limits::OPTIONS.allows(count, span, self.reader) {
            let last = u16::try_from((1_u32 << count) - 1).unwrap_or(u16::MAX);
            (0..=last).filter(allowed).collect()
        } else {
            Box::default()
        };
        if limits::ANSWERS.allows(answers.len(), span, self.reader)
            && answers.is_empty()
            && count <= limits::OPTIONS.most
        {
            self.reader.report(faults::pick_answers(span, name.0));
        }
        Pick {
            options: pick
                .options
                .iter()
                .map(|option| PickOption {
                    node: self.reader.named(ContentKind::PickOption, option.at, option.id),
                    id: option.id.0.into(),
                    text: self.words(&option.text, "the text of an option"),
                    detail: self.some_words(option.detail.as_ref(), "the detail of an option"),
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

    fn evidence(&mut self, evidence: &Placed<syntax::Evidence<'a>>) -> Option<Evidence> {
        let node = self.reader.piece(ContentKind::Evidence, evidence.at);
        let span = self.reader.span(evidence.skill);
        let level = self.reader.number(evidence.level, "the level", 1, 4);
        let level = u8::try_from(level).unwrap_or_default();
        let when = self.all(&evidence.when);
        if reads_draw(&when) {
            self.reader.report(faults::evidence_reads_draw(span));
        }
        let skill = self.skill(evidence.skill)?;
        let why = self.words(&evidence.why, "the reason of evidence");
        Some(Evidence { node, skill, level, why, when })
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
            if !self.is_beneath_lost {
                let span = self.reader.span(*first);
                self.reader.report(faults::nobody_beneath(span));
            }
            return Box::default();
        };
        let draw = beneath.draw.index();
        Table::new("value")
            .declare_phrases(choice.beneath.0.iter().map(|(key, _)| *key), self.reader);
        for (key, _) in choice.beneath.0.iter().filter(|(key, _)| key.0 != "*") {
            self.declared.values[draw].find(*key, self.reader);
        }
        let case = |value: &str| choice.beneath.0.iter().find(|(key, _)| key.0 == value);
        self.declared.values[draw]
            .names()
            .iter()
            .map(|value| case(value.0).or(case("*")).map(|(_, thought)| own(thought)))
            .collect()
    }

    fn outcomes(&mut self, choice: &Placed<syntax::Choice<'a>>, node: NodeId) -> Box<[Outcome]> {
        let span = self.reader.span(choice.id);
        let short = choice.goto.is_some() || !choice.lines.is_empty();
        if short && !choice.outcomes.is_empty() {
            let what = format!("the choice `{}`", choice.id.0);
            let shorthand = if choice.goto.is_some() { "goto" } else { "lines" };
            self.reader.report(faults::both_ways(span, &what, "outcomes", shorthand));
        }
        if choice.outcomes.is_empty() {
            let only = Following {
                node,
                when: &[],
                takes: None,
                effects: &[],
                lines: &choice.lines,
                chance: &[],
                goto: choice.goto,
            };
            let what = format!("the choice `{}`", choice.id.0);
            return Box::new([self.outcome(choice, &only, &what)]);
        }
        if let Some(condition) = choice.outcomes.last().and_then(|last| last.when.first())
            && choice.is_whole
        {
            let place = first_name(condition).map_or(span, |name| self.reader.span(name));
            self.reader.report(faults::outcome_gap(place, choice.id.0));
        }
        choice
            .outcomes
            .iter()
            .zip(1..)
            .map(|(outcome, number)| {
                let following = Following {
                    node: self.reader.piece(ContentKind::Outcome, outcome.at),
                    when: &outcome.when,
                    takes: outcome.takes,
                    effects: &outcome.effects,
                    lines: &outcome.lines,
                    chance: &outcome.chance,
                    goto: outcome.goto,
                };
                let what = match choice.outcomes.len() {
                    1 => format!("the choice `{}`", choice.id.0),
                    _ => format!("outcome {number} of the choice `{}`", choice.id.0),
                };
                self.outcome(choice, &following, &what)
            })
            .collect()
    }

    fn outcome(
        &mut self,
        choice: &Placed<syntax::Choice<'a>>,
        following: &Following<'_, 'a>,
        what: &str,
    ) -> Outcome {
        let span = self.reader.span(choice.id);
        let takes = following.takes.or(choice.takes).map_or(0, |days| self.days(days));
        // Where every branch says where play goes, the outcome need not.
        let covered =
            !following.chance.is_empty() && following.chance.iter().all(|b| b.goto.is_some());
        let goto = match following.goto {
            Some(goto) => self.goto(goto),
            None if covered || !choice.is_whole => Goto::End,
            None => {
                self.reader.report(faults::no_goto(span, what));
                Goto::End
            }
        };
        let mut weights = Vec::with_capacity(following.chance.len());
        let chance: Box<[Branch]> = following
            .chance
            .iter()
            .map(|branch| {
                let of = format!("a branch of `{}`", choice.id.0);
                weights.push(self.weight(branch.weight, &of));
                Branch {
                    node: self.reader.piece(ContentKind::Branch, branch.at),
                    event: self.some_words(branch.event.as_ref(), "the event of a branch"),
                    takes: branch.takes.map_or(takes, |days| self.days(days)),
                    effects: self.effects(&branch.effects),
                    lines: self.lines(&branch.lines),
                    goto: match branch.goto {
                        Some(branch) => self.goto(branch),
                        None => goto,
                    },
                }
            })
            .collect();
        Outcome {
            node: following.node,
            when: self.all(following.when),
            takes,
            effects: self.effects(following.effects),
            lines: self.lines(following.lines),
            weights: weights.into(),
            chance,
            goto,
        }
    }

    fn goto(&mut self, goto: syntax::Goto<'a>) -> Goto {
        match goto {
            syntax::Goto::Scene(name)
                if name.0 == "End" && self.declared.scenes.get(name.0).is_none() =>
            {
                let span = self.reader.span(name);
                self.reader.report(faults::quoted_word(span, name.0));
                Goto::End
            }
            syntax::Goto::Scene(name) => self.scene(name).map_or(Goto::End, Goto::Scene),
            syntax::Goto::End => Goto::End,
        }
    }
}

/// The first name that a condition reads.
fn first_name<'a>(condition: &syntax::Condition<'a>) -> Option<Name<'a>> {
    use syntax::Condition as C;
    match condition {
        C::Is(name, _)
        | C::Has(name)
        | C::Knows(name)
        | C::Told(name)
        | C::Agreed(name)
        | C::AtLeast(name, _)
        | C::Below(name, _)
        | C::Visited(name)
        | C::VisitsAtLeast(name, _)
        | C::Took(name)
        | C::Picked(name)
        | C::Ended(name) => Some(*name),
        C::Not(inner) => first_name(inner),
        C::Any(list) | C::All(list) => list.iter().find_map(|one| first_name(one)),
        C::AgreementsAtLeast(_) | C::DayAtLeast(_) | C::DayBelow(_) => None,
    }
}

fn reads_draw(condition: &Condition) -> bool {
    matches!(condition, Condition::Is(..)) || condition.parts().iter().any(reads_draw)
}
