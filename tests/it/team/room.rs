//! What a room does, step by step.

use rapport::team::{
    room::{
        BranchRule, ForkNodeId, ParticipantCommand, ParticipantId, Refusal, RoomMode, RoomPhase,
        SessionRules, TrainerCommand, TrainingRoom,
    },
    wire::WireRoomPhase,
};

use super::Class;

fn patient() -> SessionRules {
    SessionRules { closes_when_all_voted: false, ..SessionRules::default() }
}

fn timed() -> SessionRules {
    SessionRules { vote_seconds: Some(60), ..patient() }
}

fn pick(choice: &str) -> TrainerCommand {
    TrainerCommand::Branch { by: BranchRule::TrainersPick, choice: Some(choice.to_owned()) }
}

#[test]
fn a_decision_goes_from_vote_to_talk_to_second_vote_to_branch() {
    let mut class = Class::voting(3, SessionRules::default());
    assert_eq!(class.shown().phase, WireRoomPhase::Open);
    class.votes(0, 1, "ring").unwrap();
    class.votes(1, 1, "wait").unwrap();
    class.tick();
    assert_eq!(class.shown().phase, WireRoomPhase::Open, "one is still to vote");
    class.votes(2, 1, "wait").unwrap();
    class.tick();
    assert_eq!(class.shown().phase, WireRoomPhase::Closed);
    assert!(class.shown().reveal.is_none(), "the tally is hidden until it is shown");
    class.next();
    let reveal = class.shown().reveal.unwrap();
    let told = |letter: &str| reveal.shares.iter().find(|one| one.letter == letter).unwrap();
    assert_eq!((reveal.total, reveal.unified), (3, true), "two of three are over 60 per cent");
    assert_eq!(reveal.shares.iter().map(|one| one.votes).sum::<u32>(), 3);
    assert_eq!(
        told("B").choice,
        "ring",
        "the letters are those of the offers, of which the pick is A"
    );
    assert_eq!(told("C").choice, "wait");
    assert_eq!(told("B").sure.iter().sum::<u32>(), told("B").votes);
    class.next();
    assert_eq!(class.shown().phase, WireRoomPhase::Discussion);
    class.next();
    assert_eq!(class.shown().ballot.unwrap().attempt, 2);
    for who in 0..3 {
        class.votes(who, 2, "ring").unwrap();
    }
    class.tick();
    class.next();
    let again = class.shown().reveal.unwrap();
    let votes: Vec<u32> = again.before.iter().map(|one| one.votes).collect();
    assert_eq!(votes.iter().sum::<u32>(), 3, "the first vote stands beside the second: {votes:?}");
    assert_eq!(class.board().next, "Go on with the majority");
    class.next();
    assert_eq!(class.shown().phase, WireRoomPhase::Branch);
    assert!(class.shown().taken.unwrap().contains("have you a minute"));
    assert_eq!(class.room.session().decisions().len(), 1);
}

#[test]
fn a_room_that_agrees_is_not_asked_twice() {
    let mut class = Class::voting(2, SessionRules::default());
    class.votes(0, 1, "ring").unwrap();
    class.votes(1, 1, "ring").unwrap();
    class.tick();
    class.next();
    assert_eq!(class.board().next, "Go on with the majority");
}

#[test]
fn votes_are_upserts_by_the_number_of_the_message() {
    let mut class = Class::voting(2, patient());
    assert_eq!(class.votes(0, 5, "ring"), Ok(1));
    assert_eq!(class.votes(0, 5, "ring"), Ok(0), "a double tap, or the same sent again");
    assert_eq!(class.votes(0, 4, "wait"), Err(Refusal::Superseded), "an older one came later");
    assert_eq!(class.votes(0, 6, "wait"), Ok(1), "a change of mind");
    assert_eq!(class.mine(0).vote.unwrap().choice, "wait");
    assert_eq!(class.mine(0).message, 6);
    class.trainer(&TrainerCommand::Close);
    assert_eq!(class.votes(0, 7, "ring"), Err(Refusal::VoteClosed));
    assert_eq!(class.votes(1, 1, "ring"), Err(Refusal::VoteClosed));
    assert_eq!(class.votes(0, 7, "wait"), Ok(0), "what is kept is acknowledged, late too");
    class.trainer(&TrainerCommand::Reveal);
    assert_eq!(class.shown().reveal.unwrap().total, 1);
}

