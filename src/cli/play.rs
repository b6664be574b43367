//! `rapport play`: the game, in its window or in the terminal.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use super::{places::Places, run, stop::Stop, terminal};
use crate::practice::Start;

/// Play, in the window or in the terminal
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "Example: rapport play received-h --terminal\n         \
    rapport play received-h --seed 7 --draw truth=swamped --choose reread,phone-helen\n\n\
    In the terminal, prompts are printed and choice numbers are read, so it can be piped. With --choose\n\
    a play begins after these choices, as `rapport analyze` and `rapport run` write them. Such a play\n\
    stays out of your progress, and so does one with --draw.")]
pub(super) struct Args {
    /// Id from the library, or a file; without it, the game opens at home
    scenario: Option<PathBuf>,
    /// Seed of every draw and shuffle; begins a new play
    #[arg(long, value_name = "N")]
    seed: Option<u32>,
    /// Force a hidden draw; may be repeated
    #[arg(long = "draw", value_name = "NAME=VALUE", value_parser = run::draw, requires = "seed")]
    draws: Vec<(String, String)>,
    /// Ids of choices to begin with, in order
    #[arg(long, value_name = "ID,ID,...", default_value = "", hide_default_value = true)]
    #[arg(requires = "seed")]
    choose: String,
    /// Play in the terminal
    #[arg(long)]
    terminal: bool,
    /// Also list the scenarios of this folder or file; may be repeated
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
}

pub(super) fn play(args: &Args, places: Places, out: &mut impl Write) -> Result<(), Stop> {
    let places = places.with(&args.scenarios);
    let start = start(args)?;
    if let (Some(start), None) = (&start, &args.scenario)
        && start.is_given()
    {
        return Err(Stop::Usage("--draw and --choose need a scenario".to_owned()));
    }
    // What cannot be played is told here, in front of the window as in the terminal.
    if let Some(name) = args.scenario.as_ref().filter(|_| !args.terminal) {
        let ready = places.scenario(name)?;
        if let Some(start) = &start {
            start.session(&ready.scenario)?;
        }
    }
    if !args.terminal {
        match in_window(args, start.as_ref(), &places) {
            Ok(done) => return done,
            Err(reason) => {
                super::tell(format_args!("no window ({reason}), so play goes on in the terminal"));
            }
        }
    }
    let wanted = terminal::Wanted { scenario: args.scenario.as_deref(), start: start.as_ref() };
    terminal::play(&places, wanted, io::stdin().lock(), out)
}

/// With what a new play begins, if one was asked for.
fn start(args: &Args) -> Result<Option<Start>, Stop> {
    let Some(seed) = args.seed else { return Ok(None) };
    let choices = run::choices(&args.choose)?;
    Ok(Some(Start { seed, forced: args.draws.clone(), choices }))
}

/// Plays in the window; the reason if there is none.
#[cfg(feature = "game")]
fn in_window(
    args: &Args,
    start: Option<&Start>,
    places: &Places,
) -> Result<Result<(), Stop>, String> {
    super::window::open(places, args.scenario.clone(), start)
}

/// Plays in the window; the reason if there is none.
#[cfg(not(feature = "game"))]
fn in_window(_: &Args, _: Option<&Start>, _: &Places) -> Result<Result<(), Stop>, String> {
    Err("this build has none".into())
}
