//! Words as sentences need them: with a capital, in quotation marks, a first name.

/// With a capital at its head.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What somebody says or thinks, in curly quotation marks, unless it has some already. A deed or a
/// stage direction, in brackets or asterisks, stands as it was written: it is no quotation.
#[must_use]
pub fn quoted(text: &str) -> String {
    if text.starts_with(['“', '"', '‘', '(', '*', '[']) {
        text.to_owned()
    } else {
        format!("“{text}”")
    }
}

/// Names as a sentence has them: "Helen Brandt, Marcus Hill and Dee Moor".
#[must_use]
pub fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

/// The first names of people who are [`listed`] by their whole ones: "Helen, Marcus and Dee".
#[must_use]
pub fn first_names(people: &str) -> String {
    let names: Vec<&str> = people.split(", ").flat_map(|some| some.split(" and ")).collect();
    listed(&names.into_iter().map(first_name).collect::<Vec<_>>())
}

/// A person's first name: "Helen" of "Helen Brandt".
#[must_use]
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}