#[test]
fn only_what_is_on_offer_is_voted_for_and_only_by_who_is_in() {
    let mut class = Class::voting(2, patient());
    assert!(matches!(class.votes(0, 1, "hold"), Err(Refusal::NotOnOffer(_))));
    assert!(matches!(class.votes(0, 1, "sort"), Err(Refusal::NotOnOffer(_))), "its answers are");
    assert_eq!(class.votes(0, 1, "mornings"), Ok(1));
    assert_eq!(class.votes(7, 1, "ring"), Err(Refusal::NobodyThere));
    class.trainer(&TrainerCommand::Kick { participant: ParticipantId(0) });
    assert_eq!(class.votes(0, 2, "ring"), Err(Refusal::Kicked));
    assert_eq!(class.shown().answered, 0, "an open vote is taken away with its seat");
    class.votes(1, 1, "wait").unwrap();
    class.tick();
    assert_eq!(class.shown().present, 1);
}

#[test]
fn the_quorum_counts_those_present() {
    let mut class = Class::voting(3, SessionRules::default());
    class.votes(0, 1, "ring").unwrap();
    class.votes(1, 1, "ring").unwrap();
    class.tick();
    assert_eq!(class.shown().phase, WireRoomPhase::Open);
    class.room.set_present(ParticipantId(2), false);
    class.tick();
    assert_eq!(class.shown().phase, WireRoomPhase::Closed, "who has gone does not block the room");
}

#[test]
fn deadlines_are_off_unless_turned_on_and_follow_the_servers_clock() {
    let class = Class::voting(1, patient());
    assert_eq!((class.shown().left_ms, class.room.next_tick()), (None, None));
    let mut class = Class::voting(1, timed());
    assert_eq!(class.shown().left_ms, Some(60_000));
    class.now += 59_999;
    class.tick();
    assert_eq!(class.shown().phase, WireRoomPhase::Open);
    class.trainer(&TrainerCommand::Extend { seconds: 30 });
    assert_eq!(class.shown().left_ms, Some(30_000));
    class.now += 10_000;
    class.trainer(&TrainerCommand::Pause);
    class.now += 500_000;
    class.tick();
    assert_eq!((class.shown().paused, class.shown().left_ms), (true, Some(20_000)));
    assert!(matches!(class.votes(0, 1, "ring"), Err(Refusal::NotNow(_))));
    class.trainer(&TrainerCommand::Resume);
    class.votes(0, 1, "ring").unwrap();
    class.now += 20_000;
    class.tick();
    assert_eq!(class.shown().phase, WireRoomPhase::Closed);
}

#[test]
fn a_clock_that_jumps_back_or_far_ahead_loses_no_vote() {
    let mut class = Class::voting(2, timed());
    class.votes(0, 1, "ring").unwrap();
    class.now -= 900_000;
    class.tick();
    class.votes(1, 1, "ring").unwrap();
    class.now = u64::MAX - 1;
    class.tick();
    assert_eq!(class.shown().phase, WireRoomPhase::Closed);
    class.next();
    assert_eq!(class.shown().reveal.unwrap().total, 2);
    class.trainer(&TrainerCommand::Vote);
    assert_eq!(class.shown().phase, WireRoomPhase::Open);
}

#[test]
fn nobody_loses_time_while_the_host_was_down() {
    let mut class = Class::voting(2, timed());
    class.now += 15_000;
    class.votes(0, 1, "ring").unwrap();
    class.now += 3_600_000;
    let mut room = class.rebuilt();
    for event in room.after_restart(class.now) {
        room.apply(class.now, &event);
    }
    assert!(room.tick(class.now).is_empty());
    assert_eq!(room.left(class.now), Some(45_000));
    assert_eq!(room.ballot().unwrap().votes.len(), 1);
}

