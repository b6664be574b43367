//! Building the page from what the debrief and the analysis say.

use super::{
    Answer, ChoicesAndChance, Columns, Dear, Debrief, GoingOn, IfThen, Instead, Moment, Page,
    Strength, TryNext, Turning, TurningPoint,
    brief::{cut, first_sentence},
    dear::{Heard, KEEPS, no_model, why},
    teach::{self, Tried, sentence},
    tell::fitting,
};
use crate::{
    engine::{Offer, Session, answer_id, offered},
    scenario::{DrawId, LessonId},
    text::first_name,
};

/// The most words of the page: for them, facts and guesses are left out.
const WORDS: usize = 400;

/// The most words of a line that the page quotes, unless its first sentence is longer.
const QUOTED: usize = 16;

/// The most words of what was going on, likewise.
const EXPLAINED: usize = 30;

/// How many facts, and how many guesses, the page tells; all of them are behind "More".
const COLUMN: usize = 3;

/// How many lines are put to the learner at a turning point.
const ANSWERS: usize = 3;

/// How many sentences are suggested for the if-then.
const SUGGESTIONS: usize = 3;

/// The after-action review on one page, of a finished play and its debrief; with what was choice and what
/// was chance, where that is known.
#[must_use]
pub fn page(session: &Session, debrief: &Debrief, split: Option<&ChoicesAndChance>) -> Page {
    let mut page = Page {
        scenario: debrief.scenario.clone(),
        going_on: going_on(session, debrief),
        strength: strength(session, debrief, split),
        turning: turning(session, debrief, split),
        columns: columns(session, debrief),
        if_then: if_then(session, debrief),
    };
    while page.words() > WORDS && page.columns.shorten() {}
    page
}

/// Every turning point, the weightiest first: the page tells the first, "More" the others. By what was
/// choice where that is known, else by lessons and evidence.
#[must_use]
pub fn turning_points(
    session: &Session,
    debrief: &Debrief,
    split: Option<&ChoicesAndChance>,
) -> Vec<TurningPoint> {
    match split {
        Some(split) => {
            let mut points: Vec<TurningPoint> =
                split.dearest.iter().map(|dear| by_cost(session, debrief, dear)).collect();
            if let Some(first) = price_of(session, debrief, &points) {
                points.retain(|point| point.moment.step != first.moment.step);
                points.insert(0, first);
            }
            points
        }
        None => {
            debrief.turning_points.iter().map(|one| by_evidence(session, debrief, one)).collect()
        }
    }
}

/// Where the ending is the price of a lesson, and what broke it cost too little by then to be told: that lesson.
fn price_of(session: &Session, debrief: &Debrief, points: &[TurningPoint]) -> Option<TurningPoint> {
    let priced = teach::priced(session, &teach::lessons(session));
    let is_priced = |point: &TurningPoint| {
        let one = |lesson: &LessonId| sentence(session.scenario(), &[*lesson]) == point.lesson;
        priced.iter().any(one)
    };
    if points.first().is_some_and(is_priced) {
        return None;
    }
    let first = debrief.turning_points.first().filter(|_| !priced.is_empty())?;
    Some(by_evidence(session, debrief, first)).filter(is_priced)
}

/// How often the play broke this lesson.
fn times(debrief: &Debrief, lesson: Option<&String>) -> usize {
    let note = debrief.lessons.iter().find(|note| Some(&note.text) == lesson);
    note.map_or(0, |note| note.broken.len())
}

fn by_cost(session: &Session, debrief: &Debrief, dear: &Dear) -> TurningPoint {
    let better = &dear.better;
    TurningPoint {
        moment: in_brief(&dear.moment),
        thought: thought(session, dear.moment.step),
        answers: some(&dear.answers),
        instead: Some(Instead {
            id: better.id.clone(),
            text: cut(&better.text, QUOTED),
            channel: better.channel,
            why: first_sentence(&better.why),
        }),
        lesson: dear.lesson.clone(),
        times: times(debrief, dear.lesson.as_ref()),
        cost: Some(dear.points),
    }
}

