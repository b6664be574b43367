//! The command line, one file for each subcommand.

mod advice;
mod analysis_json;
mod analysis_text;
mod analyze;
mod bounded;
mod check;
mod completions;
mod crash;
mod debrief_json;
mod doctor;
mod exact;
mod explain;
mod export;
mod extent;
mod findings;
mod fix;
mod fmt;
mod github;
mod graph;
mod grid;
#[cfg(feature = "team")]
mod guide;
#[cfg(feature = "team")]
mod host;
mod interrupt;
mod lessons;
mod list;
mod new;
mod occasions;
mod output;
mod page_json;
mod pictures;
mod places;
mod play;
mod progress;
mod recording;
mod run;
mod screen;
mod script;
mod shell;
mod simulate;
mod stop;
mod tables;
mod terminal;
mod test;
mod threads;
mod times;
mod together;
mod vocabulary;
#[cfg(feature = "game")]
mod window;
mod witness;
mod worth;

use std::{io::Write, path::PathBuf, process::ExitCode};

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub use crash::report_into;
use places::Places;
pub(super) use screen::{FilteredOutput, tell, tell_styled};
use stop::Stop;

/// A flight simulator for difficult client conversations.
///
/// Without a subcommand, opens the game at home.
#[derive(Debug, Parser)]
#[command(
    name = "rapport",
    version,
    after_help = "Example: rapport play received-h\n\n\
        Exit codes: 0 fine; 1 findings or a failed run; 2 wrong usage, missing file or I/O."
)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<CliCommand>,
    /// Folder for records, settings and own scenarios [default: the platform's own]
    ///
    /// The variable `RAPPORT_DATA_DIR` does the same.
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Also list the scenarios of this folder or file; may be repeated
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum CliCommand {
    Play(play::Args),
    Run(run::Args),
    List(list::Args),
    Check(check::Args),
    Explain(explain::Args),
    New(new::Args),
    Fmt(fmt::Args),
    Test(test::Args),
    Graph(graph::Args),
    Script(script::Args),
    Pictures(pictures::Args),
    Analyze(analyze::Args),
    Simulate(simulate::Args),
    Progress(progress::Args),
    Export(export::Args),
    Doctor(doctor::Args),
    #[cfg(feature = "team")]
    Host(host::Args),
    #[cfg(feature = "team")]
    Guide(guide::Args),
    Vocabulary(vocabulary::Args),
    Completions(completions::Args),
}

/// The names of all subcommands.
#[must_use]
pub fn subcommands() -> Vec<String> {
    Cli::command().get_subcommands().map(|one| one.get_name().to_owned()).collect()
}

/// Reads the command line, does what it asks, and says how that went.
#[must_use]
pub fn main() -> ExitCode {
    // By its own name, whatever the file is called that it was started from.
    let read = Cli::command().bin_name("rapport").try_get_matches();
    match read.and_then(|words| Cli::from_arg_matches(&words)) {
        Ok(cli) => cli.run(),
        Err(fault) => {
            // Help and version come this way too, with code 0; a closed pipe is nobody's fault.
            let _ = screen::tell_usage(&fault);
            u8::try_from(fault.exit_code()).map_or(ExitCode::from(2), ExitCode::from)
        }
    }
}

impl Cli {
    fn run(self) -> ExitCode {
        let places = Places::new(self.data_dir, self.scenarios);
        crash::report_into(places.data_folder());
        let mut out = screen::out();
        let done = match self.command {
            None => play::play(&play::Args::default(), places, &mut out),
            Some(CliCommand::Play(args)) => play::play(&args, places, &mut out),
            Some(CliCommand::Run(args)) => run::run(&args, places, &mut out),
            Some(CliCommand::List(args)) => list::list(&args, places, &mut out),
            Some(CliCommand::Check(args)) => check::check(&args, &places, &mut out),
            Some(CliCommand::Explain(args)) => explain::explain(&args, &mut out),
            Some(CliCommand::New(args)) => new::new(&args, &mut out),
            Some(CliCommand::Fmt(args)) => fmt::fmt(&args, &mut out),
            Some(CliCommand::Test(args)) => test::test(&args, &places, &mut out),
            Some(CliCommand::Graph(args)) => graph::graph(&args, places, &mut out),
            Some(CliCommand::Script(args)) => script::script(&args, places, &mut out),
            Some(CliCommand::Pictures(args)) => pictures::pictures(&args, places, &mut out),
            Some(CliCommand::Analyze(args)) => analyze::analyze(&args, places, &mut out),
            Some(CliCommand::Simulate(args)) => simulate::simulate(&args, places, &mut out),
            Some(CliCommand::Progress(args)) => progress::progress(&args, &places, &mut out),
            Some(CliCommand::Export(args)) => export::export(&args, &places, &mut out),
            Some(CliCommand::Doctor(args)) => doctor::doctor(&args, &places, &mut out),
            #[cfg(feature = "team")]
            Some(CliCommand::Host(args)) => host::host(&args, places, &mut out),
            #[cfg(feature = "team")]
            Some(CliCommand::Guide(args)) => guide::guide(&args, places, &mut out),
            Some(CliCommand::Vocabulary(args)) => vocabulary::vocabulary(&args, &mut out),
            Some(CliCommand::Completions(args)) => {
                completions::completions(&args, Cli::command(), &mut out)
            }
        };
        let flushed = out.flush().map_err(Stop::from);
        done.and(flushed).map_or_else(Stop::exit, |()| ExitCode::SUCCESS)
    }
}