#[test]
fn branches_are_taken_by_every_rule() {
    let at = |rule: BranchRule| {
        let rules = SessionRules { branch: rule, second_vote: false, ..patient() };
        let mut class = Class::voting(3, rules);
        class.votes(0, 1, "ring").unwrap();
        class.votes(1, 1, "ring").unwrap();
        class.votes(2, 1, "wait").unwrap();
        class.trainer(&TrainerCommand::Reveal);
        class
    };
    let taken = |mut class: Class| {
        class.next();
        class.room.session().decisions()[0].choice_id.to_string()
    };
    assert_eq!(taken(at(BranchRule::Majority)), "ring");
    assert_eq!(taken(at(BranchRule::RoadNotTaken)), "wait");
    let drawn = taken(at(BranchRule::WeightedRandom));
    assert_eq!(drawn, taken(at(BranchRule::WeightedRandom)), "drawn from the seed");
    let mut class = at(BranchRule::TrainersPick);
    assert!(matches!(class.tries(&TrainerCommand::Next), Err(Refusal::NotNow(_))));
    class.trainer(&pick("none"));
    assert_eq!(class.room.session().decisions()[0].choice_id.to_string(), "none");
    let mut class = at(BranchRule::Majority);
    class.trainer(&pick("wait"));
    assert_eq!(class.room.session().decisions()[0].choice_id.to_string(), "wait", "overridden");
}

#[test]
fn a_unanimous_room_can_look_down_the_road_that_nobody_took() {
    let rules = SessionRules { branch: BranchRule::RoadNotTaken, second_vote: false, ..patient() };
    let mut class = Class::voting(2, rules);
    class.votes(0, 1, "ring").unwrap();
    class.votes(1, 1, "ring").unwrap();
    class.trainer(&TrainerCommand::Skip);
    let taken = class.room.session().decisions()[0].choice_id.to_string();
    assert_eq!(taken, "wait", "neither what all want, nor a pick without its answer");
}

#[test]
fn nobody_votes_and_the_room_goes_on_all_the_same() {
    let mut class = Class::voting(2, patient());
    assert!(matches!(class.tries(&TrainerCommand::Skip), Err(Refusal::NotNow(_))));
    let cards = vec![("ring".to_owned(), 11), ("wait".to_owned(), 4)];
    class.trainer(&TrainerCommand::CountCards { cards });
    class.trainer(&TrainerCommand::Reveal);
    let reveal = class.shown().reveal.unwrap();
    assert_eq!((reveal.total, reveal.unified), (15, true));
    class.trainer(&TrainerCommand::Skip);
    assert_eq!(class.room.session().decisions()[0].choice_id.to_string(), "ring");
}

#[test]
fn a_road_that_was_not_taken_can_be_returned_to() {
    let mut class = Class::voting(1, patient());
    class.trainer(&pick("ring"));
    class.next();
    class.trainer(&pick("fill"));
    let forks = class.board().forks;
    assert_eq!(forks.len(), 3);
    assert_eq!(forks[1].scene, "The call");
    class.trainer(&TrainerCommand::ReturnTo { to: ForkNodeId(1) });
    assert_eq!(class.room.session().decisions().len(), 1);
    class.next();
    class.trainer(&pick("hold"));
    assert_eq!(class.board().forks.len(), 4, "both roads are on the map");
    assert_eq!(class.board().here, ForkNodeId(3));
    class.trainer(&TrainerCommand::ReturnTo { to: ForkNodeId(2) });
    assert_eq!(class.room.session().decisions()[1].choice_id.to_string(), "fill");
    let nowhere = TrainerCommand::ReturnTo { to: ForkNodeId(9) };
    assert!(matches!(class.tries(&nowhere), Err(Refusal::Unknown(_))));
}

