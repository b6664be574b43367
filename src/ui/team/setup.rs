//! Setting a session up, on the trainer's own screen: what is played, how, and who can reach it.

use egui::{Key, Ui, vec2};

use super::plan::{PhoneReach, TeamPlan};
use crate::{
    team::room::{BranchRule, RoomMode, SessionRules},
    ui::{
        Command, Look,
        look::{Pen, TextSize},
        theme::Surface,
        widgets::{
            ButtonKind, PageFrame, Sheet, button_named_ui, button_ui, columns_ui, pressed, take,
            untouched,
        },
    },
};

/// Seconds for a vote that can be chosen; none first.
const VOTE_SECONDS: [Option<u32>; 5] = [None, Some(30), Some(60), Some(90), Some(120)];
/// Seconds for pair talk that can be chosen; none first.
const TALK_SECONDS: [Option<u32>; 4] = [None, Some(60), Some(120), Some(180)];

/// What the set-up shows.
#[derive(Clone, Copy)]
pub struct TeamSetupView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// What can be played.
    pub scenarios: &'a [TeachableScenario],
    /// Sessions that were not ended.
    pub kept: &'a [KeptSession],
    /// House rules that were found.
    pub houses: &'a [HouseFile],
    /// What the trainer should know: why a session could not be opened.
    pub notice: Option<&'a str>,
}

/// A scenario that can be played with a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeachableScenario {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// Minutes that one play takes.
    pub minutes: u16,
}

/// A session that was not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSession {
    /// How the host knows it.
    pub id: String,
    /// What is played.
    pub title: String,
    /// Since when and with how many, in words: "yesterday, 12 people".
    pub more: String,
}

/// A file of house rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseFile {
    /// Its path.
    pub path: String,
    /// Its heading, or what is wrong with it.
    pub title: String,
    /// Whether it can be used.
    pub is_sound: bool,
}

/// What the set-up remembers.
#[derive(Debug)]
pub struct TeamSetupLocal {
    /// Something moves: draw again at once.
    pub animating: bool,
    plan: TeamPlan,
}

impl Default for TeamSetupLocal {
    fn default() -> Self {
        Self { animating: false, plan: TeamPlan::of("") }
    }
}

/// The set-up.
pub fn team_setup_ui(
    ui: &mut Ui,
    view: &TeamSetupView<'_>,
    local: &mut TeamSetupLocal,
) -> Option<Command> {
    let pen = Pen::begin(ui, view.look, Surface::Page);
    local.animating = false;
    if !view.scenarios.iter().any(|one| one.id == local.plan.scenario) {
        local.plan.scenario = view.scenarios.first().map(|one| one.id.clone()).unwrap_or_default();
    }
    if take(ui, Key::Escape) {
        return Some(Command::Home);
    }
    let frame = PageFrame {
        title: "Team session",
        subtitle: Some("One screen for the room, phones for the votes; no internet needed"),
        width: 1120.0,
        salt: 0,
    };
    let is_ready = !local.plan.scenario.is_empty();
    let begins = is_ready && untouched(ui) && pressed(ui, Key::Enter);
    let plan = &mut local.plan;
    let mut opens = begins;
    let command = frame.show(
        ui,
        &pen,
        |ui| {
            let home = button_ui(ui, &pen, ButtonKind::OnBand, "Home").clicked();
            let open = ui.add_enabled_ui(is_ready, |ui| {
                button_ui(ui, &pen, ButtonKind::On, "Open the session")
            });
            opens |= open.inner.clicked();
            home.then_some(Command::Home)
        },
        |ui| body_ui(ui, &pen, view, plan),
    );
    if opens && command.is_none() {
        return Some(Command::OpenTeam(Box::new(local.plan.clone())));
    }
    command
}

