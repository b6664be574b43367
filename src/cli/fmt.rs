//! `rapport fmt`: files of the language in the one layout.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{screen::palette, stop::Stop, tables::counted, tell, tell_styled};
use crate::{
    diagnostic::render,
    scenario::faults_of_form,
    store::{ReadError, files::read_input, replace_source, sources_at},
    text::SourceFile,
    tree::Tree,
};

/// Lay out scenario files, packs and plans in the one way that all are laid out
///
/// Two blanks a step, a construct on one line where it is short, otherwise an item a line. Comments stay where
/// they are, one blank line stays where there were some, and the meaning is the same.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: rapport fmt my-scenarios --check\n\n\
    A file that is no RON is left as it is, and what is wrong with it is told. Exit codes: 0 fine; 1 a file is\n\
    no RON or, with --check, is laid out otherwise; 2 something could not be read or written.")]
pub(super) struct Args {
    /// Files, or folders with such files; `-` lays out standard input on standard output
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write nothing; say which files are laid out otherwise
    #[arg(long)]
    check: bool,
}

/// What came of the files.
#[derive(Default)]
struct LaidOut {
    files: usize,
    changed: usize,
    broken: usize,
    /// Files that could not be read or written.
    failed: usize,
}

pub(super) fn fmt(args: &Args, out: &mut impl Write) -> Result<(), Stop> {
    if args.paths.iter().any(|path| path == Path::new("-")) {
        return standard_input(args, out);
    }
    let mut laid_out = LaidOut::default();
    for path in &args.paths {
        match sources_at(path) {
            Ok(read) => {
                for source in read {
                    laid_out.add(source, args.check, out)?;
                }
            }
            Err(error) => laid_out.add(Err(error), args.check, out)?,
        }
    }
    let LaidOut { files, changed, broken, failed } = laid_out;
    if files == 0 {
        let paths: Vec<String> = args.paths.iter().map(|path| path.display().to_string()).collect();
        return Err(Stop::Usage(format!(
            "no files of the language (*.ron) in {}",
            paths.join(", ")
        )));
    }
    let verb = if args.check { "would be laid out anew" } else { "laid out anew" };
    let more = match broken {
        0 => String::new(),
        _ => format!(", {} left as it is", counted(broken, "broken file")),
    };
    writeln!(out, "{}: {changed} {verb}{more}", counted(files, "file"))?;
    if failed > 0 {
        out.flush()?;
        return Err(Stop::Usage(format!("{} could not be laid out", counted(failed, "file"))));
    }
    if broken > 0 || args.check && changed > 0 { Err(Stop::Findings) } else { Ok(()) }
}

impl LaidOut {
    fn add(
        &mut self,
        read: Result<SourceFile, ReadError>,
        is_check: bool,
        out: &mut impl Write,
    ) -> Result<(), Stop> {
        self.files += 1;
        let source = match read {
            Ok(source) => source,
            Err(error) => {
                self.failed += 1;
                tell(format_args!("error: {error}\n"));
                return Ok(());
            }
        };
        let Some(text) = formatted(&source) else {
            self.broken += 1;
            return Ok(());
        };
        if text == source.text() {
            return Ok(());
        }
        if !is_check && let Err(error) = replace_source(&source, &text) {
            self.failed += 1;
            tell(format_args!("error: {error}\n"));
            return Ok(());
        }
        self.changed += 1;
        Ok(writeln!(out, "{}", source.name())?)
    }
}

fn standard_input(args: &Args, out: &mut impl Write) -> Result<(), Stop> {
    if args.paths.len() > 1 {
        return Err(Stop::Usage("`-` stands alone: it is laid out on standard output".to_owned()));
    }
    let source = read_input(Path::new("-"), io::stdin().lock())?;
    let text = formatted(&source).ok_or(Stop::Findings)?;
    if args.check {
        return if text == source.text() { Ok(()) } else { Err(Stop::Findings) };
    }
    Ok(out.write_all(text.as_bytes())?)
}

/// A file in the one layout; none if it is no RON, which is told.
fn formatted(source: &SourceFile) -> Option<String> {
    let tree = Tree::parse(source.shared_text());
    let text = tree.formatted();
    if text.is_none() {
        let palette = palette(&io::stderr());
        for fault in faults_of_form(&tree) {
            tell_styled(format_args!("{}\n", render(&fault, source, palette)));
        }
    }
    text
}
