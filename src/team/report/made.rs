//! The report, made of a room and what the solver knows of its scenario.

use std::collections::BTreeMap;

use super::{
    CAUTION, REPORT_VERSION, ReportDecision, ReportEnding, ReportLesson, ReportShare, ReportSkill,
    TeamReport,
    roads::{partings, roads},
};
use crate::{
    coach::{self, Feeling},
    engine::Session,
    practice::Solved,
    team::{
        room::{Ballot, ForkNodeId, RoomMode, TrainingRoom},
        wire::{letter, letter_of},
    },
};

/// What a choice must cost before anybody who was sure of it counts as surprised, in points.
const SURPRISE: f64 = 3.0;

impl TeamReport {
    /// The report of a room, with what the solver knows of its scenario.
    #[must_use]
    pub fn of(room: &TrainingRoom, solved: Option<&Solved>) -> Self {
        let session = room.session();
        let debrief = coach::debrief(session);
        let split = solved.and_then(|solved| solved.split(session));
        let told = debrief.as_ref();
        let ending = session.seen().standing.ending.as_ref();
        let mut commitments: Vec<String> = room
            .participants()
            .iter()
            .filter(|one| !one.kicked)
            .filter_map(|one| one.commitment().map(str::to_owned))
            .collect();
        commitments.sort();
        Self {
            version: REPORT_VERSION,
            caution: CAUTION,
            scenario: room.scenario().title.to_string(),
            mode: match room.setup().mode {
                RoomMode::Vote => "vote",
                RoomMode::SoloTogether => "solo-together",
                RoomMode::HotSeat => "hot-seat",
            },
            people: room.participants().iter().filter(|one| !one.kicked).count(),
            cards: room.ballots().iter().map(cards).max().unwrap_or(0),
            ending: ending.map(|ending| ReportEnding {
                title: ending.title.to_string(),
                text: ending.text.to_string(),
                value: ending.value,
            }),
            truths: told.map_or_else(Vec::new, |told| {
                told.truths.iter().map(|truth| truth.title.clone()).collect()
            }),
            decisions: decisions(room, solved),
            lessons: told.map_or_else(Vec::new, lessons),
            skills: skills(room, told),
            against_best: split.map_or_else(Vec::new, |split| split.summary),
            endings: endings(room),
            partings: partings(room),
            roads: roads(room),
            feelings: feelings(room),
            commitments,
        }
    }
}

/// How many raised cards were typed in.
fn cards(ballot: &Ballot) -> u32 {
    ballot.cards.values().fold(0, |sum, count| sum.saturating_add(*count))
}

fn lessons(told: &coach::Debrief) -> Vec<ReportLesson> {
    let met = told.lessons.iter().filter(|one| !one.kept.is_empty() || !one.broken.is_empty());
    met.map(|one| ReportLesson {
        text: one.text.clone(),
        kept: one.kept.len(),
        broken: one.broken.len(),
    })
    .collect()
}

fn skills(room: &TrainingRoom, told: Option<&coach::Debrief>) -> Vec<ReportSkill> {
    let scenario = room.scenario();
    let skill = |id: &crate::scenario::SkillId| {
        let skill = scenario.skill(*id);
        let profile = told.and_then(|told| told.profile.iter().find(|one| *one.id == *skill.id));
        let mut observed = [0; 4];
        let mut quotes = Vec::new();
        for ((_, _, seen), what) in room.observations() {
            if **seen == *skill.id {
                observed[usize::from(what.level.clamp(1, 4)) - 1] += 1;
                quotes.extend(Some(what.quote.clone()).filter(|quote| !quote.is_empty()));
            }
        }
        quotes.sort();
        ReportSkill {
            name: skill.name.to_string(),
            seen: profile.map_or_else(|| "not seen".to_owned(), |one| one.seen.clone()),
            observed,
            quotes,
        }
    };
    scenario.trains.iter().map(skill).collect()
}

/// Each decision that was voted on: the ballots in a row at the same place are its first and second vote.
fn decisions(room: &TrainingRoom, solved: Option<&Solved>) -> Vec<ReportDecision> {
    let voted = room.ballots().iter().filter(|one| !one.votes.is_empty() || !one.cards.is_empty());
    let voted: Vec<&Ballot> = voted.collect();
    let visits = voted.chunk_by(|one, next| one.at == next.at && next.attempt > one.attempt);
    visits.map(|visit| decision(room, visit, solved)).collect()
}

