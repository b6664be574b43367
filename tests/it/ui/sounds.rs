//! What is heard, and when: with its line, once, and not while nobody looks.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    rc::Rc,
    sync::Arc,
};

use egui::Key;
use egui_kittest::{Harness, kittest::Queryable};
use rapport::{
    engine::{Offer, Said, Session},
    scenario::{self, Scenario},
    sound::{Cue, Order, RoomTone},
    text::SourceFile,
    ui::{Command, Pace, PlayLocal, PlayView, PlayerView, Settings, mute_ui, play_ui},
};

use super::stand::{Stand, WINDOW, labels, stand, still};

const STORY: &str = r#"Scenario(
  format: 1, id: "calls", title: "Calls", summary: "Two calls.", minutes: 2, trains: ["channel"],
  player: (name: "Sam", role: "Recruiter"),
  cast: {
    "helen": (name: "Helen Brandt", role: "Talent partner", place: Office),
    "marcus": (name: "Marcus Tennant", role: "Engineer", place: Workshop),
  },
  agreements: { "window": (label: "Two days", with: "helen") },
  start: "desk",
  scenes: {
    "desk": (
      place: Desk, time: "09:10",
      lines: ["A morning.", Email(from: "helen", subject: "Names", text: "Received."), Paper(title: "Note", text: "Four.")],
      choices: [
        (id: "wait", text: "Wait.", lines: ["An hour.", "The telephone."], goto: "call"),
        (id: "ring", via: Phone, to: "helen", text: "Ring Helen.", goto: "call"),
      ],
    ),
    "call": (
      place: Desk, time: "10:10", via: Phone, with: "helen", to: "helen",
      lines: "helen warm: “It is me.”",
      choices: [
        (id: "agree", text: "“Two days?”", effects: Agree("window"), lines: "helen warm: “Two days.”", goto: "after"),
        (id: "no", text: "“No.”", lines: "helen annoyed: “Then no.”", goto: "after"),
      ],
    ),
    "after": (
      place: Home, time: "18:00",
      lines: ["It is quiet.", Message(from: "marcus", text: "And?")],
      choices: [
        (id: "sleep", text: "Sleep.", lines: "You sleep.", goto: End),
        (id: "walk", text: "Walk.", lines: "You walk.", goto: End),
      ],
    ),
  },
  endings: [(id: "done", title: "Done", value: 50, text: "That was that.")],
)"#;

fn story() -> Arc<Scenario> {
    let loaded = scenario::load(&SourceFile::new("calls.ron", STORY), None);
    Arc::new(loaded.scenario.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics)))
}

/// A play whose sounds are written down.
struct Ear {
    session: Rc<RefCell<Session>>,
    heard: Rc<RefCell<Vec<Order>>>,
    attended: Rc<Cell<bool>>,
    screen: Harness<'static, Stand<PlayLocal>>,
}

impl Ear {
    fn new(settings: Settings, knows_all: bool) -> Self {
        let session = Rc::new(RefCell::new(Session::new(story(), 1, &[]).unwrap()));
        let (heard, attended) = (Rc::new(RefCell::new(Vec::new())), Rc::new(Cell::new(true)));
        let (shared, written, looks) =
            (Rc::clone(&session), Rc::clone(&heard), Rc::clone(&attended));
        let screen = stand(settings, WINDOW, move |ui, look, local: &mut PlayLocal| {
            let session = shared.borrow();
            let (view, course) = (session.view(), session.unfold());
            let transcript: Vec<Said> = session.transcript().cloned().collect();
            let known: BTreeSet<_> = if knows_all {
                transcript.iter().map(|said| said.text.clone()).collect()
            } else {
                BTreeSet::new()
            };
            let shown = PlayView {
                look,
                title: "Calls",
                minutes: 2,
                turn: u64::try_from(session.decisions().len()).unwrap() + 1,
                view: &view,
                course: &course,
                cast: &[],
                known: &known,
                attended: looks.get(),
                has_truths: false,
                player: PlayerView { name: "Sam", role: "Recruiter" },
                card: None,
                picture: None,
                break_at: Some(session.arrival()),
                transcript: &transcript,
                decisions: &[],
                glossary: &[],
                working_days: true,
                can_rewind: true,
                notice: None,
            };
            let command = play_ui(ui, &shown, local);
            written.borrow_mut().append(&mut local.orders);
            command
        });
        Self { session, heard, attended, screen }
    }

    fn waiting() -> Self {
        Self::new(Settings { pace: Pace::Waiting, ..still() }, false)
    }

    fn take(&mut self, id: &str) {
        assert!(self.session.borrow().view().offered.iter().any(|offer: &Offer| &*offer.id == id));
        self.session.borrow_mut().choose(id).unwrap();
        self.screen.run_steps(2);
    }

    fn on(&mut self) {
        self.screen.key_press(Key::Space);
        self.screen.run_steps(4);
    }

    /// The cues since the last time.
    fn cues(&self) -> Vec<Cue> {
        let cue = |order: Order| match order {
            Order::Cue(cue) => Some(cue),
            _ => None,
        };
        self.heard.take().into_iter().filter_map(cue).collect()
    }

    /// Goes on line by line; the cues of each.
    fn lines(&mut self, count: usize) -> Vec<Vec<Cue>> {
        let mut all = Vec::new();
        for nth in 0..count {
            if nth > 0 {
                self.on();
            }
            all.push(self.cues());
        }
        all
    }
}

