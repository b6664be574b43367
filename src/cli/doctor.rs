//! `rapport doctor`: what the records hold, what of them is damaged, and mending it.

use std::io::Write;

use serde_json::{Value, json};

use super::{places::Places, stop::Stop, tables};
use crate::store::{Examined, OpeningNotice, mend};

/// Say what is in your records and what is damaged, and mend it
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: rapport doctor --mend\n\n\
    Without --mend nothing is changed. With it, a damaged file is kept as it is under a new name, and what\n\
    can be read of it is taken over into fresh records; texts of scenarios come back from the library; and\n\
    plays come back from files that were set aside earlier.\n\n\
    Exit codes: 0 all is sound; 1 something is damaged, or still is after mending; 2 the records could not\n\
    be looked at.")]
pub(super) struct Args {
    /// Mend what can be mended
    #[arg(long)]
    mend: bool,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

pub(super) fn doctor(args: &Args, places: &Places, out: &mut impl Write) -> Result<(), Stop> {
    let Some(folder) = places.data_folder() else {
        let why = "this machine has no folder for records. Choose one with --data-dir";
        return Err(Stop::Usage(why.to_owned()));
    };
    let done = if args.mend { mend(folder, &places.library())? } else { Vec::new() };
    let found = Examined::of(folder).map_err(|error| {
        let folder = folder.display();
        Stop::Usage(format!("{folder}: the records could not be looked at ({error}). Try again"))
    })?;
    if args.json {
        tables::json(out, &as_json(&found, &done))?;
    } else {
        print(&found, &done, args.mend, out)?;
    }
    if found.damaged.is_empty() { Ok(()) } else { Err(Stop::Findings) }
}

fn print(
    found: &Examined,
    done: &[OpeningNotice],
    mended: bool,
    out: &mut impl Write,
) -> Result<(), Stop> {
    for notice in done {
        writeln!(out, "{notice}.\n")?;
    }
    writeln!(out, "{}", found.path.display())?;
    if found.files.is_empty() {
        writeln!(out, "  There are no records yet.")?;
    }
    for (name, size) in &found.files {
        let size = size.map_or("no ordinary file".to_owned(), |size| format!("{size} bytes"));
        writeln!(out, "  {name}: {size}")?;
    }
    if let Some(version) = found.version {
        writeln!(out, "  version of the tables: {version}")?;
    }
    for (table, count) in &found.counts {
        writeln!(out, "  {}", held(table, *count))?;
    }
    writeln!(out)?;
    if found.damaged.is_empty() {
        writeln!(out, "All of it is sound.")?;
        return Ok(());
    }
    writeln!(out, "Damaged:")?;
    for damage in &found.damaged {
        writeln!(out, "  {damage}")?;
    }
    writeln!(out)?;
    if mended {
        writeln!(out, "This could not be mended, and is left as it is. All the rest can be used.")?;
    } else {
        writeln!(
            out,
            "`rapport doctor --mend` mends what can be mended; the rest can be used as it is."
        )?;
    }
    Ok(())
}

/// How many rows a table has, in the words of who plays.
fn held(table: &str, rows: u64) -> String {
    let (one, many) = match table {
        "source" => ("version of a scenario", "versions of scenarios"),
        "attempt" => ("play", "plays"),
        "decision" => ("choice", "choices"),
        "forced_draw" => ("draw chosen beforehand", "draws chosen beforehand"),
        "met_draw" => ("hidden draw as it fell", "hidden draws as they fell"),
        "skill_result" => ("skill shown in a play", "skills shown in plays"),
        "lesson_result" => ("lesson met in a play", "lessons met in plays"),
        "commitment" => ("sentence to take along", "sentences to take along"),
        "setting" => ("setting", "settings"),
        other => (other, other),
    };
    format!("{rows} {}", if rows == 1 { one } else { many })
}

fn as_json(found: &Examined, done: &[OpeningNotice]) -> Value {
    let files: Vec<Value> =
        found.files.iter().map(|(name, size)| json!({ "name": name, "bytes": size })).collect();
    let tables: Vec<Value> =
        found.counts.iter().map(|(name, rows)| json!({ "name": name, "rows": rows })).collect();
    let damaged: Vec<Value> =
        found.damaged.iter().map(|one| json!({ "what": one.what, "why": one.why })).collect();
    json!({
        "format": 1,
        "path": found.path.display().to_string(),
        "sound": found.damaged.is_empty(),
        "version": found.version,
        "files": files,
        "tables": tables,
        "damaged": damaged,
        "done": done.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}
