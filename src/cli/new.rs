//! `rapport new`: a scenario to begin with, which teaches the language by its remarks.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use clap::ValueEnum;

use super::{shell::quoted, stop::Stop};
use crate::{
    store::output::write_new,
    text::shown_in_line,
    tree::{Node, Tree},
};

/// The longest id.
const LONGEST_ID: usize = 64;

/// Begin a scenario: a file that can be played at once, with remarks that teach the language
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: rapport new my-scenarios/quiet-tuesday.ron --template call\n\n\
    The id and the title are made from the name of the file. A file that is there is never written over.")]
pub(super) struct Args {
    /// The file to make; `.ron` is added where it is missing
    path: PathBuf,
    /// What to begin with
    #[arg(long, value_enum, default_value_t)]
    template: Template,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Template {
    /// Two scenes: to ring or to write, to ask or to assume
    #[default]
    Minimal,
    /// A call: a pause that is held, terms, and a letter that fixes them
    Call,
    /// A hidden truth with cues, days, lessons that are proved, and a reflection
    Full,
}

impl Template {
    fn text(self) -> &'static str {
        match self {
            Self::Minimal => include_str!("../../assets/templates/minimal.ron"),
            Self::Call => include_str!("../../assets/templates/call.ron"),
            Self::Full => include_str!("../../assets/templates/full.ron"),
        }
    }
}

pub(super) fn new(args: &Args, out: &mut impl Write) -> Result<(), Stop> {
    let path = with_ending(&args.path)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let named = shown_in_line(&path.to_string_lossy()).into_owned();
    let id = id(&stem);
    if id.is_empty() || id == "pack" || stem.to_lowercase().ends_with(".plan") {
        return Err(Stop::Usage(format!(
            "{named}: no scenario can be called that. Name the file after its story, in letters \
             from a to z and digits: quiet-tuesday.ron"
        )));
    }
    let text = filled(args.template.text(), &named, &id, &title(&stem))?;
    write_new(&path, text.as_bytes()).map_err(|error| {
        Stop::Usage(match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                format!("{named}: this file is there already, and was left as it is. Name another")
            }
            std::io::ErrorKind::NotFound => {
                format!("{named}: there is no such folder. Make it first, or name another")
            }
            _ => format!("{named}: could not be written ({error}). Name another file"),
        })
    })?;
    let file = quoted(&path);
    writeln!(
        out,
        "{named} is there.\nPlay it:   rapport play {file}\nCheck it:  rapport check {file}"
    )?;
    Ok(())
}

fn with_ending(path: &Path) -> Result<PathBuf, Stop> {
    match path.extension() {
        Some(end) if end == "ron" => Ok(path.to_owned()),
        None if path.file_name().is_some() => Ok(path.with_extension("ron")),
        _ => Err(Stop::Usage(format!(
            "{}: the name of a scenario file ends in .ron, as in quiet-tuesday.ron",
            shown_in_line(&path.to_string_lossy())
        ))),
    }
}

/// An id: letters and digits of the name in small letters, with a hyphen for whatever else stands between.
fn id(stem: &str) -> String {
    let small = stem.to_lowercase();
    let words = small.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut id = words.collect::<Vec<_>>().join("-");
    id.truncate(LONGEST_ID);
    id.trim_end_matches('-').to_owned()
}

/// A title: the words of the name as a sentence begins.
fn title(stem: &str) -> String {
    let is_between = |c: char| matches!(c, '-' | '_' | ' ' | '"' | '\\') || c.is_control();
    let words: Vec<&str> = stem.split(is_between).filter(|word| !word.is_empty()).collect();
    let title = words.join(" ");
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The template with the names of a scenario, laid out as files are.
fn filled(template: &str, file: &str, id: &str, title: &str) -> Result<String, Stop> {
    let tree = Tree::parse(template);
    let root = tree.value();
    let value = |name| root.and_then(|root: Node<'_>| root.field(name)).and_then(|one| one.value);
    let mut edits = Vec::new();
    for (field, text) in [("id", id), ("title", title)] {
        edits.extend(value(field).map(|node| tree.replace(node, &format!("\"{text}\""))));
    }
    let text = crate::text::apply(template, &edits.concat());
    // Remarks name the file that they stand in.
    let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let text: Vec<String> = text.lines().map(|line| remark_about(line, file)).collect();
    let laid_out = Tree::parse(text.join("\n")).formatted();
    laid_out.ok_or_else(|| Stop::Failed(format!("{file}: nothing could be made of this name")))
}

fn remark_about(line: &str, file: &str) -> String {
    if line.starts_with("//     rapport ") {
        line.replace("FILE", &quoted(file))
    } else {
        line.to_owned()
    }
}
