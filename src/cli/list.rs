//! `rapport list`: the library.

use std::{io::Write, path::PathBuf};

use serde_json::{Value, json};

use super::{places::Places, stop::Stop, tables};
use crate::store::{Broken, Entry, FileOrigin, Library, Ready};

/// List the scenarios that can be played, and files that cannot with what is wrong first
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: rapport list --scenarios my-scenarios")]
pub(super) struct Args {
    /// Also list the scenarios of this folder or file; may be repeated
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

pub(super) fn list(args: &Args, places: Places, out: &mut impl Write) -> Result<(), Stop> {
    let library = places.with(&args.scenarios).library();
    if args.json { tables::json(out, &as_json(&library)) } else { as_text(&library, out) }
}

fn as_text(library: &Library, out: &mut impl Write) -> Result<(), Stop> {
    let ids = library.ready().map(|(_, ready)| ready.scenario.id.len());
    let width = ids.max().unwrap_or(0);
    for (entry, ready) in library.ready() {
        let scenario = &ready.scenario;
        let origin = match entry.origin {
            FileOrigin::Shipped => String::new(),
            FileOrigin::DataFolder | FileOrigin::Given => format!("  {}", entry.path),
        };
        let (id, title, minutes) = (&scenario.id, &scenario.title, scenario.minutes);
        writeln!(out, "{id:width$}  {title} ({minutes} min){origin}")?;
        if let Some(note) = &entry.note {
            writeln!(out, "{:width$}  note: {note}", "")?;
        }
    }
    for (_, broken) in library.broken() {
        writeln!(out, "cannot be played: {}", broken.first_error())?;
    }
    if library.entries.is_empty() {
        writeln!(out, "The library is empty. `rapport list --scenarios DIR` looks into a folder.")?;
    }
    Ok(())
}

fn as_json(library: &Library) -> Value {
    let scenarios: Vec<Value> =
        library.ready().map(|(entry, ready)| scenario_json(entry, ready)).collect();
    let broken: Vec<Value> =
        library.broken().map(|(entry, broken)| broken_json(entry, broken)).collect();
    let packs: Vec<Value> = library
        .packs
        .iter()
        .map(|found| {
            json!({
                "id": found.pack.id, "title": found.pack.title, "path": found.source.name(),
                "origin": origin_word(found.origin), "order": found.pack.order,
            })
        })
        .collect();
    json!({ "format": 1, "scenarios": scenarios, "broken": broken, "packs": packs })
}

fn scenario_json(entry: &Entry, ready: &Ready) -> Value {
    let scenario = &ready.scenario;
    let trains: Vec<&str> = scenario.trains.iter().map(|id| &*scenario.skill(*id).id).collect();
    json!({
        "id": scenario.id,
        "title": scenario.title,
        "summary": scenario.summary,
        "minutes": scenario.minutes,
        "trains": trains,
        "hash": scenario.hash.to_string(),
        "pack": ready.pack.as_ref().map(|pack| &pack.id),
        "origin": origin_word(entry.origin),
        "path": entry.path,
        "warnings": ready.warnings.len(),
        "note": entry.note,
    })
}

fn broken_json(entry: &Entry, broken: &Broken) -> Value {
    json!({
        "path": entry.path,
        "origin": origin_word(entry.origin),
        "error": broken.first_error(),
    })
}

fn origin_word(origin: FileOrigin) -> &'static str {
    match origin {
        FileOrigin::Shipped => "shipped",
        FileOrigin::DataFolder => "data-folder",
        FileOrigin::Given => "given",
    }
}
