//! The play screen by keyboard alone.

use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use rapport::{
    engine::{EndingView, PickOptionView, PickView, Speaker},
    scenario::{Channel, Timer},
    ui::{Command, Pace, Settings},
};

use super::stand::{SMALL, Stand, WINDOW, call, helen, labels, offer, play, said, still};

fn chose(id: &str) -> Command {
    Command::Choose { id: id.to_owned(), own_words: None }
}

fn four() -> rapport::engine::View {
    let mut view = call();
    view.offered = vec![
        offer("guesses", Channel::Phone, "I filled the quiet with guesses. What should I change?"),
        offer("lucia", Channel::Phone, "Can we talk about Lucía?"),
        offer("email", Channel::Email, "Could we have ten minutes by phone?"),
        offer("wait", Channel::None, "If they want us they know where we are."),
    ];
    view
}

fn option(id: &str, text: &str) -> PickOptionView {
    PickOptionView { id: id.into(), text: text.into(), detail: None }
}

fn sorting() -> rapport::engine::View {
    let mut view = call();
    let mut cards = offer("sort", Channel::None, "What did you see?");
    cards.pick = Some(PickView {
        options: vec![
            option("sent", "Three CVs went over."),
            option("cross", "She is cross."),
            option("short", "Two words came back."),
        ],
        at_least: 0,
        at_most: 3,
        columns: Some(("I saw".into(), "I've told myself".into())),
    });
    view.offered = vec![cards];
    view
}

fn limits() -> rapport::engine::View {
    let mut view = call();
    let mut limits = offer("limits", Channel::InPerson, "What would make you walk?");
    limits.pick = Some(PickView {
        options: vec![
            option("feedback", "No feedback"),
            option("contact", "No contact"),
            option("fee", "A lower fee"),
        ],
        at_least: 2,
        at_most: 2,
        columns: None,
    });
    view.offered = vec![limits];
    view
}

fn silence() -> rapport::engine::View {
    let mut view = call();
    view.said = [said(Speaker::Player(Channel::Phone), "How has working with us been?")].into();
    let mut hold = offer("hold", Channel::None, "Say nothing. Let her think.");
    hold.timer = Some(Timer::Hold(6));
    let mut filler = offer("filler", Channel::Phone, "It's fine if you'd rather not.");
    filler.appears_after = 3;
    view.offered = vec![filler, hold];
    view
}

#[test]
fn number_keys_take_choices() {
    for (key, id) in [(Key::Num1, "guesses"), (Key::Num2, "lucia"), (Key::Num4, "wait")] {
        let mut screen = play(still(), WINDOW, four());
        screen.run();
        screen.key_press(key);
        screen.run();
        assert_eq!(screen.state().commands, [chose(id)]);
    }
}

#[test]
fn arrows_and_enter_take_choices() {
    let mut screen = play(still(), WINDOW, four());
    screen.run();
    for key in [Key::ArrowDown, Key::ArrowDown, Key::Enter] {
        screen.key_press(key);
        screen.run();
    }
    assert_eq!(screen.state().commands, [chose("lucia")]);
}

#[test]
fn choices_are_told_with_number_channel_and_addressee() {
    let mut screen = play(still(), WINDOW, four());
    screen.run();
    let told = labels(&screen);
    assert!(
        told.contains(
            &"Choice 3 of 4, email to Helen: Could we have ten minutes by phone?".to_owned()
        ),
        "{told:#?}"
    );
    assert!(told.contains(&"Helen Brandt: Brandt. I've a panel at nine.".to_owned()), "{told:#?}");
}

#[test]
fn lines_arrive_one_after_another_and_choices_after_the_last() {
    let mut view = four();
    let thought = said(Speaker::Thought, "She sounds annoyed.");
    view.said = view.said.iter().cloned().chain([thought]).collect();
    let waiting = Settings { pace: Pace::Waiting, ..still() };
    let mut screen = play(waiting, WINDOW, view);
    screen.run_steps(12);
    assert!(labels(&screen).iter().any(|label| label.starts_with("Helen Brandt")));
    assert!(screen.query_by_label_contains("Choice 1").is_none());
    assert_eq!(screen.state().local.shown, 1);
    screen.key_press(Key::Space);
    screen.run_steps(3);
    assert_eq!(screen.state().local.shown, 2);
    screen.run_steps(12);
    screen.get_by_label_contains("Choice 1 of 4");
    assert!(screen.state().commands.is_empty());
}

