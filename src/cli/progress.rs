//! `rapport progress`: what was played, how it ended, what it showed.

use std::{collections::BTreeMap, io::Write};

use serde_json::{Map, Value, json};

use super::{places::Places, stop::Stop, tables, tell};
use crate::store::{
    Attempt, AttemptFilter, Commitment, Damage, Finished, Legible, LessonResult, Records,
};

/// Show what you played, how it ended and what it showed
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: rapport progress --json\n\n\
    Plays in hindsight (played on from a debrief, or begun with given draws or choices) are kept out\n\
    of progress.")]
pub(super) struct Args {
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

/// The plays of one scenario that count.
struct Played {
    scenario_id: String,
    title: String,
    /// Oldest first.
    attempts: Vec<(Attempt, Finished)>,
}

pub(super) fn progress(args: &Args, places: &Places, out: &mut impl Write) -> Result<(), Stop> {
    let records = readable(places)?;
    let Legible { sound: played, mut damaged } = played(&records)?;
    let Legible { sound: commitments, damaged: others } = records.commitments_with_damage()?;
    damaged.extend(others);
    let unfinished = records.unfinished()?;
    if args.json {
        let mut everything = as_json(&played, &commitments, unfinished.as_ref());
        name_in(&mut everything, &damaged);
        tables::json(out, &everything)?;
        return named(&damaged, out);
    }
    if played.is_empty() {
        writeln!(out, "No play is finished yet. `rapport list` shows what there is to play.")?;
    }
    for scenario in &played {
        scenario.print(out)?;
    }
    if let Some(attempt) = unfinished {
        let (title, again) = (&attempt.scenario_title, places.how_to_play(&*attempt.scenario_id));
        let day = tables::day(attempt.touched);
        writeln!(out, "Not finished: {title}, last played on {day} (`{again}`)\n")?;
    }
    if !commitments.is_empty() {
        writeln!(out, "What you mean to do:")?;
    }
    for commitment in &commitments {
        writeln!(out, "  {}  {}", tables::day(commitment.at), commitment.kept.told())?;
    }
    named(&damaged, out)
}

/// Names what cannot be read, once all that can be is out; the exit code then says so too.
pub(super) fn named(damaged: &[Damage], out: &mut impl Write) -> Result<(), Stop> {
    if damaged.is_empty() {
        return Ok(());
    }
    out.flush()?;
    for damage in damaged {
        tell(format_args!("cannot be read: {damage}"));
    }
    tell("The rest of the records is unharmed. `rapport doctor` says what can be done.");
    Err(Stop::Findings)
}

/// Adds to a document what cannot be read, if there is anything.
pub(super) fn name_in(document: &mut Value, damaged: &[Damage]) {
    if !damaged.is_empty() {
        let named: Vec<Value> =
            damaged.iter().map(|one| json!({ "what": one.what, "why": one.why })).collect();
        document["unreadable"] = named.into();
    }
}

/// The records, if there are any to be read.
pub(super) fn readable(places: &Places) -> Result<Records, Stop> {
    let records = places.records();
    if records.has_history() {
        Ok(records)
    } else {
        Err(Stop::Usage("the records cannot be read, so there is nothing to show".into()))
    }
}

fn played(records: &Records) -> Result<Legible<Vec<Played>>, Stop> {
    let mut by_scenario: BTreeMap<String, Played> = BTreeMap::new();
    // Newest first, so that a scenario goes by its latest title.
    let Legible { sound, damaged } = records.attempts_with_damage(&AttemptFilter::default())?;
    for mut attempt in sound {
        let Some(finished) = attempt.finished.take().filter(|_| !attempt.hindsight) else {
            continue;
        };
        let id = attempt.scenario_id.clone();
        let played = by_scenario.entry(id.clone()).or_insert_with(|| Played {
            scenario_id: id,
            title: attempt.scenario_title.clone(),
            attempts: Vec::new(),
        });
        played.attempts.push((attempt, finished));
    }
    let mut sound: Vec<Played> = by_scenario.into_values().collect();
    sound.iter_mut().for_each(|played| played.attempts.reverse());
    Ok(Legible { sound, damaged })
}

impl Played {
    fn best(&self) -> i32 {
        self.attempts.iter().map(|(_, finished)| finished.value).max().unwrap_or(0)
    }

    fn last(&self) -> i32 {
        self.attempts.last().map_or(0, |(_, finished)| finished.value)
    }

