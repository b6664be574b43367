//! "Did you mean": the nearest of the names that there are.

/// The name nearest to one, if it is near enough to have been meant.
pub(super) fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    known
        .into_iter()
        .map(|known| (strsim::osa_distance(known, name), known))
        .filter(|(distance, known)| *distance <= known.chars().count() / 3 + 1)
        .min()
        .map(|(_, known)| known)
}
