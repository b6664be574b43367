//! What holds of every play of every scenario.

use std::{collections::BTreeSet, sync::Arc};

use proptest::prelude::*;
use rapport::{
    coach,
    engine::{Seeded, Session, Speaker, State, begin, offered, step},
    scenario::{Scenario, load},
    text::SourceFile,
};

use super::{all, generate, good};

/// Plays to the end by the given numbers, checking each step on the way.
fn play(scenario: &Arc<Scenario>, seed: u32, picks: &[u8]) -> Session {
    let mut session = Session::new(Arc::clone(scenario), seed, &[]).unwrap();
    assert_within_bounds(scenario, session.state());
    let mut picks = picks.iter().cycle();
    while !session.finished() {
        let ids = answers(&session);
        let pick = usize::from(*picks.next().unwrap());
        assert!(!ids.is_empty(), "an unfinished play offers something");
        // Everything that the view offers can be taken, and nothing else.
        for id in &ids {
            session.clone().choose(id).unwrap_or_else(|refusal| panic!("{refusal}"));
        }
        let refusal = session.clone().choose("no such choice").unwrap_err();
        assert_eq!(refusal.offered.iter().collect::<BTreeSet<_>>(), ids.iter().collect());
        let (day, steps) = (session.state().day(), session.decisions().len());
        session.choose(&ids[pick % ids.len()]).unwrap();
        assert_within_bounds(scenario, session.state());
        assert!(session.state().day() >= day);
        assert_eq!(session.decisions().len(), steps + 1);
        assert_eq!(session.state().step() as usize, steps + 1);
        assert!(steps < scenario.longest_play as usize, "longer than {}", scenario.longest_play);
    }
    assert!(session.view().offered.is_empty());
    assert!(session.view().standing.ending.is_some_and(|end| (0..=100).contains(&end.value)));
    session
}

/// The ids of everything that can be answered, from the view alone.
pub(crate) fn answers(session: &Session) -> Vec<String> {
    let mut ids = Vec::new();
    for offer in session.view().offered {
        let Some(pick) = offer.pick else {
            ids.push(offer.id.to_string());
            continue;
        };
        for mask in 0..1_u32 << pick.options.len() {
            let marked = mask.count_ones();
            if marked < pick.at_least.into() || marked > pick.at_most.into() {
                continue;
            }
            let chosen = pick.options.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1);
            let chosen: Vec<&str> = chosen.map(|(_, option)| option.id.as_str()).collect();
            ids.push(if chosen.is_empty() { "none".to_owned() } else { chosen.join("+") });
        }
    }
    ids
}

fn assert_within_bounds(scenario: &Scenario, state: &State) {
    for (id, meter) in scenario.meter_ids().zip(&scenario.meters) {
        let value = state.meter(scenario, id);
        assert!((meter.min..=meter.max).contains(&value), "{} is {value}", meter.id);
    }
}

/// Everything that must hold of a finished play.
fn assert_sound(session: &Session) {
    let scenario = session.scenario();
    let again = Session::replay(Arc::clone(scenario), &session.save()).unwrap();
    assert_eq!(again.state(), session.state());
    assert_eq!(again.view(), session.view());
    assert_eq!(again.decisions(), session.decisions());
    // A rewind is the play of the first choices.
    let mut prefix = Session::new(Arc::clone(scenario), session.seed(), &[]).unwrap();
    for (steps, decision) in session.decisions().iter().enumerate() {
        let rewound = session.rewound_to(steps);
        assert_eq!(rewound.decisions(), &session.decisions()[..steps]);
        assert_eq!(rewound.state(), prefix.state());
        assert_eq!(rewound.view(), prefix.view());
        assert_eq!(rewound.save(), prefix.save());
        for guess in scenario.guess_ids() {
            assert_eq!(rewound.ever_held(guess), prefix.ever_held(guess));
        }
        assert_stops_at(session, steps, &prefix);
        // The view's first words are the player's own, then days, then what came back.
        prefix.choose(&decision.choice_id).unwrap();
        assert_eq!(prefix.view().said, decision.said);
        if decision.choice_id != "continue" {
            assert!(matches!(decision.said[0].who, Speaker::Player(_)));
            assert_eq!(decision.said[0].text, decision.text);
        }
    }
    let told: usize = session.decisions().iter().map(|one| one.said.len()).sum();
    assert_eq!(session.transcript().count(), session.opening().len() + told);
    let debrief = coach::debrief(session).expect("a finished play has a debrief");
    for skill in &debrief.profile {
        assert_eq!(skill.level.is_some(), !skill.evidence.is_empty());
        assert!(skill.level.is_none_or(|level| (1.0..=4.0).contains(&level)));
    }
}

