//! `rapport vocabulary`: every word and shape of the language, for writers and their editors.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use clap::ValueEnum;
use serde_json::{Value, json};

use super::{stop::Stop, tables};
use crate::{
    art::Art,
    scenario::{GrammarField, GrammarShape, GrammarWord, Rubric, grammar},
};

/// List every word of the language: shapes with their fields, effects, conditions, moods, places, portraits, skills
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: rapport vocabulary --format json > vocabulary.json\n\n\
    It is made from the types that read scenario files, so that nothing in it is older than the program.")]
pub(super) struct Args {
    /// For people, or for editors
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Markdown
    #[default]
    Md,
    /// JSON
    Json,
}

pub(super) fn vocabulary(args: &Args, out: &mut impl Write) -> Result<(), Stop> {
    let (shapes, rubric) = (grammar(), Rubric::built_in());
    let art = Art::load().map_err(|fault| Stop::Usage(fault.to_string()))?;
    let portraits: Vec<&str> = art.portraits().collect();
    match args.format {
        Format::Json => tables::json(out, &as_json(&shapes, &portraits, &rubric)),
        Format::Md => Ok(for_people(&shapes, &portraits, &rubric, out)?),
    }
}

fn as_json(shapes: &[GrammarShape], portraits: &[&str], rubric: &Rubric) -> Value {
    let shape = |shape: &GrammarShape| {
        let words: Vec<Value> = shape.words.iter().map(word_json).collect();
        json!({
            "name": shape.name, "meaning": shape.meaning,
            "fields": fields_json(&shape.fields), "words": words,
        })
    };
    let skills: Vec<Value> = rubric
        .competencies
        .iter()
        .map(|skill| {
            json!({
                "id": skill.id, "name": skill.name, "what": skill.what,
                "anchors": skill.anchors, "note": skill.note,
            })
        })
        .collect();
    json!({
        "format": 1,
        "shapes": shapes.iter().map(shape).collect::<Vec<_>>(),
        "portraits": portraits,
        "competencies": skills,
    })
}

fn word_json(word: &GrammarWord) -> Value {
    json!({
        "name": word.name, "meaning": word.meaning, "written": word.is_written,
        "takes": word.takes, "fields": fields_json(&word.fields),
    })
}

fn fields_json(fields: &[GrammarField]) -> Vec<Value> {
    let field = |field: &GrammarField| {
        json!({
            "name": field.name, "kind": field.kind, "optional": field.is_optional,
            "meaning": field.meaning,
        })
    };
    fields.iter().map(field).collect()
}

fn for_people(
    shapes: &[GrammarShape],
    portraits: &[&str],
    rubric: &Rubric,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(
        out,
        "# Vocabulary\n\nEvery shape of a scenario file and of a pack. What is in italics may be left out."
    )?;
    for shape in shapes {
        writeln!(out, "\n## {}\n\n{}\n", shape.name, shape.meaning)?;
        shape.fields.iter().try_for_each(|field| field_line(field, "", out))?;
        for word in &shape.words {
            let mut line = String::new();
            if word.is_written {
                let _ = write!(line, "`{}", word.name);
                if !word.takes.is_empty() {
                    let _ = write!(line, "({})", word.takes.join(", ").replace('`', ""));
                }
                line.push('`');
            } else {
                let _ = write!(line, "{}, without a word", word.takes.join(", "));
            }
            writeln!(out, "- {line}: {}", word.meaning)?;
            word.fields.iter().try_for_each(|field| field_line(field, "  ", out))?;
        }
    }
    writeln!(out, "\n## Portraits\n")?;
    portraits.iter().try_for_each(|name| writeln!(out, "- `\"{name}\"`"))?;
    writeln!(
        out,
        "\n## Competencies\n\nThose of files outside any pack; a pack may have its own."
    )?;
    for skill in &rubric.competencies {
        writeln!(out, "\n### `\"{}\"`: {}\n\n{}\n", skill.id, skill.name, skill.what)?;
        for (level, anchor) in (1..).zip(&skill.anchors) {
            writeln!(out, "{level}. {anchor}")?;
        }
    }
    Ok(())
}

fn field_line(field: &GrammarField, before: &str, out: &mut impl Write) -> io::Result<()> {
    let GrammarField { name, kind, is_optional, meaning } = field;
    let sign = if *is_optional { "*" } else { "" };
    writeln!(out, "{before}- {sign}`{name}`{sign} ({kind}): {meaning}")
}
