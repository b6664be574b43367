//! `rapport script`: a scenario as a screenplay, and the screenplay's texts brought back.

use std::{
    io::Write,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use clap::ValueEnum;

use super::{fix, interrupt::Watcher, output, places::Places, stop::Stop, tables, tell};
use crate::{
    scenario::DrawId,
    script::{Current, Extract, MergeFault, by_truth, merge, screenplay},
    solver::{Limits, Progress, StateMdp},
    store::{Ready, files, replace_source},
    text::{SourceFile, nearest, shown_in_line},
};

/// Write a scenario as a screenplay to be read and signed, or bring back the texts that were changed in one
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: rapport script received-h --out received-h.md\n\n\
    The screenplay has the people, what lies hidden, every scene with what is said, what can be\n\
    chosen and what comes of it under which condition, and the endings. A file that ends in .html\n\
    prints well. As Markdown it can be edited, and its texts brought back:\n\
    rapport script --merge received-h.md received-h.ron\n\n\
    Exit codes: 0 fine; 1 the scenario is wrong, or the script does not fit; 2 wrong usage or I/O.")]
pub(super) struct Args {
    /// Id from the library, or a file
    scenario: PathBuf,
    /// Markdown, or HTML that prints well
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Only this scene; may be repeated
    #[arg(long = "scene", value_name = "ID")]
    scenes: Vec<String>,
    /// For every value of a hidden draw, every line each person can say under it
    ///
    /// Without a name, the draw that makes a replay differ.
    #[arg(long, value_name = "LAW", num_args = 0..=1, default_missing_value = "",
        require_equals = true, conflicts_with_all = ["scenes", "merge"])]
    by_truth: Option<String>,
    /// Bring the texts of this script back into the scenario's file; what changes is shown first
    #[arg(long, value_name = "FILE", conflicts_with_all = ["format", "scenes", "out"])]
    merge: Option<PathBuf>,
    /// With `--merge`, show what changes and write nothing
    #[arg(long, requires = "merge")]
    dry_run: bool,
    /// Write to this file instead of standard output
    #[arg(short, long, visible_alias = "output", value_name = "FILE")]
    out: Option<PathBuf>,
    /// Also look for the scenario in this folder or file; may be repeated
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Markdown
    Md,
    /// A page that stands alone
    Html,
}

pub(super) fn script(args: &Args, places: Places, out: &mut impl Write) -> Result<(), Stop> {
    let places = places.with(&args.scenarios);
    let file = args.out.as_deref().filter(|path| !output::is_output(path));
    if let Some(path) = file {
        output::check(path, &places)?;
    }
    let ready = places.scenario(&args.scenario)?;
    if let Some(path) = &args.merge {
        return bring_back(path, &ready, args.dry_run, out);
    }
    let current = current(&ready);
    let play = if let Some(law) = &args.by_truth {
        under_truths(law, &ready)?
    } else {
        let extract = Extract::of_names(&ready.scenario, &args.scenes).map_err(no_scene)?;
        screenplay(&ready.scenario, &ready.map, &current.version(), &extract)
    };
    let ends = |path: &Path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("html"));
    let by_name = if file.is_some_and(ends) { Format::Html } else { Format::Md };
    let text = match args.format.unwrap_or(by_name) {
        Format::Md => play.markdown(&args.scenes),
        Format::Html => play.html(),
    };
    match file {
        Some(path) => output::write(path, &places, |file| file.write_all(text.as_bytes())),
        None => Ok(out.write_all(text.as_bytes())?),
    }
}

fn current(ready: &Ready) -> Current<'_> {
    Current {
        scenario: &ready.scenario,
        map: &ready.map,
        source: &ready.source.scenario,
        pack: ready.source.pack.as_ref(),
    }
}

fn no_scene((name, near): (String, Option<String>)) -> Stop {
    let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    Stop::Usage(format!("there is no scene `{}`{hint}", shown_in_line(&name)))
}

/// What can be said under each value of a draw.
fn under_truths(law: &str, ready: &Ready) -> Result<crate::script::Screenplay, Stop> {
    let scenario = &ready.scenario;
    let draw = draw(law, ready)?;
    let mut watcher = Watcher::begin(false, None);
    let mut watch = |progress: Progress| {
        let told = || format!("what can be said: {} states found so far", progress.found);
        if watcher.goes_on(progress.phase, told) {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    };
    let states = StateMdp::of(scenario, Limits::default(), &mut watch);
    let said = states.said_within(scenario, draw, &mut watch);
    watcher.clear();
    let Some(said) = said else {
        return Err(Stop::Failed(
            "what can be said under each value was not worked out to its end, so nothing is told: \
             the scenario is too large for it, or it was stopped"
                .to_owned(),
        ));
    };
    Ok(by_truth(scenario, draw, &said, &current(ready).version()))
}

/// The draw of that name; without one, the draw that makes a replay differ, or else the first.
fn draw(law: &str, ready: &Ready) -> Result<DrawId, Stop> {
    let scenario = &ready.scenario;
    if law.is_empty() {
        let first = scenario.variety.or_else(|| scenario.draw_ids().next());
        return first.ok_or_else(|| {
            Stop::Usage("nothing is hidden in this scenario: it has no `hidden` draw".to_owned())
        });
    }
    scenario.draw_named(law).ok_or_else(|| {
        let known = scenario.draws.iter().map(|draw| &*draw.id);
        let near = nearest(law, known).map(|near| format!("; did you mean `{near}`?"));
        let law = shown_in_line(law);
        Stop::Usage(format!("there is no hidden draw `{law}`{}", near.unwrap_or_default()))
    })
}

/// Shows what a script changes, and changes it.
fn bring_back(path: &Path, ready: &Ready, dry_run: bool, out: &mut impl Write) -> Result<(), Stop> {
    let source = &ready.source.scenario;
    if !Path::new(source.name()).is_file() {
        return Err(Stop::Usage(format!(
            "`{}` is built into the program and cannot be changed: name a file of your own",
            ready.scenario.id
        )));
    }
    let script = files::read_source(path)?;
    let merged = merge(&script, current(ready)).map_err(|faults| refused(&script, &faults))?;
    if merged.edits.is_empty() {
        return Ok(writeln!(out, "every text is as it stands in the file: nothing to change")?);
    }
    fix::show(source, &merged.edits, out)?;
    for (uses, words) in &merged.elsewhere {
        writeln!(out, "note: {} stands at {uses} places of the script", shown_in_line(words))?;
    }
    let count = tables::counted(merged.edits.len(), "text");
    if dry_run {
        return Ok(writeln!(out, "{count} shown, none changed")?);
    }
    out.flush()?;
    replace_source(source, &merged.text).map_err(|error| Stop::Usage(error.to_string()))?;
    Ok(writeln!(out, "{count} changed")?)
}

/// Tells what does not fit, with places.
fn refused(script: &SourceFile, faults: &[MergeFault]) -> Stop {
    let name = shown_in_line(script.name());
    for fault in faults.iter().take(MOST_TOLD) {
        let what = shown_in_line(&fault.what);
        match fault.at.map(|at| script.position(at)) {
            Some(at) => tell(format_args!("{name}:{}:{}: {what}", at.line, at.column)),
            None => tell(format_args!("{name}: {what}")),
        }
    }
    let more = match faults.len().saturating_sub(MOST_TOLD) {
        0 => String::new(),
        more => format!(" ({more} more faults are not shown)"),
    };
    Stop::Failed(format!("the script does not fit, and nothing was changed{more}"))
}

/// So many faults are told at once.
const MOST_TOLD: usize = 20;