    /// Each competency's name and what was seen of it over time, in the order of first appearance.
    fn skills(&self) -> Vec<(&str, &str, Vec<String>)> {
        let mut skills: Vec<(&str, &str, Vec<String>)> = Vec::new();
        for result in self.attempts.iter().flat_map(|(_, finished)| &finished.skills) {
            let seen = result.seen().in_brief();
            match skills.iter_mut().find(|(id, ..)| *id == result.skill) {
                Some((_, _, steps)) => steps.push(seen),
                None => skills.push((&result.skill, &result.name, vec![seen])),
            }
        }
        skills
    }

    /// Each lesson's sentence and how often it was kept and broken over all plays, in the order of first
    /// appearance.
    fn lessons(&self) -> Vec<(&str, &str, u32, u32)> {
        let mut lessons: Vec<(&str, &str, u32, u32)> = Vec::new();
        for result in self.attempts.iter().flat_map(|(_, finished)| &finished.lessons) {
            let LessonResult { lesson, sentence, kept, broken } = result;
            if let Some(known) = lessons.iter_mut().find(|(id, ..)| id == lesson) {
                *known = (known.0, sentence, known.2 + kept, known.3 + broken);
            } else {
                lessons.push((lesson, sentence, *kept, *broken));
            }
        }
        lessons
    }

    fn print(&self, out: &mut impl Write) -> Result<(), Stop> {
        writeln!(out, "{} ({})", self.title, self.scenario_id)?;
        for (attempt, finished) in &self.attempts {
            let rewound = if attempt.fork.is_some() { ", with a choice taken back" } else { "" };
            let (day, ending, value) =
                (tables::day(finished.at), &finished.ending_title, finished.value);
            writeln!(out, "  {day}: {ending} ({value} of 100{rewound})")?;
        }
        let skills = self.skills();
        if !skills.is_empty() {
            writeln!(out, "  Steps of 4, play by play:")?;
        }
        for (_, name, steps) in skills {
            writeln!(out, "    {name}: {}", steps.join(", "))?;
        }
        let lessons = self.lessons();
        if !lessons.is_empty() {
            writeln!(out, "  Lessons, how often kept and broken:")?;
        }
        for (_, sentence, kept, broken) in lessons {
            writeln!(out, "    {kept:3} {broken:3}  {sentence}")?;
        }
        writeln!(out)?;
        Ok(())
    }

    fn json(&self) -> Value {
        let attempts: Vec<Value> = self
            .attempts
            .iter()
            .map(|(attempt, finished)| {
                let skills: Map<String, Value> = finished
                    .skills
                    .iter()
                    .map(|skill| {
                        let result = json!({
                            "mean_level": skill.level, "lowest_level": skill.lowest,
                            "count": skill.count, "seen": skill.seen().told(),
                        });
                        (skill.skill.clone(), result)
                    })
                    .collect();
                json!({
                    "attempt": attempt.id.to_string(),
                    "started": tables::moment(attempt.started),
                    "finished": tables::moment(finished.at),
                    "ending": { "id": finished.ending_id, "title": finished.ending_title,
                                "value": finished.value },
                    "rewound": attempt.fork.is_some(),
                    "competencies": skills,
                    "lessons": finished.lessons.iter().map(tables::lesson).collect::<Vec<_>>(),
                })
            })
            .collect();
        json!({
            "scenario": self.scenario_id, "title": self.title,
            "best": self.best(), "last": self.last(), "attempts": attempts,
            "lessons": self.lessons().into_iter().map(|(lesson, sentence, kept, broken)| json!({
                "id": lesson, "sentence": sentence, "kept": kept, "broken": broken,
            })).collect::<Vec<_>>(),
        })
    }
}

fn as_json(played: &[Played], commitments: &[Commitment], unfinished: Option<&Attempt>) -> Value {
    let commitments: Vec<Value> = commitments
        .iter()
        .map(|one| {
            json!({
                "attempt": one.attempt.to_string(), "scenario": one.scenario_id,
                "text": one.kept.text, "client": one.kept.client, "day": one.kept.day,
                "at": tables::moment(one.at),
            })
        })
        .collect();
    json!({
        "format": 1,
        "scenarios": played.iter().map(Played::json).collect::<Vec<_>>(),
        "unfinished": unfinished.map(|attempt| {
            json!({
                "attempt": attempt.id.to_string(), "scenario": attempt.scenario_id,
                "choices": attempt.steps, "touched": tables::moment(attempt.touched),
            })
        }),
        "commitments": commitments,
    })
}
