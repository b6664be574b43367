//! Scenes in a screenplay: where they play, what is said, what can be chosen, and what comes of that.

use super::{
    lines::{Writing, node_of},
    screenplay::{plain, soft, strong},
    text_place,
};
use crate::{
    scenario::{
        Channel, Choice, ChoiceId, Condition, Goto, Line, Outcome, Pick, Scene, SceneId, Timer,
    },
    text::capital,
};

impl<'s> Writing<'s> {
    /// A scene.
    pub(super) fn scene(&mut self, id: SceneId) {
        let scene = self.scenario.scene(id);
        if let Some(act) = &scene.act {
            let at = text_place::of_field(self.map, scene.node, "act", act);
            let act = self.play.text(act, at);
            self.play.heading(2, [plain("Act: "), act]);
        }
        let at = text_place::of_field(self.map, scene.node, "title", &scene.title);
        let title = self.play.text(&scene.title, at);
        let number = self.conditions.order.of_scene(id);
        self.play.heading(2, [plain(format!("Scene {number}: ")), title]);
        self.play.words(0, [soft(self.setting(scene))]);
        self.lines(0, &scene.lines);
        for (nth, choice) in scene.choice_ids().enumerate() {
            self.choice(nth + 1, choice);
        }
    }

    /// Where and when a scene plays, and how one speaks there.
    fn setting(&self, scene: &Scene) -> String {
        let mut setting = vec![scene.place.label().to_owned()];
        if let Some(minute) = scene.minute {
            setting.push(format!("{:02}:{:02}", minute / 60, minute % 60));
        }
        let people = scene.with.iter().map(|person| &*self.scenario.person(*person).name);
        let people = people.collect::<Vec<_>>().join(", ");
        match (scene.via, people.is_empty()) {
            (Channel::None, true) => {}
            (Channel::None, false) => setting.push(format!("with {people}")),
            (via, true) => setting.push(via.label().to_lowercase()),
            (via, false) => setting.push(format!("{} with {people}", via.label().to_lowercase())),
        }
        format!("{} (“{}”)", setting.join(", "), scene.id)
    }

    fn choice(&mut self, nth: usize, id: ChoiceId) {
        let choice = self.scenario.choice(id);
        self.conditions.pick = choice.pick.as_ref();
        if choice.id == "continue" && choice.texts.len() == 1 && choice.evidence.is_empty() {
            self.follows(0, choice);
        } else {
            self.offer(nth, choice);
            self.follows(1, choice);
        }
        self.conditions.pick = None;
    }

    /// What is on offer, and when.
    fn offer(&mut self, nth: usize, choice: &'s Choice) {
        let mut head = vec![strong(format!("Choice {nth}"))];
        let details = self.details(choice);
        if !details.is_empty() {
            head.push(soft(format!(" ({details})")));
        }
        head.push(plain(":"));
        if let [only] = &*choice.texts {
            let at = text_place::of_field(self.map, only.node, "text", &only.text);
            let text = self.play.text(&only.text, at);
            head.extend([plain(" "), text]);
            self.play.words(0, head);
        } else {
            self.play.words(0, head);
            for (at, wording) in choice.texts.iter().enumerate() {
                let when = self.case(at, &wording.when);
                let at = text_place::of_field(self.map, wording.node, "text", &wording.text);
                let text = self.play.text(&wording.text, at);
                self.play.words(1, [soft(format!("{when} ")), text]);
            }
        }
        if let Some(pick) = &choice.pick {
            self.pick(choice, pick);
        }
    }

    /// When it is this one of several cases, of which the first that holds counts.
    fn case(&self, nth: usize, when: &Condition) -> String {
        let clause = || self.conditions.clause(when);
        match nth {
            _ if *when == Condition::Always => "Otherwise:".to_owned(),
            0 => format!("If {}:", clause()),
            _ => format!("Otherwise, if {}:", clause()),
        }
    }

    /// Whom it contacts and how, how long it takes, and when it is on offer.
    fn details(&self, choice: &Choice) -> String {
        let mut details = Vec::new();
        let to = choice.addressees.as_deref();
        match (choice.via, to) {
            (Channel::None, None) => {}
            (Channel::None, Some(to)) => details.push(format!("to {to}")),
            (via, None) => details.push(via.label().to_lowercase()),
            (via, Some(to)) => details.push(format!("{} to {to}", via.label().to_lowercase())),
        }
        match choice.takes {
            0 => {}
            days => details.push(format!("takes {}", counted(days, "day"))),
        }
        match choice.timer {
            None => {}
            Some(Timer::Deadline(seconds)) => details.push(format!(
                "happens where nothing is chosen for {}",
                counted(seconds, "second")
            )),
            Some(Timer::Hold(seconds)) => {
                details.push(format!("taken by holding out for {}", counted(seconds, "second")));
            }
        }
        if choice.once {
            details.push("once".to_owned());
        }
        if choice.when != Condition::Always {
            details.push(format!("on offer if {}", self.conditions.clause(&choice.when)));
        }
        details.join("; ")
    }

