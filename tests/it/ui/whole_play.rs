//! The flagship from its first view to the last page of its debrief, by keys alone.
//!
//! The player here knows only what a screen reader says and what has the focus. What the screens ask for
//! is applied to a real session. Which choice is taken does not matter, so no choice is named.

use std::{cell::RefCell, collections::BTreeSet, rc::Rc, sync::Arc};

use egui::Key;
use egui_kittest::{Harness, kittest::NodeT};
use rapport::{
    coach::{self, Debrief, Turning, debrief},
    engine::{Said, Session, Speaker},
    scenario,
    text::SourceFile,
    ui::{
        Command, DebriefLocal, DebriefView, Pace, PlayLocal, PlayView, PlayerView, Settings,
        ShareView, Split, TitleCard, debrief_ui, play_ui,
    },
};

use super::stand::{SMALL, Stand, WINDOW, labels, stand, still};

const NUMBERS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// What lies on the table: the play, and what was asked of it.
struct Table {
    session: Session,
    turn: u64,
    debrief: Option<Debrief>,
    felt: bool,
}

impl Table {
    fn new(seed: u32) -> Self {
        let pack = SourceFile::new("pack.ron", include_str!("../../../scenarios/pack.ron"));
        let source =
            SourceFile::new("received-h.ron", include_str!("../../../scenarios/received-h.ron"));
        let flagship = Arc::new(scenario::load(&source, Some(&pack)).scenario.unwrap());
        let session = Session::new(flagship, seed, &[]).unwrap();
        Self { session, turn: 1, debrief: None, felt: false }
    }

    fn apply(&mut self, command: &Command) {
        match command {
            Command::Choose { id, .. } => {
                self.session.choose(id).unwrap();
                self.turn += 1;
            }
            Command::OpenDebrief => self.debrief = debrief(&self.session),
            Command::Felt(_) => self.felt = true,
            other => panic!("nobody asked for {other:?}"),
        }
    }
}

type Screen = Harness<'static, Stand<(PlayLocal, DebriefLocal)>>;

fn screen(settings: Settings, size: egui::Vec2, table: Rc<RefCell<Table>>) -> Screen {
    stand(settings, size, move |ui, look, (play, debriefing): &mut (PlayLocal, DebriefLocal)| {
        let mut table = table.borrow_mut();
        let scenario = Arc::clone(table.session.scenario());
        let command = if let Some(debrief) = &table.debrief {
            let page = coach::page(&table.session, debrief, None);
            let view = DebriefView {
                look,
                debrief,
                page: &page,
                face: None,
                split: Split::NotProven,
                earlier_version: false,
                attempt: 1,
                feeling: None,
                kept: None,
                met: None,
                can_play_on: true,
                share: ShareView::default(),
            };
            debrief_ui(ui, &view, debriefing)
        } else {
            let (view, said) = (table.session.view(), Vec::new());
            let course = table.session.unfold();
            let card_picture = scenario.card_picture();
            let card = TitleCard {
                title: &scenario.title,
                tagline: None,
                summary: &scenario.summary,
                picture: &card_picture,
                parts: 2,
                met: None,
            };
            let shown = PlayView {
                look,
                title: &scenario.title,
                minutes: scenario.minutes,
                turn: table.turn,
                view: &view,
                course: &course,
                cast: &[],
                known: &BTreeSet::new(),
                attended: true,
                has_truths: true,
                player: PlayerView { name: &scenario.player_name, role: &scenario.player_role },
                card: (table.turn == 1).then_some(card),
                picture: None,
                break_at: Some(table.session.arrival()),
                transcript: &said,
                decisions: &[],
                glossary: &scenario.glossary,
                working_days: true,
                can_rewind: true,
                notice: None,
            };
            play_ui(ui, &shown, play)
        };
        if let Some(command) = &command {
            table.apply(command);
        }
        command
    })
}

/// Somebody who hears the screen and presses keys.
struct Listener {
    screen: Screen,
    table: Rc<RefCell<Table>>,
    /// Everything told in this turn, letters and figures only.
    heard: String,
}

impl Listener {
    fn new(settings: Settings, size: egui::Vec2, seed: u32) -> Self {
        let table = Rc::new(RefCell::new(Table::new(seed)));
        let mut screen = screen(settings, size, Rc::clone(&table));
        screen.run();
        Self { screen, table, heard: String::new() }
    }

    fn press(&mut self, key: Key) {
        self.screen.key_press(key);
        self.screen.run_steps(2);
        self.listen();
    }

    fn listen(&mut self) -> Vec<String> {
        let told = labels(&self.screen);
        self.heard.extend(told.iter().map(|label| letters(label)));
        told
    }

    fn turn(&self) -> u64 {
        self.table.borrow().turn
    }