/// The line to learn from, and the first others, in the order in which they were shown.
fn some(answers: &[Answer]) -> Vec<Answer> {
    let mut room = ANSWERS - 1;
    let mut takes = |answer: &&Answer| {
        let fits = answer.best || room > 0;
        room -= usize::from(!answer.best && fits);
        fits
    };
    let some = answers.iter().filter(|answer| takes(answer)).cloned();
    some.map(|answer| Answer { text: cut(&answer.text, QUOTED), ..answer }).collect()
}

/// A decision with its line and its reason as the page has room for them.
fn in_brief(moment: &Moment) -> Moment {
    let (yours, why) = (cut(&moment.yours, QUOTED), first_sentence(&moment.why));
    Moment { yours, why, ..moment.clone() }
}

fn by_evidence(session: &Session, debrief: &Debrief, moment: &Moment) -> TurningPoint {
    let scenario = &**session.scenario();
    let before = session.rewound_to(moment.step);
    let taken = &session.decisions()[moment.step];
    let lessons = teach::lessons(session);
    let priced = teach::priced(session, &lessons);
    let lesson = teach::told_lesson(&before, &lessons[moment.step].broken, &priced);
    let others = before.seen().offered.iter();
    let others = others.filter(|offer| *offer.id != *scenario.choice(taken.chosen.choice).id);
    let others: Vec<Tried> =
        others.filter_map(|offer| best_answer(&before, offer, lesson)).collect();
    let better = line_to_learn_from(&others, lesson);
    let answers: Vec<Answer> = others
        .iter()
        .enumerate()
        .map(|(at, tried)| Answer {
            id: tried.decision.choice_id.to_string(),
            text: tried.decision.text.to_string(),
            channel: tried.decision.channel,
            best: Some(at) == better,
            keeps: tried.keeps(lesson),
            told: match tried.is_model() {
                _ if tried.keeps(lesson) => KEEPS.to_owned(),
                true if Some(at) == better => "That is a line to learn from.".to_owned(),
                true => "Nothing speaks against that.".to_owned(),
                false => no_model(scenario, tried, lesson),
            },
        })
        .collect();
    TurningPoint {
        moment: in_brief(moment),
        thought: thought(session, moment.step),
        answers: if better.is_some() { some(&answers) } else { Vec::new() },
        instead: better.map(|at| {
            let decision = &others[at].decision;
            Instead {
                id: decision.choice_id.to_string(),
                text: cut(&decision.text, QUOTED),
                channel: decision.channel,
                why: first_sentence(&why(scenario, decision, &Heard::new())),
            }
        }),
        times: times(debrief, sentence(scenario, lesson.as_slice()).as_ref()),
        lesson: sentence(scenario, lesson.as_slice()),
        cost: None,
    }
}

/// What is on offer, tried. Of a sorting that keeps the lesson, the answer that shows most; other sortings are
/// not asked about.
fn best_answer(before: &Session, offer: &Offer, lesson: Option<LessonId>) -> Option<Tried> {
    if offer.pick.is_none() {
        return Tried::of(before, &offer.id);
    }
    let scenario = before.scenario();
    let answers = offered(scenario, before.state());
    let answers = answers.filter(|one| *scenario.choice(one.choice).id == *offer.id);
    let tried = answers.filter_map(|one| Tried::of(before, &answer_id(scenario, one)));
    tried.take_while(|tried| tried.keeps(lesson)).max_by_key(Tried::levels)
}

