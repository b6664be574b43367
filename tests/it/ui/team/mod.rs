//! The big screen of a training session: what the room reads.

mod keys;

use egui::{Key, Vec2};
use egui_kittest::{Harness, kittest::Queryable};
use rapport::{
    coach::Feeling,
    team::{
        room::{
            BallotId, BranchRule, Confidence, ParticipantCommand, ParticipantId, RoomMode,
            RoomSetup, SessionRules, TrainerCommand, TrainingRoom,
        },
        wire::{Board, WireDebriefPart},
    },
    text::SourceFile,
    ui::{
        Command, JoinWays, KeptSession, PhoneReach, Settings, ShownAddress, ShownLink,
        TeachableScenario, TeamLocal, TeamPlan, TeamSetupView, TeamView, team_setup_ui, team_ui,
    },
};

use super::stand::{PROJECTOR, SMALL, Stand, WINDOW, labels, smallest, stand, still};

/// A room, led step by step.
struct Led {
    room: TrainingRoom,
    messages: u64,
}

impl Led {
    fn new(mode: RoomMode, people: u32) -> Self {
        let source = SourceFile::new("errand.ron", crate::cli::ERRAND);
        let scenario = crate::engine::scenario(&source);
        let setup = RoomSetup {
            scenario: scenario.id.to_string(),
            hash: scenario.hash.to_string(),
            seed: 7,
            forced: Vec::new(),
            mode,
            rules: SessionRules { closes_when_all_voted: false, ..SessionRules::default() },
            hides_names: false,
            house: None,
        };
        let (room, _) = TrainingRoom::open(scenario, 0, setup).unwrap();
        let mut led = Self { room, messages: 0 };
        for number in 0..people {
            let joined = led.room.join(&format!("Guest {number}"), &format!("{number}")).unwrap();
            led.room.apply(0, &joined);
            led.room.set_present(ParticipantId(number), true);
        }
        led
    }

    fn asks(&mut self, command: &TrainerCommand) {
        for event in self.room.trainer(0, command).unwrap() {
            self.room.apply(0, &event);
        }
    }

    fn next(&mut self, times: usize) -> &mut Self {
        (0..times).for_each(|_| self.asks(&TrainerCommand::Next));
        self
    }

    fn does(&mut self, who: u32, command: &ParticipantCommand) {
        self.messages += 1;
        for event in self.room.participant(ParticipantId(who), self.messages, command).unwrap() {
            self.room.apply(0, &event);
        }
    }

    fn vote(&mut self, votes: &[(&str, u8)]) -> &mut Self {
        let ballot = self.room.ballot().map_or(BallotId(0), |ballot| ballot.id);
        for (who, (choice, sure)) in (0..).zip(votes) {
            let confidence = Confidence::new(*sure);
            let choice = (*choice).to_owned();
            self.does(who, &ParticipantCommand::Vote { ballot, choice, confidence });
        }
        self
    }

    fn board(&self) -> Board {
        Board::of(&self.room, 0, None)
    }
}

fn join() -> JoinWays {
    JoinWays {
        code: "K7MQX4".to_owned(),
        addresses: vec![ShownAddress {
            url: "http://192.168.1.20:8787".to_owned(),
            note: "wlan0: phones in the same network".to_owned(),
        }],
        link: Some(link("http://192.168.1.20:8787/j/K7MQX4")),
        reach: "In the browser; no app, no account, no internet.".to_owned(),
    }
}

fn link(url: &str) -> ShownLink {
    ShownLink { url: url.to_owned(), side: 2, dark: vec![true, false, false, true] }
}

type Screen = Harness<'static, Stand<TeamLocal>>;

fn shown(board: Board, settings: Settings, size: Vec2) -> Screen {
    let join = join();
    let pairing = link("http://192.168.1.20:8787/remote");
    let mut screen = stand(settings, size, move |ui, look, local: &mut TeamLocal| {
        let view = TeamView {
            look,
            board: &board,
            join: &join,
            faces: &[],
            left_ms: board.room.left_ms,
            notice: None,
            pairing: Some(&pairing),
            report: Some("session.html"),
        };
        team_ui(ui, &view, local)
    });
    screen.run();
    screen
}

fn on(board: Board) -> Screen {
    shown(board, still(), WINDOW)
}

fn press(screen: &mut Screen, key: Key) {
    screen.key_press(key);
    screen.run();
    // Longer than a clicker bounces.
    screen.run_steps(5);
}

fn asked(screen: &Screen) -> Vec<TrainerCommand> {
    let commands = screen.state().commands.iter();
    commands
        .map(|command| match command {
            Command::Team(command) => command.clone(),
            other => panic!("{other:?} is nothing of the room"),
        })
        .collect()
}

