//! Where the paths of those who played alone parted, and which roads the room tried.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{ReportParting, ReportRoad};
use crate::{
    engine::Session,
    team::room::{ForkNodeId, TrainingRoom},
};

/// Where paths parted: every place of a play at which two or more decided, and not all the same.
pub(super) fn partings(room: &TrainingRoom) -> Vec<ReportParting> {
    let plays = room.participants().iter().filter(|one| !one.kicked).filter_map(|one| one.solo());
    let plays: Vec<&Session> = plays.map(|play| &play.session).collect();
    let mut places: BTreeMap<Vec<&str>, Vec<&Session>> = BTreeMap::new();
    for play in &plays {
        let line: Vec<&str> = play.decisions().iter().map(|one| &*one.choice_id).collect();
        for step in 0..line.len() {
            places.entry(line[..step].to_vec()).or_default().push(play);
        }
    }
    let mut partings: Vec<ReportParting> =
        places.into_iter().filter_map(|(line, plays)| parting(line.len(), &plays)).collect();
    partings.sort_by_key(|one| (one.step, Reverse(one.of)));
    partings
}

fn parting(step: usize, plays: &[&Session]) -> Option<ReportParting> {
    let mut ways: BTreeMap<&str, (String, u32)> = BTreeMap::new();
    for decision in plays.iter().filter_map(|play| play.decisions().get(step)) {
        let (_, count) =
            ways.entry(&*decision.choice_id).or_insert_with(|| (decision.text.to_string(), 0));
        *count += 1;
    }
    let scene = plays.first()?.rewound_to(step).seen().standing.scene_title.to_string();
    let mut ways: Vec<(String, u32)> = ways.into_values().collect();
    ways.sort_by_key(|(_, count)| Reverse(*count));
    let of = ways.iter().map(|(_, count)| count).sum();
    (ways.len() > 1).then_some(ReportParting { step, scene, of, ways })
}

/// The roads of the fork map: a line to each place from which the room went no further.
pub(super) fn roads(room: &TrainingRoom) -> Vec<ReportRoad> {
    let map = room.forks();
    let places = (0..).map(ForkNodeId).take(map.nodes().len());
    let ends: Vec<ForkNodeId> = places.filter(|at| map.taken_at(*at).next().is_none()).collect();
    if ends.len() < 2 {
        return Vec::new();
    }
    let road = |at: &ForkNodeId| {
        let session = room.along(&map.line_to(*at));
        let ending = session.seen().standing.ending.as_ref();
        ReportRoad {
            choices: session.decisions().iter().map(|one| one.text.to_string()).collect(),
            ending: ending.map(|ending| ending.title.to_string()),
        }
    };
    ends.iter().map(road).collect()
}