#[test]
fn an_email_is_seen_being_written_before_it_is_sent() {
    let mut screen =
        play(Settings { pace: Pace::Brisk, timers: false, ..Settings::default() }, WINDOW, four());
    screen.run_steps(60);
    screen.key_press(Key::Num3);
    screen.run_steps(3);
    assert!(screen.state().commands.is_empty());
    screen.get_by_label_contains("Writing an email to Helen Brandt");
    screen.run_steps(60);
    assert_eq!(screen.state().commands, [chose("email")]);
}

#[test]
fn an_email_is_sent_at_once_under_reduced_motion() {
    let mut screen = play(still(), WINDOW, four());
    screen.run();
    screen.key_press(Key::Num3);
    screen.run();
    assert_eq!(screen.state().commands, [chose("email")]);
}

#[test]
fn a_silence_held_to_the_end_is_a_choice() {
    let mut screen = play(Settings { timers: true, ..still() }, WINDOW, silence());
    screen.run_steps(50);
    assert!(screen.state().commands.is_empty(), "held too soon");
    screen.run_steps(30);
    assert_eq!(screen.state().commands.first(), Some(&chose("hold")));
}

#[test]
fn a_filler_can_be_taken_once_it_has_appeared() {
    let mut screen = play(Settings { timers: true, ..still() }, WINDOW, silence());
    screen.run_steps(15);
    screen.key_press(Key::Num2);
    screen.run_steps(2);
    assert!(screen.state().commands.is_empty(), "it was not there yet");
    screen.run_steps(25);
    screen.key_press(Key::Num2);
    screen.run_steps(2);
    assert_eq!(screen.state().commands, [chose("filler")]);
}

#[test]
fn without_timers_the_fillers_stand_beside_the_silence() {
    let mut screen = play(still(), WINDOW, silence());
    screen.run_steps(100);
    assert!(screen.state().commands.is_empty(), "no clock runs");
    screen.get_by_label_contains("It's fine if you'd rather not.");
    screen.get_by_label_contains("Say nothing. Let her think.");
    assert!(screen.query_by_label_contains("a clock that runs").is_none());
}

#[test]
fn a_deadline_takes_its_own_choice_only_while_timers_are_on() {
    let mut view = four();
    view.offered[3].timer = Some(Timer::Deadline(2));
    let mut screen = play(still(), WINDOW, view.clone());
    screen.run_steps(100);
    assert!(screen.state().commands.is_empty());
    let mut screen = play(Settings { timers: true, ..still() }, WINDOW, view);
    screen.run_steps(100);
    assert_eq!(screen.state().commands.first(), Some(&chose("wait")));
}

#[test]
fn cards_are_sorted_by_keys() {
    let mut screen = play(still(), WINDOW, sorting());
    screen.run();
    screen.key_press(Key::ArrowDown);
    screen.run();
    for side in [Key::ArrowLeft, Key::ArrowRight, Key::ArrowLeft] {
        screen.key_press(side);
        screen.run();
        screen.key_press(Key::ArrowDown);
        screen.run();
    }
    screen.get_by_label("That is how I see it").focus();
    screen.run();
    screen.key_press(Key::Enter);
    screen.run();
    assert_eq!(screen.state().commands, [chose("sent+short")]);
}

#[test]
fn cards_are_sorted_by_dragging() {
    let mut screen = play(still(), WINDOW, sorting());
    screen.run();
    for (card, left) in [("Three CVs", false), ("She is cross", false), ("Two words", false)] {
        let rect = screen.get_by_label_contains(card).rect();
        let to = if left { rect.left_center() } else { rect.right_center() };
        screen.drag_at(rect.center());
        screen.run();
        screen.hover_at(to - egui::vec2(8.0, 0.0));
        screen.run();
        screen.drop_at(to - egui::vec2(8.0, 0.0));
        screen.run();
    }
    screen.get_by_label("That is how I see it").click();
    screen.run();
    assert_eq!(screen.state().commands, [chose("none")]);
}