/// A vote in which A leads with two thirds, after a first one that was split.
fn second_vote() -> Led {
    let mut led = Led::new(RoomMode::Vote, 6);
    led.next(3).vote(&[
        ("ring", 3),
        ("ring", 1),
        ("ring", 2),
        ("wait", 2),
        ("wait", 2),
        ("wait", 1),
    ]);
    led.next(3).next(1);
    led.vote(&[("ring", 3), ("ring", 3), ("ring", 2), ("ring", 2), ("wait", 2), ("wait", 1)]);
    led.next(2);
    led
}

/// Boards of every phase and mode.
fn every_board() -> Vec<(&'static str, Board)> {
    let mut boards = Vec::new();
    let mut led = Led::new(RoomMode::Vote, 6);
    boards.push(("lobby", led.board()));
    boards.push(("briefing", led.next(1).board()));
    boards.push(("branch", led.next(1).board()));
    boards.push(("open", led.next(1).board()));
    led.vote(&[("ring", 3), ("wait", 1)]);
    boards.push(("closed", led.next(1).board()));
    boards.push(("revealed", led.next(1).board()));
    boards.push(("talk", led.next(1).board()));
    boards.push(("second vote", second_vote().board()));
    led.asks(&TrainerCommand::Debrief { part: 0 });
    let mut debrief = led.board();
    boards.push(("debrief", debrief.clone()));
    debrief.room.part = Some(part());
    "Let everyone say one word.".clone_into(&mut debrief.prompt);
    boards.push(("debrief part", debrief));
    led.asks(&TrainerCommand::End);
    boards.push(("ended", led.board()));
    let mut solo = Led::new(RoomMode::SoloTogether, 3);
    solo.next(2);
    for (who, choice) in [(0, "ring"), (1, "wait")] {
        let choice = choice.to_owned();
        solo.does(who, &ParticipantCommand::Choose { step: 0, choice, own_words: None });
    }
    boards.push(("solo", solo.board()));
    boards.push(("hot seat", Led::new(RoomMode::HotSeat, 2).next(2).board()));
    boards
}

fn part() -> WireDebriefPart {
    WireDebriefPart {
        number: 0,
        of: 4,
        title: "Reactions".to_owned(),
        question: "How did that feel?".to_owned(),
        asks: "feel".to_owned(),
        feelings: Vec::new(),
        felt: vec![(Feeling::Uneasy.id().to_owned(), 4), (Feeling::Relieved.id().to_owned(), 2)],
    }
}

#[test]
fn nothing_is_smaller_than_three_percent_of_the_height() {
    let overlays =
        [None, Some(Key::Escape), Some(Key::K), Some(Key::M), Some(Key::B), Some(Key::N)];
    let large = Settings { text_percent: 200, ..still() };
    let windows = [(WINDOW, still()), (PROJECTOR, still()), (SMALL, still()), (SMALL, large)];
    for (size, settings) in windows {
        for (name, board) in every_board() {
            for overlay in overlays {
                let mut screen = shown(board.clone(), settings.clone(), size);
                if let Some(key) = overlay {
                    press(&mut screen, key);
                }
                let (least, words) = smallest(&screen.output().shapes);
                assert!(least.is_finite(), "{name} with {overlay:?} says nothing");
                let wanted = size.y * 0.03;
                assert!(
                    least >= wanted,
                    "{name} with {overlay:?} at {size}: {least} for “{words}”"
                );
            }
        }
    }
}

#[test]
fn the_room_says_that_the_trainer_picks_in_the_words_that_the_screen_knows() {
    let source = SourceFile::new("errand.ron", crate::cli::ERRAND);
    let scenario = crate::engine::scenario(&source);
    let mut led = Led::new(RoomMode::Vote, 0);
    let mut setup = led.room.setup().clone();
    setup.rules.branch = BranchRule::TrainersPick;
    led.room = TrainingRoom::open(scenario, 0, setup).unwrap().0;
    assert_eq!(led.next(5).board().next, "Pick a branch");
}

#[test]
fn the_split_is_told_in_words_beside_the_bars() {
    let screen = on(second_vote().board());
    let told = labels(&screen);
    let says = |words: &str| told.iter().any(|label| label.contains(words));
    assert!(says("The room agrees this time: 4 of 6 (66 %) for B."), "{told:#?}");
    assert!(says("4 votes: 2 sure, 2 fairly sure; 3 before"), "{told:#?}");
    assert!(says("2 votes: 1 fairly sure, 1 a guess; 3 before"), "{told:#?}");
    assert!(!says("Guest"), "no name beside a vote: {told:#?}");
}

