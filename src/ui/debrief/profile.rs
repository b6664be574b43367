//! What was shown, in steps of four, with the evidence behind it.

use egui::{Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{DebriefLocal, PageContext};
use crate::{
    coach::SkillProfile,
    text::capital,
    ui::{
        Command,
        look::TextSize,
        widgets::{ButtonKind, Sheet, button_named_ui, columns_ui},
    },
};

/// The profile.
pub(super) fn profile_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
) -> Option<Command> {
    let profile = &scene.view.debrief.profile;
    let half = profile.len().div_ceil(2);
    let shared = std::cell::RefCell::new(local);
    columns_ui(
        ui,
        &scene.pen,
        0.5,
        |ui| {
            for skill in &profile[..half] {
                skill_ui(ui, scene, &mut shared.borrow_mut(), skill);
            }
            None
        },
        |ui| {
            for skill in &profile[half..] {
                skill_ui(ui, scene, &mut shared.borrow_mut(), skill);
            }
            None
        },
    )
}

fn skill_ui(ui: &mut Ui, scene: &PageContext<'_>, local: &mut DebriefLocal, skill: &SkillProfile) {
    let pen = &scene.pen;
    let c = pen.c;
    Sheet::plain(pen).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(6.0);
        pen.words(skill.name.as_str(), TextSize::Row).bold().show(ui);
        pen.words(skill.what.as_str(), TextSize::Small).colour(c.ink_soft).show(ui);
        if let Some(step) = skill.step {
            blocks_ui(ui, scene, step);
        }
        pen.words(format!("{}.", capital(&skill.seen)), TextSize::Body).show(ui);
        // A level 1 is not behind a button.
        if let Some(low) = skill.evidence.first().filter(|note| note.level == 1) {
            let told = format!("{} You: {}", low.why, low.yours);
            pen.words(told, TextSize::Body).show(ui);
        }
        if let Some(next) = &skill.next {
            pen.words(format!("To try next: {next}"), TextSize::Small).colour(c.ink_soft).show(ui);
        }
        if let Some(note) = &skill.note {
            pen.words(note.as_str(), TextSize::Small).colour(c.ink_soft).show(ui);
        }
        evidence_ui(ui, scene, local, skill);
    });
}

fn blocks_ui(ui: &mut Ui, scene: &PageContext<'_>, step: u8) {
    let pen = &scene.pen;
    let gap = pen.px(6.0);
    let wide = ((ui.available_width() - 3.0 * gap) / 4.0).min(pen.px(110.0));
    let (rect, response) =
        ui.allocate_exact_size(vec2(4.0 * wide + 3.0 * gap, pen.px(14.0)), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::Image, true, format!("{step} of four blocks"))
    });
    for at in 0..4_u8 {
        let left = rect.left() + (wide + gap) * f32::from(at);
        let block = Rect::from_min_size(pos2(left, rect.top()), vec2(wide, rect.height()));
        let fill = if at < step { pen.c.fact_mark } else { pen.c.quiet.gamma_multiply(0.45) };
        ui.painter().rect_filled(block, pen.px(3.0), fill);
    }
}

fn evidence_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
    skill: &SkillProfile,
) {
    if skill.evidence.is_empty() {
        return;
    }
    let pen = &scene.pen;
    let open = local.open.contains(&skill.id);
    let count = skill.evidence.len();
    let lines = if count == 1 { "1 line".to_owned() } else { format!("{count} lines") };
    let words = if open {
        "Hide what it is based on".to_owned()
    } else {
        format!("What it is based on: {lines}")
    };
    let name = format!("{words}, {}", skill.name);
    if button_named_ui(ui, pen, ButtonKind::Chip, &words, &name).clicked() {
        if open {
            local.open.remove(&skill.id);
        } else {
            local.open.insert(skill.id.clone());
        }
    }
    if !open {
        return;
    }
    for note in &skill.evidence {
        pen.gap(ui, 2.0);
        pen.words(note.yours.as_str(), TextSize::Body).show(ui);
        let why = format!("{}. Step {}. {}", note.scene, note.level, note.why);
        pen.words(why, TextSize::Small).colour(pen.c.ink_soft).show(ui);
    }
}