#[test]
fn all_play_alone_with_one_seed_and_are_gathered_where_paths_part() {
    let mut class = Class::with(RoomMode::SoloTogether, SessionRules::default());
    class.arrives("Ada");
    class.arrives("Bo");
    class.next();
    class.next();
    let choose = |step, choice: &str| ParticipantCommand::Choose {
        step,
        choice: choice.to_owned(),
        own_words: None,
    };
    assert!(class.shown().view.is_none() && class.mine(0).view.is_some());
    assert_eq!(class.sends(0, 1, &choose(0, "ring")), Ok(1));
    assert_eq!(class.sends(0, 1, &choose(0, "ring")), Ok(0), "a double tap");
    assert_eq!(class.sends(0, 2, &choose(0, "wait")), Err(Refusal::AlreadyDecided));
    assert!(matches!(class.sends(0, 2, &choose(3, "hold")), Err(Refusal::NotNow(_))));
    class.sends(0, 2, &choose(1, "hold")).unwrap();
    class.sends(1, 1, &choose(0, "wait")).unwrap();
    class.arrives("Cy");
    assert!(class.mine(2).view.is_some(), "who comes late plays too");
    let paths = class.board().paths;
    let parted: Vec<(u32, u32)> =
        paths.iter().filter(|one| one.step == 1).map(|one| (one.here, one.through)).collect();
    assert_eq!(parted.iter().map(|(_, through)| through).sum::<u32>(), 2);
    assert!(matches!(class.tries(&TrainerCommand::Next), Err(Refusal::NotNow(_))));
    class.trainer(&TrainerCommand::Gather { participant: ParticipantId(0), step: 1 });
    assert_eq!(class.shown().view.unwrap().standing.scene_title, "The call");
    assert!(matches!(class.sends(1, 2, &choose(1, "wait")), Err(Refusal::NotNow(_))));
    class.next();
    class.votes(1, 3, "fill").unwrap();
    class.trainer(&TrainerCommand::PlayOn);
    assert_eq!(class.mine(0).step, 2, "everyone is where they were");
    class.sends(0, 4, &choose(2, "promise")).unwrap();
    assert!(class.mine(0).debrief.is_some() && class.mine(1).debrief.is_none());
}

#[test]
fn one_plays_aloud_and_the_others_score_skills() {
    let mut class = Class::with(RoomMode::HotSeat, SessionRules::default());
    class.arrives("Ada");
    class.arrives("Bo");
    class.next();
    class.trainer(&TrainerCommand::HotSeat { participant: Some(ParticipantId(0)) });
    class.next();
    assert!(class.mine(0).has_hot_seat && !class.mine(1).has_hot_seat);
    assert_eq!(class.shown().hot_seat.as_deref(), Some("Ada"));
    let choose = |step, choice: &str| ParticipantCommand::Choose {
        step,
        choice: choice.to_owned(),
        own_words: None,
    };
    assert!(matches!(class.sends(1, 1, &choose(0, "ring")), Err(Refusal::NotNow(_))));
    class.sends(0, 1, &choose(0, "ring")).unwrap();
    assert_eq!(class.sends(0, 1, &choose(0, "ring")), Ok(0));
    let score = |level, quote: &str| ParticipantCommand::Observe {
        skill: "curiosity".to_owned(),
        level,
        quote: quote.to_owned(),
    };
    class.sends(1, 1, &score(3, "asked before telling")).unwrap();
    class.sends(1, 2, &score(4, "asked before telling")).unwrap();
    assert_eq!(class.sends(1, 1, &score(1, "")), Err(Refusal::Superseded));
    assert!(matches!(class.sends(1, 3, &score(5, "")), Err(Refusal::Unknown(_))));
    assert!(matches!(class.sends(0, 3, &score(3, "")), Err(Refusal::NotNow(_))));
    assert_eq!(class.mine(1).scores, [("curiosity".to_owned(), 4)]);
    class.trainer(&TrainerCommand::HotChoose { choice: "fill".to_owned() });
    class.next();
    assert!(class.room.session().finished());
    class.next();
    assert_eq!(class.room.phase(), RoomPhase::Debrief(0));
    assert!(class.shown().debrief.is_some());
}

