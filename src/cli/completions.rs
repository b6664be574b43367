//! `rapport completions`: what a shell needs to complete the command line.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, stop::Stop};

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: rapport completions bash > ~/.local/share/bash-completion/completions/rapport"
)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

pub(super) fn completions(args: &Args, out: &mut impl Write) -> Result<(), Stop> {
    // The generator panics where it cannot write, so it writes into memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "rapport", &mut script);
    out.write_all(&script)?;
    Ok(())
}