fn body_ui(
    ui: &mut Ui,
    pen: &Pen<'_>,
    view: &TeamSetupView<'_>,
    plan: &mut TeamPlan,
) -> Option<Command> {
    if let Some(notice) = view.notice {
        Sheet::note(pen).padding(14.0).show(ui, pen, |ui| {
            pen.words(notice, TextSize::Body).colour(pen.c.on_note).show(ui);
        });
    }
    let resumed = kept_ui(ui, pen, view.kept, plan.reach);
    let TeamPlan { scenario, mode, rules, hides_names, house, reach } = plan;
    let played = *mode;
    columns_ui(
        ui,
        pen,
        0.5,
        |ui| -> Option<()> {
            scenario_ui(ui, pen, view.scenarios, scenario);
            let modes = [
                (
                    RoomMode::Vote,
                    "Vote together",
                    "Private votes, the split, talk in pairs, one branch for all.",
                ),
                (
                    RoomMode::SoloTogether,
                    "Solo together",
                    "Everyone plays alone; you gather the room where paths part.",
                ),
                (RoomMode::HotSeat, "Hot seat", "One plays aloud, the others watch for skills."),
            ];
            choice_ui(ui, pen, "How the room plays", &modes, mode);
            house_ui(ui, pen, view.houses, house);
            None
        },
        |ui| {
            let reaches = [
                (
                    PhoneReach::Network,
                    "Phones in this network",
                    "They join by code or QR. Nothing leaves the network.",
                ),
                (
                    PhoneReach::ThisComputer,
                    "This computer only",
                    "No phones: you count raised cards, or try it in a browser here.",
                ),
                (
                    PhoneReach::Rehearsal,
                    "A rehearsal",
                    "Twelve imaginary people take part; nothing is kept.",
                ),
            ];
            choice_ui(ui, pen, "Who takes part", &reaches, reach);
            rules_ui(ui, pen, played, rules, hides_names);
            None
        },
    );
    resumed
}

/// Sessions that can be gone on with.
fn kept_ui(ui: &mut Ui, pen: &Pen<'_>, kept: &[KeptSession], reach: PhoneReach) -> Option<Command> {
    // What is kept is no rehearsal: nobody is let in from the network without being asked for.
    let reach = if reach == PhoneReach::Rehearsal { PhoneReach::ThisComputer } else { reach };
    let mut command = None;
    if kept.is_empty() {
        return None;
    }
    Sheet::plain(pen).padding(18.0).show(ui, pen, |ui| {
        pen.heading_ui(ui, "Sessions that were not ended", pen.c.ink);
        for KeptSession { id, title, more } in kept {
            pen.words(format!("{title}, {more}"), TextSize::Body).show(ui);
            ui.horizontal_wrapped(|ui| {
                let name = format!("Go on with {title}, {more}");
                if button_named_ui(ui, pen, ButtonKind::Main, "Go on", &name).clicked() {
                    command = Some(Command::ResumeTeam { room: id.clone(), reach });
                }
                let name = format!("Delete {title}, {more}, and every name in it");
                if button_named_ui(ui, pen, ButtonKind::Plain, "Delete", &name).clicked() {
                    command = Some(Command::ForgetTeam { room: id.clone() });
                }
            });
        }
    });
    command
}

fn scenario_ui(ui: &mut Ui, pen: &Pen<'_>, all: &[TeachableScenario], chosen: &mut String) {
    Sheet::plain(pen).padding(18.0).show(ui, pen, |ui| {
        pen.heading_ui(ui, "What is played", pen.c.ink);
        if all.is_empty() {
            let words = "There is no scenario in the library that can be played.";
            pen.words(words, TextSize::Body).show(ui);
        }
        ui.horizontal_wrapped(|ui| {
            for one in all {
                let name = format!("Scenario: {}", one.title);
                if option_ui(ui, pen, &one.title, &name, one.id == *chosen) {
                    chosen.clone_from(&one.id);
                }
            }
        });
        if let Some(one) = all.iter().find(|one| one.id == *chosen) {
            pen.words(one.summary.as_str(), TextSize::Body).colour(pen.c.ink_soft).show(ui);
            let room = one.minutes.saturating_mul(3);
            let words = format!("About {room} minutes with a room, {} alone", one.minutes);
            pen.words(words, TextSize::Small).colour(pen.c.ink_soft).show(ui);
        }
    });
}

/// One of several, with a sentence on the one that is on.
fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    pen: &Pen<'_>,
    title: &str,
    all: &[(T, &str, &str)],
    chosen: &mut T,
) {
    Sheet::plain(pen).padding(18.0).show(ui, pen, |ui| {
        pen.heading_ui(ui, title, pen.c.ink);
        ui.horizontal_wrapped(|ui| {
            for (one, words, _) in all {
                let name = format!("{title}: {words}");
                if option_ui(ui, pen, words, &name, one == chosen) {
                    *chosen = *one;
                }
            }
        });
        for (_, _, more) in all.iter().filter(|(one, ..)| one == chosen) {
            pen.words(*more, TextSize::Body).colour(pen.c.ink_soft).show(ui);
        }
    });
}