#[test]
fn each_sound_comes_with_its_line_and_once() {
    let mut ear = Ear::waiting();
    ear.screen.run_steps(30);
    assert_eq!(ear.lines(3), [vec![], vec![Cue::Mail], vec![Cue::Page]]);
    ear.screen.run_steps(30);
    assert_eq!(ear.cues(), [], "drawn again, it is not heard again");
    ear.on();
    ear.take("wait");
    let rings = ear.lines(4);
    assert_eq!(
        rings,
        [vec![], vec![], vec![Cue::Ring], vec![]],
        "it rings with what is told of it"
    );
    ear.on();
    ear.take("agree");
    let ends = ear.lines(4);
    let wanted = [vec![], vec![Cue::Pen], vec![Cue::Click], vec![Cue::Message]];
    assert_eq!(ends, wanted, "what is agreed is written down, and the line clicks");
    ear.on();
    ear.take("sleep");
    let all: Vec<Cue> = ear.lines(4).concat();
    assert_eq!(all, [Cue::Motif], "the story is over once");
}

#[test]
fn who_rings_hears_the_tone_of_the_line_and_no_bell() {
    let mut ear = Ear::waiting();
    (0..4).for_each(|_| ear.on());
    ear.cues();
    ear.take("ring");
    assert_eq!(ear.lines(2), [vec![Cue::Calling], vec![]]);
}

#[test]
fn every_new_line_answers_what_rings() {
    let mut ear = Ear::waiting();
    (0..4).for_each(|_| ear.on());
    ear.take("wait");
    (0..2).for_each(|_| ear.on());
    assert_eq!(ear.heard.take().last(), Some(&Order::Cue(Cue::Ring)));
    ear.on();
    assert_eq!(ear.heard.take(), [Order::Settle]);
}

#[test]
fn looking_back_and_skipping_are_silent() {
    let mut ear = Ear::waiting();
    (0..3).for_each(|_| ear.on());
    ear.cues();
    for key in [Key::Backspace, Key::Backspace, Key::Space, Key::Space] {
        ear.screen.key_press(key);
        ear.screen.run_steps(3);
    }
    assert_eq!(ear.cues(), []);
    let mut skipped = Ear::new(Settings { pace: Pace::Waiting, ..still() }, true);
    skipped.screen.run_steps(3);
    skipped.cues();
    skipped.screen.key_press(Key::S);
    skipped.screen.run_steps(6);
    assert_eq!(skipped.cues(), [], "three lines went by, and none of them was there");
}

#[test]
fn a_turn_that_is_there_at_once_is_one_sound() {
    let mut ear = Ear::new(still(), false);
    ear.screen.run_steps(20);
    assert_eq!(ear.cues(), [Cue::Mail]);
    ear.take("wait");
    ear.screen.run_steps(20);
    assert_eq!(ear.cues(), [Cue::Ring]);
}

#[test]
fn the_room_is_there_while_somebody_is_in_it() {
    let mut ear = Ear::waiting();
    ear.screen.run_steps(3);
    assert_eq!(ear.screen.state().local.room, Some(RoomTone::Desk));
    for key in [Key::Escape, Key::N, Key::T] {
        ear.screen.key_press(key);
        ear.screen.run_steps(3);
        assert_eq!(ear.screen.state().local.room, None, "{key:?} lies over the play");
        ear.screen.key_press(Key::Escape);
        ear.screen.run_steps(3);
        assert_eq!(ear.screen.state().local.room, Some(RoomTone::Desk));
    }
    ear.attended.set(false);
    ear.cues();
    ear.on();
    assert_eq!((ear.screen.state().local.room, ear.cues()), (None, vec![]));
    ear.attended.set(true);
    ear.screen.run_steps(3);
    assert_eq!(ear.screen.state().local.room, Some(RoomTone::Desk));
}

#[test]
fn captions_stand_with_their_line_where_they_are_wanted() {
    for captions in [false, true] {
        let settings = Settings { pace: Pace::Waiting, captions, ..still() };
        let mut ear = Ear::new(settings, false);
        (0..4).for_each(|_| ear.on());
        ear.take("wait");
        let rings = |ear: &Ear| {
            let told = labels(&ear.screen);
            told.iter().any(|label| label.contains("[the phone rings]"))
        };
        assert!(!rings(&ear));
        (0..2).for_each(|_| ear.on());
        assert_eq!(rings(&ear), captions);
        ear.on();
        assert!(!rings(&ear), "it has been answered");
    }
}

#[test]
fn m_switches_sound_off_and_on_but_not_while_somebody_types() {
    for (sound, told) in [(true, "Sound off"), (false, "Sound on")] {
        let settings = Settings { sound, ..still() };
        let mut screen = stand(settings.clone(), WINDOW, |ui, look, text: &mut String| {
            ui.text_edit_singleline(text);
            mute_ui(ui, look)
        });
        screen.run_steps(2);
        screen.key_press(Key::M);
        screen.run_steps(1);
        let changed = Settings { sound: !sound, ..settings };
        assert_eq!(screen.state().commands, [Command::Change(Box::new(changed.clone()))]);
        screen.state_mut().settings = changed;
        screen.run_steps(1);
        screen.get_by_label(told);
        screen.run_steps(30);
        assert!(screen.query_by_label(told).is_none(), "it is told for a moment");
        screen.get_by_role(egui::accesskit::Role::TextInput).focus();
        screen.run_steps(2);
        screen.key_press(Key::M);
        screen.run_steps(2);
        assert_eq!(screen.state().commands.len(), 1, "an m is typed");
    }
}
