//! Which lines were read before, in earlier attempts at the same scenario.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    engine::Session,
    practice::Play,
    store::{AttemptFilter, Records},
    text::SharedStr,
};

/// So many earlier attempts are looked at: the newest ones say most of what there is.
const MOST_ATTEMPTS: usize = 12;

/// The words of every line that was on screen in an earlier attempt; of the play itself none.
pub(super) fn known(records: &Records, play: &Play) -> BTreeSet<SharedStr> {
    let scenario = play.session().scenario();
    let filter =
        AttemptFilter { scenario_id: Some(scenario.id.to_string()), ..AttemptFilter::default() };
    // Where the records cannot be read, everything is new.
    let attempts = records.attempts(&filter).unwrap_or_default();
    let earlier = attempts
        .iter()
        .filter(|attempt| Some(attempt.id) != play.attempt() && attempt.hash == scenario.hash);
    let saves = earlier.take(MOST_ATTEMPTS).filter_map(|one| records.save_of(one.id).ok());
    let plays = saves.filter_map(|save| Session::replay_as_far(Arc::clone(scenario), &save).ok());
    plays
        .flat_map(|play| {
            play.session.transcript().map(|line| line.text.clone()).collect::<Vec<_>>()
        })
        .filter(|text| !text.is_empty())
        .collect()
}
