//! Keys and pointers: what anybody expects of them, on every keyboard.

use egui::{Event, Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use rapport::{
    engine::{PickOptionView, PickView, Speaker, View},
    scenario::Channel,
    ui::{Command, Pace, PlayLocal, Settings},
};

use super::stand::{SMALL, Stand, WINDOW, call, helen, labels, offer, play, said, still};

type Screen = Harness<'static, Stand<PlayLocal>>;

fn chose(id: &str) -> Command {
    Command::Choose { id: id.to_owned(), own_words: None }
}

fn nine() -> View {
    let mut view = call();
    view.offered = (1..=9)
        .map(|at| offer(&format!("c{at}"), Channel::Phone, &format!("“Number {at}.”")))
        .collect();
    view
}

fn down(key: Key, physical: Option<Key>, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: physical, pressed: true, repeat: false, modifiers }
}

fn focused(screen: &Screen) -> String {
    let root = screen.root();
    let mut nodes = root.children_recursive();
    let node = nodes.find(|node| node.accesskit_node().is_focused());
    node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

fn press(screen: &mut Screen, keys: &[Key]) {
    for &key in keys {
        screen.key_press(key);
        screen.run_steps(2);
    }
}

#[test]
fn a_digit_counts_by_its_place_or_by_what_it_types() {
    let (none, shift) = (Modifiers::NONE, Modifiers::SHIFT);
    // Rows of digits as layouts have them: what is typed, at which place, and with what held.
    let cases = [
        (Key::Quote, Some(Key::Num4), none, "c4"),
        (Key::Minus, Some(Key::Num6), none, "c6"),
        (Key::Plus, Some(Key::Num1), none, "c1"),
        (Key::Num4, Some(Key::Num4), shift, "c4"),
        (Key::Exclamationmark, Some(Key::Num1), shift, "c1"),
        (Key::Num7, Some(Key::Num2), none, "c7"),
        (Key::Num9, None, none, "c9"),
    ];
    for (key, place, held, id) in cases {
        let mut screen = play(still(), WINDOW, nine());
        screen.run();
        screen.event(down(key, place, held));
        screen.run();
        assert_eq!(screen.state().commands, [chose(id)], "{key:?} at {place:?}");
    }
    for held in [Modifiers::CTRL, Modifiers::ALT, Modifiers::COMMAND] {
        let mut screen = play(still(), WINDOW, nine());
        screen.run();
        screen.event(down(Key::Num2, Some(Key::Num2), held));
        screen.run();
        assert!(screen.state().commands.is_empty(), "{held:?} is for something else");
    }
}

#[test]
fn a_key_that_is_held_decides_once() {
    let mut screen = play(still(), WINDOW, nine());
    screen.run();
    for _ in 0..20 {
        screen.event(down(Key::Num3, Some(Key::Num3), Modifiers::NONE));
        screen.run_steps(1);
    }
    assert_eq!(screen.state().commands, [chose("c3")]);
    screen.event(Event::Key {
        key: Key::Num3,
        physical_key: None,
        pressed: false,
        repeat: false,
        modifiers: Modifiers::NONE,
    });
    screen.run_steps(1);
    screen.event(down(Key::Num3, Some(Key::Num3), Modifiers::NONE));
    screen.run_steps(1);
    assert_eq!(screen.state().commands.len(), 2, "a fresh press counts");
}

#[test]
fn enter_that_is_held_takes_no_second_choice() {
    let mut screen = play(still(), WINDOW, nine());
    screen.run();
    press(&mut screen, &[Key::ArrowDown]);
    for _ in 0..20 {
        screen.event(down(Key::Enter, None, Modifiers::NONE));
        screen.run_steps(1);
    }
    assert_eq!(screen.state().commands, [chose("c1")]);
}

#[test]
fn home_and_end_go_to_the_first_choice_and_the_last() {
    let mut screen = play(still(), WINDOW, nine());
    screen.run();
    press(&mut screen, &[Key::ArrowDown, Key::End]);
    assert!(focused(&screen).starts_with("Choice 9 of 9"), "{}", focused(&screen));
    press(&mut screen, &[Key::Home]);
    assert!(focused(&screen).starts_with("Choice 1 of 9"), "{}", focused(&screen));
}

#[test]
fn the_pause_menu_has_the_focus_and_is_walked_by_arrows() {
    let mut screen = play(still(), WINDOW, nine());
    screen.run();
    press(&mut screen, &[Key::Escape]);
    assert_eq!(focused(&screen), "Go on playing");
    press(&mut screen, &[Key::ArrowDown]);
    assert_eq!(focused(&screen), "What you know");
    press(&mut screen, &[Key::End]);
    assert_eq!(focused(&screen), "Leave");
    press(&mut screen, &[Key::Home, Key::Enter]);
    assert!(screen.query_by_label("Leave").is_none(), "Enter goes on playing");
    press(&mut screen, &[Key::Escape, Key::End, Key::Enter]);
    assert_eq!(screen.state().commands, [Command::Leave]);
}

#[test]
fn drawers_and_explanations_have_the_focus_when_they_open() {
    for (key, name) in
        [(Key::N, "What you know"), (Key::T, "What was said"), (Key::G, "Back to the play")]
    {
        let mut screen = play(still(), WINDOW, nine());
        screen.run();
        press(&mut screen, &[key]);
        assert_eq!(focused(&screen), name);
        let modal = screen.root().children_recursive().any(|node| {
            let node = node.accesskit_node();
            node.role() == egui::accesskit::Role::Dialog
                && node.is_modal()
                && node.label().is_some()
        });
        assert!(modal, "{name} is no dialog with a name");
        press(&mut screen, &[Key::Escape]);
        assert!(screen.query_by_label(name).is_none() || name == "What was said");
        assert!(screen.state().commands.is_empty());
    }
}

fn limits() -> View {
    let mut view = call();
    let mut limits = offer("limits", Channel::InPerson, "What would make you walk?");
    let option =
        |id: &str, text: &str| PickOptionView { id: id.into(), text: text.into(), detail: None };
    limits.pick = Some(PickView {
        options: vec![
            option("feedback", "No feedback"),
            option("contact", "No contact"),
            option("fee", "A lower fee"),
            option("delay", "A month of silence"),
        ],
        at_least: 2,
        at_most: 2,
        columns: None,
    });
    view.offered = vec![limits];
    view
}

#[test]
fn enter_confirms_a_pick_that_is_whole_and_takes_no_mark_away() {
    let mut screen = play(still(), WINDOW, limits());
    screen.run();
    press(&mut screen, &[Key::ArrowDown, Key::Enter]);
    screen.get_by_label("Choose two. One chosen.");
    press(&mut screen, &[Key::Enter]);
    screen.get_by_label("Choose two. One chosen.");
    assert!(screen.state().commands.is_empty());
    press(&mut screen, &[Key::ArrowRight, Key::Space]);
    screen.get_by_label("Choose two. Two chosen.");
    press(&mut screen, &[Key::Enter]);
    assert_eq!(screen.state().commands, [chose("feedback+contact")]);
}

#[test]
fn options_are_walked_row_by_row_and_picked_by_their_numbers() {
    let mut screen = play(still(), WINDOW, limits());
    screen.run();
    press(&mut screen, &[Key::ArrowDown, Key::ArrowDown]);
    assert!(focused(&screen).starts_with("3 of 4"), "{}", focused(&screen));
    press(&mut screen, &[Key::ArrowRight]);
    assert!(focused(&screen).starts_with("4 of 4"), "{}", focused(&screen));
    press(&mut screen, &[Key::ArrowUp]);
    assert!(focused(&screen).starts_with("2 of 4"), "{}", focused(&screen));
    press(&mut screen, &[Key::Num4, Key::Num1, Key::Enter]);
    assert_eq!(screen.state().commands, [chose("feedback+delay")]);
}

#[test]
fn nothing_chosen_is_told_as_none() {
    let mut screen = play(still(), WINDOW, limits());
    screen.run();
    screen.get_by_label("Choose two. None chosen.");
}

#[test]
fn a_pick_that_stands_alone_can_be_paused() {
    let mut screen = play(still(), WINDOW, limits());
    screen.run();
    press(&mut screen, &[Key::Escape]);
    assert_eq!(focused(&screen), "Go on playing");
}

#[test]
fn a_card_is_taken_up_by_its_number_and_sorted_by_a_press_or_a_key() {
    let mut view = limits();
    let pick = view.offered[0].pick.as_mut().unwrap();
    pick.columns = Some(("I saw".into(), "I've told myself".into()));
    (pick.at_least, pick.at_most) = (0, 4);
    let mut screen = play(still(), WINDOW, view);
    screen.run();
    press(&mut screen, &[Key::Num2]);
    assert!(focused(&screen).starts_with("Card 2 of 4"), "{}", focused(&screen));
    press(
        &mut screen,
        &[Key::ArrowLeft, Key::ArrowDown, Key::ArrowRight, Key::Num4, Key::ArrowRight],
    );
    let rect = screen.get_by_label_contains("Card 1 of 4").rect();
    screen.hover_at(rect.right_center() - egui::vec2(40.0, 0.0));
    screen.run();
    screen.drag_at(rect.right_center() - egui::vec2(40.0, 0.0));
    screen.run();
    screen.drop_at(rect.right_center() - egui::vec2(40.0, 0.0));
    screen.run();
    assert!(focused(&screen).starts_with("Card 1 of 4"), "a press takes the focus along");
    press(&mut screen, &[Key::Enter]);
    assert_eq!(screen.state().commands, [chose("contact")]);
}

fn own() -> View {
    let mut view = call();
    let mut own = offer("own", Channel::None, "In my own words");
    own.own_words = true;
    view.offered = vec![offer("other", Channel::None, "If it is quiet, I ring."), own];
    view
}

#[test]
fn enter_keeps_a_sentence() {
    let mut screen = play(still(), WINDOW, own());
    screen.run();
    press(&mut screen, &[Key::Num2]);
    screen.event(Event::Text("If it is quiet, I ring".to_owned()));
    screen.run_steps(2);
    press(&mut screen, &[Key::Enter]);
    let words = Some("If it is quiet, I ring".to_owned());
    let kept = Command::Choose { id: "own".to_owned(), own_words: words };
    assert_eq!(screen.state().commands, [kept]);
}

#[test]
fn escape_goes_back_and_keeps_the_draft() {
    let mut screen = play(still(), WINDOW, own());
    screen.run();
    press(&mut screen, &[Key::Num2]);
    screen.event(Event::Text("If it is quiet".to_owned()));
    screen.run_steps(2);
    press(&mut screen, &[Key::Escape]);
    screen.get_by_label_contains("Choice 2 of 2");
    press(&mut screen, &[Key::Num2]);
    assert!(labels(&screen).contains(&"If it is quiet".to_owned()), "the draft is still there");
    press(&mut screen, &[Key::Escape]);
    screen.get_by_label_contains("Choice 2 of 2");
    assert!(screen.state().commands.is_empty());
}

#[test]
fn a_key_takes_back_the_last_decision() {
    for held in [Modifiers::NONE, Modifiers::COMMAND] {
        let mut screen = play(still(), WINDOW, nine());
        screen.run();
        screen.key_press_modifiers(held, Key::Z);
        screen.run();
        assert_eq!(screen.state().commands, [Command::Rewind { step: 0 }]);
    }
}

#[test]
fn the_wheel_looks_back_and_comes_forth_and_never_goes_on() {
    let mut view = nine();
    view.said = [
        said(Speaker::Person(helen()), "The first line."),
        said(Speaker::Person(helen()), "The second line."),
    ]
    .into();
    let mut screen = play(Settings { pace: Pace::Waiting, ..still() }, WINDOW, view);
    screen.run_steps(3);
    let wheel = |up: f32| Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: egui::vec2(0.0, up),
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
    };
    screen.hover_at(egui::pos2(400.0, 120.0));
    screen.event(wheel(-1.0));
    screen.run_steps(3);
    assert_eq!(screen.state().local.shown, 1, "the wheel skips nothing");
    press(&mut screen, &[Key::Space]);
    screen.run_steps(12);
    screen.get_by_label_contains("The second line.");
    screen.event(wheel(1.0));
    screen.run_steps(2);
    screen.get_by_label_contains("The first line.");
    screen.event(wheel(-1.0));
    screen.run_steps(2);
    assert!(screen.query_by_label_contains("The first line.").is_none());
    assert!(screen.state().commands.is_empty());
}

#[test]
fn the_players_turn_is_announced() {
    for size in [WINDOW, SMALL] {
        let mut screen = play(still(), size, nine());
        screen.run();
        let told = screen.get_by_label("Your turn: nine choices");
        assert_eq!(told.accesskit_node().live(), egui::accesskit::Live::Polite);
    }
}
