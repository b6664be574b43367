//! What there is to say beside a play.

use std::io::{BufRead, Write};

use super::{
    super::{stop::Stop, tell},
    console::Console,
};
use crate::{practice::Note, store::RecordsError};

/// Says what there is to say of how a play is kept: of its meaning among its lines, of trouble beside them.
pub(super) fn tell_of(
    notes: impl IntoIterator<Item = Note>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    for note in notes {
        match note {
            Note::InHindsight => console.line(&note.to_string())?,
            Note::Trouble(_)
            | Note::Records(_)
            | Note::OtherWindow
            | Note::Stopped(_)
            | Note::Stranded(..)
            | Note::ChoiceLost(_)
            | Note::Lost(_) => {
                tell(format_args!("note: {note}"));
            }
        }
    }
    Ok(())
}

/// What the records gave, or a note on why they did not; play goes on either way.
pub(super) fn report<T>(result: Result<T, RecordsError>) -> Option<T> {
    result.map_err(|fault| tell(format_args!("note: {fault}"))).ok()
}
