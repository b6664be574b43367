//! `rapport explain`: what a code means, why it matters, what to do.

use std::io::Write;

use super::stop::Stop;
use crate::{
    diagnostic::{RULES, nearest_code, rule},
    text::shown_in_line,
};

/// Explain a code that `check` or `analyze` tells: what it means, why it matters, what to do
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: rapport explain W0106\n\n\
    Without a code, lists all of them.")]
pub(super) struct Args {
    /// The code, such as E0101 or W0204
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(super) fn explain(args: &Args, out: &mut impl Write) -> Result<(), Stop> {
    let Some(code) = &args.code else {
        for rule in RULES {
            writeln!(out, "{}  {}", rule.code, rule.title())?;
        }
        return Ok(());
    };
    let Some(rule) = rule(code) else {
        let near = nearest_code(code);
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        let code = shown_in_line(code);
        return Err(Stop::Usage(format!(
            "there is no code `{code}`{near}\n`rapport explain` lists all of them"
        )));
    };
    for line in rule.page.lines() {
        let plain = line.strip_prefix("# ").unwrap_or(line).replace("**", "");
        match plain.strip_prefix("```") {
            Some(_) => {}
            None => writeln!(out, "{plain}")?,
        }
    }
    Ok(())
}
