//! `rapport test`: recorded plays, played again.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use super::{
    places::Places,
    recording,
    run::{choices, draw},
    stop::Stop,
    tables::counted,
};
use crate::{
    plan::{self, Coverage, Difference, PlayPlace, RecordedPlay, Visit},
    practice::Start,
    store::{Ready, files::read_source, plans_at, replace_source},
    text::{Edit, SourceFile, apply, quoted, shown_in_line},
    tree::Tree,
};

/// How many of what no play comes to are named.
const NAMED: usize = 8;
/// So many words of a line are told.
const WORDS: usize = 9;

/// Play the recorded plays beside scenarios, and say what is not as it was recorded
///
/// The plays of `story.ron` stand in `story.plan.ron`. What they expect is told in the docs.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples: rapport test my-scenarios\n          \
    rapport test story.ron --record \"she says why\" --seed 7 --draw truth=swamped --choose ring,ask\n\n\
    Exit codes: 0 all is as recorded; 1 something is not; 2 something could not be read or written.")]
pub(super) struct Args {
    /// Scenario files, plan files, or folders with such files
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write what came out into the plans, where it is an ending, a value, a level, a meter or a scene
    #[arg(long)]
    update: bool,
    /// Name everything that no play comes to
    #[arg(long)]
    all: bool,
    /// Add a play of that name to the plan of the one scenario that is given, with all that comes of it
    #[arg(long, value_name = "NAME", conflicts_with = "update")]
    record: Option<String>,
    /// Seed of the play to record
    #[arg(long, value_name = "N", default_value_t = 0, requires = "record")]
    seed: u32,
    /// Force a hidden draw of the play to record; may be repeated
    #[arg(long = "draw", value_name = "NAME=VALUE", value_parser = draw, requires = "record")]
    draws: Vec<(String, String)>,
    /// Ids of the choices of the play to record, in order
    #[arg(
        long,
        value_name = "ID,ID,...",
        default_value = "",
        hide_default_value = true,
        requires = "record"
    )]
    choose: String,
}

pub(super) fn test(args: &Args, places: &Places, out: &mut impl Write) -> Result<(), Stop> {
    let mut plans = Vec::new();
    for path in &args.paths {
        plans.extend(plans_at(path)?);
    }
    if let Some(name) = &args.record {
        let [plan] = &*plans else {
            return Err(Stop::Usage("name the one scenario that the play is of".to_owned()));
        };
        return record(args, name, plan, places, out);
    }
    if plans.is_empty() {
        let paths: Vec<String> = args.paths.iter().map(|path| path.display().to_string()).collect();
        return Err(Stop::Usage(format!("no recorded plays (*.plan.ron) in {}", paths.join(", "))));
    }
    let mut are_all_fine = true;
    for path in plans {
        are_all_fine &= tested(args, &path, places, out)?;
    }
    if are_all_fine { Ok(()) } else { Err(Stop::Findings) }
}

/// Tests the plays of one plan.
fn tested(args: &Args, path: &Path, places: &Places, out: &mut impl Write) -> Result<bool, Stop> {
    let source = read_source(path)?;
    let Some(plans) = recording::plans_of(&source) else { return Ok(false) };
    let ready = scenario_of(path, places)?;
    let mut coverage = Coverage::default();
    let (mut failed, mut edits) = (0, Vec::new());
    writeln!(out, "{}: {}", source.name(), counted(plans.plays.len(), "play"))?;
    for play in &plans.plays {
        let ran = plan::run(&ready.scenario, play);
        ran.session.iter().for_each(|session| coverage.add(session));
        let mut left = ran.differences;
        if args.update {
            left.retain(|one| match &one.now {
                Some(now) => {
                    edits.push(Edit::replace(one.span, now));
                    false
                }
                None => true,
            });
        }
        failed += usize::from(!left.is_empty());
        told(play, &left, &source, out)?;
    }
    if !edits.is_empty() {
        let text = apply(source.text(), &edits);
        let text = Tree::parse(&*text).formatted().unwrap_or(text);
        replace_source(&source, &text).map_err(|error| Stop::Usage(error.to_string()))?;
        writeln!(out, "  brought up to date in {}", counted(edits.len(), "place"))?;
    }
    match failed {
        0 => writeln!(out, "  all are as recorded")?,
        _ => writeln!(out, "  {} not as recorded", counted(failed, "play"))?,
    }
    for visit in coverage.of(&ready.scenario) {
        tell_of(&visit, args.all, &ready, out)?;
    }
    Ok(failed == 0)
}

/// Tells how much was visited, and what was not: by its name and its line in the file.
fn tell_of(visit: &Visit, all: bool, ready: &Ready, out: &mut impl Write) -> Result<(), Stop> {
    let source = &ready.source.scenario;
    let missed = visit.missed.len();
    let most = if all { missed } else { NAMED.min(missed) };
    let colon = if missed > 0 { ", but not" } else { "" };
    let (count, what) = (visit.all, visit.what);
    writeln!(out, "  {} of {count} {what} visited{colon}", count - missed)?;
    for one in &visit.missed[..most] {
        let line = source.position(ready.map.head(one.node).start).line;
        let named = match &one.words {
            Some(words) if !words.is_empty() => quoted(&shown_in_line(&beginning(words))),
            Some(_) | None => one.path.clone(),
        };
        writeln!(out, "    line {line}: {named}")?;
    }
    if missed > most {
        writeln!(out, "    and {} more: --all", missed - most)?;
    }
    Ok(())
}

/// The first words of a line.
fn beginning(words: &str) -> String {
    let mut begin: Vec<&str> = words.split_whitespace().take(WORDS + 1).collect();
    if begin.len() > WORDS {
        begin[WORDS] = "…";
    }
    begin.join(" ")
}

/// Tells what differs in a play.
fn told(
    play: &RecordedPlay,
    left: &[Difference],
    source: &SourceFile,
    out: &mut impl Write,
) -> Result<(), Stop> {
    if !left.is_empty() {
        writeln!(out, "  NOT AS RECORDED  {}", play.name)?;
    }
    for one in left {
        let at = source.position(one.span.start);
        let place = match &one.place {
            PlayPlace::Beginning => "before the first step".to_owned(),
            PlayPlace::Step(number, scene) => format!("step {number}, in `{scene}`"),
            PlayPlace::End => "at the end".to_owned(),
        };
        writeln!(out, "    {}:{}:{}: {place}: {}", source.name(), at.line, at.column, one.text)?;
    }
    Ok(())
}

/// The scenario beside a plan.
fn scenario_of(plan: &Path, places: &Places) -> Result<Ready, Stop> {
    let stem = plan.file_stem().map(Path::new).and_then(Path::file_stem);
    let is_plan = plan.to_string_lossy().to_lowercase().ends_with(".plan.ron");
    match stem.filter(|_| is_plan) {
        Some(stem) => places.scenario(&plan.with_file_name(stem).with_extension("ron")),
        None => Err(Stop::Usage(format!(
            "{}: recorded plays stand in a file that ends in .plan.ron, beside their scenario",
            shown_in_line(&plan.to_string_lossy())
        ))),
    }
}

/// Adds a play to a plan.
fn record(
    args: &Args,
    name: &str,
    plan: &Path,
    places: &Places,
    out: &mut impl Write,
) -> Result<(), Stop> {
    let ready = scenario_of(plan, places)?;
    let choices = choices(&args.choose)?;
    let start = Start { seed: args.seed, forced: args.draws.clone(), choices };
    Ok(writeln!(out, "{}", recording::keep(&start.session(&ready.scenario)?, name, plan)?)?)
}
