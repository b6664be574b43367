//! The big screen of a training session: what the trainer's keys ask for.

use egui::Key;
use egui_kittest::kittest::Queryable;
use rapport::team::room::{BranchRule, ForkNodeId, ParticipantId, RoomMode, TrainerCommand};

use super::{super::stand::labels, Led, asked, every_board, on, press, second_vote};

#[test]
fn the_forward_keys_of_keyboard_and_clicker_do_the_next_step() {
    let mut led = Led::new(RoomMode::Vote, 3);
    let board = led.next(3).board();
    for key in [Key::Space, Key::PageDown, Key::ArrowRight] {
        let mut screen = on(board.clone());
        screen.get_by_label("Close the vote, key Space");
        press(&mut screen, key);
        assert_eq!(asked(&screen), [TrainerCommand::Next], "{key:?}");
    }
    for key in [Key::PageUp, Key::ArrowLeft] {
        let mut screen = on(board.clone());
        press(&mut screen, key);
        assert_eq!(asked(&screen), [TrainerCommand::Back], "{key:?}");
    }
}

#[test]
fn a_key_that_bounces_or_is_held_is_one_press() {
    let board = Led::new(RoomMode::Vote, 3).next(3).board();
    let mut screen = on(board);
    screen.key_press(Key::PageDown);
    screen.run_steps(1);
    screen.key_press(Key::PageDown);
    screen.run_steps(1);
    assert_eq!(asked(&screen), [TrainerCommand::Next]);
}

#[test]
fn every_key_asks_for_what_it_says() {
    let mut led = Led::new(RoomMode::Vote, 3);
    let open = led.next(3).board();
    let cases = [
        (Key::P, TrainerCommand::Pause),
        (Key::E, TrainerCommand::Extend { seconds: 60 }),
        (Key::C, TrainerCommand::Close),
        (Key::R, TrainerCommand::Reveal),
        (Key::T, TrainerCommand::Discuss),
        (Key::L, TrainerCommand::Lock { locked: true }),
        (Key::H, TrainerCommand::HideNames { hidden: true }),
        (Key::G, TrainerCommand::Debrief { part: 0 }),
    ];
    for (key, command) in cases {
        let mut screen = on(open.clone());
        press(&mut screen, key);
        assert_eq!(asked(&screen), [command], "{key:?}");
    }
    let mut timed = open;
    timed.room.left_ms = Some(4_200);
    let mut screen = on(timed.clone());
    screen.get_by_label("0:05 left");
    press(&mut screen, Key::E);
    press(&mut screen, Key::D);
    let more = TrainerCommand::Extend { seconds: 35 };
    assert_eq!(asked(&screen), [more, TrainerCommand::NoDeadline]);
    timed.room.paused = true;
    let mut screen = on(timed);
    press(&mut screen, Key::P);
    assert_eq!(asked(&screen), [TrainerCommand::Resume]);
}

#[test]
fn what_has_no_meaning_now_is_not_asked_for() {
    let board = Led::new(RoomMode::Vote, 3).board();
    let mut screen = on(board);
    for key in [Key::P, Key::E, Key::C, Key::R, Key::T, Key::V, Key::G, Key::D, Key::O] {
        press(&mut screen, key);
    }
    assert_eq!(asked(&screen), []);
}

#[test]
fn a_branch_is_picked_by_letter_by_number_or_by_a_rule() {
    let board = second_vote().board();
    let pick = |choice: &str| TrainerCommand::Branch {
        by: BranchRule::TrainersPick,
        choice: Some(choice.to_owned()),
    };
    // What is answered in parts is not picked by one letter.
    let offered = &board.room.view.as_ref().unwrap().offered;
    let plain: Vec<(usize, String)> = (0..)
        .zip(offered)
        .filter(|(_, offer)| offer.pick.is_none())
        .map(|(at, offer)| (at, offer.id.clone()))
        .collect();
    let [(first_at, first), (second_at, second), ..] = plain.as_slice() else { panic!() };
    let (letters, numbers) = ([Key::A, Key::B, Key::C], [Key::Num1, Key::Num2, Key::Num3]);
    let road = TrainerCommand::Branch { by: BranchRule::RoadNotTaken, choice: None };
    let cases = [
        (letters[*first_at], pick(first)),
        (letters[*second_at], pick(second)),
        (numbers[*second_at], pick(second)),
        (Key::O, road),
    ];
    for (key, command) in cases {
        let mut screen = on(board.clone());
        press(&mut screen, Key::B);
        assert_eq!(asked(&screen), [], "the key that opens the list picks nothing");
        press(&mut screen, key);
        assert_eq!(asked(&screen), [command], "{key:?}");
    }
}

#[test]
fn where_the_trainer_picks_the_forward_key_shows_the_list() {
    let mut led = Led::new(RoomMode::Vote, 2);
    led.next(3).vote(&[("ring", 3), ("ring", 3)]).next(2);
    let mut board = led.board();
    "Pick a branch".clone_into(&mut board.next);
    let mut screen = on(board);
    press(&mut screen, Key::PageDown);
    assert_eq!(asked(&screen), []);
    screen.get_by_label("Which way do we go?");
}

