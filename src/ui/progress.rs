//! Progress: what was shown over time, every attempt, every sentence kept.

use egui::{Key, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{
    Command, Look,
    look::{Pen, TextSize},
    measure::real,
    theme::Surface,
    widgets::{
        ButtonKind, PageFrame, Sheet, button_named_ui, button_ui, columns_ui, focus_first, pressed,
    },
};
use crate::text::capital;

/// What the progress screen shows.
#[derive(Clone, Copy)]
pub struct ProgressView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// The competencies over time.
    pub skills: &'a [SkillHistory],
    /// The lessons, in the order in which they were first met.
    pub lessons: &'a [LessonRow],
    /// The attempts, newest first.
    pub attempts: &'a [AttemptRow],
    /// The sentences kept, newest first.
    pub commitments: &'a [CommitmentRow],
}

/// One competency over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillHistory {
    /// Name.
    pub name: String,
    /// What it is.
    pub what: String,
    /// What was shown, oldest first; only finished attempts without hindsight.
    pub points: Vec<SkillPoint>,
    /// Why it should be practised now, in words.
    pub due: Option<String>,
}

/// What one attempt showed of a competency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillPoint {
    /// When, in words: "3 May".
    pub when: String,
    /// Step of four; `None` where none may be claimed.
    pub step: Option<u8>,
    /// The same in words: "seen once".
    pub seen: String,
}

/// One lesson over all plays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonRow {
    /// Its sentence.
    pub sentence: String,
    /// How many decisions kept it.
    pub kept: u32,
    /// How many decisions broke it.
    pub broken: u32,
}

/// One attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptRow {
    /// Id, for [`Command::OpenAttempt`].
    pub id: String,
    /// When, in words.
    pub when: String,
    /// Title of the scenario.
    pub scenario: String,
    /// Title of the ending; `None`: not finished.
    pub ending: Option<String>,
    /// What sets it apart: "Played on from Reaching Helen", "Two decisions taken back".
    pub marks: Vec<String>,
}

/// One sentence kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentRow {
    /// When, in words.
    pub when: String,
    /// Title of the scenario.
    pub scenario: String,
    /// The sentence.
    pub text: String,
}

/// What the progress screen remembers.
#[derive(Debug, Default)]
pub struct ProgressLocal {
    /// Something moves: draw again at once.
    pub animating: bool,
}

/// The progress screen.
pub fn progress_ui(
    ui: &mut Ui,
    view: &ProgressView<'_>,
    local: &mut ProgressLocal,
) -> Option<Command> {
    let pen = Pen::begin(ui, view.look, Surface::Page);
    local.animating = false;
    let page = PageFrame {
        title: "Progress",
        subtitle: Some("What you showed, play by play. Plays with hindsight stay out of it."),
        width: 1200.0,
        salt: 0,
    };
    let escaped = pressed(ui, Key::Escape);
    let command = page.show(
        ui,
        &pen,
        |ui| {
            let home = button_ui(ui, &pen, ButtonKind::OnBand, "Home");
            focus_first(ui, home.id);
            home.clicked().then_some(Command::Home)
        },
        |ui| {
            if view.look.settings.room {
                let hidden = "Your plays and your sentences are for you alone: room mode, in the settings, keeps them off the wall.";
                pen.words(hidden, TextSize::Row).show(ui);
                return None;
            }
            if view.attempts.is_empty() {
                let none =
                    "Nothing yet. Play a conversation to its end, and what it showed stands here.";
                pen.words(none, TextSize::Row).show(ui);
            }
            columns_ui(
                ui,
                &pen,
                0.52,
                |ui| {
                    for skill in view.skills {
                        skill_ui(ui, &pen, skill);
                    }
                    None
                },
                |ui| {
                    commitments_ui(ui, &pen, view.commitments);
                    lessons_ui(ui, &pen, view.lessons);
                    attempts_ui(ui, &pen, view.attempts)
                },
            )
        },
    );
    command.or(escaped.then_some(Command::Home))
}

