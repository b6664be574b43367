//! What chance did, in words: as the scenario names it, else by the first thing that was said or shown
//! and might have been another. A name is used only where it might not have been so.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use crate::{
    engine::{Decision, MeterView, Said, Session, Speaker, Standing, View},
    scenario::Scenario,
};

/// No more other worlds than this are tried.
const WORLDS: usize = 512;

/// Quoted words are cut after about so many characters.
const WORDS: usize = 72;

/// How an ending is told where nothing else told the world that was played from others.
pub(super) const CAME_TO: &str = "It came to “";

/// The words for what followed each step of a play.
pub(super) struct Events {
    told: Vec<String>,
}

impl Events {
    pub(super) fn of(session: &Session) -> Self {
        let tellings = tellings(session);
        let told = session.decisions().iter().zip(&tellings);
        Self { told: told.map(|(decision, telling)| words(session, decision, telling)).collect() }
    }

    /// What followed a step, without a full stop.
    pub(super) fn after(&self, step: usize) -> String {
        self.told.get(step).map_or_else(what_followed, String::clone)
    }
}

/// By what a step told the world that was played from others.
#[derive(Debug, Default)]
struct Telling {
    /// The scenario's words for something that came to be, and might not have.
    named: Option<String>,
    /// The thing then said that might have been another.
    line: Option<usize>,
    /// Where everything said was the same: what was shown.
    shown: Option<String>,
}

fn what_followed() -> String {
    "What followed".to_owned()
}

fn words(session: &Session, decision: &Decision, telling: &Telling) -> String {
    if let Some(event) = decision.chance.as_ref().and_then(|drawn| drawn.event.as_deref()) {
        return event.trim_end_matches('.').to_owned();
    }
    if let Some(named) = &telling.named {
        return named.trim_end_matches('.').to_owned();
    }
    let before = telling.line.filter(|line| *line < decision.arrival || decision.ending.is_none());
    if let Some(told) = before.and_then(|line| decision.said.get(line)).and_then(quoted) {
        return told;
    }
    if let Some(ending) = decision.ending {
        return format!("{CAME_TO}{}”", session.scenario().ending(ending).title);
    }
    if let Some(shown) = &telling.shown {
        return shown.clone();
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
        Speaker::Narrator => format!("What came next: “{words}”"),
        Speaker::Thought => format!("It made you think “{words}”"),
        Speaker::Days(_) | Speaker::Player(_) | Speaker::Email(None) | Speaker::Message(None) => {
            return None;
        }
    };
    (!words.is_empty()).then_some(told)
}

