//! `rapport analyze`: the exact analysis.

use std::{
    io::Write,
    ops::ControlFlow,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use super::{analysis_text, interrupt::Watcher, places::Places, stop::Stop, tables};
use crate::{
    engine::Save,
    scenario::{Choice, ChoiceId, EndingId, ReactionId, Scenario, SceneId},
    solver::{
        Analysis, Beliefs, Bot, Item, Limits, Outcomes, Phase, Progress, Reach, Truth,
        conditionals, lines,
    },
    store::files,
};

/// Work out exactly what can happen in a scenario, how likely and how good it is
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples: rapport analyze received-h\n          \
    rapport analyze received-h --export drn model.drn\n\n\
    Exit code 1: the scenario has errors. A scenario too big for the cap is analysed as far as that\n\
    goes, and the report says so. Ctrl-C does the same at any moment; a second one ends at once.\n\
    A model is written whole or not at all, after the report. Where the analysis is not complete\n\
    there is no model: the report comes all the same, the file is left as it was, and the exit code\n\
    is 1.")]
pub(super) struct Args {
    /// Id from the library, or a file
    scenario: String,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
    /// Most states, and most beliefs, before the analysis stops
    #[arg(long, value_name = "N", default_value_t = Limits::default().max_states)]
    max_states: usize,
    /// Also write the decision process for Storm and other model checkers
    #[arg(long, num_args = 2, value_names = ["drn|prism", "FILE"])]
    export: Option<Vec<String>>,
    /// Export the process over what the player can know (drn only)
    #[arg(long, requires = "export")]
    beliefs: bool,
    /// Tell progress even where standard error is no terminal
    #[arg(long)]
    progress: bool,
    /// Also look for the scenario in this folder or file; may be repeated
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
}

/// A format that model checkers read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Drn,
    Prism,
}

/// How long the parts of an analysis took.
#[derive(Debug, Default)]
pub(super) struct Times {
    pub all: Duration,
    /// Finding and solving the true states.
    pub truth: Duration,
    /// Whether it was stopped by Ctrl-C.
    pub stopped: bool,
}

pub(super) fn analyze(args: &Args, places: Places, out: &mut impl Write) -> Result<(), Stop> {
    let limits = Limits { max_states: args.max_states, ..Limits::default() };
    let export =
        args.export.as_deref().map(|export| export_to(export, args.beliefs)).transpose()?;
    let ready = places.with(&args.scenarios).scenario(&args.scenario)?;
    let scenario = &*ready.scenario;
    let start = Instant::now();
    let mut ticker = Ticker { start, truth: None, watcher: Watcher::begin(args.progress) };
    let analysis = Analysis::of(scenario, limits, &mut |progress| ticker.hear(progress));
    let all = start.elapsed();
    ticker.watcher.clear();
    let stopped = ticker.watcher.is_stopped();
    let times = Times { all, truth: ticker.truth.unwrap_or(all), stopped };
    if args.json {
        tables::json(out, &as_json(scenario, &analysis, &times))?;
    } else {
        analysis_text::report(scenario, &analysis, &times, out)?;
    }
    let Some((format, path)) = export else { return Ok(()) };
    // The report stands, whatever becomes of the model.
    out.flush()?;
    write_model(scenario, &analysis, format, args.beliefs, &path)
}

fn export_to(export: &[String], beliefs: bool) -> Result<(Format, PathBuf), Stop> {
    let [format, path] = export else {
        return Err(Stop::Usage("--export takes a format and a file".to_owned()));
    };
    let format = Format::from_str(format, true)
        .map_err(|fault| Stop::Usage(format!("no format `{format}`: {fault}")))?;
    if beliefs && format == Format::Prism {
        return Err(Stop::Usage("--beliefs needs --export drn".to_owned()));
    }
    Ok((format, PathBuf::from(path)))
}

fn write_model(
    scenario: &Scenario,
    analysis: &Analysis,
    format: Format,
    beliefs: bool,
    path: &Path,
) -> Result<(), Stop> {
    let truth = &analysis.truth;
    let known = analysis.beliefs.as_ref().filter(|known| known.complete());
    let written = match (format, beliefs, known) {
        (Format::Prism, ..) if truth.complete() => {
            files::write_whole(path, |file| truth.write_prism(scenario, file))
        }
        (Format::Drn, false, _) if truth.complete() => {
            files::write_whole(path, |file| truth.write_drn(scenario, file))
        }
        (Format::Drn, true, Some(known)) => {
            files::write_whole(path, |file| known.write_drn(scenario, file))
        }
        _ => {
            let path = path.display();
            return Err(Stop::Failed(format!(
                "the analysis is not complete, so there is no model: {path} was not written"
            )));
        }
    };
    written.map_err(|error| {
        let path = path.display();
        Stop::Usage(format!("{path} was not written: {error}"))
    })
}

