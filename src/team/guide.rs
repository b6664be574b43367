//! The facilitator's guide: how to lead a session with a scenario, generated from it and from what is proved of it.

use std::fmt::Write as _;

use super::{report::CAUTION, script::SCRIPT, wire::letter};
use crate::{
    scenario::{Channel, Choice, ChoiceId, Condition, Scenario, Scene},
    solver::{Beliefs, Statistics},
    text::escaped_html,
};

/// The most cards that are handed out to each where there is no network.
const CARDS: usize = 10;

/// How long a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionLength {
    /// 45 minutes: one line through the scenario.
    Short,
    /// 90 minutes: with pair talk, second votes, and a road not taken.
    Long,
}

/// A piece of a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
enum GuidePiece {
    Title(u8, String),
    Words(String),
    Points(Vec<String>),
    Rows(Vec<Vec<String>>),
}

/// A facilitator's guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    title: String,
    pieces: Vec<GuidePiece>,
}

impl Guide {
    /// The guide to a scenario, with what the solver knows of it.
    #[must_use]
    pub fn of(scenario: &Scenario, beliefs: Option<&Beliefs>, length: SessionLength) -> Self {
        let mut guide = Self { title: scenario.title.to_string(), pieces: Vec::new() };
        let minutes = if length == SessionLength::Short { 45 } else { 90 };
        guide.title(1, format!("Leading “{}” in {minutes} minutes", scenario.title));
        guide.words(scenario.summary.to_string());
        guide.words(format!(
            "{CAUTION} Nobody is graded; votes are private; what is shown has no names."
        ));
        guide.before(scenario);
        guide.timetable(scenario, length);
        guide.learned(scenario);
        guide.hidden(scenario);
        guide.decisions(scenario, beliefs);
        guide.rooms(scenario, beliefs);
        guide.debriefing(scenario, length);
        guide.without_network(scenario);
        guide.afterwards(scenario);
        guide
    }

    fn title(&mut self, level: u8, words: impl Into<String>) {
        self.pieces.push(GuidePiece::Title(level, words.into()));
    }

    fn words(&mut self, words: impl Into<String>) {
        self.pieces.push(GuidePiece::Words(words.into()));
    }

    fn points(&mut self, points: impl IntoIterator<Item = String>) {
        let points: Vec<String> = points.into_iter().collect();
        if !points.is_empty() {
            self.pieces.push(GuidePiece::Points(points));
        }
    }

    fn before(&mut self, scenario: &Scenario) {
        self.title(2, "Before the session");
        self.points(
            [
                format!("Play it once yourself (about {} minutes), and read this guide to its end.", scenario.minutes),
                "Start the session: “Team session” in the game, or `rapport host` in a terminal. Phones need to be \
                 in the same network as this computer; the internet is not needed. A phone's hotspot will do."
                    .to_owned(),
                "Open the address with your own phone. If that fails, the firewall of this computer or a guest network \
                 keeps phones apart: use a hotspot, or lead with raised cards (see below)."
                    .to_owned(),
                "Write your house rules into a file if law or policy here differs: they are shown in briefing and debrief."
                    .to_owned(),
                "Leave deadlines off unless the room is larger than forty.".to_owned(),
            ],
        );
    }

    fn timetable(&mut self, scenario: &Scenario, length: SessionLength) {
        self.title(2, "Timetable");
        let debrief: Vec<u16> = SCRIPT
            .iter()
            .map(
                |part| if length == SessionLength::Short { part.minutes.0 } else { part.minutes.1 },
            )
            .collect();
        let total = if length == SessionLength::Short { 45 } else { 90 };
        let (arrive, brief) = (if length == SessionLength::Short { 4 } else { 6 }, 3);
        let play = total - arrive - brief - debrief.iter().sum::<u16>();
        let mut at = 0;
        let mut rows = vec![vec![
            "from".to_owned(),
            "minutes".to_owned(),
            "what".to_owned(),
            "say".to_owned(),
        ]];
        let mut row = |minutes: u16, what: &str, say: &str| {
            rows.push(vec![format!("{at}"), minutes.to_string(), what.to_owned(), say.to_owned()]);
            at += minutes;
        };
        row(
            arrive,
            "People arrive",
            "“Point your camera at the square, or type the address and the code. Any name will do.”",
        );
        row(
            brief,
            "Briefing",
            "“You are the recruiter. You vote privately, we look at the split, we go one way together.”",
        );
        let way = if length == SessionLength::Short {
            "One vote for each decision; pair talk only where the room is divided."
        } else {
            "First vote, pair talk, second vote; afterwards one road that was not taken."
        };
        row(play, "Play", way);
        for (part, minutes) in SCRIPT.iter().zip(debrief) {
            row(minutes, part.title, part.question);
        }
        self.pieces.push(GuidePiece::Rows(rows));
        let decisions = scenario.scenes.iter().filter(|scene| scene.choice_ids().len() > 1);
        let decisions = decisions.count().max(1);
        self.words(format!(
            "The scenario has {decisions} places at which something is decided; a line through it meets some of them. \
             If time runs short, pick branches yourself and go to the debrief early: it is worth more than the last scene."
        ));
    }

