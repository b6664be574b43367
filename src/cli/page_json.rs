//! The debrief's first page for programs: the same sections, in the same order and words.

use serde_json::{Value, json};

use crate::{
    coach::{self, Ask, ChoicesAndChance, PageLine, PagePart, PageSection},
    engine::Session,
    practice::wire::part_name,
};

/// The page of a finished play; null while it goes on. How it felt is private, and not asked here.
pub(super) fn page(session: &Session, split: Option<&ChoicesAndChance>) -> Value {
    let Some(debrief) = coach::debrief(session) else { return Value::Null };
    let sections = coach::page(session, &debrief, split).sections();
    let told = sections.iter().filter(|section| section.part != PagePart::Feeling);
    told.map(section).collect()
}

fn section(section: &PageSection) -> Value {
    json!({
        "part": part_name(section.part),
        "heading": section.heading,
        "lines": lines(&section.lines),
        "ask": section.ask.as_ref().map(ask),
    })
}

fn ask(ask: &Ask) -> Value {
    let answers = ask.answers.iter().map(|answer| {
        json!({ "id": answer.id, "text": answer.text, "best": answer.best, "told": answer.told })
    });
    json!({
        "prompt": ask.prompt,
        "answers": answers.collect::<Vec<_>>(),
        "told": lines(&ask.told),
    })
}

fn lines(lines: &[PageLine]) -> Vec<Value> {
    lines.iter().map(|line| json!({ "label": line.label, "text": line.text })).collect()
}