/// The beginning of what was chosen as its author wrote it: what is said stands in quotation marks, what is
/// done does not.
pub(super) fn in_brief(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let inner = line.strip_prefix('“').and_then(|rest| rest.strip_suffix('”'));
    if inner.is_some_and(|inner| !inner.contains(['“', '”'])) {
        return format!("“{}”", first_words(line));
    }
    // A sentence inside quotation marks does not end what is done.
    let mut depth = 0_u32;
    let end = line.char_indices().find(|(at, c)| {
        match c {
            '“' => depth += 1,
            '”' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && ".?!…".contains(*c) && line[at + c.len_utf8()..].starts_with(' ')
    });
    let sentence = end.map_or(line, |(at, c)| &line[..at + c.len_utf8()]);
    let sentence = if sentence.chars().count() < 18 { line } else { sentence };
    let brief = shortened(sentence);
    // What is cut off inside quotation marks is closed.
    let marks = |mark| brief.matches(mark).count();
    let is_open =
        marks('“') > marks('”') && sentence.matches('“').count() == sentence.matches('”').count();
    if is_open { format!("{brief}”") } else { brief }
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
    shortened(&sentence.replace(['“', '”'], ""))
}

/// Whether no sentence ends within, but for those that are quoted.
fn is_one_sentence(text: &str) -> bool {
    text.split('“').enumerate().all(|(at, part)| {
        let unquoted =
            if at == 0 { part } else { part.split_once('”').map_or("", |(_, after)| after) };
        !unquoted.contains(". ")
    })
}

/// As much as fits; a single sentence without its full stop.
fn shortened(whole: &str) -> String {
    if whole.chars().count() <= WORDS {
        // “Received. H.” keeps its full stops.
        let inner = whole.trim_end_matches('.');
        return if is_one_sentence(inner) { inner.to_owned() } else { whole.to_owned() };
    }
    let cut = whole.char_indices().nth(WORDS).map_or(whole.len(), |(at, _)| at);
    let end = whole[..cut].rfind(' ').unwrap_or(cut);
    format!("{}…", whole[..end].trim_end_matches([',', '.', ';', ':', ' ']))
}

/// For each step, by what it told the world that was played from those that had looked the same until
/// then: of what was said, the first that differs in most of them.
fn tellings(session: &Session) -> Vec<Telling> {
    let mut here = session.rewound_to(0);
    let mut others = other_worlds(session);
    let mut tellings = Vec::with_capacity(session.decisions().len());
    for (step, decision) in session.decisions().iter().enumerate() {
        let id = &decision.choice_id;
        let (before, meters) = (happened(&here), here.seen().standing.meters.clone());
        if here.choose_branch(id, decision.forced_branch).is_err() {
            break;
        }
        let came: Vec<usize> = happened(&here).difference(&before).copied().collect();
        let mut might_not = BTreeSet::new();
        let view = here.seen();
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        let mut telling = Telling::default();
        let mut apart = Vec::new();
        let branches =
            if decision.chance.is_some() { other_branches(session, step) } else { vec![] };
        let mut compare = |other: &Session| {
            let there = happened(other);
            might_not.extend(came.iter().copied().filter(|event| !there.contains(event)));
            let theirs = other.seen();
            if let Some(place) = differs(&view.said, &theirs.said) {
                *places.entry(place).or_default() += 1;
                return false;
            }
            if looks(view) == looks(theirs) {
                return true;
            }
            apart.push(theirs.clone());
            false
        };
        others.retain_mut(|other| {
            other.choose_branch(id, decision.forced_branch).is_ok() && compare(other)
        });
        branches.iter().for_each(|branch| {
            compare(branch);
        });
        let most = places.into_iter().max_by_key(|(place, count)| (*count, usize::MAX - place));
        telling.line = most.map(|(place, _)| place);
        telling.shown =
            apart.iter().find_map(|there| shown_only_here(&meters, view, there, &apart));
        let events = &session.scenario().events;
        telling.named = might_not.first().map(|event| events[*event].text.to_string());
        tellings.push(telling);
    }
    tellings
}

/// Which of the scenario's events have come to be.
fn happened(session: &Session) -> BTreeSet<usize> {
    let scenario = session.scenario();
    let holds = |at: &usize| session.state().holds(scenario, &scenario.events[*at].when, 0);
    (0..scenario.events.len()).filter(holds).collect()
}

/// How things stand, and what is on offer in whatever order.
fn looks(view: &View) -> (&Standing, BTreeSet<(&str, &str)>) {
    let offered = view.offered.iter().map(|offer| (&*offer.id, &*offer.text));
    (&view.standing, offered.collect())
}

/// What is shown here and not there, in words; `before` is how the meters in view stood a step earlier,
/// `apart` is what is shown in all the others that show something else.
fn shown_only_here(
    before: &[MeterView],
    here: &View,
    there: &View,
    apart: &[View],
) -> Option<String> {
    let (standing, other) = (&here.standing, &there.standing);
    let learned = standing.saw.iter().find(|fact| !other.saw.contains(fact));
    if let Some(fact) = learned {
        return Some(format!("You learned “{}”", first_words(fact)));
    }
    let mood = |standing: &Standing, id: &str| {
        let on_stage = standing.people.iter().find(|on_stage| on_stage.person.id == id);
        on_stage.map(|on_stage| on_stage.mood)
    };
    for on_stage in &*standing.people {
        let seems = if standing.channel.is_call() { "sounded" } else { "looked" };
        if mood(other, &on_stage.person.id) != Some(on_stage.mood) {
            return Some(format!("{} {seems} {}", on_stage.person.name, on_stage.mood.label()));
        }
    }
    let opened = here.offered.iter().find(|offer| {
        !there.offered.iter().any(|theirs| theirs.id == offer.id && theirs.text == offer.text)
    });
    if let Some(offer) = opened {
        return Some(format!("It became possible to say or do: {}", in_brief(&offer.text)));
    }
    let meter = standing.meters.iter().find(|meter| !other.meters.contains(meter))?;
    let Some((word, place, _)) = &meter.band else {
        return Some(format!("{} moved", meter.label));
    };
    let earlier = before.iter().find(|earlier| earlier.id == meter.id);
    let verb = match earlier.and_then(|earlier| earlier.band.as_ref()) {
        None => "stood at",
        Some((_, from, _)) => match place.cmp(from) {
            Ordering::Greater => return Some(format!("{} rose to “{word}”", meter.label)),
            Ordering::Equal => "stayed at",
            Ordering::Less => return Some(format!("{} fell to “{word}”", meter.label)),
        },
    };
    // That nothing moved tells little; where it stood in most of the others tells more.
    let theirs = apart.iter().flat_map(|view| view.standing.meters.iter());
    let theirs = theirs.filter(|theirs| theirs.id == meter.id);
    let bands = theirs.filter_map(|theirs| theirs.band.as_ref());
    let might = match bands.map(|(_, other, _)| other.cmp(place) as i32).sum::<i32>() {
        1.. => ", where it might have risen",
        0 => "",
        ..0 => ", where it might have fallen",
    };
    Some(format!("{} {verb} “{word}”{might}", meter.label))
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
    for draw in scenario.draw_ids() {
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

/// The play up to a step, with the other branches of chance after it.
fn other_branches(session: &Session, step: usize) -> Vec<Session> {
    let id = &session.decisions()[step].choice_id;
    (0..u16::MAX)
        .map_while(|branch| {
            let mut other = session.rewound_to(step);
            other.choose_branch(id, Some(branch)).ok()?;
            Some(other)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_quoted_and_what_is_done_is_not() {
        for (text, brief) in [
            ("“It's only about the invoice.”", "“It's only about the invoice”"),
            (
                "“Helen, I sense some tension. Have I done something?”",
                "“Helen, I sense some tension”",
            ),
            ("Say nothing. Let her think.", "Say nothing. Let her think."),
            ("Leave it another week. Ringing now would only look needy.", "Leave it another week"),
            ("Put each note where it belongs.", "Put each note where it belongs"),
            (
                "Open “Received. H.” itself, down to the last line. Let the receipt go.",
                "Open “Received. H.” itself, down to the last line",
            ),
            ("“Not today,” and ring off.", "“Not today,” and ring off"),
            ("", ""),
        ] {
            assert_eq!(in_brief(text), brief);
        }
        let long = "Write “I never scrolled, and I am sorry for that and for everything else that went with it”";
        let brief = in_brief(long);
        assert!(brief.starts_with("Write “I never") && brief.ends_with("…”"), "{brief}");
        assert!(in_brief(&"Wait and see ".repeat(9)).ends_with('…'));
    }
}
