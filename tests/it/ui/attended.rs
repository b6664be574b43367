//! Clocks run only while somebody looks, and the first one says what it is.

use std::{cell::Cell, rc::Rc};

use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use rapport::{
    engine::View,
    scenario::{Channel, Timer},
    ui::{Command, Settings},
};

use super::stand::{WINDOW, call, offer, play, play_while, still};

fn timed(timer: Timer) -> View {
    let mut view = call();
    let mut clock = offer("clock", Channel::None, "Say nothing. Let her think.");
    clock.timer = Some(timer);
    view.offered = vec![offer("speak", Channel::Phone, "“Shall we say Thursday?”"), clock];
    view
}

fn running() -> Settings {
    Settings { timers: true, ..still() }
}

#[test]
fn clocks_stand_still_while_nobody_looks() {
    for timer in [Timer::Hold(6), Timer::Deadline(6)] {
        let looks = Rc::new(Cell::new(true));
        let mut screen = play_while(running(), WINDOW, timed(timer), Rc::clone(&looks));
        screen.run_steps(20);
        looks.set(false);
        screen.run_steps(600);
        assert!(screen.state().commands.is_empty(), "a minute elsewhere costs nothing");
        assert!(!screen.state().local.animating, "nothing moves that nobody sees");
        looks.set(true);
        screen.run_steps(20);
        assert!(screen.state().commands.is_empty(), "the minute is not counted afterwards");
        screen.run_steps(90);
        let chosen = Command::Choose { id: "clock".to_owned(), own_words: None };
        assert_eq!(screen.state().commands.first(), Some(&chosen));
    }
}

#[test]
fn clocks_stand_still_under_whatever_lies_over_the_play() {
    for key in [Key::Escape, Key::N, Key::T, Key::G] {
        let mut screen = play(running(), WINDOW, timed(Timer::Hold(6)));
        screen.run_steps(20);
        screen.key_press(key);
        screen.run_steps(200);
        assert!(screen.state().commands.is_empty(), "{key:?} holds the clock");
    }
}

#[test]
fn the_first_clock_says_that_it_is_one_and_can_be_switched_off() {
    let unmet = Settings { timers_met: false, ..running() };
    for (timer, title) in
        [(Timer::Hold(6), "This silence is timed"), (Timer::Deadline(6), "This decision is timed")]
    {
        for (keys, timers) in [
            (&[Key::Enter][..], true),
            (&[Key::Escape][..], true),
            (&[Key::ArrowDown, Key::Enter][..], false),
        ] {
            let mut screen = play(unmet.clone(), WINDOW, timed(timer));
            screen.run_steps(200);
            assert!(screen.state().commands.is_empty(), "it waits until that is read");
            let dialogs: Vec<_> = screen
                .root()
                .children_recursive()
                .map(|node| node.accesskit_node())
                .filter(|node| node.role() == egui::accesskit::Role::Dialog && node.is_modal())
                .filter_map(|node| node.label())
                .collect();
            assert_eq!(dialogs, [title]);
            screen.get_by_label_contains("six seconds");
            for &key in keys {
                screen.key_press(key);
                screen.run_steps(2);
            }
            let told = Settings { timers, timers_met: true, ..unmet.clone() };
            assert_eq!(screen.state().commands, [Command::Change(Box::new(told))]);
        }
    }
}
