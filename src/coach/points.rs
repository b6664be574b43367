//! Points in words.

/// So many points, in words.
pub(super) fn points(count: i32) -> String {
    if count == 1 { "1 point".to_owned() } else { format!("{count} points") }
}
