//! Expressions of PRISM's language, simplified as far as truth and falsehood go.

pub(super) const TRUE: &str = "true";
pub(super) const FALSE: &str = "false";

pub(super) fn word(value: bool) -> &'static str {
    if value { TRUE } else { FALSE }
}

pub(super) fn and(a: &str, b: &str) -> String {
    match (a, b) {
        (FALSE, _) | (_, FALSE) => FALSE.to_owned(),
        (TRUE, other) | (other, TRUE) => other.to_owned(),
        _ => format!("({a}&{b})"),
    }
}

pub(super) fn or(a: &str, b: &str) -> String {
    match (a, b) {
        (TRUE, _) | (_, TRUE) => TRUE.to_owned(),
        (FALSE, other) | (other, FALSE) => other.to_owned(),
        _ => format!("({a}|{b})"),
    }
}

pub(super) fn not(a: &str) -> String {
    match a {
        TRUE => FALSE.to_owned(),
        FALSE => TRUE.to_owned(),
        _ => format!("!{a}"),
    }
}

pub(super) fn choose(when: &str, then: &str, otherwise: &str) -> String {
    match when {
        TRUE => then.to_owned(),
        FALSE => otherwise.to_owned(),
        _ if then == otherwise => then.to_owned(),
        _ => format!("({when}?{then}:{otherwise})"),
    }
}