    fn learned(&mut self, scenario: &Scenario) {
        self.title(2, "What it teaches");
        let skill = |id: &crate::scenario::SkillId| {
            let skill = scenario.skill(*id);
            format!("**{}**: {}", skill.name, skill.what)
        };
        self.points(scenario.trains.iter().map(skill));
        if !scenario.lessons.is_empty() {
            self.words("Lessons that the scenario claims; `rapport check` proves each over every possible play:");
            self.points(scenario.lessons.iter().map(|lesson| lesson.text.to_string()));
        }
    }

    fn hidden(&mut self, scenario: &Scenario) {
        if scenario.draws.is_empty() {
            return;
        }
        self.title(2, "What lies hidden");
        self.words("Drawn at the start and told in the debrief. Do not give it away, and do not look surprised.");
        for draw in &scenario.draws {
            let told = draw.values.iter().filter(|value| value.title.is_some());
            let total: u32 = draw.values.iter().map(|value| value.weight).sum();
            // What depends on earlier draws has no share of its own.
            let is_plain = draw.values.iter().all(|value| matches!(value.when, Condition::Always));
            let value = |value: &crate::scenario::DrawValue| {
                let share = (u64::from(value.weight) * 100).checked_div(u64::from(total));
                let mut words = format!("**{}**", value.title.as_deref().unwrap_or_default());
                if let Some(share) = share.filter(|_| is_plain) {
                    let _ = write!(words, " (about {share} of 100 plays)");
                }
                let more: Vec<&str> = [&value.reveal, &value.explain]
                    .into_iter()
                    .flatten()
                    .map(|text| &**text)
                    .collect();
                if !more.is_empty() {
                    let _ = write!(words, ": {}", more.join(" "));
                }
                words
            };
            let told: Vec<String> = told.map(value).collect();
            if told.is_empty() {
                continue;
            }
            self.title(3, draw.title.as_deref().unwrap_or(&draw.id));
            self.points(told);
        }
    }

    fn decisions(&mut self, scenario: &Scenario, beliefs: Option<&Beliefs>) {
        let statistics = beliefs.and_then(|beliefs| beliefs.statistics(scenario));
        self.title(2, "The decisions");
        let note = if statistics.is_some() {
            "What a choice costs is what it leaves behind of the ending's value (0 to 100), on average over all that \
             people may know when it is on offer."
        } else {
            "What choices cost is not proven for this scenario; what they show of a skill is."
        };
        self.words(note);
        for scene in &scenario.scenes {
            let choices = choices_of(scenario, scene);
            if choices.len() < 2 {
                continue;
            }
            self.title(3, scene.title.to_string());
            let points: Vec<String> = choices
                .iter()
                .map(|(id, choice)| choice_words(scenario, *id, choice, statistics.as_ref()))
                .collect();
            self.points(points);
        }
    }

    fn rooms(&mut self, scenario: &Scenario, beliefs: Option<&Beliefs>) {
        self.title(2, "What rooms usually do");
        let statistics = beliefs.and_then(|beliefs| beliefs.statistics(scenario));
        let cost = |at: usize| {
            let known = statistics.as_ref().and_then(|all| all.choices.get(at)?.as_ref());
            known.map_or(0.0, |known| known.mean)
        };
        let mut tempting: Vec<(f64, &Choice)> = scenario
            .choices
            .iter()
            .enumerate()
            .filter(|(_, choice)| choice.tempting_because.is_some())
            .map(|(at, choice)| (cost(at), choice))
            .collect();
        tempting.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let point = |(_, choice): &(f64, &Choice)| {
            let why = choice.tempting_because.as_deref().unwrap_or_default();
            format!("**{}**: {why}", plain(choice))
        };
        if !tempting.is_empty() {
            let order = if statistics.is_some() { "these, the dearest first," } else { "these" };
            self.words(format!(
                "People choose what spares them the next uncomfortable minute. Expect votes for {order} and ask what \
                 they spare us:"
            ));
        }
        self.points(tempting.iter().take(8).map(point));
        if let Some((best, random)) =
            beliefs.and_then(|beliefs| beliefs.best().zip(beliefs.random()))
        {
            self.words(format!(
                "Choosing at random averages {random:.0} of 100, the best that can be done without knowing what is \
                 hidden {best:.0}. A room that asks early and in the open comes close to the second."
            ));
        }
        self.title(3, "Endings");
        let mut endings: Vec<_> = scenario.endings.iter().collect();
        endings.sort_by_key(|ending| std::cmp::Reverse(ending.value.base));
        self.points(endings.iter().map(|ending| format!("**{}**: {}", ending.title, ending.text)));
    }

