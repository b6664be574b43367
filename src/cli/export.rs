//! `rapport export`: the records for spreadsheets and programs.

mod document;
mod pages;

use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::PathBuf,
};

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use document::JsonDocument;
use pages::Pages;

use super::{output, places::Places, progress, stop::Stop, tables};
use crate::{
    coach::{self, FOR_TRAINING},
    store::{
        Attempt, AttemptFilter, AttemptId, Damage, Fork, KeptDecision, Legible, LessonResult,
        Records,
    },
    text::shown,
};

/// Write out your records
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: rapport export --format csv --out records.csv\n\n\
    How a play felt is private, and is not written out.")]
pub(super) struct Args {
    /// A table with a row for each play, or everything
    #[arg(long, value_enum)]
    format: Format,
    /// Write into this file instead of printing; `-` prints
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Json,
}

/// Everything that is written out.
struct Everything {
    attempts: Vec<(Attempt, Vec<KeptDecision>)>,
    commitments: BTreeMap<AttemptId, coach::Intention>,
    /// What cannot be read.
    damaged: Vec<Damage>,
}

pub(super) fn export(args: &Args, places: &Places, out: &mut impl Write) -> Result<(), Stop> {
    let path = args.out.as_deref().filter(|path| !output::is_output(path));
    path.map_or(Ok(()), |path| output::check(path, places))?;
    let records = progress::readable(places)?;
    let mut everything = Everything::read(&records)?;
    if args.format == Format::Json {
        let faults = records.source_faults().unwrap_or_default();
        everything.damaged.extend(faults.into_iter().map(|(hash, fault)| fault.damage(&hash)));
    }
    match path {
        None => everything.write(args.format, &records, out)?,
        Some(path) => {
            output::write(path, places, |file| everything.write(args.format, &records, file))?;
            let count = everything.attempts.len();
            writeln!(out, "{count} plays written to {}", path.display())?;
        }
    }
    progress::named(&everything.damaged, out)
}

impl Everything {
    fn read(records: &Records) -> Result<Self, Stop> {
        let Legible { sound, mut damaged } =
            records.attempts_with_damage(&AttemptFilter::default())?;
        let mut decisions = records.all_decisions()?;
        damaged.append(&mut decisions.damaged);
        let mut attempts = Vec::new();
        // Oldest first, as a table of records grows.
        for attempt in sound.into_iter().rev() {
            let decisions = decisions.sound.remove(&attempt.id).unwrap_or_default();
            if !decisions.is_empty() || attempt.finished.is_some() {
                attempts.push((attempt, decisions));
            }
        }
        let mut commitments = records.commitments_with_damage()?;
        damaged.append(&mut commitments.damaged);
        let commitments =
            commitments.sound.into_iter().map(|one| (one.attempt, one.kept)).collect();
        Ok(Self { attempts, commitments, damaged })
    }

    fn write(&self, format: Format, records: &Records, out: &mut impl Write) -> io::Result<()> {
        match format {
            Format::Csv => self.write_csv(out),
            Format::Json => {
                let pages = Pages::of(records);
                let attempt = |at: usize| {
                    let (attempt, decisions) = &self.attempts[at];
                    self.attempt_json(attempt, decisions, &pages)
                };
                let (count, damaged) = (self.attempts.len(), &*self.damaged);
                JsonDocument { count, attempt: &attempt, damaged }.write(out)
            }
        }
    }

    /// Ids of the competencies with results, in the order of first appearance.
    fn skills(&self) -> Vec<&str> {
        let mut skills: Vec<&str> = Vec::new();
        let results = self.attempts.iter().filter_map(|(attempt, _)| attempt.finished.as_ref());
        for result in results.flat_map(|finished| &finished.skills) {
            if !skills.contains(&&*result.skill) {
                skills.push(&result.skill);
            }
        }
        skills
    }

    fn write_csv(&self, out: &mut impl Write) -> io::Result<()> {
        let skills = self.skills();
        let mut table = csv::Writer::from_writer(out);
        let head = COLUMNS.iter().map(|column| (*column).to_owned());
        let levels = skills.iter().flat_map(|id| {
            ["mean level", "lowest level", "count"].map(|what| format!("{id} {what}"))
        });
        table.write_record(head.chain(levels).map(|text| cell(&text)))?;
        for (attempt, decisions) in &self.attempts {
            let row = self.row(attempt, decisions, &skills);
            table.write_record(row.iter().map(|text| cell(text)))?;
        }
        table.flush()
    }

