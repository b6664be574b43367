//! Opening the game's window.

use std::path::PathBuf;

use super::{places::Places, play::Start, stop::Stop};
use crate::game::{self, GameOptions};

/// Plays in the window until it is closed; the reason if none can be opened.
pub(super) fn open(
    places: &Places,
    scenario: Option<PathBuf>,
    start: Option<&Start>,
) -> Result<Result<(), Stop>, String> {
    let options = GameOptions {
        data_folder: places.data_folder().map(Into::into),
        given: places.given().to_vec(),
        scenario,
        seed: start.map(|start| start.seed),
        forced: start.map(|start| start.forced.clone()).unwrap_or_default(),
        choices: start.map(|start| start.choices.clone()).unwrap_or_default(),
    };
    match game::run(options) {
        Ok(outcome) if outcome.success => Ok(Ok(())),
        Ok(_) => Ok(Err(Stop::Failed("the game ended with a fault".into()))),
        Err(none) => Err(none.reason),
    }
}