#[test]
fn raised_cards_are_typed_in_by_keys() {
    let board = Led::new(RoomMode::Vote, 0).next(3).board();
    // What is answered in parts is not counted by cards.
    let offered = &board.room.view.as_ref().unwrap().offered;
    let counted = offered.iter().filter(|offer| offer.pick.is_none());
    let ids: Vec<String> = counted.map(|offer| offer.id.clone()).collect();
    let mut screen = on(board);
    press(&mut screen, Key::N);
    for key in [Key::Num1, Key::Num2, Key::ArrowDown, Key::Num3, Key::ArrowRight, Key::Enter] {
        press(&mut screen, key);
    }
    let asked = asked(&screen);
    let [TrainerCommand::CountCards { cards }] = asked.as_slice() else { panic!("{asked:?}") };
    let count = |id: &str| cards.iter().find(|(one, _)| one == id).map(|(_, count)| *count);
    assert_eq!((count(&ids[0]), count(&ids[1])), (Some(12), Some(4)));
}

#[test]
fn the_map_leads_back_by_keys() {
    let mut led = Led::new(RoomMode::Vote, 2);
    led.next(3).vote(&[("ring", 3), ("ring", 3)]).next(3);
    let board = led.board();
    assert_eq!(board.here, ForkNodeId(1));
    let mut screen = on(board);
    press(&mut screen, Key::M);
    press(&mut screen, Key::ArrowUp);
    press(&mut screen, Key::Enter);
    assert_eq!(asked(&screen), [TrainerCommand::ReturnTo { to: ForkNodeId(0) }]);
}

#[test]
fn nobody_is_shown_out_by_one_press() {
    let mut screen = on(Led::new(RoomMode::Vote, 2).board());
    press(&mut screen, Key::K);
    screen.get_by_label("Show Guest 1 out").click();
    screen.run();
    assert_eq!(asked(&screen), []);
    screen.get_by_label("Yes, show Guest 1 out").click();
    screen.run();
    assert_eq!(asked(&screen), [TrainerCommand::Kick { participant: ParticipantId(1) }]);
}

#[test]
fn somebody_gets_another_name_and_no_letter_of_it_is_a_key() {
    let mut screen = on(Led::new(RoomMode::Vote, 2).board());
    press(&mut screen, Key::K);
    screen.get_by_label("Give Guest 1 another name").click();
    screen.run();
    let field = screen.get_by_label("Another name for Guest 1");
    assert!(field.is_focused(), "what is typed goes into the field");
    field.type_text(" again, a name that is far too long");
    press(&mut screen, Key::P);
    assert_eq!(asked(&screen), [], "the key that pauses the room is a letter here");
    press(&mut screen, Key::Enter);
    let name = "Guest 1 again, a name th".to_owned();
    let participant = ParticipantId(1);
    assert_eq!(asked(&screen), [TrainerCommand::Rename { participant, name }]);
    screen.get_by_label("Give Guest 1 another name").click();
    screen.run();
    screen.get_by_label("Guest 1 stays Guest 1").click();
    screen.run();
    assert_eq!(asked(&screen).len(), 1);
    screen.get_by_label("Show Guest 1 out");
}

#[test]
fn what_stands_for_a_hidden_name_is_not_taken_for_a_name() {
    let mut led = Led::new(RoomMode::Vote, 1);
    led.asks(&TrainerCommand::HideNames { hidden: true });
    let mut screen = on(led.board());
    press(&mut screen, Key::K);
    screen.get_by_label("Give Participant 1 another name").click();
    screen.run();
    screen.get_by_label("Keep this name for Participant 1").click();
    screen.run();
    assert_eq!(asked(&screen), [], "nothing is typed yet");
}

#[test]
fn the_room_is_gathered_where_paths_part() {
    let (_, board) = every_board().into_iter().find(|(name, _)| *name == "solo").unwrap();
    let path = board.paths.last().unwrap().clone();
    let mut screen = on(board);
    let told = labels(&screen);
    assert!(told.contains(&"After one choice: 2 ways".to_owned()), "{told:#?}");
    let row = told.iter().rfind(|label| label.starts_with("Gather the room here")).unwrap();
    screen.get_by_label(row).click();
    screen.run();
    let (participant, step) = (path.participant, path.step);
    assert_eq!(asked(&screen), [TrainerCommand::Gather { participant, step }]);
}

#[test]
fn the_hot_seat_is_played_at_the_big_screen_by_letters() {
    let board = Led::new(RoomMode::HotSeat, 2).next(2).board();
    let second = board.room.view.as_ref().unwrap().offered[1].id.clone();
    let mut screen = on(board);
    press(&mut screen, Key::B);
    assert_eq!(asked(&screen), [TrainerCommand::HotChoose { choice: second }]);
}
