//! `rapport run`: plays given choices without asking.

use std::{io::Write, ops::ControlFlow, path::PathBuf};

use serde_json::{Map, Value, json};

use super::{
    debrief_json,
    interrupt::{Budget, CutShort, Watcher},
    places::Places,
    stop::Stop,
    tables, terminal,
};
use crate::{
    coach::{NOT_PROVEN, OUT_OF_TIME, Seen},
    engine::{self, Said, Session, Speaker},
    practice::{PATIENCE, Solved, Start},
    scenario::MarkKind,
    solver::{Progress, StateMdp},
};

/// Play given choices without asking, and print what happens
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: rapport run received-h --seed 7 --draw truth=swamped --choose reread,phone-helen\n\n\
    `ID#2` forces the second branch of chance after that choice. Where the list ends, the run stops\n\
    and says what is on offer. A finished play is split into choices and chance; with --json, one that\n\
    goes on is split as far as it goes. That takes a while with a big scenario: Ctrl-C prints the play\n\
    without it, and --no-analysis leaves it out. Exit code 1: a choice was not on offer."
)]
pub(super) struct Args {
    /// Id from the library, or a file
    scenario: PathBuf,
    /// Seed of every draw and shuffle
    #[arg(long, value_name = "N")]
    seed: u32,
    /// Force a hidden draw; may be repeated
    #[arg(long = "draw", value_name = "NAME=VALUE", value_parser = draw)]
    draws: Vec<(String, String)>,
    /// Ids of the choices to take, in order; an answer that marks several options joins theirs by +
    #[arg(long, value_name = "ID,ID,...", default_value = "", hide_default_value = true)]
    choose: String,
    /// Also look for the scenario in this folder or file; may be repeated
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
    /// Do not split the play into choices and chance
    #[arg(long)]
    no_analysis: bool,
    /// Tell progress even where standard error is no terminal
    #[arg(long)]
    progress: bool,
}

/// A hidden draw as the command line forces it.
pub(super) fn draw(text: &str) -> Result<(String, String), String> {
    text.split_once('=')
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .ok_or_else(|| "expected NAME=VALUE, as in truth=swamped".to_owned())
}

pub(super) fn run(args: &Args, places: Places, out: &mut impl Write) -> Result<(), Stop> {
    let choices = choices(&args.choose)?;
    let ready = places.with(&args.scenarios).scenario(&args.scenario)?;
    let start = Start { seed: args.seed, forced: args.draws.clone(), choices };
    let session = start.session(&ready.scenario)?;
    let is_wanted = !args.no_analysis && (args.json || session.finished());
    let worked = is_wanted.then(|| Worked::out(&session, args));
    if args.json {
        let mut play = as_json(&session);
        play["debrief"] = worked.map_or(Value::Null, |worked| {
            debrief_json::debrief(&session, &worked.solved, worked.truth.as_ref())
        });
        return tables::json(out, &play);
    }
    let split = worked.as_ref().and_then(|worked| worked.solved.split(&session));
    terminal::print_run(&session, split.as_ref(), out)?;
    match worked.filter(|_| split.is_none()).map(|worked| worked.cut_short) {
        None => {}
        Some(None) => writeln!(out, "\n{NOT_PROVEN}")?,
        Some(Some(CutShort::OutOfTime)) => writeln!(out, "\n{OUT_OF_TIME}")?,
        Some(Some(CutShort::Interrupted)) => writeln!(
            out,
            "\nSTOPPED before it was worked out what was choice and what was chance."
        )?,
    }
    Ok(())
}

/// The analysis behind a run, as far as it came.
struct Worked {
    solved: Solved,
    /// What knowing the hidden draws is worth; only programs are told.
    truth: Option<StateMdp>,
    /// Why it did not come to its end, if it was told to stop.
    cut_short: Option<CutShort>,
}