fn option_ui(ui: &mut Ui, pen: &Pen<'_>, words: &str, name: &str, is_on: bool) -> bool {
    let kind = if is_on { ButtonKind::On } else { ButtonKind::Plain };
    let response = button_named_ui(ui, pen, kind, words, name);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::WidgetType::RadioButton, true, is_on, name)
    });
    response.clicked()
}

fn rules_ui(
    ui: &mut Ui,
    pen: &Pen<'_>,
    mode: RoomMode,
    rules: &mut SessionRules,
    hides_names: &mut bool,
) {
    Sheet::plain(pen).padding(18.0).show(ui, pen, |ui| {
        pen.heading_ui(ui, "Rules", pen.c.ink);
        if mode == RoomMode::Vote {
            seconds_ui(ui, pen, "Time for a vote", &VOTE_SECONDS, &mut rules.vote_seconds);
            seconds_ui(ui, pen, "Time for pair talk", &TALK_SECONDS, &mut rules.talk_seconds);
            switch_ui(ui, pen, "A second vote after pair talk", &mut rules.second_vote);
            let all = "Close the vote once everyone has answered";
            switch_ui(ui, pen, all, &mut rules.closes_when_all_voted);
            switch_ui(ui, pen, "Ask how sure people are", &mut rules.asks_confidence);
            pen.words("The branch is", TextSize::Body).show(ui);
            let by = [
                (BranchRule::Majority, "what most chose"),
                (BranchRule::TrainersPick, "your pick"),
                (BranchRule::WeightedRandom, "drawn by votes"),
                (BranchRule::RoadNotTaken, "the road not taken"),
            ];
            ui.horizontal_wrapped(|ui| {
                for (rule, words) in by {
                    let name = format!("The branch is {words}");
                    if option_ui(ui, pen, words, &name, rules.branch == rule) {
                        rules.branch = rule;
                    }
                }
            });
        }
        switch_ui(ui, pen, "Hide names on the big screen", hides_names);
    });
}

fn seconds_ui(
    ui: &mut Ui,
    pen: &Pen<'_>,
    title: &str,
    all: &[Option<u32>],
    chosen: &mut Option<u32>,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(pen.px(6.0), pen.px(6.0));
        pen.words(format!("{title}:"), TextSize::Body).show(ui);
        for one in all {
            let words = one.map_or_else(|| "no limit".to_owned(), |seconds| format!("{seconds} s"));
            let name = format!("{title}: {words}");
            if option_ui(ui, pen, &words, &name, one == chosen) {
                *chosen = *one;
            }
        }
    });
}

fn switch_ui(ui: &mut Ui, pen: &Pen<'_>, words: &str, on: &mut bool) {
    let shown = format!("{words}: {}", if *on { "yes" } else { "no" });
    let kind = if *on { ButtonKind::On } else { ButtonKind::Plain };
    let response = button_named_ui(ui, pen, kind, &shown, words);
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::WidgetType::Checkbox, true, *on, words));
    if response.clicked() {
        *on = !*on;
    }
}

fn house_ui(ui: &mut Ui, pen: &Pen<'_>, houses: &[HouseFile], chosen: &mut Option<String>) {
    Sheet::plain(pen).padding(18.0).show(ui, pen, |ui| {
        pen.heading_ui(ui, "House rules", pen.c.ink);
        let words = "Drop a house rules file onto the window to show how it is done in your house.";
        pen.words(words, TextSize::Body).colour(pen.c.ink_soft).show(ui);
        if houses.is_empty() {
            return;
        }
        if option_ui(ui, pen, "None", "House rules: none", chosen.is_none()) {
            *chosen = None;
        }
        for file in houses {
            if !file.is_sound {
                pen.words(file.title.as_str(), TextSize::Small).colour(pen.c.cost).show(ui);
                continue;
            }
            let is_on = chosen.as_deref() == Some(&*file.path);
            if option_ui(ui, pen, &file.title, &format!("House rules: {}", file.title), is_on) {
                *chosen = Some(file.path.clone());
            }
        }
    });
}
