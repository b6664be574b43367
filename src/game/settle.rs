//! After the window has changed, frames follow until its picture is right, without any input.

use bevy::{
    asset::AssetEventSystems,
    prelude::*,
    window::{
        WindowBackendScaleFactorChanged, WindowFocused, WindowOccluded, WindowResized,
        WindowScaleFactorChanged,
    },
};
use bevy_egui::{EguiFullOutput, EguiPostUpdateSet};

use super::pace::FrameWishes;

/// How many frames follow at least: the first one still has the old size, and one may be lost while the
/// surface is made anew.
const FRAMES: u8 = 6;
/// For how long frames follow at least, in seconds: window managers resize in more than one step.
const SECS: f32 = 0.4;

pub(super) fn plugin(app: &mut App) {
    // What egui paints on its textures belongs to the frame that uses it: letters are there from the first.
    app.configure_sets(PostUpdate, EguiPostUpdateSet::PostProcessOutput.before(AssetEventSystems));
    app.add_systems(Update, follow_changes);
    app.add_systems(
        PostUpdate,
        follow_textures.after(EguiPostUpdateSet::EndPass).before(EguiPostUpdateSet::ProcessOutput),
    );
}

/// Frames that are still due.
#[derive(Default)]
struct Unsettled {
    frames: u8,
    until: f32,
}

#[expect(clippy::too_many_arguments, reason = "a Bevy system names what it uses")]
fn follow_changes(
    time: Res<Time<Real>>,
    mut resized: MessageReader<WindowResized>,
    mut scaled: MessageReader<WindowScaleFactorChanged>,
    mut backend: MessageReader<WindowBackendScaleFactorChanged>,
    mut focused: MessageReader<WindowFocused>,
    mut occluded: MessageReader<WindowOccluded>,
    mut pace: ResMut<FrameWishes>,
    mut unsettled: Local<Unsettled>,
) {
    let changes = resized.read().count()
        + scaled.read().count()
        + backend.read().count()
        + focused.read().count()
        + occluded.read().count();
    let now = time.elapsed_secs();
    if changes > 0 {
        *unsettled = Unsettled { frames: FRAMES, until: now + SECS };
    }
    if unsettled.frames > 0 || now < unsettled.until {
        unsettled.frames = unsettled.frames.saturating_sub(1);
        pace.now();
    }
}

/// A frame in which letters were painted anew is followed by one more, whose textures are surely there.
fn follow_textures(outputs: Query<&EguiFullOutput>, mut pace: ResMut<FrameWishes>) {
    let mut all = outputs.iter().flat_map(|output| output.iter());
    if all.any(|output| !output.textures_delta.is_empty()) {
        pace.now();
    }
}
