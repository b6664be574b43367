//! `rapport simulate`: sampled plays.

use std::{io::Write, path::PathBuf, time::Instant};

use serde_json::{Map, Value, json};

use super::{
    analysis_json::ends,
    analysis_text::{bar, between, outwards, percent},
    grid::widest,
    interrupt::Watcher,
    places::Places,
    stop::Stop,
    tables::{self, counted},
};
use crate::{
    scenario::Scenario,
    solver::{Bot, Levels, Sample, rated, simulate as sample},
};

/// Play a scenario many times by chance or by habit, and report what came of it
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: rapport simulate received-h --runs 100000 --seed 1 --bot phone\n\n\
    Among what a bot likes best, each offer has the same probability, and every answer of a pick is an\n\
    offer of its own. The same seed gives the same plays. `rapport analyze` gives the exact figures.\n\
    Ctrl-C reports on the plays so far; a second one ends at once."
)]
pub(super) struct Args {
    /// Id from the library, or a file
    scenario: PathBuf,
    /// How many plays
    #[arg(long, value_name = "N")]
    runs: u64,
    /// Seed of all plays
    #[arg(long, value_name = "N")]
    seed: u32,
    /// Who plays: random, first, longest, phone, email, apologise, agree, lead, ask or please
    #[arg(long, default_value = "random", value_parser = bot)]
    bot: Bot,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
    /// Tell progress even where standard error is no terminal
    #[arg(long)]
    progress: bool,
    /// Also look for the scenario in this folder or file; may be repeated
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
}

fn bot(name: &str) -> Result<Bot, String> {
    let names: Vec<&str> = Bot::ALL.iter().map(|bot| bot.name()).collect();
    Bot::named(name).ok_or_else(|| format!("there are {}", names.join(", ")))
}

pub(super) fn simulate(args: &Args, places: Places, out: &mut impl Write) -> Result<(), Stop> {
    let ready = places.with(&args.scenarios).scenario(&args.scenario)?;
    let scenario = &*ready.scenario;
    let start = Instant::now();
    let mut watcher = Watcher::begin(args.progress, None);
    let go_on = |done: u64| watcher.go_on(|| format!("plays: {done} of {}", args.runs));
    let sample = sample(scenario, args.bot, args.runs, args.seed.into(), go_on);
    let seconds = start.elapsed().as_secs_f64();
    watcher.clear();
    if args.json {
        tables::json(out, &as_json(scenario, args, &sample, seconds))
    } else {
        as_text(scenario, args, &sample, seconds, out)
    }
}

fn as_text(
    scenario: &Scenario,
    args: &Args,
    sample: &Sample,
    seconds: f64,
    out: &mut impl Write,
) -> Result<(), Stop> {
    let runs = sample.runs;
    let plays = counted(runs, "play");
    writeln!(out, "{}: {plays} by `{}`, seed {}", scenario.title, args.bot.name(), args.seed)?;
    if runs < args.runs {
        writeln!(
            out,
            "STOPPED after {runs} of {}; the figures are theirs.",
            counted(args.runs, "play")
        )?;
    }
    let Some(mean) = sample.mean() else { return Ok(()) };
    let (low, high) = outwards(sample.interval());
    writeln!(
        out,
        "\nValue on average {mean:.1}; 99 % interval {low:.1} to {high:.1}. {:.1} steps a play\n",
        sample.steps as f64 / runs as f64
    )?;
    writeln!(out, "Endings, with 99 % intervals")?;
    let width = widest(scenario.endings.iter().map(|ending| &*ending.id)).max(20);
    for (id, ending) in scenario.ending_ids().zip(&scenario.endings) {
        let share = sample.share(id).unwrap_or_default();
        let between = between(sample.share_interval(id));
        let line =
            format!("  {:width$} {:>7}  {between:19}  {}", ending.id, percent(share), bar(share));
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(out, "\nCompetencies, sampled: mean level, and how often shown")?;
    let width = widest(rated(scenario).iter().map(|skill| &*scenario.skill(*skill).id)).max(12);
    for skill in rated(scenario) {
        let levels = Levels::sampled(skill, sample);
        let mean = levels.mean.map_or_else(|| "-".to_owned(), |mean| format!("{mean:.2}"));
        let shown = percent(1.0 - levels.steps[0]);
        writeln!(out, "  {:width$} {mean:>5}  {shown:>7}", scenario.skill(skill).id)?;
    }
    writeln!(out, "\n{:.0} plays a second", runs as f64 / seconds.max(1e-9))?;
    Ok(())
}

fn as_json(scenario: &Scenario, args: &Args, sample: &Sample, seconds: f64) -> Value {
    let endings: Map<String, Value> = scenario
        .endings
        .iter()
        .zip(&sample.endings)
        .map(|(ending, count)| (ending.id.to_string(), (*count).into()))
        .collect();
    let intervals: Map<String, Value> = scenario
        .ending_ids()
        .zip(&scenario.endings)
        .map(|(id, ending)| (ending.id.to_string(), ends(sample.share_interval(id)).into()))
        .collect();
    let competencies: Map<String, Value> = rated(scenario)
        .into_iter()
        .filter(|_| sample.runs > 0)
        .map(|skill| {
            let levels = Levels::sampled(skill, sample);
            let figures = json!({
                "mean": levels.mean, "none": levels.steps[0], "levels": levels.steps[1..],
                "interval_99": levels.sampled.map(|all| all.map(ends)),
            });
            (scenario.skill(skill).id.to_string(), figures)
        })
        .collect();
    json!({
        "format": 1,
        "scenario": scenario.id,
        "hash": scenario.hash.to_string(),
        "bot": args.bot.name(),
        "seed": args.seed,
        "runs": sample.runs,
        "complete": sample.runs == args.runs,
        "steps": sample.steps,
        "value": { "mean": sample.mean(), "interval_99": ends(sample.interval()) },
        "endings": endings,
        "endings_interval_99": intervals,
        "competencies": competencies,
        "seconds": seconds,
        "plays_per_second": sample.runs as f64 / seconds.max(1e-9),
    })
}