#[test]
fn a_pick_is_confirmed_only_with_as_many_as_are_asked_for() {
    let mut screen = play(still(), WINDOW, limits());
    screen.run();
    screen.key_press(Key::Num3);
    screen.run();
    screen.get_by_label("That is how I see it").click();
    screen.run();
    assert!(screen.state().commands.is_empty());
    screen.get_by_label("Choose two. One chosen.");
    screen.key_press(Key::Num1);
    screen.run();
    screen.get_by_label("That is how I see it").click();
    screen.run();
    assert_eq!(screen.state().commands, [chose("feedback+fee")]);
}

#[test]
fn own_words_are_typed_and_kept() {
    let mut view = call();
    let mut own = offer("own", Channel::None, "In my own words");
    own.own_words = true;
    own.commits = true;
    view.offered = vec![offer("other", Channel::None, "If …"), own];
    let mut screen = play(still(), WINDOW, view);
    screen.run();
    screen.key_press(Key::Num2);
    screen.run();
    screen.event(egui::Event::Text("If 2 days pass, I ring".to_owned()));
    screen.run();
    screen.get_by_label("Keep this sentence").click();
    screen.run();
    let words = Some("If 2 days pass, I ring".to_owned());
    assert_eq!(
        screen.state().commands,
        [Command::Choose { id: "own".to_owned(), own_words: words }]
    );
}

#[test]
fn the_drawer_tells_what_is_known_and_goes_back_to_a_decision() {
    let mut screen = play(still(), WINDOW, four());
    screen.run();
    screen.key_press(Key::N);
    screen.run();
    screen.get_by_label("She never rated us.");
    screen.key_press(Key::Num1);
    screen.run();
    assert!(screen.state().commands.is_empty(), "nothing is chosen behind the drawer");
    screen.get_by_label("Decisions").click();
    screen.run();
    screen.get_by_label_contains("Go back to:").click();
    screen.run();
    assert_eq!(screen.state().commands, [Command::Rewind { step: 0 }]);
}

#[test]
fn escape_opens_the_menu_and_closes_it() {
    let mut screen = play(still(), WINDOW, four());
    screen.run();
    screen.key_press(Key::Escape);
    screen.run();
    screen.get_by_label("Leave");
    screen.key_press(Key::Escape);
    screen.run();
    assert!(screen.query_by_label("Leave").is_none());
    screen.key_press(Key::Escape);
    screen.run();
    screen.get_by_label("Leave").click();
    screen.run();
    assert_eq!(screen.state().commands, [Command::Leave]);
}

#[test]
fn phrases_are_explained_by_key() {
    let mut screen = play(still(), WINDOW, four());
    screen.run();
    screen.key_press(Key::G);
    screen.run();
    screen.get_by_label("People who interview somebody together.");
}

#[test]
fn the_ending_is_shown_and_leads_to_the_debrief() {
    let mut view = call();
    let noted = said(Speaker::Person(helen()), "Noted.");
    view.said = view.said.iter().cloned().chain([noted]).collect();
    view.standing.finished = true;
    view.standing.ending = Some(EndingView {
        id: "slow".into(),
        title: "The slow lane".into(),
        text: "A modest search.".into(),
        value: 60,
    });
    let mut screen = play(still(), WINDOW, view);
    screen.run();
    screen.get_by_label("The slow lane");
    screen.key_press(Key::Enter);
    screen.run();
    screen.key_press(Key::Num1);
    screen.run();
    assert_eq!(screen.state().commands, [Command::OpenDebrief]);
}

