//! Opening the game's window.

use std::path::PathBuf;

use super::{places::Places, stop::Stop};
use crate::{
    game::{self, GameOptions},
    practice::Start,
};

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
        start: start.cloned(),
    };
    match game::run(options) {
        Ok(outcome) if outcome.success => {
            Ok(outcome.unsaved.map_or(Ok(()), |why| Err(Stop::Failed(why))))
        }
        Ok(_) => Ok(Err(Stop::Failed("the game ended with a fault".into()))),
        Err(none) => Err(none.reason),
    }
}
