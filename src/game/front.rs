//! The home screen.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};

use super::{screen::Screen, stage::{Shot, StageFrame, Actor, Set}, art::{Variant, Look}};
use crate::scenario::{Mood, Place};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(EguiPrimaryContextPass, show.run_if(in_state(Screen::Home)));
}

fn show(mut contexts: EguiContexts, mut frame: ResMut<StageFrame>, mut shot: ResMut<Shot>, mut n: Local<u32>) -> Result {
    let ctx = contexts.ctx_mut()?;
    let full = ctx.content_rect();
    let mut rect = full;
    for key in 0..=9u32 {
        if ctx.input(|i| i.key_pressed([egui::Key::Num0, egui::Key::Num1, egui::Key::Num2, egui::Key::Num3, egui::Key::Num4, egui::Key::Num5, egui::Key::Num6, egui::Key::Num7, egui::Key::Num8, egui::Key::Num9][key as usize])) { *n = key; }
    }
    let you = Actor::seen("sam-1", Mood::Thoughtful);
    let helen = |mood, imagined| Actor { portrait: "helen".into(), mood, imagined };
    let set = |place, look| Set { place, quarter: 35, variant: Variant::Plain, look };
    if *n > 0 { rect.set_height(rect.height() * 0.6); }
    frame.0 = Some(rect);
    let next = match *n {
        0 => Shot::Front { quarter: 35, you, other: helen(Mood::Guarded, Some(1)) },
        1 => Shot::Alone { set: set(Place::Desk, Look::Real), you },
        2 => Shot::Together { set: set(Place::Workshop, Look::Real), you, others: vec![Actor::seen("marcus", Mood::Warm)] },
        3 => Shot::Call { here: set(Place::Desk, Look::Real), you, there: set(Place::Office, Look::Imagined(1)), others: vec![helen(Mood::Annoyed, Some(1))] },
        4 => Shot::Call { here: set(Place::Desk, Look::Real), you, there: set(Place::Office, Look::Imagined(3)), others: vec![helen(Mood::Annoyed, Some(3))] },
        5 => Shot::Call { here: set(Place::Desk, Look::Real), you, there: set(Place::Office, Look::Real), others: vec![helen(Mood::Tired, None)] },
        6 => Shot::Together { set: set(Place::Meeting, Look::Real), you, others: vec![helen(Mood::Warm, None), Actor::seen("marcus", Mood::Amused)] },
        _ => Shot::Dark,
    };
    if *shot != next { *shot = next; }
    egui::Area::new(egui::Id::new("home")).fixed_pos(egui::pos2(24.0, full.height() - 60.0)).show(ctx, |ui| {
        ui.heading("Rapport");
        if ui.button("Practise").clicked() {}
    });
    Ok(())
}