#[test]
fn an_act_break_stands_before_the_new_scene() {
    let mut view = four();
    view.standing.act = Some("The call".into());
    view.said = [
        said(Speaker::Player(Channel::Phone), "I ring."),
        said(Speaker::Person(helen()), "Not now."),
        said(Speaker::Narrator, "Thursday, a quarter to nine."),
    ]
    .into();
    let mut screen = play(still(), WINDOW, view);
    screen.run();
    screen.get_by_label("The call");
    assert_eq!(screen.state().local.shown, 2, "the reply comes before the break");
    screen.key_press(Key::Space);
    screen.run();
    assert!(screen.query_by_label("The call").is_none());
    screen.get_by_label_contains("Choice 1 of 4");
}

#[test]
fn a_still_screen_asks_for_no_frames() {
    let mut screen = play(still(), WINDOW, four());
    screen.run();
    screen.run_steps(3);
    assert!(!screen.state().local.animating);
    assert_eq!(screen.state().local.wakes_in, None);
    assert!(!screen.ctx.has_requested_repaint());
}

#[test]
fn days_pass_as_a_turning_leaf_or_as_a_line() {
    let mut view = four();
    view.said = [said(Speaker::Days(2), "")].into_iter().chain(view.said.iter().cloned()).collect();
    let moving = Settings { pace: Pace::Brisk, timers: false, ..Settings::default() };
    for settings in [moving, Settings { pace: Pace::Waiting, ..still() }] {
        let screen = play(settings, WINDOW, view.clone());
        let told = labels(&screen);
        assert!(told.iter().any(|label| label.starts_with("Two working days pass")), "{told:#?}");
    }
}

#[test]
fn every_choice_is_reachable_in_the_smallest_window_at_twice_the_text() {
    let long = "I'd sooner tell you now than fade: those terms aren't for me. Marcus and Lucía hear it today, \
                from me, by telephone, before anybody else tells them, and you have my word on that. ";
    let mut view = call();
    view.offered =
        (0..5).map(|at| offer(&format!("choice-{at}"), Channel::Phone, &long.repeat(2))).collect();
    let settings = Settings { text_percent: 200, ..still() };
    let mut screen = play(settings, SMALL, view);
    screen.run();
    for at in 1..=5 {
        screen.key_press(Key::ArrowDown);
        screen.run();
        let node = focused(&screen);
        let (name, rect) = node.unwrap_or_else(|| panic!("choice {at} never got the focus"));
        assert!(name.starts_with(&format!("Choice {at} of 5")), "{name}");
        assert!(
            rect.bottom() > 0.0 && rect.top() < SMALL.y,
            "choice {at} is not in the window: {rect}"
        );
    }
    screen.key_press(Key::Enter);
    screen.run();
    assert_eq!(screen.state().commands, [chose("choice-4")]);
}

fn focused<L>(screen: &egui_kittest::Harness<'_, Stand<L>>) -> Option<(String, egui::Rect)> {
    screen
        .root()
        .children_recursive()
        .find(|node| node.accesskit_node().is_focused() && node.accesskit_node().label().is_some())
        .map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()))
}

#[test]
fn a_paper_is_put_away_when_somebody_speaks_after_it() {
    let mut view = four();
    let email = said(Speaker::Email(Some(helen())), "Please take it from the tracker.");
    let waiting = Settings { pace: Pace::Waiting, ..still() };
    view.said = [email, said(Speaker::Person(helen()), "Did you read it?")].into();
    let mut screen = play(waiting, WINDOW, view);
    screen.run_steps(12);
    screen.get_by_label_contains("Please take it from the tracker.");
    screen.key_press(Key::Space);
    screen.run_steps(12);
    screen.get_by_label_contains("Did you read it?");
    assert!(screen.query_by_label_contains("Please take it from the tracker.").is_none());
}

#[test]
fn the_end_leads_to_the_debrief() {
    let mut view = call();
    view.standing.finished = true;
    let mut screen = play(still(), WINDOW, view);
    screen.run();
    screen.get_by_label("Choice 1 of 1: see what was really going on, in the debrief");
    screen.key_press(Key::Num1);
    screen.run();
    assert_eq!(screen.state().commands, [Command::OpenDebrief]);
}
