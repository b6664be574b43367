//! Attempts from the first choice to the sentence that is kept.

use std::collections::BTreeSet;

use rapport::{
    coach::{Feeling, Felt, Intention},
    practice::{CannotBegin, NoGoingBack, Note, Start, TakenChoice},
    store::{AttemptFilter, ForkKind, Mode},
};

use super::{House, only, quietly};

#[test]
fn an_attempt_is_kept_from_its_first_choice_on() {
    let house = House::new();
    let mut play = house.begin(&house.errand());
    assert_eq!(play.attempt(), None);
    assert_eq!(house.attempts().len(), 0, "whoever leaves now leaves no trace");
    house.choose(&mut play, &["wait"]);
    let attempts = house.attempts();
    let [(kept, choices)] = &attempts[..] else { panic!("{attempts:?}") };
    assert_eq!(Some(kept.id), play.attempt());
    assert_eq!(choices, &["wait"]);
    assert_eq!((kept.mode, kept.hindsight, kept.steps), (Mode::Practice, false, 1));
    assert_eq!(house.practice.saved(&play), Ok(()));
}

#[test]
fn what_is_not_on_offer_changes_nothing() {
    let house = House::new();
    let mut play = house.begin(&house.errand());
    house.choose(&mut play, &["wait"]);
    let (turn, view) = (play.turn(), play.session().view());
    let refused = house.practice.choose(&mut play, TakenChoice::of("sing")).unwrap_err();
    assert_eq!(refused.wanted, "sing");
    assert_eq!((play.turn(), play.session().view()), (turn, view));
    assert_eq!(house.attempts()[0].1, ["wait"]);
}

#[test]
fn turns_are_never_the_same_twice() {
    let house = House::new();
    let ready = house.errand();
    let mut turns = BTreeSet::new();
    for _ in 0..2 {
        let mut play = house.begin(&ready);
        assert!(turns.insert(play.turn()));
        house.choose(&mut play, &["wait"]);
        assert!(turns.insert(play.turn()));
        house.practice.rewind(&mut play, 0).unwrap();
        assert!(turns.insert(play.turn()));
    }
}

#[test]
fn it_is_gone_on_with_where_it_stopped_in_the_version_it_was_begun_in() {
    let house = House::new();
    let mut play = house.begin(&house.errand());
    house.choose(&mut play, &["wait", "ring"]);
    let view = play.session().view();
    let house = house.reopened();
    let changed = house.ready(&crate::cli::ERRAND.replace("The phone is quiet.", "It rings."));
    let open = house.practice.unfinished_of("errand").unwrap().unwrap();
    let play = quietly(house.practice.resume(open.id).unwrap());
    assert_eq!(play.attempt(), Some(open.id));
    assert_eq!(play.session().view(), view);
    assert_ne!(play.session().scenario().hash, changed.scenario.hash);
}

#[test]
fn with_the_last_choice_it_is_finished() {
    let house = House::new();
    let mut play = house.begin(&house.errand());
    house.choose(&mut play, &["ring", "hold"]);
    assert!(play.has_ending() && !play.session().finished());
    assert_eq!(house.attempts()[0].0.finished, None);
    house.choose(&mut play, &["promise"]);
    let finished = house.attempts()[0].0.finished.clone().unwrap();
    assert_eq!(finished.ending_id, "answer");
    let sentence = play.commitment().unwrap();
    assert_eq!(sentence.text, "If I guess, then I ask.");
    assert_eq!(&house.practice.records().commitments().unwrap()[0].kept, sentence);
    assert_eq!(house.practice.unfinished_of("errand").unwrap(), None);
}

#[test]
fn own_words_win_and_are_still_known_when_it_is_opened_again() {
    let house = House::new();
    let mut play = house.begin(&house.errand());
    house.choose(&mut play, &["ring", "hold"]);
    let own = "If I wonder, I ring.".to_owned();
    let choice = TakenChoice { own_words: Some(own.clone()), ..TakenChoice::of("promise") };
    assert!(house.practice.choose(&mut play, choice).unwrap().is_empty());
    let attempt = play.attempt().unwrap();
    let house = house.reopened();
    let play = quietly(house.practice.resume(attempt).unwrap());
    assert_eq!(play.own_words(), Some(&*own));
    assert_eq!(play.commitment().map(|kept| &kept.text), Some(&own));
}