fn decision(room: &TrainingRoom, visit: &[&Ballot], solved: Option<&Solved>) -> ReportDecision {
    let at = visit.first().map_or(ForkNodeId(0), |ballot| ballot.at);
    let session = room.along(&room.forks().line_to(at));
    let costs = solved.and_then(|solved| costs(&session, solved));
    let order: Vec<String> =
        session.seen().offered.iter().map(|offer| offer.id.to_string()).collect();
    let shares = |ballot: &Ballot| shares(ballot, &order, &session, costs.as_ref());
    let first = visit.first().map(|ballot| shares(ballot)).unwrap_or_default();
    let second = visit.get(1).map(|ballot| shares(ballot)).unwrap_or_default();
    let last = visit.last().map(|ballot| ballot.split(&order)).unwrap_or_default();
    let shown = if second.is_empty() { &first } else { &second };
    let sure_and_surprised = costs.as_ref().map(|_| {
        let dear =
            shown.iter().filter(|one| one.cost.is_some_and(|cost| f64::from(cost) >= SURPRISE));
        dear.map(|one| one.sure[2]).sum()
    });
    let taken = room.forks().taken_at(at).last();
    ReportDecision {
        scene: session.seen().standing.scene_title.to_string(),
        agreement: last.agreement(),
        unified: last.is_unified(),
        taken: taken
            .and_then(|node| session.wording_of(&node.choice))
            .map(|words| words.to_string()),
        sure_and_surprised,
        first,
        second,
    }
}

/// What each choice on offer costs against best play, by its id.
fn costs(session: &Session, solved: &Solved) -> Option<BTreeMap<String, f64>> {
    let offers = solved.beliefs.evaluate(session)?.offers;
    let best = offers.iter().map(|offer| offer.value).fold(f64::NEG_INFINITY, f64::max);
    Some(offers.into_iter().map(|offer| (offer.id, (best - offer.value).max(0.0))).collect())
}

fn shares(
    ballot: &Ballot,
    order: &[String],
    session: &Session,
    costs: Option<&BTreeMap<String, f64>>,
) -> Vec<ReportShare> {
    let split = ballot.split(order);
    let shown = split.shares.iter().filter(|one| one.votes > 0 || session.offers(&one.choice));
    let share = |(at, one): (usize, &crate::team::room::SplitShare)| ReportShare {
        letter: letter_of(&one.choice, session).unwrap_or_else(|| letter(at)),
        text: session
            .wording_of(&one.choice)
            .map_or_else(|| one.choice.clone(), |text| text.to_string()),
        votes: one.votes,
        of: split.total,
        sure: one.sure,
        cost: costs.and_then(|costs| costs.get(&one.choice)).map(|cost| rounded(*cost)),
    };
    shown.enumerate().map(share).collect()
}

/// Points without decimals. Values lie between 0 and 100.
fn rounded(points: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "values lie between 0 and 100")]
    let whole = points.round() as i32;
    whole
}

fn endings(room: &TrainingRoom) -> Vec<(String, u32)> {
    let mut endings: BTreeMap<String, u32> = BTreeMap::new();
    let plays = room.participants().iter().filter(|one| !one.kicked).filter_map(|one| one.solo());
    for play in plays {
        let ending = play.session.seen().standing.ending.as_ref();
        let title = ending.map_or_else(|| "not finished".to_owned(), |one| one.title.to_string());
        *endings.entry(title).or_default() += 1;
    }
    endings.into_iter().collect()
}

fn feelings(room: &TrainingRoom) -> Vec<(String, u32)> {
    let count = |feeling: &Feeling| {
        let stayed = room.participants().iter().filter(|one| !one.kicked);
        let same = stayed.filter(|one| one.feeling() == Some(feeling.id()));
        (feeling.label().to_owned(), u32::try_from(same.count()).unwrap_or(u32::MAX))
    };
    Feeling::ALL.iter().map(count).filter(|(_, count)| *count > 0).collect()
}
