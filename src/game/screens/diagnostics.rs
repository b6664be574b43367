//! What is wrong with a scenario file.

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::pane::{DrawScreens, Pane};
use crate::{
    game::{host::Examined, screen::Screen},
    store::{Content, Fault},
    ui::{DiagnosticsLocal, DiagnosticsView, diagnostics_ui},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        EguiPrimaryContextPass,
        show.in_set(DrawScreens).run_if(in_state(Screen::Diagnostics)),
    );
}

fn show(mut pane: Pane, examined: Res<Examined>, mut local: Local<DiagnosticsLocal>) -> Result {
    pane.show(|ui, look, state| {
        let file = examined.0.as_deref()?;
        let entry = state.library.entries.iter().find(|entry| entry.path == file)?;
        let unreadable;
        let mut view = DiagnosticsView {
            look,
            file: &entry.path,
            source: None,
            diagnostics: &[],
            unreadable: None,
        };
        match &entry.content {
            Content::Ready(ready) => {
                view.source = Some(&ready.source.scenario);
                view.diagnostics = &ready.warnings;
            }
            Content::Broken(broken) => match &broken.fault {
                Fault::Unreadable(error) => {
                    unreadable = error.to_string();
                    view.unreadable = Some(&unreadable);
                }
                Fault::Wrong { source, diagnostics } => {
                    view.source = Some(source);
                    view.diagnostics = diagnostics;
                }
            },
        }
        diagnostics_ui(ui, &view, &mut local)
    })?;
    pane.follow(local.animating);
    Ok(())
}
