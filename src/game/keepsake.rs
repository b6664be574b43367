//! What is taken along of a debrief: a picture of the card that is shown, and a page that prints.

use std::{
    io::{self, Cursor},
    path::Path,
};

use bevy::{
    image::ImageFormat,
    prelude::*,
    render::view::screenshot::{Screenshot, ScreenshotCaptured},
};
use bevy_egui::egui::{ColorImage, Context, TextureHandle, TextureOptions};

use super::{
    host::{AppState, CurrentPlay, Playing},
    pace::FrameWishes,
    painter::{Commission, PicturePainter},
    stage::{Actor, Shot, still},
};
use crate::{art::Art, coach::Handout, store::output::write_beside_others, ui::ShareView};

/// The folder of the data folder in which what was taken along is found again.
const FOLDER: &str = "shared";

/// The picture of how it ended, in pixels.
const PICTURE: (u32, u32) = (1296, 480);

/// So many frames show nothing but the card before it is taken.
const SETTLED: u8 = 3;

/// What is taken along of the play whose debrief is shown.
#[derive(Resource, Default)]
pub(in crate::game) struct Keepsake {
    turn: u64,
    painting: Option<Commission>,
    picture: Option<TextureHandle>,
    shutter: Shutter,
    told: Option<String>,
}

/// How far a picture is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Shutter {
    #[default]
    Shut,
    /// The card has been alone on the screen for so many frames.
    Settling(u8),
    /// It is being taken.
    Open,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Keepsake>();
    app.add_systems(Last, expose);
}

impl Keepsake {
    /// Has the picture of how it ended painted, once for each play.
    pub(super) fn paint(
        &mut self,
        ctx: &Context,
        painter: &PicturePainter,
        playing: &Playing,
        portrait: &str,
    ) {
        if self.turn != playing.turn() {
            *self = Self { turn: playing.turn(), ..Self::default() };
        }
        if self.picture.is_some() {
            return;
        }
        let (standing, mood) = playing.as_read(playing.view.said.len());
        let commission = self.painting.get_or_insert_with(|| {
            let own = playing.scenario().player_portrait.as_deref().unwrap_or(portrait);
            let shot = Shot::of(&playing.looks(standing), Actor::seen(own, mood));
            let (width, height) = PICTURE;
            painter.commission(move |art| still(art, &shot, width, height))
        });
        if let Some(Ok(pixels)) = commission.take() {
            let size = [pixels.width as usize, pixels.height as usize];
            let image = ColorImage::from_rgba_unmultiplied(size, &pixels.rgba);
            self.picture = Some(ctx.load_texture("keepsake", image, TextureOptions::LINEAR));
        }
    }

    /// What the debrief shows of it.
    pub(super) fn view<'a>(&'a self, turn: u64, challenge: Option<&'a str>) -> ShareView<'a> {
        let own = self.turn == turn;
        ShareView {
            challenge,
            picture: self.picture.as_ref().filter(|_| own).map(TextureHandle::id),
            told: self.told.as_deref().filter(|_| own),
            is_taken: self.shutter != Shutter::Shut,
        }
    }

    /// The picture is to be taken as soon as the card is alone on the screen.
    pub(super) fn take(&mut self) {
        if self.shutter == Shutter::Shut {
            self.shutter = Shutter::Settling(0);
        }
    }

    /// Writes the page.
    pub(super) fn write_page(&mut self, state: &AppState, playing: &Playing, handout: &Handout) {
        // The drawings are embedded, and a test reads them all.
        let pictures = Art::load().map(|art| art.handout(playing.scenario())).unwrap_or_default();
        self.write(state, playing, "html", handout.html(&pictures).as_bytes());
    }

    /// Writes a file under a name that nothing has yet, and tells where it is.
    fn write(&mut self, state: &AppState, playing: &Playing, ending: &str, content: &[u8]) {
        self.turn = playing.turn();
        let Some(folder) = state.places.data_folder.as_ref().map(|folder| folder.join(FOLDER))
        else {
            let none = "There is no data folder to write to. Start Rapport with --data-dir.";
            self.told = Some(none.to_owned());
            return;
        };
        let written = write_beside_others(&folder, (&name(playing), ending), content);
        self.told = Some(match written {
            Ok(path) => format!("Saved: {}", path.display()),
            Err(error) => unwritten(&folder, &error),
        });
    }
}

fn unwritten(folder: &Path, error: &io::Error) -> String {
    format!("It could not be written to {}: {error}. Make room or give rights.", folder.display())
}

/// The scenario's id as the name of a file.
fn name(playing: &Playing) -> String {
    let id = playing.scenario().id.chars();
    id.map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// Takes the picture once nothing else is on the screen.
fn expose(mut keepsake: ResMut<Keepsake>, mut commands: Commands, mut pace: ResMut<FrameWishes>) {
    match keepsake.shutter {
        Shutter::Shut => return,
        Shutter::Settling(frames) if frames < SETTLED => {
            keepsake.shutter = Shutter::Settling(frames + 1);
        }
        Shutter::Settling(_) => {
            keepsake.shutter = Shutter::Open;
            commands.spawn(Screenshot::primary_window()).observe(develop);
        }
        Shutter::Open => {}
    }
    pace.now();
}

/// Writes the picture that was taken.
fn develop(
    taken: On<ScreenshotCaptured>,
    mut keepsake: ResMut<Keepsake>,
    state: Res<AppState>,
    current: Res<CurrentPlay>,
    mut pace: ResMut<FrameWishes>,
) {
    keepsake.shutter = Shutter::Shut;
    pace.now();
    let Some(playing) = &current.0 else { return };
    match png(&taken.image) {
        Some(bytes) => keepsake.write(&state, playing, "png", &bytes),
        None => keepsake.told = Some("The picture could not be taken; the page can.".to_owned()),
    }
}

fn png(image: &Image) -> Option<Vec<u8>> {
    let picture = image.clone().try_into_dynamic().ok()?.to_rgb8();
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png.as_image_crate_format()?).ok()?;
    Some(bytes.into_inner())
}
