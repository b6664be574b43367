//! House rules from a file: a trainer's overlay of local law, policy and wording.

use super::room::HouseRules;
use crate::text::{SourceFile, steers};

/// The longest line, in characters.
const LONGEST: usize = 300;
/// The most lines of one kind.
const MOST: usize = 20;

/// Reads house rules, as RON: `(title: "…", law: ["…"], say: ["…"], avoid: ["…"])`.
///
/// # Errors
/// A sentence that says what is wrong, where, and what to do.
pub fn house_rules(file: &SourceFile) -> Result<HouseRules, String> {
    let rules: HouseRules = ron::from_str(file.text()).map_err(|fault| {
        let at = fault.span.start;
        format!(
            "{}:{}:{}: these house rules cannot be read ({}). Write (title: \"…\", law: [\"…\"], say: [\"…\"], \
             avoid: [\"…\"])",
            file.name(),
            at.line,
            at.col,
            fault.code
        )
    })?;
    let lists = [("law", &rules.law), ("say", &rules.say), ("avoid", &rules.avoid)];
    if let Some((name, _)) = lists.iter().find(|(_, lines)| lines.len() > MOST) {
        return Err(format!("{}: `{name}` has more than {MOST} lines. Shorten it", file.name()));
    }
    let lines = lists.iter().flat_map(|(_, lines)| lines.iter()).chain([&rules.title]);
    for line in lines {
        if line.chars().count() > LONGEST {
            let start: String = line.chars().take(40).collect();
            return Err(format!(
                "{}: the line that begins with “{start}” is longer than {LONGEST} characters. Shorten it",
                file.name()
            ));
        }
        if line.chars().any(|c| steers(c) || c == '\n') {
            return Err(format!(
                "{}: a line holds a line break or a control character. Take it out",
                file.name()
            ));
        }
    }
    Ok(rules)
}