#[test]
fn names_are_cleaned_told_apart_and_can_be_hidden() {
    let mut class = Class::with(RoomMode::Vote, SessionRules::default());
    let names = ["  Ada \u{202e} B\t", "ada b", "\u{200b}", "", "!!!", &"x".repeat(25)];
    let joined: Vec<Result<(), String>> = names
        .iter()
        .map(|name| {
            let token = format!("{} {name}", class.room.participants().len());
            let event = class.room.join(name, &token).map_err(|fault| fault.to_string())?;
            class.keep(&[event]);
            Ok(())
        })
        .collect();
    assert!(joined[0].is_ok() && joined[1].is_ok());
    assert!(joined[2..].iter().all(|one| one.as_ref().is_err_and(|why| why.contains("name"))));
    let shown = |class: &Class| -> Vec<String> {
        class.board().participants.into_iter().map(|one| one.name).collect()
    };
    assert_eq!(shown(&class), ["Ada B", "ada b 2"]);
    class.trainer(&TrainerCommand::HideNames { hidden: true });
    assert_eq!(shown(&class), ["Participant 1", "Participant 2"]);
    let name = "Bo".to_owned();
    class.trainer(&TrainerCommand::Rename { participant: ParticipantId(1), name });
    assert_eq!(class.room.participants()[1].name, "Bo");
    class.trainer(&TrainerCommand::Lock { locked: true });
    assert_eq!(class.room.join("Cy", "other"), Err(Refusal::RoomLocked));
    assert!(class.room.by_token("other").is_none());
}

#[test]
fn the_debrief_takes_a_feeling_and_one_commitment_each_and_then_the_session_ends() {
    let mut class = Class::voting(2, patient());
    let commit = |text: &str| ParticipantCommand::Commit { text: text.to_owned() };
    assert!(matches!(class.sends(0, 1, &commit("Ring on day one.")), Err(Refusal::NotNow(_))));
    class.trainer(&TrainerCommand::Debrief { part: 0 });
    let feel = ParticipantCommand::Feel { feeling: "uneasy".to_owned() };
    assert_eq!(class.sends(0, 1, &feel), Ok(1));
    assert_eq!(class.sends(0, 1, &feel), Ok(0));
    assert!(matches!(class.sends(0, 2, &commit(" ")), Err(Refusal::BadWords(_))));
    assert!(matches!(class.sends(0, 2, &commit(&"x".repeat(401))), Err(Refusal::BadWords(_))));
    class.sends(0, 2, &commit("Ring on day one.")).unwrap();
    assert_eq!(class.mine(0).commitment.as_deref(), Some("Ring on day one."));
    let board = class.board();
    assert!(!format!("{:?}", board.participants).contains("uneasy"), "never beside a name");
    assert!(board.room.part.unwrap().felt.is_empty(), "not told while it is being asked");
    for _ in 0..4 {
        class.next();
    }
    assert_eq!(class.room.phase(), RoomPhase::Ended);
    assert!(matches!(class.tries(&TrainerCommand::Next), Err(Refusal::NotNow(_))));
    assert!(class.room.join("Late", "late").is_err());
}

#[test]
fn steps_back_undo_nothing() {
    let mut class = Class::voting(1, patient());
    class.trainer(&TrainerCommand::Back);
    assert_eq!(class.shown().phase, WireRoomPhase::Branch, "nobody had voted");
    class.next();
    class.votes(0, 1, "ring").unwrap();
    assert!(matches!(class.tries(&TrainerCommand::Back), Err(Refusal::NotNow(_))));
    assert_eq!(class.mine(0).vote.unwrap().choice, "ring");
}

#[test]
fn a_remote_works_until_another_one_is_given_or_the_session_ends() {
    let mut class = Class::voting(1, patient());
    assert!(!class.room.is_remote("first"));
    class.keep(&[TrainingRoom::give_remote(Some("first".to_owned()))]);
    assert!(class.room.is_remote("first"));
    class.keep(&[TrainingRoom::give_remote(Some("second".to_owned()))]);
    assert!(!class.room.is_remote("first") && class.board().has_remote);
    class.trainer(&TrainerCommand::End);
    assert!(!class.room.is_remote("second"));
}
