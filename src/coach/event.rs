//! What chance did, in words: as the scenario names it, else by the first thing that was said or shown
//! and might have been another.

use std::collections::BTreeMap;

use crate::{
    engine::{Decision, Said, Session, Speaker},
    scenario::{DrawId, Scenario},
};

/// No more other worlds than this are tried.
const WORLDS: usize = 512;

/// Quoted words are cut after about so many characters.
const WORDS: usize = 72;

/// The words for what followed each step of a play.
pub(super) struct Events {
    told: Vec<String>,
}

impl Events {
    pub(super) fn of(session: &Session) -> Self {
        let tellings = tellings(session);
        let told = session.decisions().iter().zip(tellings);
        Self { told: told.map(|(decision, line)| words(session, decision, line)).collect() }
    }

    /// What followed a step, without a full stop.
    pub(super) fn after(&self, step: usize) -> String {
        self.told.get(step).map_or_else(what_followed, String::clone)
    }
}

fn what_followed() -> String {
    "What followed".to_owned()
}

fn words(session: &Session, decision: &Decision, line: Option<usize>) -> String {
    if let Some(event) = decision.chance.as_ref().and_then(|drawn| drawn.event.as_deref()) {
        return event.trim_end_matches('.').to_owned();
    }
    let before = line.filter(|line| *line < decision.arrival || decision.ending.is_none());
    if let Some(told) = before.and_then(|line| decision.said.get(line)).and_then(quoted) {
        return told;
    }
    if let Some(ending) = decision.ending {
        return format!("It came to “{}”", session.scenario().ending(ending).title);
    }
    let theirs = decision.said.iter().filter(|said| is_anothers(said)).find_map(quoted);
    theirs.unwrap_or_else(what_followed)
}

fn is_anothers(said: &Said) -> bool {
    matches!(
        said.who,
        Speaker::Person(_) | Speaker::Email(Some(_)) | Speaker::Message(Some(_)) | Speaker::Paper
    )
}

/// Who said it, and the first words.
fn quoted(said: &Said) -> Option<String> {
    let words = first_words(&said.text);
    let told = match &said.who {
        Speaker::Person(person) => format!("{} said “{words}”", person.name),
        Speaker::Email(Some(person)) | Speaker::Message(Some(person)) => {
            format!("{} wrote “{words}”", person.name)
        }
        Speaker::Paper => match said.heading.as_deref() {
            Some(heading) if !heading.is_empty() => format!("You came across “{heading}”"),
            _ => format!("You read “{words}”"),
        },
        Speaker::Narrator => format!("It went on: “{words}”"),
        Speaker::Thought => format!("It made you think “{words}”"),
        Speaker::Days(_) | Speaker::Player(_) | Speaker::Email(None) | Speaker::Message(None) => {
            return None;
        }
    };
    (!words.is_empty()).then_some(told)
}

/// The first sentence, or as much of it as fits, without quotation marks around it.
pub(super) fn first_words(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let bare = line.trim_matches(['“', '”', '"', '‘', ' ']);
    let sentence = bare
        .char_indices()
        .find(|(at, c)| ".?!…".contains(*c) && bare[at + c.len_utf8()..].starts_with([' ', '”']))
        .map_or(bare, |(at, c)| &bare[..at + c.len_utf8()]);
    // A very short sentence tells too little alone.
    let sentence = if sentence.chars().count() < 18 { bare } else { sentence };
    let whole = sentence.replace(['“', '”'], "");
    if whole.chars().count() <= WORDS {
        return whole.trim_end_matches('.').to_owned();
    }
    let cut = whole.char_indices().nth(WORDS).map_or(whole.len(), |(at, _)| at);
    let end = whole[..cut].rfind(' ').unwrap_or(cut);
    format!("{}…", whole[..end].trim_end_matches([',', '.', ';', ':', ' ']))
}

/// For each step, which of the things then said might have been another: the first that differs in most
/// of the worlds that looked the same until then.
fn tellings(session: &Session) -> Vec<Option<usize>> {
    let decisions = session.decisions();
    let mut others = other_worlds(session);
    let mut tellings = Vec::with_capacity(decisions.len());
    for (step, decision) in decisions.iter().enumerate() {
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        others.retain_mut(|other| {
            if other.choose_branch(&decision.choice_id, decision.forced_branch).is_err() {
                return false;
            }
            let Some(theirs) = other.decisions().last() else { return false };
            match differs(&decision.said, &theirs.said) {
                Some(place) => {
                    *places.entry(place).or_default() += 1;
                    false
                }
                None => theirs.ending == decision.ending,
            }
        });
        if places.is_empty() && decision.chance.is_some() {
            for branch in other_branches(session, step) {
                if let Some(place) = differs(&decision.said, &branch.said) {
                    *places.entry(place).or_default() += 1;
                }
            }
        }
        let most = places.into_iter().max_by_key(|(place, count)| (*count, usize::MAX - place));
        tellings.push(most.map(|(place, _)| place));
    }
    tellings
}

/// Where what was said first differs.
fn differs(said: &[Said], other: &[Said]) -> Option<usize> {
    let place = said.iter().zip(other).position(|(said, other)| said != other);
    place.or_else(|| (said.len() != other.len()).then_some(said.len().min(other.len())))
}

/// The same play's beginning with other hidden draws, as far as it would have looked the same.
fn other_worlds(session: &Session) -> Vec<Session> {
    let scenario = session.scenario();
    let (seed, actual) = (session.seed(), session.draws());
    let same = |other: &Session| other.opening() == session.opening() && other.draws() != actual;
    let worlds = worlds(scenario).into_iter();
    worlds
        .filter_map(|draws| Session::new(scenario.clone(), seed, &draws).ok())
        .filter(same)
        .collect()
}

/// Every combination of hidden draws, or as many as are tried.
fn worlds(scenario: &Scenario) -> Vec<Vec<(String, String)>> {
    let mut worlds: Vec<Vec<(String, String)>> = vec![Vec::new()];
    for draw in (0..).take(scenario.draws.len()).map(DrawId) {
        let draw = &scenario.draws[draw.index()];
        let longer: Vec<_> = worlds
            .iter()
            .flat_map(|world| {
                draw.values.iter().map(move |value| {
                    let mut world = world.clone();
                    world.push((draw.id.to_string(), value.id.to_string()));
                    world
                })
            })
            .collect();
        if longer.len() > WORLDS {
            break;
        }
        worlds = longer;
    }
    worlds
}

/// The same step with the other branches of chance.
fn other_branches(session: &Session, step: usize) -> Vec<Decision> {
    let id = &session.decisions()[step].choice_id;
    (0..u16::MAX)
        .map_while(|branch| {
            let mut other = session.rewound_to(step);
            other.choose_branch(id, Some(branch)).ok()?;
            other.decisions().last().cloned()
        })
        .collect()
}
