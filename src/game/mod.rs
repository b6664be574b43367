//! The Bevy app: window, stage, and the screens it hosts.

#![expect(clippy::needless_pass_by_value, reason = "Bevy hands systems their parameters by value")]

mod app;
mod drive;
mod faces;
mod full_screen;
mod host;
mod icon;
mod keepsake;
mod pace;
mod painter;
mod raster;
mod resources;
mod screen;
mod screens;
mod settle;
mod sound;
mod stage;
mod start;
mod stillness;
mod team;
mod window;

pub use start::{GameExit, GameOptions, NoWindow};

/// Plays the game in a window until the player leaves it.
///
/// # Errors
///
/// Returns [`NoWindow`] where there is no display or no graphics adapter; nothing has been shown
/// or printed then, and the terminal can take over.
pub fn run(options: GameOptions) -> Result<GameExit, NoWindow> {
    window::has_display()?;
    let opening = host::Opening::begin(&options);
    let unsaved = host::Unsaved::default();
    let seen = unsaved.clone();
    let mut outcome =
        window::guarded(move |opened| app::build(options, opening, opened, unsaved).run())?;
    outcome.unsaved = seen.take();
    Ok(outcome)
}
