//! `rapport check`: every diagnostic of the files or folders given.

use std::{
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
};

use clap::ValueEnum;
use serde_json::{Value, json};

use super::{
    exact,
    fix::{FixMode, fix},
    github::{annotate, annotate_file},
    interrupt::Watcher,
    places::Places,
    screen::palette,
    stop::Stop,
    tables, tell, tell_styled, together,
};
use crate::{
    diagnostic::{Diagnostic, Severity, render, to_json},
    scenario::without_allowed,
    store::{Content, Fault, Library, ReadError, Ready},
    text::SourceFile,
};

/// Check scenario files, and packs, for everything that can be wrong with them
///
/// Lessons are proved: where a scenario claims to teach something, what that asks of its choices and
/// endings is worked out exactly.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: rapport check my-scenarios --deny warnings\n\n\
    Exit codes: 0 fine; 1 there are errors (or warnings, if denied); 2 something could not be read.")]
pub(super) struct Args {
    /// Scenario files, pack files, or folders with such files; `-` is a scenario on standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// For people, for programs, or as annotations of a GitHub workflow
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Make the edits that surely mend something; they are shown first
    #[arg(long, conflicts_with = "format")]
    fix: bool,
    /// With `--fix`, show the edits and write nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Also work out exactly what the analysis says against each scenario, W0201 and on
    ///
    /// What comes of it is kept in the data folder by the content of the files, so that it takes time once only.
    #[arg(long)]
    exact: bool,
    /// What else counts as a failure
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
}

/// How diagnostics are told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    #[default]
    Human,
    Json,
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    Warnings,
}