impl Worked {
    fn out(session: &Session, args: &Args) -> Self {
        let mut watcher = Watcher::begin(args.progress, Some(Budget::of(PATIENCE)));
        let mut watch = |progress: Progress| {
            let Progress { phase, done, found } = progress;
            let told = || format!("choice and chance: {done} of {found} found so far");
            if watcher.goes_on(phase, told) {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        };
        let scenario = session.scenario();
        let solved = Solved::of(scenario, &mut watch);
        let truth = if args.json { solved.truth(scenario, &mut watch) } else { None };
        watcher.clear();
        Self { solved, truth, cut_short: watcher.cut_short() }
    }
}

/// The ids to choose, each with the branch to force, from 0.
pub(super) fn choices(list: &str) -> Result<Vec<(String, Option<u16>)>, Stop> {
    list.split(',')
        .map(str::trim)
        .filter(|choice| !choice.is_empty())
        .map(|choice| match choice.split_once('#') {
            None => Ok((choice.to_owned(), None)),
            Some((id, branch)) => match branch.parse::<u16>() {
                Ok(branch @ 1..) => Ok((id.to_owned(), Some(branch - 1))),
                _ => Err(Stop::Usage(format!(
                    "`{choice}`: after # comes the number of a branch, from 1"
                ))),
            },
        })
        .collect()
}

fn as_json(session: &Session) -> Value {
    let (scenario, state) = (session.scenario(), session.state());
    let standing = session.view().standing;
    let steps: Vec<Value> = session
        .decisions()
        .iter()
        .map(|decision| {
            let offered: Vec<String> =
                decision.offered.iter().map(|one| engine::answer_id(scenario, *one)).collect();
            json!({
                "day": decision.day.number,
                "scene": scenario.scene(decision.scene).id,
                "offered": offered,
                "chosen": decision.choice_id,
                "branch": decision.chance.as_ref().map(|drawn| drawn.branch + 1),
                "lines": lines(&decision.said),
            })
        })
        .collect();
    let numbered_meters = scenario.meter_ids().zip(&scenario.meters);
    let meters: Map<String, Value> = numbered_meters
        .map(|(id, meter)| (meter.id.to_string(), state.meter(scenario, id).into()))
        .collect();
    let draws: Map<String, Value> =
        session.draws().into_iter().map(|(draw, value)| (draw, value.into())).collect();
    let held = |kind| -> Vec<&str> {
        // The engine's own flags say nothing that the steps do not say.
        let authored = scenario.marks(kind).filter(|mark| scenario.is_authored(*mark));
        let marks = authored.filter(|mark| state.marked(*mark));
        marks.map(|mark| scenario.mark_id(mark)).collect()
    };
    json!({
        "format": 1,
        "scenario": scenario.id,
        "hash": scenario.hash.to_string(),
        "seed": session.seed(),
        "draws": draws,
        "opening": lines(session.opening()),
        "steps": steps,
        "finished": session.finished(),
        "offered": offered(session),
        "ending": standing.ending.map(|ending| {
            json!({ "id": ending.id, "title": ending.title, "value": ending.value })
        }),
        "day": state.day(),
        "meters": meters,
        "flags": held(MarkKind::Flag),
        "facts": held(MarkKind::Fact),
        "told": held(MarkKind::Guess),
        "agreements": held(MarkKind::Agreement),
        "competencies": competencies(session),
    })
}

/// Ids of what is on offer, in file order; of a pick, every answer's.
fn offered(session: &Session) -> Vec<String> {
    let scenario = session.scenario();
    engine::offered(scenario, session.state())
        .map(|one| {
            let choice = scenario.choice(one.choice);
            choice.pick.as_ref().map_or(choice.id.to_string(), |pick| pick.answer_id(one.picked))
        })
        .collect()
}

fn lines(said: &[Said]) -> Vec<Value> {
    said.iter().map(line).collect()
}

fn line(said: &Said) -> Value {
    let (who, kind) = match &said.who {
        Speaker::Narrator => ("narrator", "line"),
        Speaker::Thought => ("thought", "line"),
        Speaker::Player(_) => ("you", "line"),
        Speaker::Person(person) => (&*person.id, "line"),
        Speaker::Email(from) => (from.as_ref().map_or("you", |from| &from.id), "email"),
        Speaker::Message(from) => (from.as_ref().map_or("you", |from| &from.id), "message"),
        Speaker::Paper => ("paper", "paper"),
        Speaker::Days(_) => ("days", "days"),
    };
    let mut line = json!({ "who": who, "text": said.text });
    let more = [
        ("kind", (kind != "line").then(|| kind.into())),
        ("mood", said.mood.map(|mood| mood.label().into())),
        ("heading", said.heading.as_deref().map(Value::from)),
        ("days", if let Speaker::Days(days) = said.who { Some(days.into()) } else { None }),
    ];
    for (key, value) in more {
        if let Some(value) = value {
            line[key] = value;
        }
    }
    line
}

/// What was shown of each competency that has evidence, so far.
fn competencies(session: &Session) -> Map<String, Value> {
    let scenario = session.scenario();
    let shown = || {
        session
            .decisions()
            .iter()
            .flat_map(|decision| decision.evidence.iter().map(move |shown| (decision, shown)))
    };
    scenario
        .skill_ids()
        .zip(&scenario.rubric.competencies)
        .filter_map(|(id, skill)| {
            let of_it = || shown().filter(|(_, shown)| shown.skill == id);
            let Seen { count, mean, .. } = Seen::of(of_it().map(|(_, shown)| shown.level));
            let evidence: Vec<Value> = of_it()
                .map(|(decision, shown)| {
                    json!({
                        "scene": scenario.scene(decision.scene).id,
                        "choice": decision.choice_id,
                        "level": shown.level,
                        "why": shown.why,
                    })
                })
                .collect();
            (count > 0).then(|| {
                (
                    skill.id.to_string(),
                    json!({ "level": mean, "count": count, "evidence": evidence }),
                )
            })
        })
        .collect()
}