    fn focused(&self) -> String {
        let root = self.screen.root();
        let mut nodes = root.children_recursive();
        let node = nodes.find(|node| node.accesskit_node().is_focused());
        node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    fn press_until(&mut self, key: Key, focused: &str) {
        for _ in 0..60 {
            if self.focused().starts_with(focused) {
                return;
            }
            self.press(key);
        }
        panic!("“{focused}” is not reached by {key:?}: {:#?}", self.listen());
    }

    /// Hears every line and takes one choice, or marks what is asked for.
    fn take_turn(&mut self, nth: usize) {
        let turn = self.turn();
        for _ in 0..200 {
            let told = self.listen();
            if told.iter().any(|label| label == "That is how I see it") {
                self.pick(&told);
            } else if told.iter().any(|label| label == "Keep this sentence") {
                self.screen.event(egui::Event::Text("If it is quiet, I ring".to_owned()));
                self.screen.run_steps(2);
                self.press_until(Key::Tab, "Keep this sentence");
                self.press(Key::Enter);
            } else if let Some(of) = choices(&told) {
                let number = nth % of;
                if number.is_multiple_of(2) {
                    self.press(NUMBERS[number]);
                } else {
                    let row = format!("Choice {} of {of}", number + 1);
                    self.press_until(Key::ArrowDown, &row);
                    self.press(Key::Enter);
                }
            } else {
                self.press(Key::Space);
            }
            if self.turn() != turn || self.table.borrow().debrief.is_some() {
                return;
            }
        }
        panic!("turn {turn} does not end: {:#?}", self.listen());
    }

    /// Sorts every card, or marks as few as may be.
    fn pick(&mut self, told: &[String]) {
        let cards = told.iter().filter(|label| label.starts_with("Card ")).count();
        for card in 1..=cards {
            self.press_until(Key::ArrowDown, &format!("Card {card} of {cards}"));
            self.press(if card.is_multiple_of(2) { Key::ArrowLeft } else { Key::ArrowRight });
        }
        for number in NUMBERS {
            let told = self.listen();
            let wants = told.iter().any(|label| {
                label.starts_with("Choose ") && !label.contains("any that") && !is_enough(label)
            });
            if cards > 0 || !wants {
                break;
            }
            self.press(number);
        }
        self.press_until(Key::Tab, "That is how I see it");
        self.press(Key::Enter);
    }

    fn hear_of(&self, said: &Said) {
        if !matches!(said.who, Speaker::Days(_)) {
            let text = letters(&said.text);
            assert!(self.heard.contains(&text), "never told: “{}”", said.text);
        }
    }
}

/// "Choose two. Two chosen."
fn is_enough(tally: &str) -> bool {
    let Some((wanted, chosen)) = tally.split_once(". ") else { return false };
    let wanted = wanted.trim_start_matches("Choose ").split_whitespace().next().unwrap_or_default();
    chosen.to_lowercase().starts_with(&wanted.to_lowercase())
}

/// How many choices there are, once they are there.
fn choices(told: &[String]) -> Option<usize> {
    let first = told.iter().find_map(|label| label.strip_prefix("Choice 1 of "))?;
    first.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn the_flagship_is_played_to_its_last_page_by_keys_alone() {
    let paced = Settings { pace: Pace::Waiting, ..still() };
    let large = Settings { text_percent: 200, ..still() };
    for (settings, size, seed) in [(paced, WINDOW, 7), (large, SMALL, 32), (still(), WINDOW, 5)] {
        let mut player = Listener::new(settings, size, seed);
        let mut nth = usize::try_from(seed).unwrap();
        while player.table.borrow().debrief.is_none() {
            player.heard.clear();
            let said = player.table.borrow().session.view().said;
            player.take_turn(nth);
            for line in &*said {
                player.hear_of(line);
            }
            nth += 1;
            assert!(nth < 200, "the play has no end");
        }
        assert!(player.table.borrow().session.finished());
        read_debrief(&mut player);
    }
}

/// How it felt, the whole page, then everything behind it to the last.
fn read_debrief(player: &mut Listener) {
    player.screen.run();
    player.heard.clear();
    player.press(Key::Num3);
    assert!(player.table.borrow().felt);
    let (debrief, page) = {
        let table = player.table.borrow();
        let debrief = table.debrief.clone().unwrap();
        let page = coach::page(&table.session, &debrief, None);
        (debrief, page)
    };
    if matches!(&page.turning, Turning::Point(point) if !point.answers.is_empty()) {
        player.press_until(Key::Tab, "Answer 1 of");
        player.press(Key::Enter);
    }
    player.press_until(Key::Tab, "More: Turning points");
    player.press(Key::Enter);
    for _ in 0..12 {
        player.press(Key::PageDown);
    }
    let mut words = vec!["Choices and chance", "What you showed", "Another reason: play again"];
    words.extend(debrief.questions.iter().map(String::as_str));
    let sections = page.sections();
    for section in &sections {
        words.push(&section.heading);
        words.extend(section.lines.iter().map(|line| line.text.as_str()));
        words.extend(section.prompts.iter().copied());
        let told = section.ask.iter().flat_map(|ask| &ask.told);
        words.extend(told.map(|line| line.text.as_str()));
    }
    for words in words {
        assert!(player.heard.contains(&letters(words)), "“{words}” is never told");
    }
}
