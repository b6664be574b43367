//! Scenes and choices, with names resolved.

use std::collections::BTreeMap;

use super::{
    faults, limits,
    names::Table,
    resolver::{Resolver, own},
    sections::SceneSection,
};
use crate::scenario::{
    Beneath, Channel, Choice, ChoiceId, Condition, ContentKind, NONE_MARKED, NodeId, PersonId,
    Pick, PickOption, Scene, SceneId, Wording,
    syntax::{self, ChoiceWords, Name, Placed, SyntaxId, Way},
};

/// What goes without saying for the choices of a scene.
struct SceneCustom<'s, 'a> {
    scene: SceneId,
    /// Whom they address, and on which channel, where they say neither.
    contact: Option<(Channel, Box<[PersonId]>)>,
    /// Where they lead, where they do not say.
    goto: Option<&'s Way<'a>>,
    beneath: Option<&'s Beneath>,
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
        let via = scene.via.it.unwrap_or_default();
        let contact = scene.to.it.as_deref().and_then(|names| {
            if via == Channel::None && !scene.via.is_lost() {
                let span = names.first().map_or(span, |who| self.reader.span(*who));
                self.reader.report(faults::missing_field(span, "via", Some("Scene")));
            }
            let people = self.addressed(names);
            (!people.is_empty()).then_some((via, people))
        });
        self.is_way_lost = scene.goto.is_lost();
        let custom = SceneCustom { scene: id, contact, goto: scene.goto.it.as_ref(), beneath };
        for choice in written {
            let next = number(choices.len());
            let choice = self.choice(&custom, next, choice);
            choices.push(choice);
        }
        self.check_answers(written, &choices[first.index().min(choices.len())..]);
        match (&scene.then.it, written.is_empty()) {
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
            via,
            with: scene.with.it.iter().flatten().filter_map(|who| self.person(*who)).collect(),
            lines: self.lines(scene.lines.it.as_deref().unwrap_or_default()),
            pinned: scene.pinned.it.unwrap_or_default(),
            choices: (first, number(choices.len())),
        }
    }

    /// Those who are addressed, each once.
    fn addressed(&mut self, names: &[Name<'a>]) -> Box<[PersonId]> {
        let mut people: Vec<PersonId> = Vec::new();
        for name in names {
            let Some(person) = self.person(*name) else { continue };
            if people.contains(&person) {
                let span = self.reader.span(*name);
                self.reader.report(faults::addressed_twice(span, name.0));
            } else {
                people.push(person);
            }
        }
        people.into()
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

    pub(super) fn minute(&mut self, time: Name<'a>) -> Option<u16> {
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
    fn going_on(&mut self, scene: SceneId, at: SyntaxId, then: &Way<'a>) -> Choice {
        let node = self.reader.piece(ContentKind::Choice, at);
        Choice {
            node,
            id: "continue".into(),
            scene,
            texts: Box::new([Wording { node, when: Condition::Always, text: "Go on".into() }]),
            when: Condition::Always,
            once: false,
            tracked: None,
            via: Channel::None,
            to: Box::default(),
            addressees: None,
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
            outcomes: self.ways_on(node, then),
        }
    }

    fn choice(
        &mut self,
        custom: &SceneCustom<'_, 'a>,
        id: ChoiceId,
        choice: &Placed<syntax::Choice<'a>>,
    ) -> Choice {
        let node = self.reader.named(ContentKind::Choice, choice.at, choice.id);
        if choice.once {
            self.track(id);
        }
        let texts = self.wordings(choice, node);
        let when = self.all(&choice.when);
        let takes = choice.takes.map_or(0, |days| self.days(days));
        let appears_after =
            choice.appears_after.map_or(0, |after| self.count(after, "the number of seconds", 600));
        let pick = choice.pick.as_ref().map(|pick| self.pick(choice.id, pick));
        let (via, to) = match &custom.contact {
            Some((via, to)) if choice.via.at.is_none() && choice.to.at.is_none() => {
                (*via, to.clone())
            }
            _ => {
                let to = self.addressed(choice.to.it.as_deref().unwrap_or_default());
                (choice.via.it.unwrap_or_default(), to)
            }
        };
        let resolved = Choice {
            node,
            id: choice.id.0.into(),
            scene: custom.scene,
            texts,
            when,
            once: choice.once,
            tracked: None,
            via,
            to,
            addressees: None,
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
            evidence: self.evidence(&choice.evidence),
            note: self.some_words(choice.note.as_ref(), "the note of a choice"),
            beneath: self.thoughts(choice, custom.beneath),
            outcomes: self.outcomes(choice, node, custom.goto),
        };
        self.options = None;
        resolved
    }

    /// The ways to word a choice: the first that holds is used, the last is unconditional.
    fn wordings(&mut self, choice: &syntax::Choice<'a>, node: NodeId) -> Box<[Wording]> {
        let mut texts = Vec::with_capacity(choice.texts.len() + 1);
        for variant in &choice.texts {
            let node = self.reader.piece(ContentKind::Wording, variant.at);
            let when = self.all(&variant.when);
            let text = self.words(&variant.text, "a wording of a choice");
            texts.push(Wording { node, when, text });
        }
        let last = match &choice.text {
            ChoiceWords::Plain(text) => Some(text),
            ChoiceWords::If(cases) => {
                for case in &cases.cases {
                    let node = self.reader.piece(ContentKind::Wording, case.then.1);
                    let when = self.all(&case.when);
                    let text = self.words(&case.then, "a wording of a choice");
                    texts.push(Wording { node, when, text });
                }
                if cases.otherwise.is_none() {
                    let span = self.reader.span(choice.id);
                    self.reader.report(faults::cases_gap(span, "the words of the choice"));
                }
                cases.otherwise.as_ref()
            }
        };
        let text = last.map(|text| self.words(text, "the text of a choice")).unwrap_or_default();
        texts.push(Wording { node, when: Condition::Always, text });
        texts.into()
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
}