    fn debriefing(&mut self, scenario: &Scenario, length: SessionLength) {
        self.title(2, "The debrief, word for word");
        for part in &SCRIPT {
            let minutes =
                if length == SessionLength::Short { part.minutes.0 } else { part.minutes.1 };
            self.title(3, format!("{} ({minutes} minutes)", part.title));
            self.words(format!("Ask all: {}", part.question));
            self.words(part.prompt.to_owned());
        }
        if !scenario.questions.is_empty() {
            self.words("Questions from the scenario:");
            self.points(scenario.questions.iter().map(|one| one.text.to_string()));
        }
    }

    fn without_network(&mut self, scenario: &Scenario) {
        let most = scenario.scenes.iter().map(|scene| options(scenario, scene)).max().unwrap_or(2);
        let last = letter(most.clamp(2, CARDS) - 1);
        let more = if most > CARDS {
            " Where a decision has more, ask for hands and pick the branch yourself."
        } else {
            ""
        };
        let marked = if scenario.choices.iter().any(|choice| choice.pick.is_some()) {
            " Where things are to be marked or sorted there is no letter to raise: settle it aloud, and pick the answer \
             by the ids that `scene` lists, joined by `+` (`pick one+two`)."
        } else {
            ""
        };
        self.title(2, "When the network fails");
        self.points([
            "Phones lose the line: nothing is lost. What was answered is kept on the phone and sent when it is back; \
             whoever reloads the page is in the same seat."
                .to_owned(),
            "The computer stops: start the session again. It is where it was, with every vote that was acknowledged."
                .to_owned(),
            format!(
                "No network at all: hand out cards from A to {last}. Let everyone raise one at the same time, count, and \
                 type the numbers in (“Raised cards”, or `cards A 4 B 7`). Everything else is the same.{more}{marked}"
            ),
        ]);
    }

    fn afterwards(&mut self, scenario: &Scenario) {
        let again = if scenario.draws.is_empty() {
            "In three weeks, play it again, along a road that was not taken."
        } else {
            "In three weeks, play it again: what lies hidden may be something else."
        };
        self.title(2, "Afterwards");
        self.points([
            "Save the report: by decision, lesson and skill, without names. It prints on one sheet.".to_owned(),
            "Delete the session when nobody needs to come back to it: every name goes with it.".to_owned(),
            format!("In a week, ask each for the sentence they wrote: done, or what was in the way? {again}"),
        ]);
    }

