//! `rapport graph`: the map of a scenario.

use std::{
    io::Write,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use clap::ValueEnum;
use serde_json::{Value, json};

use super::{
    interrupt::{Budget, Watcher},
    output,
    places::Places,
    stop::Stop,
};
use crate::{
    map::{MapFigures, SceneMap},
    scenario::Scenario,
    solver::{Beliefs, Limits, Progress, StateMdp},
};

/// How long it may be worked out how often each way is gone.
const PATIENCE: Duration = Duration::from_secs(20);

/// Draw the map of a scenario: scenes, the ways between them, how often each is gone, and best play
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: rapport graph received-h --output map.svg\n\n\
    How often a way is gone is worked out exactly for random play; where that does not come to its end in 20\n\
    seconds, 2000 random plays stand for it, and the map says so. Ctrl-C does the same at any moment.\n\
    --no-analysis draws the map at once, without figures.")]
pub(super) struct Args {
    /// Id from the library, or a file
    scenario: PathBuf,
    /// A picture, a graph for Graphviz, a chart for pages that draw Mermaid, or data for programs
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to this file instead of standard output; its ending says in which format
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Do not work out how often each way is gone
    #[arg(long)]
    no_analysis: bool,
    /// Also look for the scenario in this folder or file; may be repeated
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Svg,
    Dot,
    Mermaid,
    Json,
}

impl Format {
    fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "svg" => Some(Self::Svg),
            "dot" | "gv" => Some(Self::Dot),
            "mmd" | "mermaid" => Some(Self::Mermaid),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

pub(super) fn graph(args: &Args, places: Places, out: &mut impl Write) -> Result<(), Stop> {
    let places = places.with(&args.scenarios);
    let file = args.output.as_deref().filter(|path| !output::is_output(path));
    if let Some(path) = file {
        output::check(path, &places)?;
    }
    let format = match (args.format, file) {
        (Some(format), _) => format,
        (None, None) => Format::Svg,
        (None, Some(path)) => Format::of(path).ok_or_else(|| {
            let known = "name it .svg, .dot, .mmd or .json, or say --format";
            Stop::Usage(format!("no map is written as {}: {known}", path.display()))
        })?,
    };
    let ready = places.scenario(&args.scenario)?;
    let figures = (!args.no_analysis).then(|| figures(&ready.scenario));
    let map = SceneMap::of(&ready.scenario, figures.as_ref());
    let text = match format {
        Format::Svg => map.svg(),
        Format::Dot => map.dot(),
        Format::Mermaid => map.mermaid(),
        Format::Json => format!("{:#}\n", as_json(&map)),
    };
    match file {
        Some(path) => output::write(path, &places, |file| file.write_all(text.as_bytes())),
        None => Ok(out.write_all(text.as_bytes())?),
    }
}

/// The map as data; how often something comes is its expected count in a random play.
fn as_json(map: &SceneMap) -> Value {
    let nodes = map.nodes.iter().map(|node| {
        json!({
            "id": node.id, "title": node.title, "scene": node.is_scene, "reached": node.is_reached,
            "often": node.often,
        })
    });
    let ways = map.edges.iter().map(|edge| {
        json!({
            "from": edge.from, "to": edge.to, "choices": edge.choices, "often": edge.often, "best": edge.is_best,
        })
    });
    let endings = map.endings.iter();
    let endings = endings
        .map(|ending| json!({ "id": ending.id, "title": ending.title, "often": ending.often }));
    json!({
        "format": 1, "title": map.title, "start": map.start, "nodes": nodes.collect::<Vec<_>>(),
        "ways": ways.collect::<Vec<_>>(), "endings": endings.collect::<Vec<_>>(),
        "clock": map.clock, "note": map.note,
    })
}

fn figures(scenario: &Arc<Scenario>) -> MapFigures {
    let mut watcher = Watcher::begin(false, Some(Budget::of(PATIENCE)));
    let mut watch = |progress: Progress| {
        let told = || format!("how often each way is gone: {} found so far", progress.done);
        if watcher.goes_on(progress.phase, told) {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    };
    let states = StateMdp::of(scenario, Limits::for_players(), &mut watch);
    let beliefs = Beliefs::of(scenario, Limits::for_players(), &mut watch);
    watcher.clear();
    MapFigures::of(scenario, &states, &beliefs)
}