    fn row(&self, attempt: &Attempt, decisions: &[KeptDecision], skills: &[&str]) -> Vec<String> {
        let finished = attempt.finished.as_ref();
        let fork = attempt.fork;
        let choices: Vec<&str> = decisions.iter().map(|kept| &*kept.choice.id).collect();
        let committed = |of: fn(&coach::Intention) -> Option<&String>| {
            self.commitments.get(&attempt.id).and_then(of).cloned().unwrap_or_default()
        };
        let lessons = |of: fn(&LessonResult) -> u32| {
            let results = finished.iter().flat_map(|finished| &finished.lessons);
            let ids = results.filter(|one| of(one) > 0).map(|one| &*one.lesson);
            ids.collect::<Vec<&str>>().join(" ")
        };
        let mut row = vec![
            attempt.id.to_string(),
            attempt.scenario_id.clone(),
            attempt.scenario_title.clone(),
            attempt.hash.to_string(),
            attempt.seed.to_string(),
            pairs(&attempt.forced),
            attempt.mode.word().to_owned(),
            tables::moment(attempt.started),
            finished.map(|finished| tables::moment(finished.at)).unwrap_or_default(),
            finished.map(|finished| finished.ending_id.clone()).unwrap_or_default(),
            finished.map(|finished| finished.ending_title.clone()).unwrap_or_default(),
            finished.map(|finished| finished.value.to_string()).unwrap_or_default(),
            finished.map(|finished| pairs(&finished.draws)).unwrap_or_default(),
            choices.join(" "),
            fork.map(|fork| fork.from.to_string()).unwrap_or_default(),
            fork.map(|fork| fork.step.to_string()).unwrap_or_default(),
            fork.map(|fork| fork.kind.word().to_owned()).unwrap_or_default(),
            if attempt.hindsight { "yes" } else { "no" }.to_owned(),
            committed(|kept| Some(&kept.text)),
            committed(|kept| kept.client.as_ref()),
            committed(|kept| kept.day.as_ref()),
            lessons(|lesson| lesson.kept),
            lessons(|lesson| lesson.broken),
            FOR_TRAINING.to_owned(),
        ];
        for id in skills {
            let result = finished.and_then(|f| f.skills.iter().find(|skill| skill.skill == *id));
            let lowest = result.and_then(|result| result.lowest);
            row.push(result.map(|result| format!("{:.2}", result.level)).unwrap_or_default());
            row.push(lowest.map(|lowest| lowest.to_string()).unwrap_or_default());
            row.push(result.map(|result| result.count.to_string()).unwrap_or_default());
        }
        row
    }

    fn attempt_json(
        &self,
        attempt: &Attempt,
        decisions: &[KeptDecision],
        pages: &Pages<'_>,
    ) -> Value {
        let choices: Vec<Value> = decisions
            .iter()
            .map(|kept| {
                json!({
                    "id": kept.choice.id,
                    "branch": kept.choice.branch.map(|branch| branch + 1),
                    "own_words": kept.own_words,
                    "at": tables::moment(kept.at),
                })
            })
            .collect();
        let finished = attempt.finished.as_ref().map(|finished| {
            let skills: Vec<Value> = finished
                .skills
                .iter()
                .map(|skill| {
                    json!({ "id": skill.skill, "name": skill.name,
                            "mean_level": skill.level, "lowest_level": skill.lowest,
                            "count": skill.count, "seen": skill.seen().told() })
                })
                .collect();
            let mut told = json!({
                "at": tables::moment(finished.at),
                "ending": { "id": finished.ending_id, "title": finished.ending_title,
                            "value": finished.value },
                "draws": object(&finished.draws),
                "competencies": skills,
                "lessons": finished.lessons.iter().map(tables::lesson).collect::<Vec<_>>(),
                "page": null,
            });
            // What is long is moved to its place: `json!` would copy it.
            told["page"] = pages.page(attempt, decisions).unwrap_or_default();
            told
        });
        let kept = self.commitments.get(&attempt.id);
        json!({
            "id": attempt.id.to_string(),
            "scenario": attempt.scenario_id,
            "title": attempt.scenario_title,
            "hash": attempt.hash.to_string(),
            "seed": attempt.seed,
            "forced": object(&attempt.forced),
            "mode": attempt.mode.word(),
            "started": tables::moment(attempt.started),
            "choices": choices,
            "finished": finished,
            "fork": attempt.fork.map(fork_json),
            "hindsight": attempt.hindsight,
            "commitment": kept.map(|kept| &kept.text),
            "commitment_client": kept.and_then(|kept| kept.client.as_ref()),
            "commitment_day": kept.and_then(|kept| kept.day.as_ref()),
        })
    }
}

/// The columns of the table before those of the competencies.
const COLUMNS: [&str; 24] = [
    "attempt",
    "scenario",
    "title",
    "version",
    "seed",
    "forced draws",
    "mode",
    "started",
    "finished",
    "ending",
    "ending title",
    "value",
    "hidden draws",
    "choices",
    "forked from",
    "forked at",
    "forked by",
    "hindsight",
    "commitment",
    "commitment client",
    "commitment day",
    "lessons kept",
    "lessons broken",
    "note",
];

/// Words as a table cell: a spreadsheet must not take them for a formula, whatever it leaves out before one.
fn cell(text: &str) -> String {
    let text = shown(text);
    let first = text.chars().find(|c| !is_left_out(*c));
    let is_formula = first.is_some_and(|first| FORMULA.contains(&first));
    if is_formula { format!("'{text}") } else { text.into_owned() }
}

/// What a formula begins with, in full width and small form too.
const FORMULA: [char; 14] = [
    '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\u{fe66}', '\u{fe62}',
    '\u{fe63}', '\u{fe6b}', '\u{2212}', '\u{207a}',
];

/// Blanks, and what nobody sees: Unicode's `White_Space`, `Default_Ignorable_Code_Point` and controls.
fn is_left_out(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{2400}'..='\u{2421}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{fffd}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

fn pairs(draws: &[(String, String)]) -> String {
    let pairs: Vec<String> = draws.iter().map(|(draw, value)| format!("{draw}={value}")).collect();
    pairs.join(" ")
}

fn object(draws: &[(String, String)]) -> Map<String, Value> {
    draws.iter().map(|(draw, value)| (draw.clone(), value.clone().into())).collect()
}

fn fork_json(fork: Fork) -> Value {
    json!({ "from": fork.from.to_string(), "step": fork.step, "kind": fork.kind.word() })
}