/// What is worked out of a scenario, and where that is kept.
#[derive(Clone, Copy)]
enum Rules<'p> {
    /// Whether its lessons hold.
    Lessons(&'p Places),
    /// All that the exact analysis says.
    Exact(&'p Places),
}

/// What was found at the paths.
#[derive(Default)]
struct Findings {
    files: usize,
    unreadable: Vec<ReadError>,
    found: Vec<(SourceFile, Vec<Diagnostic>)>,
}

pub(super) fn check(args: &Args, places: &Places, out: &mut impl Write) -> Result<(), Stop> {
    let reads_input = args.paths.iter().any(|path| path == Path::new("-"));
    if reads_input && args.fix {
        return Err(Stop::Usage(
            "`--fix` changes files: name one, in place of standard input".to_owned(),
        ));
    }
    if reads_input && io::stdin().is_terminal() {
        tell(
            "note: reading a scenario from the terminal; end it with Ctrl-D, or Ctrl-Z and Enter on Windows",
        );
    }
    let rules = if args.exact { Rules::Exact(places) } else { Rules::Lessons(places) };
    let mut findings =
        Findings::of(Library::of_paths_or_input(&args.paths, io::stdin().lock()), rules);
    if findings.files == 0 {
        let paths: Vec<String> = args.paths.iter().map(|path| path.display().to_string()).collect();
        return Err(Stop::Usage(format!("no scenario files (*.ron) in {}", paths.join(", "))));
    }
    if args.fix {
        let mode = if args.dry_run { FixMode::Show } else { FixMode::Write };
        let mut edits = 0;
        for (source, found) in &findings.found {
            edits += fix(source, found, mode, out)?;
        }
        let count = tables::counted(edits, "edit");
        match (edits, mode) {
            (0, _) => writeln!(out, "nothing to be mended by itself")?,
            (_, FixMode::Show) => writeln!(out, "{count} shown, none made")?,
            (_, FixMode::Write) => {
                writeln!(out, "{count} made")?;
                findings = Findings::of(Library::of_paths(&args.paths), rules);
            }
        }
    }
    match args.format {
        Format::Human => findings.for_people(out)?,
        Format::Json => tables::json(out, &findings.as_json())?,
        Format::Github => findings.for_github(),
    }
    let denied = args.deny == Some(Deny::Warnings) && findings.count(Severity::Warning) > 0;
    if !findings.unreadable.is_empty() {
        out.flush()?;
        return Err(Stop::Usage(findings.could_not_be_read()));
    }
    if findings.count(Severity::Error) > 0 || denied { Err(Stop::Findings) } else { Ok(()) }
}

impl Findings {
    fn of(library: Library, rules: Rules<'_>) -> Self {
        let mut findings = Self::default();
        let mut watcher = None;
        let together: Vec<(String, Diagnostic)> = together::check(&library)
            .into_iter()
            .map(|(source, fault)| (source.name().to_owned(), fault))
            .collect();
        for pack in library.packs {
            findings.add(pack.source, pack.warnings);
        }
        for entry in library.entries {
            match entry.content {
                Content::Ready(ready) => {
                    let worked_out = worked_out(&ready, rules, &mut watcher);
                    let text = ready.source.scenario.text();
                    let worked_out = without_allowed(text, worked_out);
                    let told = [ready.warnings, worked_out].concat();
                    let told = match &ready.pack {
                        Some(pack) => pack.judged(told),
                        None => told,
                    };
                    findings.add(ready.source.scenario, told);
                }
                Content::Broken(broken) => match broken.fault {
                    Fault::Wrong { source, diagnostics } => findings.add(source, diagnostics),
                    Fault::Unreadable(error) => {
                        findings.files += 1;
                        findings.unreadable.push(error);
                    }
                },
            }
        }
        watcher.iter().for_each(Watcher::clear);
        for (file, fault) in together {
            findings.add_to(&file, fault);
        }
        findings
    }

    fn add(&mut self, source: SourceFile, diagnostics: Vec<Diagnostic>) {
        self.files += 1;
        self.found.push((source, diagnostics));
    }

    /// Another fault of a file that was added.
    fn add_to(&mut self, file: &str, fault: Diagnostic) {
        if let Some((_, found)) = self.found.iter_mut().find(|(source, _)| source.name() == file) {
            found.push(fault);
        }
    }

    fn each(&self) -> impl Iterator<Item = (&SourceFile, &Diagnostic)> {
        self.found
            .iter()
            .flat_map(|(source, found)| found.iter().map(move |diagnostic| (source, diagnostic)))
    }

    fn count(&self, severity: Severity) -> usize {
        self.each().filter(|(_, diagnostic)| diagnostic.severity == severity).count()
    }

    fn could_not_be_read(&self) -> String {
        format!("{} could not be read", tables::counted(self.unreadable.len(), "file"))
    }

    fn for_people(&self, out: &mut impl Write) -> Result<(), Stop> {
        let palette = palette(&io::stderr());
        for (source, diagnostic) in self.each() {
            tell_styled(format_args!("{}\n", render(diagnostic, source, palette)));
        }
        for error in &self.unreadable {
            tell(format_args!("error: {error}\n"));
        }
        let (files, errors) = (tables::counted(self.files, "file"), self.count(Severity::Error));
        let (errors, warnings) = (
            tables::counted(errors, "error"),
            tables::counted(self.count(Severity::Warning), "warning"),
        );
        let unread = match self.unreadable.len() {
            0 => String::new(),
            _ => format!("; {}", self.could_not_be_read()),
        };
        writeln!(out, "{files} checked: {errors}, {warnings}{unread}")?;
        Ok(())
    }

    fn as_json(&self) -> Value {
        let unreadable = self.unreadable.iter().map(|error| {
            let place = error.place();
            json!({
                "code": null, "severity": "error", "file": error.path(),
                "line": place.map(|(line, _)| line), "column": place.map(|(_, column)| column),
                "headline": error.to_string(), "labels": [], "help": [],
            })
        });
        let diagnostics: Vec<Value> = self
            .each()
            .map(|(source, diagnostic)| to_json(diagnostic, source))
            .chain(unreadable)
            .collect();
        json!({
            "format": 1,
            "files": self.files,
            "errors": self.count(Severity::Error) + self.unreadable.len(),
            "warnings": self.count(Severity::Warning),
            "diagnostics": diagnostics,
        })
    }

    fn for_github(&self) {
        for (source, diagnostic) in self.each() {
            annotate(source, diagnostic);
        }
        for error in &self.unreadable {
            annotate_file(error.path(), error.place().unwrap_or((1, 1)), &error.to_string());
        }
    }
}

/// What is worked out against a scenario: all that can be, if that is asked for, or what is wrong with its lessons.
fn worked_out(ready: &Ready, rules: Rules<'_>, watcher: &mut Option<Watcher>) -> Vec<Diagnostic> {
    let places = match rules {
        Rules::Exact(places) => {
            let watcher = watcher.get_or_insert_with(|| Watcher::begin(false, None));
            return exact::check(ready, places, watcher);
        }
        Rules::Lessons(places) => places,
    };
    if ready.scenario.lessons.is_empty() {
        return Vec::new();
    }
    if let Some(kept) = exact::kept_of_lessons(ready, places) {
        return kept;
    }
    let watcher = watcher.get_or_insert_with(|| Watcher::begin(false, None));
    exact::check_lessons(ready, places, watcher)
}