fn skill_ui(ui: &mut Ui, pen: &Pen<'_>, skill: &SkillHistory) {
    let c = pen.c;
    Sheet::plain(pen).padding(18.0).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(4.0);
        pen.words(skill.name.as_str(), TextSize::Body).bold().show(ui);
        pen.words(skill.what.as_str(), TextSize::Small).colour(c.ink_soft).show(ui);
        let told = history(skill);
        let recent = &skill.points[skill.points.len().saturating_sub(12)..];
        if !recent.is_empty() {
            let (tall, wide, gap) = (pen.em(44.0), pen.em(22.0), pen.em(6.0));
            let size = vec2((wide + gap) * real(recent.len()), tall);
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &told));
            for (at, point) in recent.iter().enumerate() {
                let left = rect.left() + (wide + gap) * real(at);
                for step in 0..4_u8 {
                    let bottom = rect.bottom() - f32::from(step) * tall / 4.0;
                    let block = Rect::from_min_max(
                        pos2(left, bottom - tall / 4.0 + 2.0),
                        pos2(left + wide, bottom),
                    );
                    let fill = if Some(step) < point.step {
                        c.fact_mark
                    } else {
                        c.quiet.gamma_multiply(0.5)
                    };
                    ui.painter().rect_filled(block, 2.0, fill);
                }
            }
        }
        pen.words(told, TextSize::Small).show(ui);
        if let Some(due) = &skill.due {
            pen.words(due.as_str(), TextSize::Small).bold().colour(c.cost).show(ui);
        }
    });
}

fn history(skill: &SkillHistory) -> String {
    let Some(last) = skill.points.last() else { return "Not shown yet.".to_owned() };
    let steps: Vec<String> =
        skill.points.iter().map(|point| format!("{} on {}", point.seen, point.when)).collect();
    if steps.len() > 4 {
        return format!("Last: {}, on {}; {} plays.", last.seen, last.when, steps.len());
    }
    format!("{}.", capital(&steps.join(", ")))
}

fn commitments_ui(ui: &mut Ui, pen: &Pen<'_>, commitments: &[CommitmentRow]) {
    if commitments.is_empty() {
        return;
    }
    Sheet::note(pen).show(ui, pen, |ui| {
        let ink = pen.c.on_note;
        pen.heading_ui(ui, "What you said you would do", ink);
        for kept in commitments {
            pen.words(kept.text.as_str(), TextSize::Body).colour(ink).show(ui);
            ui.add_space(-pen.px(6.0));
            pen.words(format!("{}, after {}", kept.when, kept.scenario), TextSize::Small)
                .colour(ink)
                .show(ui);
        }
    });
}

fn lessons_ui(ui: &mut Ui, pen: &Pen<'_>, lessons: &[LessonRow]) {
    if lessons.is_empty() {
        return;
    }
    let c = pen.c;
    Sheet::plain(pen).padding(18.0).show(ui, pen, |ui| {
        pen.heading_ui(ui, "Lessons", c.ink);
        for lesson in lessons {
            pen.words(lesson.sentence.as_str(), TextSize::Body).show(ui);
            let times = format!("kept {}, broken {}", lesson.kept, lesson.broken);
            pen.words(times, TextSize::Small).colour(c.ink_soft).show(ui);
        }
    });
}

fn attempts_ui(ui: &mut Ui, pen: &Pen<'_>, attempts: &[AttemptRow]) -> Option<Command> {
    if attempts.is_empty() {
        return None;
    }
    let c = pen.c;
    Sheet::plain(pen).padding(18.0).show(ui, pen, |ui| {
        pen.heading_ui(ui, "Plays", c.ink);
        let mut command = None;
        for attempt in attempts {
            ui.spacing_mut().item_spacing.y = pen.px(2.0);
            let ending = attempt.ending.as_deref().unwrap_or("not finished");
            pen.words(format!("{}: {ending}", attempt.scenario), TextSize::Body).show(ui);
            let mut more = vec![attempt.when.clone()];
            more.extend(attempt.marks.iter().cloned());
            pen.words(more.join(" · "), TextSize::Small).colour(c.ink_soft).show(ui);
            let words = if attempt.ending.is_some() { "Debrief" } else { "Go on" };
            let name = format!("{words}: {}, {}", attempt.scenario, attempt.when);
            if button_named_ui(ui, pen, ButtonKind::Chip, words, &name).clicked() {
                command = Some(Command::OpenAttempt { attempt: attempt.id.clone() });
            }
            pen.gap(ui, 8.0);
        }
        command
    })
}