    fn pick(&mut self, choice: &'s Choice, pick: &'s Pick) {
        let count = match (pick.at_least, usize::from(pick.at_most)) {
            (0, most) if most >= pick.options.len() => "Mark any of these".to_owned(),
            (least, most) if usize::from(least) == most => format!("Mark {most} of these"),
            (least, most) if most >= pick.options.len() => {
                format!("Mark at least {least} of these")
            }
            (least, most) => format!("Mark {least} to {most} of these"),
        };
        if let Some((yes, no)) = &pick.columns {
            let path: &[&str] = &["pick", "columns"];
            let at =
                |nth, words: &str| text_place::of_item(self.map, choice.node, (path, nth), words);
            let (yes_at, no_at) = (at(0, yes), at(1, no));
            let (yes, no) = (self.play.text(yes, yes_at), self.play.text(no, no_at));
            self.play.words(1, [soft("Sort these, as "), yes, soft(" or "), no, plain(":")]);
        } else {
            self.play.words(1, [soft(format!("{count}:"))]);
        }
        for option in &pick.options {
            let at = text_place::of_field(self.map, option.node, "text", &option.text);
            let mut runs = vec![strong("Option"), plain(": "), self.play.text(&option.text, at)];
            if let Some(detail) = &option.detail {
                let at = text_place::of_field(self.map, option.node, "detail", detail);
                runs.extend([plain(", "), self.play.text(detail, at)]);
            }
            self.play.words(2, runs);
        }
    }

    /// What comes of a choice: what all its outcomes begin with, then each.
    fn follows(&mut self, depth: usize, choice: &'s Choice) {
        let shared = shared_lines(&choice.outcomes);
        if let Some(first) = choice.outcomes.first() {
            self.lines(depth, &first.lines[..shared]);
        }
        for (nth, outcome) in choice.outcomes.iter().enumerate() {
            let inner = if choice.outcomes.len() == 1 {
                depth
            } else {
                let when = self.case(nth, &outcome.when);
                self.play.words(depth, [soft(when)]);
                depth + 1
            };
            self.outcome(inner, choice, (outcome, &outcome.lines[shared..]));
        }
    }

    fn outcome(
        &mut self,
        depth: usize,
        choice: &Choice,
        (outcome, lines): (&'s Outcome, &'s [Line]),
    ) {
        self.lines(depth, lines);
        if outcome.chance.is_empty() {
            return self.leads(depth, outcome.goto, (outcome.takes, choice.takes));
        }
        let all: u64 = outcome.weights.iter().map(|weight| u64::from(*weight)).sum();
        for (branch, weight) in outcome.chance.iter().zip(&outcome.weights) {
            let mut runs = vec![soft(format!("By chance, {weight} in {all}"))];
            if let Some(event) = &branch.event {
                let at = text_place::of_field(self.map, branch.node, "event", event);
                runs.extend([plain(", "), self.play.text(event, at)]);
            }
            runs.push(plain(":"));
            self.play.words(depth, runs);
            self.lines(depth + 1, &branch.lines);
            self.leads(depth + 1, branch.goto, (branch.takes, choice.takes));
        }
    }

    fn leads(&mut self, depth: usize, goto: Goto, (takes, told): (u16, u16)) {
        let days = match takes {
            same if same == told => String::new(),
            0 => "takes no day and ".to_owned(),
            days => format!("takes {} and ", counted(days, "day")),
        };
        let to = match goto {
            Goto::End => "the end".to_owned(),
            Goto::Scene(id) => self.conditions.scene(id).trim_end_matches(',').to_owned(),
        };
        self.play.words(depth, [soft(capital(&format!("{days}leads to {to}.")))]);
    }
}

/// With how many lines all outcomes begin, where there are several.
fn shared_lines(outcomes: &[Outcome]) -> usize {
    let [first, rest @ ..] = outcomes else { return 0 };
    if rest.is_empty() {
        return 0;
    }
    let is_shared = |at: &usize| {
        let node = node_of(&first.lines[*at]);
        rest.iter().all(|other| other.lines.get(*at).is_some_and(|line| node_of(line) == node))
    };
    (0..first.lines.len()).take_while(is_shared).count()
}

/// "1 day", "2 days".
fn counted(count: u16, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
