//! The pane that every screen is drawn on.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{Id, LayerId, Ui, UiBuilder},
};

use crate::{
    game::{
        faces::Faces,
        host::{AppState, CommandQueue},
        pace::FrameWishes,
        screen::Screen,
    },
    ui::{Command, Look, mute_ui, theme},
};

/// What every screen is drawn with.
#[derive(SystemParam)]
pub(super) struct Pane<'w, 's> {
    contexts: EguiContexts<'w, 's>,
    pub(super) state: Res<'w, AppState>,
    faces: Res<'w, Faces>,
    queue: ResMut<'w, CommandQueue>,
    pub(super) pace: ResMut<'w, FrameWishes>,
    dressed: Res<'w, Dressed>,
    screen: Res<'w, State<Screen>>,
}

/// Set once the fonts are in.
#[derive(Resource, Default)]
struct Dressed(bool);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Dressed>();
    app.add_systems(
        PreUpdate,
        dress
            .after(bevy_egui::EguiPreUpdateSet::InitContexts)
            .before(bevy_egui::EguiPreUpdateSet::BeginPass),
    );
    app.configure_sets(EguiPrimaryContextPass, DrawScreens);
}

/// The set of the screens' systems.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct DrawScreens;

/// Gives egui its fonts before its first pass, and its style whenever it may have changed.
fn dress(
    mut contexts: EguiContexts,
    state: Option<Res<AppState>>,
    windows: Query<Ref<Window>>,
    mut dressed: ResMut<Dressed>,
    mut clear: ResMut<ClearColor>,
) -> Result {
    let Some(state) = state else { return Ok(()) };
    let ctx = contexts.ctx_mut()?;
    if !dressed.0 {
        ctx.set_fonts(theme::fonts());
        dressed.0 = true;
    } else if !state.is_changed() && !windows.iter().any(|window| window.is_changed()) {
        return Ok(());
    }
    state.theme.apply(ctx, &state.settings);
    let [red, green, blue, _] = state.theme.dark.ground.to_array();
    clear.0 = Srgba::rgb_u8(red, green, blue).into();
    Ok(())
}

impl Pane<'_, '_> {
    /// Draws a screen over the whole window and takes its wish.
    pub(super) fn show(
        &mut self,
        draw: impl FnOnce(&mut Ui, Look<'_>, &AppState) -> Option<Command>,
    ) -> Result {
        if !self.dressed.0 {
            return Ok(());
        }
        let ctx = self.contexts.ctx_mut()?.clone();
        let look = Look {
            theme: &self.state.theme,
            settings: &self.state.settings,
            pictures: &*self.faces,
        };
        let place = UiBuilder::new().layer_id(LayerId::background()).max_rect(ctx.content_rect());
        let mut ui = Ui::new(ctx, Id::new("screen"), place);
        if let Some(command) = draw(&mut ui, look, &self.state) {
            self.queue.0.push(command);
        } else if *self.screen.get() != Screen::Team
            && let Some(command) = mute_ui(&mut ui, look)
        {
            self.queue.0.push(command);
        }
        Ok(())
    }

    /// Draws again at once while something moves.
    pub(super) fn follow(&mut self, animating: bool) {
        if animating {
            self.pace.now();
        }
    }
}