/// A save whose choice at that step does not fit is replayed up to it.
fn assert_stops_at(session: &Session, step: usize, prefix: &Session) {
    let mut save = session.save();
    "no such choice".clone_into(&mut save.choices[step].id);
    let replayed = Session::replay_as_far(Arc::clone(session.scenario()), &save).unwrap();
    let stopped = replayed.stopped.expect("it does not fit");
    assert_eq!((stopped.step, &*stopped.refusal.wanted), (step, "no such choice"));
    let offered = session.decisions()[step].offered.iter().map(|one| {
        let choice = session.scenario().choice(one.choice);
        choice
            .pick
            .as_ref()
            .map_or_else(|| choice.id.to_string(), |pick| pick.answer_id(one.picked))
    });
    assert_eq!(stopped.refusal.offered, offered.collect::<Vec<_>>());
    assert_eq!(replayed.session.state(), prefix.state());
    assert_eq!(replayed.session.decisions(), prefix.decisions());
    assert!(Session::replay(Arc::clone(session.scenario()), &save).is_err());
}

/// The draws that were made, forced in a play of another seed, fall the same way.
fn assert_draws_can_be_forced(session: &Session, seed: u32) {
    let draws = session.draws();
    let forced = Session::new(Arc::clone(session.scenario()), seed, &draws).unwrap();
    assert_eq!(forced.draws(), draws);
    let again = Session::replay(Arc::clone(session.scenario()), &forced.save()).unwrap();
    assert_eq!(again.draws(), draws);
    assert!(coach::debrief(&forced).is_none() || forced.finished());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn generated_scenarios_are_played_soundly(
        number in any::<u64>(), seed in any::<u32>(), picks in prop::collection::vec(any::<u8>(), 1..12),
    ) {
        let source = SourceFile::new("small.ron", generate::small(number));
        let loaded = load(&source, None);
        let Some(scenario) = loaded.scenario else {
            // What is refused is refused for what only the whole shows.
            let known = ["E0105", "E0307", "E0308", "E0312", "W0101", "W0102", "W0103", "W0104", "W0123", "W0124", "W0126"];
            for one in &loaded.diagnostics {
                prop_assert!(known.contains(&one.code), "{}: {}", one.code, one.headline);
            }
            return Ok(());
        };
        let session = play(&Arc::new(scenario), seed, &picks);
        assert_sound(&session);
        assert_draws_can_be_forced(&session, seed.wrapping_add(1));
    }
}

#[test]
fn most_generated_scenarios_load() {
    let loads = |number: &u64| {
        let source = SourceFile::new("small.ron", generate::small(*number));
        load(&source, None).scenario.is_some()
    };
    let count = (0..200).filter(loads).count();
    assert!(count > 120, "only {count} of 200 load");
}

#[test]
fn known_scenarios_are_played_soundly() {
    for scenario in all() {
        for seed in 0..25_u32 {
            let picks: Vec<u8> = (0..40_u32)
                .map(|at| (at.wrapping_mul(seed * 7 + 3) >> 1).to_le_bytes()[0])
                .collect();
            let session = play(&scenario, seed, &picks);
            assert_draws_can_be_forced(&session, seed + 100);
            if seed % 5 == 0 {
                assert_sound(&session);
            }
        }
    }
}

#[test]
fn a_view_never_tells_what_is_hidden() {
    let scenario = good("everything.ron");
    let mut texts = 0;
    for seed in 0..60_u32 {
        let mut session = Session::new(Arc::clone(&scenario), seed, &[]).unwrap();
        let mut at = seed as usize;
        loop {
            let view = session.view();
            assert!(!format!("{view:?}").contains("HIDDEN"), "{view:#?}");
            assert!(!format!("{:?}", session.opening()).contains("HIDDEN"));
            texts += view.said.len();
            let ids = answers(&session);
            if ids.is_empty() {
                break;
            }
            at += 7;
            session.choose(&ids[at % ids.len()]).unwrap();
        }
    }
    assert!(texts > 500);
}

#[test]
fn the_first_view_is_the_same_whatever_was_drawn() {
    // But for the words of the scene, its cues.
    for scenario in all() {
        let mut views: Vec<_> = (0..60)
            .map(|seed| Session::new(Arc::clone(&scenario), seed, &[]).unwrap().view())
            .map(|mut view| {
                view.offered.sort_by(|a, b| a.id.cmp(&b.id));
                (view.standing, view.offered)
            })
            .collect();
        views.dedup();
        assert_eq!(views.len(), 1, "{}", scenario.id);
    }
}

