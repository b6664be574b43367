//! One type name, one meaning: a reader who meets a name knows what it is, whatever the room.

use std::collections::BTreeMap;

use crate::tidy::{read, rust_files};

/// What each subcommand calls its own, which nobody else sees.
const OF_A_COMMAND: [&str; 2] = ["Args", "Format"];

#[test]
fn a_type_name_has_one_meaning() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, code) in rust_files("src") {
        for name in code.lines().filter_map(declared) {
            places.entry(name.to_owned()).or_default().push(meaning(&file, name));
        }
    }
    assert!(places.len() > 400, "the scan sees only {} names", places.len());
    assert!(places.contains_key("NodeId") && places.contains_key("Witness"));
    let mut found = Vec::new();
    for (name, mut files) in places {
        files.sort_unstable();
        files.dedup();
        if files.len() > 1 {
            found.push((name, files));
        }
    }
    assert!(found.is_empty(), "these names have two meanings: {found:#?}");
    assert!(read("ARCHITECTURE.md").contains("One type name, one meaning"));
}

/// Where a name has its meaning. What the language writes and what it resolves to are one thing, called
/// `syntax::Choice` and `Choice`.
fn meaning(file: &str, name: &str) -> String {
    if file.starts_with("src/cli/") && OF_A_COMMAND.contains(&name) {
        return "a command's own".to_owned();
    }
    let is_language = ["src/scenario/syntax/", "src/scenario/model"];
    if is_language.iter().any(|folder| file.starts_with(folder)) {
        return "the language".to_owned();
    }
    file.to_owned()
}

/// The name of the type or trait that a line declares.
fn declared(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = match line.strip_prefix("pub") {
        Some(rest) => match rest.strip_prefix('(') {
            Some(rest) => rest.split_once(')')?.1,
            None => rest,
        },
        None => line,
    };
    let line = line.trim_start();
    let rest = ["struct ", "enum ", "trait "].iter().find_map(|word| line.strip_prefix(word))?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    Some(&rest[..end])
}
