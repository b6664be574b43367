//! "Did you mean": the known word nearest to what was written.

/// The known word nearest to what was written, if it is near at all: at most a third of its letters
/// differ, as counted by the Damerau-Levenshtein distance.
#[must_use]
pub fn nearest<'n>(written: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let length = written.chars().count();
    let allowed = |letters: usize| (letters.max(length) / 3).max(1);
    known
        .into_iter()
        .filter_map(|name| {
            let letters = name.chars().count();
            // Words of very different length cannot be near; comparing them would only cost time.
            (letters.abs_diff(length) <= allowed(letters))
                .then(|| (strsim::damerau_levenshtein(written, name), letters, name))
        })
        .filter(|(distance, letters, _)| *distance <= allowed(*letters))
        .map(|(distance, _, name)| (distance, name))
        .min()
        .map(|(_, name)| name)
}
