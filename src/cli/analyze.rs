//! `rapport analyze`: the exact analysis.

use std::{
    io::{self, Write},
    mem::ManuallyDrop,
    ops::ControlFlow,
    path::PathBuf,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use clap::ValueEnum;

use super::{
    FilteredOutput, analysis_json,
    analysis_text::Report,
    bounded::Bounded,
    check::Format as Told,
    extent::Extent,
    findings,
    github::annotate,
    interrupt::{Budget, Watcher},
    output,
    places::Places,
    screen::palette,
    stop::Stop,
    tables,
    threads::Threads,
    times::Times,
};
use crate::{
    scenario::Scenario,
    solver::{Analysis, Beliefs, Limits, Phase, Progress},
    store::Ready,
};

/// Work out exactly what can happen in a scenario, how likely and how good it is
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples: rapport analyze received-h\n          \
    rapport analyze received-h --export drn model.drn\n\n\
    Exit code 1: the scenario has errors. A scenario too big for the cap is analysed as far as that\n\
    goes, and the report says so; so is one that takes longer than --max-seconds, by default 10: give it\n\
    more, or 0 for as long as it takes. Ctrl-C does the same at any moment; a second one ends at once.\n\
    A model is written whole or not at all, after the report. Where not every state of it was found\n\
    there is no model: the report comes all the same, the file is left as it was, and the exit code\n\
    is 1.")]
pub(super) struct Args {
    /// Id from the library, or a file
    scenario: PathBuf,
    /// Print JSON for programs: the same as `--format json`
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// The report for people, the report for programs, or its findings as annotations of a GitHub
    /// workflow
    #[arg(long, value_enum, default_value_t)]
    format: Told,
    /// Most states, and most beliefs, before the analysis stops
    ///
    /// They are found in batches, so that a few dozen more may be held and reported. Memory has a limit of
    /// its own.
    #[arg(long, value_name = "N", default_value_t = Limits::default().max_states)]
    max_states: usize,
    /// Most seconds before the analysis stops; 0 for as long as it takes
    ///
    /// It then reports what is proven, and what is not. Findings, and random plays in place of what is not
    /// proven, get a fifth more. Unless you say, it is 10 seconds, or on a slow machine as long as a usual
    /// one takes for as much.
    #[arg(long, value_name = "N")]
    max_seconds: Option<u32>,
    /// Most memory, in GiB, for each of the two things that are worked out at a time, roughly
    #[arg(long, value_name = "GIB", default_value_t = 1)]
    max_memory: u16,
    /// Also print the figures behind the report: each lesson's, those within each truth, levels, states
    #[arg(long)]
    figures: bool,
    #[command(flatten)]
    model: ModelArgs,
    /// Tell progress even where standard error is no terminal
    #[arg(long)]
    progress: bool,
    /// Also look for the scenario in this folder or file; may be repeated
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
}

/// The model that is written beside the report.
#[derive(Debug, clap::Args)]
struct ModelArgs {
    /// Also write the decision process for Storm and other model checkers; `-` prints it
    #[arg(long, num_args = 2, value_names = ["drn|prism", "FILE"])]
    export: Option<Vec<String>>,
    /// Export the process over what the player can know (drn only)
    #[arg(long, requires = "export")]
    beliefs: bool,
}

/// A format that model checkers read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Drn,
    Prism,
}

/// What an analysis takes at most unless it is told. The flagship tells 24,000 times how far it is: a slow
/// machine works it out whole.
const USUAL: Budget = Budget { time: Duration::from_secs(10), reports: 26_000 };

pub(super) fn analyze(
    args: &Args,
    places: Places,
    out: &mut impl FilteredOutput,
) -> Result<(), Stop> {
    let limits = Limits {
        max_states: args.max_states,
        max_bytes: usize::from(args.max_memory).saturating_mul(1 << 30),
    };
    let export = args
        .model
        .export
        .as_deref()
        .map(|export| export_to(export, args.model.beliefs))
        .transpose()?;
    let budget = match args.max_seconds {
        None => Some(USUAL),
        Some(0) => None,
        Some(seconds) => Some(Budget::of(Duration::from_secs(seconds.into()))),
    };
    let places = places.with(&args.scenarios);
    let file = export.as_ref().map(|(_, path)| path).filter(|path| !output::is_output(path));
    file.map_or(Ok(()), |path| output::check(path, &places))?;
    // With the command the program ends, and gives memory back faster than piece by piece: this, and what is
    // known of it below.
    let ready = &*ManuallyDrop::new(places.scenario(&args.scenario)?);
    let scenario = &*ready.scenario;
    let start = Instant::now();
    let ticker = Ticker { start, truth: None, watcher: Watcher::begin(args.progress, budget) };
    let ticker = Mutex::new(ticker);
    let heard = || ticker.lock().unwrap_or_else(PoisonError::into_inner);
    let analysis = Analysis::shared(scenario, limits, &Threads, &|progress| heard().hear(progress));
    let analysis = &*ManuallyDrop::new(analysis);
    let all = start.elapsed();
    let ticker = heard();
    ticker.watcher.goes_over_to("the report");
    ticker.watcher.clear();
    let times =
        Times { all, truth: ticker.truth.unwrap_or(all), cut_short: ticker.watcher.cut_short() };
    let stops = || ticker.watcher.is_interrupted();
    match if args.json { Told::Json } else { args.format } {
        Told::Json => json(ready, analysis, &times, &stops, out)?,
        Told::Github => {
            let extent = Extent::until(&stops);
            let told = (0..).zip(&analysis.findings);
            for (_, one) in told.take_while(|(told, _)| extent.tells_after(*told)) {
                annotate(&ready.source.scenario, &findings::diagnostic(ready, one));
            }
        }
        Told::Human => {
            let how_to_run = places.how_to_run(&args.scenario);
            let palette = palette(&io::stdout());
            let (times, extent) = (&times, Extent::until(&stops));
            Report { ready, palette, analysis, times, how_to_run, figures: args.figures, extent }
                .print(out)?;
        }
    }
    let Some((format, path)) = export else { return Ok(()) };
    // The report stands, whatever becomes of the model.
    out.flush()?;
    if !is_whole(analysis, args.model.beliefs) {
        let path = path.display();
        return Err(Stop::Failed(format!(
            "not every state was found, so there is no model: {path} was not written"
        )));
    }
    let wanted = (format, args.model.beliefs);
    if output::is_output(&path) {
        return Ok(write_model(scenario, analysis, wanted, &mut Bounded::of(out, &stops))?);
    }
    output::write(&path, &places, |file| {
        write_model(scenario, analysis, wanted, &mut Bounded::of(file, &stops))
    })
}

