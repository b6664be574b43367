//! `rapport play`: the game, in its window or in the terminal.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use super::{places::Places, stop::Stop, terminal};

/// Play, in the window or in the terminal
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "Example: rapport play received-h --terminal\n\n\
    In the terminal, prompts are printed and choice numbers are read, so it can be piped.")]
pub(super) struct Args {
    /// Id from the library, or a file; without it, the game opens at home
    scenario: Option<String>,
    /// Seed of every draw and shuffle; begins a new play
    #[arg(long, value_name = "N")]
    seed: Option<u32>,
    /// Play in the terminal
    #[arg(long)]
    terminal: bool,
    /// Also list the scenarios of this folder or file; may be repeated
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
}

pub(super) fn play(args: &Args, places: Places, out: &mut impl Write) -> Result<(), Stop> {
    let places = places.with(&args.scenarios);
    if !args.terminal {
        // What cannot be played is told here, in front of the window as in the terminal.
        if let Some(name) = &args.scenario {
            places.scenario(name)?;
        }
        match in_window(args, &places) {
            Ok(done) => return done,
            Err(reason) => {
                super::tell(format_args!("no window ({reason}), so play goes on in the terminal"));
            }
        }
    }
    let wanted = terminal::Wanted { scenario: args.scenario.as_deref(), seed: args.seed };
    terminal::play(&places, wanted, io::stdin().lock(), out)
}

/// Plays in the window; the reason if there is none.
#[cfg(feature = "game")]
fn in_window(args: &Args, places: &Places) -> Result<Result<(), Stop>, String> {
    super::window::open(places, args.scenario.clone(), args.seed)
}

/// Plays in the window; the reason if there is none.
#[cfg(not(feature = "game"))]
fn in_window(_: &Args, _: &Places) -> Result<Result<(), Stop>, String> {
    Err("this build has none".into())
}
