//! The analysis job of the game: on a thread that wakes the window when it ends, for whoever is at a play.

use std::thread;

use bevy::prelude::*;

use super::state::CurrentPlay;
use crate::{
    game::{
        pace::{FrameWishes, Wake},
        screen::Screen,
    },
    practice::{AnalysisJob, Threads},
};

/// What is known of choices and chance in the play under way.
#[derive(Resource, Deref, DerefMut)]
pub(in crate::game) struct PlayAnalysis(AnalysisJob);

pub(super) fn plugin(app: &mut App) {
    let wake = app.world().get_resource::<Wake>().cloned();
    app.insert_resource(PlayAnalysis(AnalysisJob::on(threads(wake))));
    app.add_systems(Update, follow);
}

/// Whatever becomes of the work, the game looks up once it is over.
fn threads(wake: Option<Wake>) -> Threads {
    Box::new(move |work| {
        let wake = wake.clone();
        let whole = move || {
            let _bell = Bell(wake);
            work();
        };
        if let Err(error) = thread::Builder::new().name("analysis".to_owned()).spawn(whole) {
            warn!("no thread for the analysis of a play: {error}");
        }
    })
}

/// Follows the play while the player is at it; what is known is let go when they leave.
fn follow(
    current: Res<CurrentPlay>,
    screen: Res<State<Screen>>,
    mut analysis: ResMut<PlayAnalysis>,
    mut pace: ResMut<FrameWishes>,
) {
    let at_table = matches!(screen.get(), Screen::Play | Screen::Debrief | Screen::Settings);
    let Some(playing) = current.0.as_ref().filter(|_| at_table) else {
        if !analysis.is_idle() {
            analysis.forget();
        }
        return;
    };
    if analysis.follow(&playing.play) {
        pace.now();
    }
}

/// Wakes the game when it is dropped.
struct Bell(Option<Wake>);

impl Drop for Bell {
    fn drop(&mut self) {
        if let Some(wake) = &self.0 {
            wake.up();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc, time::Duration};

    use super::*;

    #[test]
    fn whatever_becomes_of_the_work_the_game_looks_up() {
        let (sender, rang) = mpsc::channel();
        let wake = Wake::with(move || {
            let _ = sender.send(());
        });
        let threads = threads(Some(wake));
        threads(Box::new(|| ()));
        assert_eq!(rang.recv_timeout(Duration::from_secs(20)), Ok(()));
        threads(Box::new(|| std::panic::resume_unwind(Box::new(()))));
        assert_eq!(rang.recv_timeout(Duration::from_secs(20)), Ok(()));
    }
}
