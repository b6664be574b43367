//! What stands around the scenes of a screenplay: people, truths, notes, what happens by itself, endings.

use super::{
    lines::Writing,
    screenplay::{plain, soft, strong},
    text_place,
};
use crate::{
    scenario::{Condition, DrawValue, NodeId},
    text::SharedStr,
};

impl Writing<'_> {
    /// Title, summary, length.
    pub(super) fn card(&mut self) {
        let top = |name: &str, words: &str| text_place::of_top(self.map, &[name], words);
        let (title, summary) = (&self.scenario.title, &self.scenario.summary);
        let (title_at, summary_at) = (top("title", title), top("summary", summary));
        let tagline = self.scenario.tagline.as_deref();
        let tagline = tagline.map(|tagline| (tagline, top("tagline", tagline)));
        let title = self.play.text(&title.clone().into(), title_at);
        self.play.heading(1, [title]);
        if let Some((tagline, at)) = tagline {
            let tagline = self.play.text(&tagline.into(), at);
            self.play.words(0, [strong("Under the title"), plain(": "), tagline]);
        }
        let summary = self.play.text(&summary.clone().into(), summary_at);
        self.play.words(0, [strong("Summary"), plain(": "), summary]);
        let (id, version) = (self.scenario.id.clone(), self.play.version.clone());
        let minutes = self.scenario.minutes;
        self.play.words(
            0,
            [soft(format!("Screenplay of “{id}”, version {version}, {minutes} minutes of play."))],
        );
    }

    /// The player and the cast.
    pub(super) fn people(&mut self) {
        self.play.heading(2, [plain("People")]);
        let (name, role): (SharedStr, SharedStr) =
            (self.scenario.player_name.clone().into(), self.scenario.player_role.clone().into());
        let place = |field, words: &str| text_place::of_top(self.map, &["player", field], words);
        let (name_at, role_at) = (place("name", &name), place("role", &role));
        let (name, role) = (self.play.text(&name, name_at), self.play.text(&role, role_at));
        self.play.words(0, [strong("You"), plain(": "), name, plain(", "), role]);
        for person in &self.scenario.cast {
            let mut runs = vec![strong(&*person.id), plain(": ")];
            runs.push(self.of_field(person.node, "name", &person.name));
            runs.push(plain(", "));
            runs.push(self.of_field(person.node, "role", &person.role));
            self.play.words(0, runs);
            if let Some(manner) = &person.manner {
                let manner = self.of_field(person.node, "manner", &manner.clone().into());
                self.play.words(1, [soft("How they talk: "), manner]);
            }
        }
    }

    /// The hidden draws, with what may be drawn.
    pub(super) fn truths(&mut self) {
        if self.scenario.draws.is_empty() {
            return;
        }
        self.play.heading(2, [plain("What lies hidden")]);
        for draw in &self.scenario.draws {
            let title = match &draw.title {
                Some(title) => self.of_field(draw.node, "title", &title.clone().into()),
                None => plain(format!("“{}”", draw.id)),
            };
            self.play.heading(3, [title]);
            draw.values.iter().for_each(|value| self.truth(value));
        }
    }

    fn truth(&mut self, value: &DrawValue) {
        let mut runs = vec![strong(&*value.id)];
        if let Some(title) = &value.title {
            runs.push(plain(": "));
            runs.push(self.of_field(value.node, "title", &title.clone().into()));
        }
        let mut odds = vec![format!("weight {}", value.weight)];
        if value.when != Condition::Always {
            odds.push(format!("possible if {}", self.conditions.clause(&value.when)));
        }
        runs.push(soft(format!(" ({})", odds.join("; "))));
        self.play.words(0, runs);
        let told = [("reveal", "In their words: ", &value.reveal)];
        for (name, before, words) in
            told.into_iter().chain([("explain", "In the game's words: ", &value.explain)])
        {
            if let Some(words) = words {
                let words = self.of_field(value.node, name, &words.clone().into());
                self.play.words(1, [soft(before), words]);
            }
        }
    }

    /// What stands on screen while it holds: facts, guesses, agreements, reminders.
    pub(super) fn notes(&mut self) {
        let scenario = self.scenario;
        let mut notes: Vec<(&str, NodeId, &str, &SharedStr, String)> = Vec::new();
        for fact in &scenario.facts {
            notes.push(("Known", fact.node, "text", &fact.text, String::new()));
        }
        for guess in &scenario.guesses {
            let so_when = guess.so_when.as_ref();
            let so = so_when.map_or_else(
                || " (never so)".to_owned(),
                |when| format!(" (so if {})", self.conditions.clause(when)),
            );
            notes.push(("Told oneself", guess.node, "text", &guess.text, so));
        }
        for agreement in &scenario.agreements {
            let with = format!(" (with {})", scenario.person(agreement.with).name);
            notes.push(("Agreed", agreement.node, "label", &agreement.label, with));
        }
        for reminder in &scenario.reminders {
            let mut when = format!(" (shown if {}", self.conditions.clause(&reminder.when));
            if let Some(crossed) = &reminder.crossed {
                when.push_str(&format!("; crossed if {}", self.conditions.clause(crossed)));
            }
            when.push(')');
            notes.push(("Reminder", reminder.node, "text", &reminder.text, when));
        }
        if notes.is_empty() {
            return;
        }
        self.play.heading(2, [plain("What stands on screen")]);
        for (kind, node, name, words, after) in notes {
            let text = self.of_field(node, name, words);
            let after = (!after.is_empty()).then(|| soft(after));
            self.play.words(0, [strong(kind), plain(": "), text].into_iter().chain(after));
        }
    }

    /// Reactions that say something.
    pub(super) fn reactions(&mut self) {
        let scenario = self.scenario;
        let mut speaking = scenario.reactions.iter().filter(|one| !one.lines.is_empty()).peekable();
        if speaking.peek().is_none() {
            return;
        }
        self.play.heading(2, [plain("What happens by itself")]);
        for reaction in speaking {
            let mut when = self.conditions.trigger(reaction.on);
            if reaction.when != Condition::Always {
                when.push_str(&format!(", if {}", self.conditions.clause(&reaction.when)));
            }
            if reaction.once.is_some() {
                when.push_str(", once");
            }
            self.play.words(0, [soft(format!("{when}:"))]);
            self.lines(1, &reaction.lines);
        }
    }

    /// Endings, in the order in which they are tried.
    pub(super) fn endings(&mut self) {
        self.play.heading(2, [plain("Endings")]);
        self.play.words(0, [soft("The first whose condition holds is the one.")]);
        for ending in &self.scenario.endings {
            let title = self.of_field(ending.node, "title", &ending.title);
            self.play.heading(3, [plain("Ending: "), title]);
            let when = if ending.when == Condition::Always {
                "Otherwise: ".to_owned()
            } else {
                format!("If {}: ", self.conditions.clause(&ending.when))
            };
            let text = self.of_field(ending.node, "text", &ending.text);
            self.play.words(0, [soft(when), text]);
            self.lines(0, &ending.lines);
        }
    }

    /// Where whoever has read it signs.
    pub(super) fn signature(&mut self) {
        self.play.heading(2, [plain("Read and agreed")]);
        for what in ["Name", "Date", "Signature"] {
            self.play.words(0, [strong(what), plain(": ………………………………………………")]);
        }
    }

    fn of_field(
        &mut self,
        node: NodeId,
        name: &str,
        words: &SharedStr,
    ) -> super::screenplay::ScriptRun {
        let at = text_place::of_field(self.map, node, name, words);
        self.play.text(words, at)
    }
}