    /// As Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                GuidePiece::Title(level, words) => {
                    let _ = writeln!(out, "{} {words}\n", "#".repeat(usize::from(*level)));
                }
                GuidePiece::Words(words) => {
                    let _ = writeln!(out, "{words}\n");
                }
                GuidePiece::Points(points) => {
                    for point in points {
                        let _ = writeln!(out, "- {}", point.replace('\n', " "));
                    }
                    out.push('\n');
                }
                GuidePiece::Rows(rows) => {
                    for (number, row) in rows.iter().enumerate() {
                        let cells: Vec<String> =
                            row.iter().map(|cell| cell.replace('|', "\\|")).collect();
                        let _ = writeln!(out, "| {} |", cells.join(" | "));
                        if number == 0 {
                            let _ = writeln!(out, "|{}", "---|".repeat(row.len()));
                        }
                    }
                    out.push('\n');
                }
            }
        }
        out
    }

    /// As a page of HTML that stands alone and prints.
    #[must_use]
    pub fn html(&self) -> String {
        let mut out = String::from(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>",
        );
        out.push_str(&escaped_html(&self.title));
        out.push_str(
            "</title><style>@page { size: A4; margin: 16mm; } body { font: 11pt/1.45 system-ui, \"Segoe UI\", Roboto, \
             Arial, sans-serif; color: #1f2a2e; max-width: 178mm; margin: 0 auto; padding: 6mm; } h1 { font-size: 20pt; } \
             h2 { font-size: 14pt; border-bottom: .4mm solid #2f5d62; margin-top: 8mm; break-after: avoid; } \
             h3 { font-size: 11.5pt; margin-bottom: 1mm; break-after: avoid; } li { margin: 1.2mm 0; break-inside: avoid; } \
             table { border-collapse: collapse; } td, th { text-align: left; vertical-align: top; padding: 1mm 3mm 1mm 0; \
             border-bottom: .2mm solid #c9beab; } @media print { body { padding: 0; } }</style></head><body>\n",
        );
        for piece in &self.pieces {
            match piece {
                GuidePiece::Title(level, words) => {
                    let _ = writeln!(out, "<h{level}>{}</h{level}>", marked(words));
                }
                GuidePiece::Words(words) => {
                    let _ = writeln!(out, "<p>{}</p>", marked(words));
                }
                GuidePiece::Points(points) => {
                    out.push_str("<ul>");
                    for point in points {
                        let _ = write!(out, "<li>{}</li>", marked(point));
                    }
                    out.push_str("</ul>\n");
                }
                GuidePiece::Rows(rows) => {
                    out.push_str("<table>");
                    for (number, row) in rows.iter().enumerate() {
                        let tag = if number == 0 { "th" } else { "td" };
                        out.push_str("<tr>");
                        for cell in row {
                            let _ = write!(out, "<{tag}>{}</{tag}>", marked(cell));
                        }
                        out.push_str("</tr>");
                    }
                    out.push_str("</table>\n");
                }
            }
        }
        out.push_str("</body></html>\n");
        out
    }
}

/// The choices of a scene, with their ids.
fn choices_of<'s>(scenario: &'s Scenario, scene: &Scene) -> Vec<(ChoiceId, &'s Choice)> {
    scene.choice_ids().map(|id| (id, scenario.choice(id))).collect()
}

/// The most choices with a letter to raise that a scene can show at once.
fn options(scenario: &Scenario, scene: &Scene) -> usize {
    scene.choice_ids().filter(|id| scenario.choice(*id).pick.is_none()).count()
}

/// The words of a choice where nothing special holds, without quotation marks round all of them.
fn plain(choice: &Choice) -> String {
    let words = choice.texts.last().map_or("", |wording| &*wording.text);
    let inside = words.strip_prefix('“').and_then(|words| words.strip_suffix('”'));
    inside.filter(|words| !words.contains(['“', '”'])).unwrap_or(words).to_owned()
}

/// A choice in a point: what is said, on which channel, what it costs, what it shows, what to say of it.
fn choice_words(
    scenario: &Scenario,
    id: ChoiceId,
    choice: &Choice,
    statistics: Option<&Statistics>,
) -> String {
    let mut words = format!("**{}**", plain(choice));
    if choice.via != Channel::None {
        let _ = write!(words, " ({})", choice.via.label().to_lowercase());
    }
    let known = statistics.and_then(|all| all.choices.get(id.index())?.as_ref());
    let cost = known.map(|known| {
        let cost = known.mean.round();
        match (known.best >= 0.5, cost >= 1.0) {
            (true, false) => "mostly the best there is".to_owned(),
            (true, true) => format!("often the best there is, costs {cost:.0} on average"),
            (false, true) => format!("costs {cost:.0} on average"),
            (false, false) => "costs next to nothing".to_owned(),
        }
    });
    let mut levels: Vec<(String, u8)> = Vec::new();
    for evidence in &choice.evidence {
        let name = scenario.skill(evidence.skill).name.to_string();
        match levels.iter_mut().find(|(known, _)| *known == name) {
            Some((_, level)) => *level = (*level).max(evidence.level),
            None => levels.push((name, evidence.level)),
        }
    }
    let levels: Vec<String> =
        levels.iter().map(|(name, level)| format!("{name} {level} of 4")).collect();
    let shows = (!levels.is_empty()).then(|| format!("shows {}", levels.join(", ")));
    let told: Vec<String> = cost.into_iter().chain(shows).collect();
    if !told.is_empty() {
        let _ = write!(words, ": {}.", told.join("; "));
    }
    if let Some(note) = &choice.note {
        let _ = write!(words, " {note}");
    }
    words
}

/// Escaped, with `**strong**` words as such.
fn marked(words: &str) -> String {
    let mut out = String::new();
    for (number, part) in escaped_html(words).split("**").enumerate() {
        if number % 2 == 1 {
            let _ = write!(out, "<strong>{part}</strong>");
        } else {
            out.push_str(part);
        }
    }
    out
}