#[test]
fn shuffles_are_stable_permutations() {
    let scenario = good("everything.ron");
    let order = |seed| -> Vec<String> {
        let session = Session::new(Arc::clone(&scenario), seed, &[]).unwrap();
        session.view().offered.iter().map(|offer| offer.id.to_string()).collect()
    };
    let mut orders = BTreeSet::new();
    for seed in 0..200 {
        let shown = order(seed);
        assert_eq!(shown, order(seed));
        let mut sorted = shown.clone();
        sorted.sort();
        assert_eq!(sorted, ["heartfelt", "limit", "linger", "marcus", "ring", "sort"]);
        orders.insert(shown);
    }
    assert!(orders.len() > 150, "only {} orders in 200 seeds", orders.len());
    // Pinned choices stay as written.
    let mut session = Session::new(Arc::clone(&scenario), 1, &[]).unwrap();
    session.choose("marcus").unwrap();
    let shown: Vec<String> =
        session.view().offered.iter().map(|offer| offer.id.to_string()).collect();
    assert_eq!(shown, ["note-to-marcus", "leave"]);
}

#[test]
fn forced_draws_and_branches_are_kept_or_refused() {
    let scenario = good("everything.ron");
    let force = |draws: &[(&str, &str)]| {
        let draws: Vec<(String, String)> =
            draws.iter().map(|(draw, value)| ((*draw).into(), (*value).into())).collect();
        Session::new(Arc::clone(&scenario), 3, &draws)
    };
    let words = |draws: &[(&str, &str)]| force(draws).map(|_| ()).unwrap_err().to_string();
    assert_eq!(force(&[("truth", "frozen")]).unwrap().draws()[0].1, "frozen");
    assert_eq!(force(&[("truth", "frozen"), ("cue", "curt")]).unwrap().draws()[1].1, "curt");
    insta::assert_snapshot!(words(&[("trut", "frozen")]), @"no hidden draw `trut`; the draws are `truth`, `cue`, `weather`");
    insta::assert_snapshot!(words(&[("truth", "sad")]), @"the hidden draw `truth` has no value `sad`; its values are `swamped`, `upset`, `frozen`");
    insta::assert_snapshot!(words(&[("truth", "frozen"), ("cue", "late")]), @"`late` is not possible for `cue` given the draws before it");

    let mut session = force(&[("truth", "swamped")]).unwrap();
    let mut other = session.clone();
    session.choose_branch("heartfelt", Some(0)).unwrap();
    other.choose_branch("heartfelt", Some(1)).unwrap();
    assert_eq!(session.view().standing.scene_title, "The desk");
    assert_eq!(other.view().standing.scene_title, "The call");
    let again = Session::replay(Arc::clone(&scenario), &other.save()).unwrap();
    assert_eq!(again.state(), other.state());
    let mut third = force(&[]).unwrap();
    insta::assert_snapshot!(third.choose_branch("ring", Some(1)).unwrap_err(), @"`ring#2` is not on offer; on offer: ring");
    insta::assert_snapshot!(third.choose("Ring").unwrap_err(), @"`Ring` is not on offer; on offer: heartfelt, none, autoreply, silence, autoreply+silence, dislike, autoreply+dislike, silence+dislike, limit, ring, marcus, linger");
    assert_eq!(third.decisions().len(), 0, "a refused choice changes nothing");
}

#[test]
fn a_save_of_another_version_says_where_it_no_longer_fits() {
    let scenario = good("everything.ron");
    let mut session = Session::new(Arc::clone(&scenario), 3, &[]).unwrap();
    session.choose("ring").unwrap();
    let mut save = session.save();
    save.choices.push(rapport::engine::SavedChoice { id: "shout".into(), branch: None });
    insta::assert_snapshot!(Session::replay(scenario, &save).unwrap_err(), @"step 2: `shout` is not on offer; on offer: hold, fill");
}

#[test]
fn bare_steps_and_sessions_agree() {
    for scenario in all() {
        for seed in 0..10 {
            let mut session = Session::new(Arc::clone(&scenario), seed, &[]).unwrap();
            let mut chance = Seeded(seed);
            let mut state = begin(&scenario, &mut chance, &mut ());
            let mut at = seed as usize;
            while !state.is_finished() {
                let moves: Vec<_> = offered(&scenario, &state).collect();
                at += 5;
                let chosen = moves[at % moves.len()];
                step(&scenario, &mut state, chosen, &mut chance, &mut ());
                let id = match &scenario.choice(chosen.choice).pick {
                    Some(pick) => pick.answer_id(chosen.picked),
                    None => scenario.choice(chosen.choice).id.to_string(),
                };
                session.choose(&id).unwrap();
                assert_eq!(session.state(), &state);
            }
        }
    }
}
