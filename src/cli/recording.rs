//! Recorded plays of a plan file: read with what is wrong told, and one more added.

use std::{io, path::Path};

use super::{screen::palette, stop::Stop, tell, tell_styled};
use crate::{
    diagnostic::render,
    engine::Session,
    plan::{self, Plans},
    scenario::faults_of_form,
    store::{files::read_source, output::write_new, replace_source},
    text::{SourceFile, apply, shown_in_line},
    tree::Tree,
};

/// The plays of a plan file; none if it cannot be read, which is told.
pub(super) fn plans_of(source: &SourceFile) -> Option<Plans> {
    let tree = Tree::parse(source.shared_text());
    let faults = faults_of_form(&tree);
    let palette = palette(&io::stderr());
    for fault in &faults {
        tell_styled(format_args!("{}\n", render(fault, source, palette)));
    }
    if !faults.is_empty() {
        return None;
    }
    Plans::of(&tree)
        .map_err(|fault| {
            let at = source.position(fault.span.start);
            let name = shown_in_line(source.name());
            tell(format_args!("error: {name}:{}:{}: {}", at.line, at.column, fault.text));
        })
        .ok()
}

/// Keeps a play as a recorded one, under a name, in a plan that is there or not; says so.
pub(super) fn keep(session: &Session, name: &str, plan: &Path) -> Result<String, Stop> {
    let made = plan::recorded(session, name);
    let named = shown_in_line(&plan.to_string_lossy()).into_owned();
    let kept = format!("{named}: `{name}` is recorded");
    if !plan.exists() {
        let text = format!("Plans(format: 1, plays: [{made}])\n");
        let text = Tree::parse(&*text).formatted().unwrap_or(text);
        write_new(plan, text.as_bytes())
            .map_err(|error| Stop::Usage(format!("{named}: could not be written ({error})")))?;
        return Ok(kept);
    }
    let source = read_source(plan)?;
    let plans = plans_of(&source).ok_or(Stop::Findings)?;
    if plans.plays.iter().any(|play| play.name == name) {
        return Err(Stop::Usage(format!(
            "{named}: a play is called `{name}` already; give it another name"
        )));
    }
    let tree = Tree::parse(source.shared_text());
    let list = tree.value().and_then(|root| root.field("plays")).and_then(|field| field.value);
    let Some(list) = list else {
        return Err(Stop::Usage(format!(
            "{named}: there is no list of `plays`; write `plays: []`"
        )));
    };
    let text = apply(source.text(), &tree.insert_item(list, usize::MAX, &made));
    let text = Tree::parse(&*text).formatted().unwrap_or(text);
    replace_source(&source, &text).map_err(|error| Stop::Usage(error.to_string()))?;
    Ok(kept)
}