/// Prints the report for programs: whole, or, where it is stopped, what can be written at once.
fn json(
    ready: &Ready,
    analysis: &Analysis,
    times: &Times,
    stops: &dyn Fn() -> bool,
    out: &mut impl Write,
) -> Result<(), Stop> {
    // Reports are many small pieces, which the program does not take the time to give back before it ends.
    let report = |stops, is_given_up| {
        let extent = Extent::until(stops);
        ManuallyDrop::new(analysis_json::report(ready, analysis, times, &extent, is_given_up))
    };
    if !tables::json_unless(stops, &report(stops, stops), out)? {
        tables::json(out, &report(&|| true, &|| false))?;
    }
    Ok(())
}

fn export_to(export: &[String], beliefs: bool) -> Result<(Format, PathBuf), Stop> {
    let [format, path] = export else {
        return Err(Stop::Usage("--export takes a format and a file".to_owned()));
    };
    let format = Format::from_str(format, true)
        .map_err(|_fault| Stop::Usage(format!("no format `{format}`; there are drn and prism")))?;
    if beliefs && format == Format::Prism {
        return Err(Stop::Usage("--beliefs needs --export drn".to_owned()));
    }
    Ok((format, PathBuf::from(path)))
}

/// Whether every state of the process was found: the true ones, or those that the player can know.
fn is_whole(analysis: &Analysis, beliefs: bool) -> bool {
    let known = analysis.beliefs.as_ref();
    if beliefs { known.is_some_and(Beliefs::complete) } else { analysis.truth.complete() }
}

fn write_model(
    scenario: &Scenario,
    analysis: &Analysis,
    wanted: (Format, bool),
    out: &mut impl Write,
) -> io::Result<()> {
    match (wanted, &analysis.beliefs) {
        ((Format::Prism, _), _) => analysis.truth.write_prism(scenario, out),
        ((Format::Drn, true), Some(known)) => known.write_drn(scenario, out),
        ((Format::Drn, _), _) => analysis.truth.write_drn(scenario, out),
    }
}

/// Tells people how far it is, and takes the time.
struct Ticker {
    start: Instant,
    truth: Option<Duration>,
    watcher: Watcher,
}

impl Ticker {
    fn hear(&mut self, progress: Progress) -> ControlFlow<()> {
        // The states are done when the bots begin, whatever else is worked out meanwhile.
        if progress.phase == Phase::Bots {
            self.truth.get_or_insert_with(|| self.start.elapsed());
        }
        let Progress { phase, done, found } = progress;
        self.watcher.begins(phase, name(phase));
        let go_on = self.watcher.goes_on(phase, || match phase {
            Phase::Preparation | Phase::Findings | Phase::Export | Phase::Bots | Phase::Draws => {
                name(phase).to_owned()
            }
            Phase::States | Phase::Values => format!("states: {done} of {found} found so far"),
            Phase::Sample => format!("plays: {done} of {found}"),
            Phase::Levels => format!("competencies: {done} done"),
            Phase::Lessons => format!("lessons: {done} of {found} beliefs"),
            Phase::Observations | Phase::Beliefs | Phase::OpenLoop => {
                format!("{}: {done} of {found} found so far", name(phase))
            }
        });
        if go_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}

/// What a phase is called where it begins.
fn name(phase: Phase) -> &'static str {
    match phase {
        Phase::Preparation => "what must be known in each scene",
        Phase::States => "states",
        Phase::Values => "values",
        Phase::Bots => "what comes of habits",
        Phase::Draws => "what comes of habits within each truth",
        Phase::Levels => "competencies",
        Phase::Observations => "observations",
        Phase::Beliefs => "beliefs",
        Phase::Lessons => "lessons",
        Phase::OpenLoop => "plans that ignore what they see",
        Phase::Sample => "plays",
        Phase::Findings => "findings",
        Phase::Export => "the model",
    }
}