/// Tells people how far it is, and takes the time.
struct Ticker {
    start: Instant,
    truth: Option<Duration>,
    watcher: Watcher,
}

impl Ticker {
    fn hear(&mut self, progress: Progress) -> ControlFlow<()> {
        if progress.phase != Phase::States && progress.phase != Phase::Values {
            self.truth.get_or_insert_with(|| self.start.elapsed());
        }
        let what = match progress.phase {
            Phase::States | Phase::Values => "states",
            Phase::Bots => "habits",
            Phase::Levels => "competencies",
            Phase::Sights => "sights",
            Phase::Beliefs => "beliefs",
            Phase::Script => "scripts",
        };
        let Progress { done, found, .. } = progress;
        let go_on = self.watcher.go_on(|| format!("{what}: {done} of {found} found so far"));
        if go_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}

fn as_json(scenario: &Scenario, analysis: &Analysis, times: &Times) -> Value {
    let truth = &analysis.truth;
    let random = analysis.bots.first().map(|(_, outcomes)| outcomes);
    let endings: Vec<Value> = (0..)
        .map(EndingId)
        .zip(&scenario.endings)
        .map(|(id, ending)| {
            let (reachable, witness) = reach_json(scenario, truth, Item::Ending(id));
            json!({
                "id": ending.id,
                "reachable": reachable,
                "probability_random": random.map(|random| random.endings[id.index()]),
                "witness": witness,
            })
        })
        .collect();
    let beliefs = analysis.beliefs.as_ref();
    let best = beliefs.and_then(Beliefs::best);
    let findings: Vec<Value> = analysis
        .findings
        .iter()
        .map(|finding| {
            json!({
                "code": finding.code, "scene": finding.scene, "choice": finding.choice,
                "about": finding.about, "figure": finding.figure, "text": finding.text,
            })
        })
        .collect();
    json!({
        "format": 1,
        "scenario": scenario.id,
        "hash": scenario.hash.to_string(),
        "states": truth.states(),
        "transitions": truth.transitions(),
        "complete": analysis.complete() && !times.stopped,
        "seconds": times.all.as_secs_f64(),
        "states_per_second": truth.states() as f64 / times.truth.as_secs_f64().max(1e-9),
        "bytes_per_state": truth.bytes() as f64 / truth.states().max(1) as f64,
        "endings": endings,
        "unreachable": unreachable_json(scenario, truth),
        "witnesses": witnesses_json(scenario, truth),
        "value": {
            "best_informed": truth.best(), "best": best, "random": truth.random(),
            "worst": truth.worst(), "script": analysis.script,
            "script_bounds": analysis.script_bounds().map(|(low, high)| [low, high]),
        },
        "outcomes": random.map(values_json),
        "bots": analysis.bots.iter().map(|(bot, outcomes)| bot_json(scenario, *bot, outcomes))
            .collect::<Vec<_>>(),
        "competencies": analysis.levels.iter().map(|levels| json!({
            "id": scenario.skill(levels.skill).id, "mean": levels.mean, "none": levels.steps[0],
            "levels": levels.steps[1..], "evidence": levels.evidence, "twice": levels.twice,
            "exact": levels.sampled.is_none(), "interval_99": levels.sampled,
        })).collect::<Vec<_>>(),
        "beliefs": beliefs.map(|beliefs| json!({
            "nodes": beliefs.nodes(), "states": beliefs.states(),
            "transitions": beliefs.transitions(), "complete": beliefs.complete(),
        })),
        "sampled": analysis.sample.as_ref().map(|sample| json!({
            "runs": sample.runs, "random": sample.mean(), "interval_99": sample.interval(),
        })),
        "findings": findings,
    })
}

fn bot_json(scenario: &Scenario, bot: Bot, outcomes: &Outcomes) -> Value {
    let endings = scenario.endings.iter().zip(&outcomes.endings);
    let endings: Map<String, Value> =
        endings.map(|(ending, share)| (ending.id.to_string(), (*share).into())).collect();
    json!({ "bot": bot.name(), "value": outcomes.mean, "endings": endings })
}

fn values_json(outcomes: &Outcomes) -> Map<String, Value> {
    let values = outcomes.values.iter().enumerate().filter(|(_, share)| **share > 0.0);
    values.map(|(value, share)| (value.to_string(), (*share).into())).collect()
}

fn reach_json(scenario: &Scenario, truth: &Truth, item: Item) -> (Value, Value) {
    match truth.reach(scenario, item) {
        Reach::Reached(save) => (true.into(), save_json(&save)),
        Reach::Unreachable => (false.into(), Value::Null),
        Reach::NotProven => (Value::Null, Value::Null),
    }
}

/// A shortest play to everything that is reached, by what it is.
fn witnesses_json(scenario: &Scenario, truth: &Truth) -> Value {
    let to = |item: Item| match truth.reach(scenario, item) {
        Reach::Reached(save) => Some(save_json(&save)),
        Reach::Unreachable | Reach::NotProven => None,
    };
    let scenes = (0..).map(SceneId).zip(&scenario.scenes);
    let scenes: Map<String, Value> = scenes
        .filter_map(|(id, scene)| Some((scene.id.to_string(), to(Item::Scene(id))?)))
        .collect();
    let choices = (0..).map(ChoiceId).zip(&scenario.choices);
    let choices: Map<String, Value> = choices
        .filter_map(|(id, choice)| Some((place(scenario, choice), to(Item::Choice(id))?)))
        .collect();
    let reactions = (0..).map(ReactionId).zip(&scenario.reactions);
    let reactions: Map<String, Value> = reactions
        .filter_map(|(id, reaction)| Some((reaction.id.to_string(), to(Item::Reaction(id))?)))
        .collect();
    let effects = (0..).zip(conditionals(scenario));
    let effects: Map<String, Value> =
        effects.filter_map(|(at, one)| Some((one.path(scenario), to(Item::Effect(at))?))).collect();
    let lines = lines(scenario).into_iter().filter(|placed| !placed.line.text.is_empty());
    let lines: Map<String, Value> = lines
        .filter_map(|placed| {
            let mut witness = to(Item::Line(placed.line.number))?;
            witness["text"] = (*placed.line.text).into();
            Some((placed.path(scenario), witness))
        })
        .collect();
    json!({
        "scenes": scenes, "choices": choices, "reactions": reactions,
        "outcomes": of_choices(scenario, |choice| choice.outcomes.len(), |id, at| to(Item::Outcome(id, at))),
        "wordings": of_choices(scenario, |choice| choice.texts.len(), |id, at| to(Item::Wording(id, at))),
        "evidence": of_choices(scenario, |choice| choice.evidence.len(), |id, at| to(Item::Evidence(id, at))),
        "effects": effects, "lines": lines,
    })
}

/// What belongs to choices, by scene, choice and number.
fn of_choices(
    scenario: &Scenario,
    count: impl Fn(&Choice) -> usize,
    to: impl Fn(ChoiceId, u16) -> Option<Value>,
) -> Map<String, Value> {
    let mut all = Map::new();
    for (id, choice) in (0..).map(ChoiceId).zip(&scenario.choices) {
        for at in (0..).take(count(choice)) {
            let key = || format!("{}/{}", place(scenario, choice), at + 1);
            all.extend(to(id, at).map(|witness| (key(), witness)));
        }
    }
    all
}

/// A choice by its scene and id.
fn place(scenario: &Scenario, choice: &Choice) -> String {
    format!("{}/{}", scenario.scene(choice.scene).id, choice.id)
}

fn save_json(save: &Save) -> Value {
    let draws: Map<String, Value> =
        save.forced.iter().map(|(draw, value)| (draw.clone(), value.clone().into())).collect();
    json!({ "seed": save.seed, "draws": draws, "choose": choices(save) })
}

/// The choices of a save as the command line takes them.
pub(super) fn choices(save: &Save) -> Vec<String> {
    let choices = save.choices.iter();
    choices
        .map(|choice| match choice.branch {
            Some(branch) => format!("{}#{}", choice.id, branch + 1),
            None => choice.id.clone(),
        })
        .collect()
}

fn unreachable_json(scenario: &Scenario, truth: &Truth) -> Value {
    let never = |item: Item| truth.reach(scenario, item) == Reach::Unreachable;
    let scenes = (0..).map(SceneId).zip(&scenario.scenes).filter(|(id, _)| never(Item::Scene(*id)));
    let choices =
        (0..).map(ChoiceId).zip(&scenario.choices).filter(|(id, _)| never(Item::Choice(*id)));
    let endings =
        (0..).map(EndingId).zip(&scenario.endings).filter(|(id, _)| never(Item::Ending(*id)));
    json!({
        "scenes": scenes.map(|(_, scene)| &*scene.id).collect::<Vec<_>>(),
        "choices": choices
            .map(|(_, choice)| place(scenario, choice))
            .collect::<Vec<_>>(),
        "endings": endings.map(|(_, ending)| &*ending.id).collect::<Vec<_>>(),
    })
}