#[test]
fn how_it_felt_and_the_sentence_are_kept_with_it() {
    let house = House::new();
    let mut play = house.begin(&house.errand());
    house.choose(&mut play, &["ring", "hold", "promise"]);
    let attempt = play.attempt().unwrap();
    assert!(house.practice.feel(&mut play, &Felt::typed(" unsure ")).is_empty());
    let sentence = Intention::typed("If it is quiet, I ring.", "Pell", "Monday").unwrap();
    assert!(house.practice.commit(&mut play, sentence.clone()).is_empty());
    let house = house.reopened();
    let mut play = quietly(house.practice.resume(attempt).unwrap());
    assert_eq!((play.feeling(), play.commitment()), (Some(Feeling::Unsure), Some(&sentence)));
    // A word of one's own is kept too.
    assert!(house.practice.feel(&mut play, &Felt::typed("proud")).is_empty());
    assert_eq!(house.attempts()[0].0.feeling, Some(Felt::OwnWord("proud".to_owned())));
    assert_eq!(play.feeling(), None);
}

#[test]
fn a_rewind_takes_the_place_of_the_attempt_and_playing_on_is_hindsight() {
    let house = House::new();
    let mut play = house.begin(&house.errand());
    house.choose(
        &mut play,
        &["wait", "sort", "ring"].map(|id| match id {
            "sort" => "mornings",
            id => id,
        }),
    );
    let first = play.attempt().unwrap();
    assert!(house.practice.rewind(&mut play, 1).unwrap().is_empty());
    assert_eq!(play.session().decisions().len(), 1);
    let open = house.practice.unfinished_of("errand").unwrap().unwrap();
    assert_eq!(Some(open.id), play.attempt());
    assert!(open.id != first && !play.is_hindsight());
    house.choose(&mut play, &["ring", "hold", "promise"]);
    assert!(house.practice.play_on(&mut play, 1).unwrap().is_empty());
    assert!(play.is_hindsight() && play.commitment().is_none());
    let forks: Vec<_> = house
        .attempts()
        .iter()
        .map(|(one, _)| (one.fork.map(|fork| (fork.kind, fork.step)), one.hindsight))
        .collect();
    let expected =
        [(None, false), (Some((ForkKind::Rewind, 1)), false), (Some((ForkKind::PlayOn, 1)), true)];
    assert_eq!(forks, expected);
}

#[test]
fn a_better_line_is_played_or_nothing_changes() {
    let house = House::new();
    let mut play = house.begin(&house.errand());
    house.choose(&mut play, &["ring", "hold", "promise"]);
    let turn = play.turn();
    let refused = house.practice.play_better(&mut play, 1, "sing").unwrap_err();
    assert!(matches!(refused, NoGoingBack::NotOffered(_)), "{refused}");
    assert_eq!((play.turn(), house.attempts().len()), (turn, 1));
    assert!(house.practice.play_better(&mut play, 1, "fill").unwrap().is_empty());
    let attempts = house.attempts();
    assert_eq!(attempts[1].1, ["ring", "fill"]);
    assert!(attempts[1].0.hindsight);
}

#[test]
fn in_an_assessment_nothing_is_taken_back() {
    let house = House::new();
    let setting = house.practice.records().set_setting("practice", "false");
    setting.unwrap();
    let mode = house.practice.mode().unwrap();
    assert_eq!(mode, Mode::Assessment);
    let mut play = quietly(house.practice.begin(&house.errand(), mode).unwrap());
    house.choose(&mut play, &["wait"]);
    let attempt = play.attempt().unwrap();
    // It stays one, whatever the setting is when it is gone on with.
    house.practice.records().set_setting("practice", "true").unwrap();
    let mut play = quietly(house.practice.resume(attempt).unwrap());
    assert_eq!(house.practice.rewind(&mut play, 0).unwrap_err(), NoGoingBack::Assessment);
    assert_eq!(house.practice.play_on(&mut play, 0).unwrap_err(), NoGoingBack::Assessment);
    assert_eq!(house.attempts().len(), 1);
    assert_eq!(play.session().decisions().len(), 1);
}

