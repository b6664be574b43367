//! `rapport completions`: what a shell needs to complete the command line.

use std::io::Write;

use clap::Command;
use clap_complete::Shell;

use super::stop::Stop;

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: rapport completions bash > ~/.local/share/bash-completion/completions/rapport"
)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

/// `whole` is the command line to complete.
pub(super) fn completions(
    args: &Args,
    mut whole: Command,
    out: &mut impl Write,
) -> Result<(), Stop> {
    // The generator panics where it cannot write, so it writes into memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut whole, "rapport", &mut script);
    out.write_all(&script)?;
    Ok(())
}
