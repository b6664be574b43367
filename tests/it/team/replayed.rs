//! A room is what its log says, whatever was asked of it.

use proptest::prelude::*;
use rapport::{
    coach::Feeling,
    team::{
        room::{
            BallotId, BranchRule, Confidence, ForkNodeId, ParticipantCommand, ParticipantId,
            RoomEvent, RoomMode, SessionRules, TrainerCommand, TrainingRoom,
        },
        wire::{Board, WireMine},
    },
};

use super::{Class, errand};

const CHOICES: [&str; 9] =
    ["ring", "wait", "sort", "none", "mornings", "mornings+angry", "hold", "fill", "promise"];

#[derive(Debug, Clone)]
enum Deed {
    Trainer(TrainerCommand),
    Participant(u32, u64, ParticipantCommand),
    Joins(String),
    Presence(u32, bool),
    Later(u64),
}

fn choice() -> impl Strategy<Value = String> {
    prop::sample::select(&CHOICES[..]).prop_map(str::to_owned)
}

fn trainer() -> impl Strategy<Value = TrainerCommand> {
    let id = (0u32..4).prop_map(ParticipantId);
    let rule = prop::sample::select(vec![
        BranchRule::Majority,
        BranchRule::TrainersPick,
        BranchRule::WeightedRandom,
        BranchRule::RoadNotTaken,
    ]);
    prop_oneof![
        12 => Just(TrainerCommand::Next),
        1 => prop::sample::select(vec![
            TrainerCommand::Back,
            TrainerCommand::Pause,
            TrainerCommand::Resume,
            TrainerCommand::NoDeadline,
            TrainerCommand::Close,
            TrainerCommand::Reveal,
            TrainerCommand::Discuss,
            TrainerCommand::Vote,
            TrainerCommand::Skip,
            TrainerCommand::PlayOn,
        ]),
        1 => (0u32..200).prop_map(|seconds| TrainerCommand::Extend { seconds }),
        2 => (rule, prop::option::of(choice()))
            .prop_map(|(by, choice)| TrainerCommand::Branch { by, choice }),
        1 => (0u32..6).prop_map(|to| TrainerCommand::ReturnTo { to: ForkNodeId(to) }),
        1 => (id.clone(), 0u32..4)
            .prop_map(|(participant, step)| TrainerCommand::Gather { participant, step }),
        1 => prop::option::of(id.clone())
            .prop_map(|participant| TrainerCommand::HotSeat { participant }),
        1 => choice().prop_map(|choice| TrainerCommand::HotChoose { choice }),
        1 => (choice(), 0u32..2000)
            .prop_map(|card| TrainerCommand::CountCards { cards: vec![card] }),
        1 => id.clone().prop_map(|participant| TrainerCommand::Kick { participant }),
        1 => (id, "[A-Za-z ]{0,30}")
            .prop_map(|(participant, name)| TrainerCommand::Rename { participant, name }),
        1 => any::<bool>().prop_map(|hidden| TrainerCommand::HideNames { hidden }),
        1 => (0u8..6).prop_map(|part| TrainerCommand::Debrief { part }),
    ]
}

fn participant() -> impl Strategy<Value = ParticipantCommand> {
    prop_oneof![
        6 => (0u32..6, choice(), 1u8..4).prop_map(|(ballot, choice, sure)| {
            let confidence = Confidence::new(sure);
            ParticipantCommand::Vote { ballot: BallotId(ballot), choice, confidence }
        }),
        4 => (0u32..4, choice(), prop::option::of(".{0,40}")).prop_map(|(step, choice, own_words)| {
            ParticipantCommand::Choose { step, choice, own_words }
        }),
        1 => (prop::sample::select(vec!["candour", "curiosity", "other"]), 0u8..6, ".{0,20}")
            .prop_map(|(skill, level, quote)| {
                ParticipantCommand::Observe { skill: skill.to_owned(), level, quote }
            }),
        1 => prop::sample::select(&Feeling::ALL[..])
            .prop_map(|one| ParticipantCommand::Feel { feeling: one.id().to_owned() }),
        1 => ".{0,40}".prop_map(|text| ParticipantCommand::Commit { text }),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        5 => trainer().prop_map(Deed::Trainer),
        6 => (0u32..5, 0u64..30, participant())
            .prop_map(|(who, message, command)| Deed::Participant(who, message, command)),
        1 => ".{0,30}".prop_map(Deed::Joins),
        1 => (0u32..4, any::<bool>()).prop_map(|(who, present)| Deed::Presence(who, present)),
        1 => (0u64..90_000).prop_map(Deed::Later),
    ]
}

fn does(class: &mut Class, deed: &Deed) {
    match deed {
        Deed::Trainer(command) => {
            let _ = class.tries(command);
        }
        Deed::Participant(who, message, command) => {
            let _ = class.sends(*who, *message, command);
        }
        Deed::Joins(name) => {
            let token = format!("token of {}", class.room.participants().len());
            if let Ok(joined) = class.room.join(name, &token) {
                class.keep(&[joined]);
            }
        }
        Deed::Presence(who, present) => class.room.set_present(ParticipantId(*who), *present),
        Deed::Later(by) => class.now += by,
    }
    class.tick();
}

fn rules() -> SessionRules {
    SessionRules { vote_seconds: Some(60), talk_seconds: Some(30), ..SessionRules::default() }
}

fn everything_of(room: &TrainingRoom, now: u64) -> String {
    let mine: Vec<Option<WireMine>> =
        room.participants().iter().map(|one| WireMine::of(room, one.id, None)).collect();
    format!("{:?}\n{mine:?}\n{:?}", Board::of(room, now, None), room.next_tick())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_room_is_rebuilt_from_its_log_exactly(
        mode in prop::sample::select(vec![RoomMode::Vote, RoomMode::SoloTogether, RoomMode::HotSeat]),
        deeds in prop::collection::vec(deed(), 1..90),
    ) {
        let mut class = Class::with(mode, rules());
        for name in ["Ada", "Bo", "Cy"] {
            class.arrives(name);
        }
        for deed in &deeds {
            does(&mut class, deed);
        }
        let text = serde_json::to_string(&class.log).unwrap();
        let log: Vec<(u64, RoomEvent)> = serde_json::from_str(&text).unwrap();
        let mut rebuilt = TrainingRoom::rebuild(errand(), &log).unwrap();
        for one in class.room.participants() {
            rebuilt.set_present(one.id, one.present);
        }
        prop_assert_eq!(
            everything_of(&class.room, class.now),
            everything_of(&rebuilt, class.now)
        );
    }

    #[test]
    fn what_phones_are_sent_tells_no_vote_before_it_is_revealed(
        votes in prop::collection::vec((0u32..3, prop::sample::select(vec!["ring", "wait"])), 1..8),
    ) {
        let mut class = Class::voting(3, SessionRules::default());
        let before = class.shown();
        for (number, (who, choice)) in (1..).zip(&votes) {
            let _ = class.votes(*who, number, choice);
        }
        let mut shown = class.shown();
        prop_assert!(shown.reveal.is_none());
        (shown.seq, shown.answered) = (before.seq, before.answered);
        prop_assert_eq!(shown, before);
        for who in 0..3 {
            let own = class.mine(who).vote.map(|vote| vote.choice);
            let sent = votes.iter().rev().find(|(one, _)| *one == who);
            prop_assert_eq!(own.as_deref(), sent.map(|(_, choice)| *choice));
        }
    }
}