/// The line that keeps the lesson and shows most, the first of several; where none keeps it, the model that
/// does. What shows nothing is none.
fn line_to_learn_from(tried: &[Tried], lesson: Option<LessonId>) -> Option<usize> {
    let shows = |tried: &Tried| (tried.keeps(lesson), tried.lessons.kept.len(), tried.levels());
    let lines = tried.iter().enumerate();
    let lines = lines.filter(|(_, tried)| tried.keeps(lesson) || tried.is_model());
    let lines = lines.filter(|(_, tried)| shows(tried) != (false, 0, 0));
    lines
        .rev()
        .max_by_key(|(_, tried)| (tried.keeps(lesson), tried.levels(), tried.lessons.kept.len()))
        .map(|(at, _)| at)
}

fn turning(session: &Session, debrief: &Debrief, split: Option<&ChoicesAndChance>) -> Turning {
    if let Some(point) = turning_points(session, debrief, split).into_iter().next() {
        return Turning::Point(Box::new(point));
    }
    let broke_one = debrief.lessons.iter().any(|lesson| !lesson.broken.is_empty());
    let clear = if session.scenario().lessons.is_empty() || broke_one {
        "Nothing you chose cost you much."
    } else {
        "Nothing you chose broke a lesson of this story."
    };
    let hidden = split.is_some_and(|split| split.events.iter().any(|event| event.lay_hidden));
    let lay = "Where another line would have been worth more, no lesson speaks against yours.";
    let told = [Some(clear), (hidden && !broke_one).then_some(lay)];
    let told = told.into_iter().flatten().map(str::to_owned).collect();
    Turning::Nowhere { told, next: try_next(debrief) }
}

/// The competency that was shown least, with its anchor one step up.
fn try_next(debrief: &Debrief) -> Option<TryNext> {
    let shown = debrief.profile.iter().filter(|skill| skill.next.is_some());
    // What was never seen comes last: there is nothing to go by.
    let least = |skill: &&super::SkillProfile| {
        let lowest = skill.evidence.iter().map(|note| note.level).min();
        (skill.evidence.is_empty(), skill.step.or(lowest), skill.evidence.len())
    };
    let skill = shown.min_by_key(least)?;
    Some(TryNext { skill: skill.name.clone(), anchor: skill.next.clone()? })
}

fn strength(
    session: &Session,
    debrief: &Debrief,
    split: Option<&ChoicesAndChance>,
) -> Option<Strength> {
    if let Some(kept) = split.and_then(|split| split.best_move.as_ref()) {
        return Some(Strength { moment: in_brief(&kept.moment), lesson: kept.lesson.clone() });
    }
    let moment = in_brief(debrief.best_move.as_ref()?);
    let shown = teach::lessons(session);
    let lesson = sentence(session.scenario(), &shown[moment.step].kept);
    Some(Strength { moment, lesson })
}

/// What was going on: the draw whose thoughts lie beneath, else the one that makes a replay differ, else
/// the first that has something to tell.
fn going_on(session: &Session, debrief: &Debrief) -> GoingOn {
    let scenario = &**session.scenario();
    let main = scenario.beneath.as_ref().map(|beneath| beneath.draw).or(scenario.variety);
    let draws = main.into_iter().chain(scenario.draw_ids());
    let mut told = draws.filter_map(|draw| truth(session, draw));
    told.next().unwrap_or_else(|| GoingOn {
        title: debrief.ending.title.to_string(),
        quote: None,
        said: false,
        explain: Some(debrief.ending.text.to_string()),
    })
}

fn truth(session: &Session, draw: DrawId) -> Option<GoingOn> {
    let scenario = session.scenario();
    let values = &scenario.draws[draw.index()].values;
    let value = values.get(usize::from(session.state().drawn(draw)))?;
    if value.reveal.is_none() && value.explain.is_none() {
        return None;
    }
    let who = scenario.beneath.as_ref().filter(|beneath| beneath.draw == draw);
    let who = who.map(|beneath| first_name(&scenario.person(beneath.who).name).to_owned());
    Some(GoingOn {
        title: value.title.as_ref().unwrap_or(&value.id).to_string(),
        said: value.reveal.as_deref().is_some_and(|quote| was_said(session, quote)),
        quote: value.reveal.as_deref().map(|quote| (who, quote.to_owned())),
        explain: value.explain.as_deref().map(|explain| cut(explain, EXPLAINED)),
    })
}

