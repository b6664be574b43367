//! The recorded plays beside the flagship: each ends as it says, and together they reach every ending.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rapport::{
    engine::{Save, SavedChoice, Session},
    scenario,
    text::SourceFile,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Plans {
    plays: Vec<Play>,
}

#[derive(Deserialize)]
pub(crate) struct Play {
    pub(crate) name: String,
    seed: u32,
    draws: BTreeMap<String, String>,
    /// Ids as `rapport run --choose` takes them: `id#2` forces the second branch of chance.
    choose: Vec<String>,
    ending: String,
}

impl Play {
    pub(crate) fn save(&self) -> Save {
        let choice = |written: &String| match written.split_once('#') {
            Some((id, branch)) => SavedChoice {
                id: id.to_owned(),
                branch: branch.parse::<u16>().ok().and_then(|from_one| from_one.checked_sub(1)),
            },
            None => SavedChoice { id: written.clone(), branch: None },
        };
        Save {
            seed: self.seed,
            forced: self.draws.clone().into_iter().collect(),
            choices: self.choose.iter().map(choice).collect(),
        }
    }
}

/// The recorded plays.
pub(crate) fn plays() -> Vec<Play> {
    let plans: Plans = ron::from_str(include_str!("../../scenarios/received-h.plan.ron")).unwrap();
    plans.plays
}

#[test]
fn every_recorded_play_ends_as_it_says_and_every_ending_is_recorded() {
    let pack = SourceFile::new("pack.ron", include_str!("../../scenarios/pack.ron"));
    let source = SourceFile::new("received-h.ron", include_str!("../../scenarios/received-h.ron"));
    let flagship = Arc::new(scenario::load(&source, Some(&pack)).scenario.unwrap());
    let mut reached = BTreeSet::new();
    for play in &plays() {
        let session = Session::replay(Arc::clone(&flagship), &play.save());
        let session = session.unwrap_or_else(|fault| panic!("{}: {fault}", play.name));
        assert!(session.finished(), "{} goes on", play.name);
        let ending = session.view().standing.ending.map(|ending| ending.id.to_string());
        assert_eq!(ending.as_ref(), Some(&play.ending), "{}", play.name);
        reached.extend(ending);
    }
    let all: BTreeSet<String> =
        flagship.endings.iter().map(|ending| ending.id.to_string()).collect();
    assert_eq!(reached, all);
}