#[test]
fn a_tally_stays_hidden_until_it_is_shown() {
    let mut led = Led::new(RoomMode::Vote, 4);
    led.next(3).vote(&[("ring", 3), ("ring", 2), ("wait", 1)]);
    for board in [led.board(), led.next(1).board()] {
        let screen = on(board);
        let told = labels(&screen).join("\n");
        assert!(told.contains("3 of 4 answered"), "{told}");
        assert!(!told.contains("votes:") && !told.contains('%'), "{told}");
    }
}

#[test]
fn what_observers_scored_is_told_without_names() {
    let mut led = Led::new(RoomMode::HotSeat, 3);
    led.next(2);
    let skill = led.board().room.skills[0].id.clone();
    for (who, level) in [(0, 2), (1, 3), (2, 3)] {
        let (skill, quote) = (skill.clone(), String::new());
        led.does(who, &ParticipantCommand::Observe { skill, level, quote });
    }
    assert_eq!(led.board().observed, [], "not while it is played");
    led.asks(&TrainerCommand::Debrief { part: 2 });
    let observed = led.board().observed;
    assert_eq!(observed.len(), 1);
    assert_eq!(observed[0].levels, [0, 1, 2, 0]);
}

#[test]
fn the_lobby_says_how_to_join() {
    let screen = on(Led::new(RoomMode::Vote, 2).board());
    screen.get_by_label("Code: K 7 M Q X 4");
    screen.get_by_label("QR code of http://192.168.1.20:8787/j/K7MQX4");
    screen.get_by_label("http://192.168.1.20:8787");
    screen.get_by_label("2 people have joined");
    screen.get_by_label("Guest 1");
}

#[test]
fn lines_are_read_one_by_one() {
    let mut board = Led::new(RoomMode::Vote, 2).next(2).board();
    let view = board.room.view.as_mut().unwrap();
    let line = view.said.last().unwrap().clone();
    view.said = (1..=3)
        .map(|number| {
            let mut line = line.clone();
            line.text = format!("Line number {number}.");
            line
        })
        .collect();
    let settings = Settings { reduced_motion: true, ..Settings::default() };
    let mut screen = shown(board, settings, WINDOW);
    screen.get_by_label("Line number 1.");
    assert!(screen.query_by_label("Line number 2.").is_none());
    press(&mut screen, Key::PageDown);
    screen.get_by_label("Line number 2.");
    press(&mut screen, Key::PageUp);
    assert!(screen.query_by_label("Line number 2.").is_none());
    press(&mut screen, Key::PageDown);
    press(&mut screen, Key::PageDown);
    assert_eq!(asked(&screen), []);
    press(&mut screen, Key::PageDown);
    assert_eq!(asked(&screen), [TrainerCommand::Next]);
}

#[test]
fn a_session_is_set_up_and_gone_on_with() {
    let scenarios = [TeachableScenario {
        id: "errand".to_owned(),
        title: "Errand".to_owned(),
        summary: "Ring or wait?".to_owned(),
        minutes: 5,
    }];
    let kept = [KeptSession {
        id: "r1".to_owned(),
        title: "Errand".to_owned(),
        more: "opened today, 4 people".to_owned(),
    }];
    let opened = |labels: &[&str]| {
        let (scenarios, kept) = (scenarios.clone(), kept.clone());
        let size = egui::vec2(1280.0, 1600.0);
        let mut screen = stand(still(), size, move |ui, look, local| {
            let view = TeamSetupView {
                look,
                scenarios: &scenarios,
                kept: &kept,
                houses: &[],
                notice: None,
            };
            team_setup_ui(ui, &view, local)
        });
        screen.run();
        for label in labels {
            screen.get_by_label(label).focus();
            screen.run();
            screen.key_press(Key::Space);
            screen.run();
        }
        screen.state().commands.clone()
    };
    let plan = TeamPlan::of("errand");
    assert_eq!(plan.rules.vote_seconds, None, "deadlines are off unless they are turned on");
    let open = |plan: &TeamPlan| vec![Command::OpenTeam(Box::new(plan.clone()))];
    assert_eq!(opened(&["Open the session"]), open(&plan));
    let mut other = TeamPlan { mode: RoomMode::Vote, reach: PhoneReach::Rehearsal, ..plan };
    other.rules.vote_seconds = Some(60);
    other.rules.second_vote = false;
    let labels = [
        "Who takes part: A rehearsal",
        "Time for a vote: 60 s",
        "A second vote after pair talk",
        "Open the session",
    ];
    assert_eq!(opened(&labels), open(&other));
    let go_on = opened(&["Go on with Errand, opened today, 4 people"]);
    assert_eq!(go_on, [Command::ResumeTeam { room: "r1".to_owned(), reach: PhoneReach::Network }]);
}