/// Whether each of these sentences was said or written in the play, by whomever.
fn was_said(session: &Session, quote: &str) -> bool {
    let said: Vec<String> = session.transcript().map(|said| plain(&said.text)).collect();
    let quote = plain(quote);
    let mut sentences = quote.split_inclusive(['.', '?', '!']).map(str::trim);
    sentences.all(|sentence| said.iter().any(|said| said.contains(sentence)))
}

/// Without quotation marks, and with single blanks.
fn plain(text: &str) -> String {
    let bare = text.replace(['“', '”', '"'], "");
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the person of the other chair thought when they heard what was chosen at this step.
fn thought(session: &Session, step: usize) -> Option<(String, String)> {
    let scenario = session.scenario();
    let beneath = scenario.beneath.as_ref()?;
    let decision = session.decisions().get(step)?;
    let drawn = usize::from(session.state().drawn(beneath.draw));
    let thought = scenario.choice(decision.chosen.choice).beneath.get(drawn)?.as_deref()?;
    let who = first_name(&scenario.person(beneath.who).name).to_owned();
    Some((who, cut(thought, QUOTED)))
}

/// Of the facts the last that were learned, and what had to be learned only where there is nothing else. Of the
/// guesses those first that were not so.
fn columns(session: &Session, debrief: &Debrief) -> Columns {
    let mut told: Vec<(String, bool)> =
        debrief.told.iter().map(|told| (told.text.clone(), told.so)).collect();
    told.sort_by_key(|(_, so)| *so);
    told.truncate(COLUMN);
    let mut saw = learned(session);
    saw.retain(|fact| debrief.saw.contains(fact));
    saw.drain(..saw.len().saturating_sub(COLUMN));
    let at_start = saw.is_empty();
    if at_start {
        saw = debrief.saw.iter().take(COLUMN).cloned().collect();
    }
    Columns { saw, at_start, told }
}

/// The facts that were learned in the play at a decision, in that order; not what came before the first.
fn learned(session: &Session) -> Vec<String> {
    let mut again = session.rewound_to(0);
    let mut known = again.seen().standing.saw.clone();
    let mut learned: Vec<String> = Vec::new();
    let mut has_decided = false;
    for decision in session.decisions() {
        // It was played, so it can be.
        let _ = again.choose_branch(&decision.choice_id, decision.forced_branch);
        has_decided |= decision.offered.len() > 1;
        if !has_decided {
            known = again.seen().standing.saw.clone();
        }
        for fact in again.seen().standing.saw.iter() {
            if !known.contains(fact) && !learned.iter().any(|one| one == fact) {
                learned.push(fact.to_string());
            }
        }
    }
    learned
}

/// The sentence that the play led to, then the scenario's suggestions; in older scenarios, the sentences of
/// their choices.
fn if_then(session: &Session, debrief: &Debrief) -> IfThen {
    let scenario = session.scenario();
    let written = fitting(scenario, session.state(), &scenario.commitments);
    let older = scenario.choices.iter().filter_map(|choice| choice.commitment.as_deref());
    let older = older.filter(|_| scenario.commitments.is_empty());
    let mut suggestions: Vec<String> = Vec::new();
    let all = debrief.commitment.iter().map(String::as_str).chain(written).chain(older);
    for sentence in all.filter(|sentence| is_if_then(sentence)) {
        if suggestions.len() < SUGGESTIONS && !suggestions.iter().any(|one| one == sentence) {
            suggestions.push(sentence.to_owned());
        }
    }
    let kept = debrief.commitment.clone().filter(|sentence| is_if_then(sentence));
    IfThen { suggestions, kept }
}

/// Whether a sentence says when, and not only what would be nice.
#[must_use]
pub fn is_if_then(sentence: &str) -> bool {
    ["If ", "When "].iter().any(|head| sentence.starts_with(head))
}