#[test]
fn beginning_anew_sets_aside_every_version_that_was_begun() {
    let house = House::new();
    let old = house.errand();
    let new = house.ready(&crate::cli::ERRAND.replace("The phone is quiet.", "It rings."));
    for ready in [&old, &old, &new] {
        let mut play = house.begin(ready);
        house.choose(&mut play, &["wait"]);
    }
    let corridor = house.ready(crate::cli::CORRIDOR);
    let mut other = house.begin(&corridor);
    house.choose(&mut other, &["left"]);
    let mut play = quietly(house.practice.begin_anew(&new, Mode::Practice).unwrap());
    assert_eq!(house.practice.unfinished_of("errand").unwrap(), None);
    house.choose(&mut play, &["wait"]);
    let open = house.practice.unfinished_of("errand").unwrap().unwrap();
    assert_eq!(Some(open.id), play.attempt());
    // They stay in the history, and what is played elsewhere stays open.
    assert_eq!(house.attempts().len(), 5);
    assert_eq!(
        house.practice.unfinished_of("corridor").unwrap().map(|one| one.id),
        other.attempt()
    );
}

#[test]
fn what_begins_with_what_is_given_stays_out_of_progress() {
    let house = House::new();
    let errand = house.errand();
    let start = |draw: &[(&str, &str)], choices: &[&str]| Start {
        seed: 7,
        forced: draw.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect(),
        choices: choices.iter().map(|id| ((*id).to_owned(), None)).collect(),
    };
    let begin = |start: &Start| house.practice.begin_with(&errand, Mode::Practice, start);
    let seed_alone = quietly(begin(&start(&[], &[])).unwrap());
    assert!(!seed_alone.is_hindsight());
    let given = begin(&start(&[("truth", "cross")], &["wait", "ring"])).unwrap();
    assert!(matches!(only(given.notes), Note::InHindsight));
    assert!(given.play.is_hindsight());
    let attempts = house.attempts();
    assert_eq!((attempts.len(), attempts[0].0.hindsight), (1, true));
    assert_eq!(attempts[0].1, ["wait", "ring"]);
    // What cannot be leaves no trace.
    let refused = begin(&start(&[], &["wait", "sing"])).unwrap_err();
    assert!(matches!(refused, CannotBegin::Choice { number: 2, .. }), "{refused}");
    let refused = begin(&start(&[("truth", "dull")], &[])).unwrap_err();
    assert!(matches!(refused, CannotBegin::Draw(_)), "{refused}");
    assert_eq!(house.attempts().len(), 1);
}

#[test]
fn a_truth_not_yet_met_is_proposed() {
    let house = House::new();
    let errand = house.errand();
    let practice = &house.practice;
    assert_eq!(practice.propose(&errand.scenario).unwrap().forced, []);
    let finish = |truth: &str| {
        let forced = vec![("truth".to_owned(), truth.to_owned())];
        let start = Start { seed: 7, forced, choices: Vec::new() };
        let mut play = practice.begin_with(&errand, Mode::Practice, &start).unwrap().play;
        house.choose(&mut play, &["ring", "fill", "promise"]);
    };
    let proposed = || -> BTreeSet<String> {
        let one = || practice.propose(&errand.scenario).unwrap();
        (0..50).map(|_| one()).flat_map(|one| one.forced).map(|(_, value)| value).collect()
    };
    let met = |id: &str| practice.records().met_values(id, "truth").unwrap();
    finish("busy");
    assert_eq!(met("errand"), ["busy".to_owned()].into());
    assert_eq!(proposed(), ["cross".to_owned()].into());
    let play = house.begin(&errand);
    assert_eq!(play.session().draws(), [("truth".to_owned(), "cross".to_owned())]);
    assert!(!play.is_hindsight(), "a truth that is proposed is not one that is known");
    finish("cross");
    finish("cross");
    // All are met; the one met least often is next.
    assert_eq!(proposed(), ["busy".to_owned()].into());
    assert_eq!(met("corridor"), BTreeSet::new());
    assert_eq!(practice.records().attempts(&AttemptFilter::default()).unwrap().len(), 3);
}
