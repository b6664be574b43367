//! `rapport guide`: the facilitator's guide to a scenario.

use std::{
    io::Write,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use super::{
    interrupt::{Budget, Watcher},
    output,
    places::Places,
    stop::Stop,
};
use crate::{
    practice::{PATIENCE, Solved},
    team::guide::{Guide, SessionLength},
};

/// Write the guide for leading a team session with a scenario
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: rapport guide received-h --minutes 90 --output guide.html\n\n\
    The guide has the timetable, what lies hidden, every decision with what choices cost and show, what rooms\n\
    usually do, the debrief word for word, and what to do when the network fails. It is generated from the\n\
    scenario, so your own scenarios get one too. A file that ends in .html prints well; otherwise it is Markdown.")]
pub(super) struct Args {
    /// Id from the library, or a file
    scenario: PathBuf,
    /// How long the session is: 45 or 90 minutes
    #[arg(long, value_name = "N", default_value = "45", value_parser = minutes)]
    minutes: SessionLength,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Print HTML, whatever the file is called
    #[arg(long)]
    html: bool,
    /// Also look for the scenario in this folder or file; may be repeated
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
}

fn minutes(word: &str) -> Result<SessionLength, String> {
    match word {
        "45" => Ok(SessionLength::Short),
        "90" => Ok(SessionLength::Long),
        _ => Err("there are guides for 45 and for 90 minutes".to_owned()),
    }
}

pub(super) fn guide(args: &Args, places: Places, out: &mut impl Write) -> Result<(), Stop> {
    let places = places.with(&args.scenarios);
    let file = args.output.as_deref().filter(|path| !output::is_output(path));
    if let Some(path) = file {
        output::check(path, &places)?;
    }
    let ready = places.scenario(&args.scenario)?;
    let mut watcher = Watcher::begin(false, Some(Budget::of(PATIENCE)));
    let solved = Solved::of(&ready.scenario, &mut |progress| {
        let goes_on =
            watcher.goes_on(progress.phase, || "working out what choices cost".to_owned());
        if goes_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    watcher.clear();
    let made = Guide::of(&ready.scenario, Some(&solved.beliefs), args.minutes);
    let ends = |path: &Path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("html"));
    let text = if args.html || file.is_some_and(ends) { made.html() } else { made.markdown() };
    match file {
        Some(path) => output::write(path, &places, |file| file.write_all(text.as_bytes())),
        None => Ok(out.write_all(text.as_bytes())?),
    }
}
