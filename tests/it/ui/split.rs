//! Choices and chance on the screen: asked before it is told, drawn and told in words.

use egui::Key;
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use rapport::{
    coach::{
        Answer, BestMove, BetterLine, ChanceEvent, ChoicesAndChance, CoursePoint, Dear, Mover,
        SumLine, Weight,
    },
    scenario::Channel,
    ui::{Command, DebriefLocal, DebriefView, Feeling, Settings, ShareView, Split, debrief_ui},
};

use super::{
    debrief::{debrief, moment, page as first_page},
    stand::{SMALL, Stand, WINDOW, labels, stand, still},
};

fn answer(id: &str, text: &str, best: bool) -> Answer {
    let told = if best { "That would have kept most open." } else { "It would have left 12 too." };
    Answer {
        id: id.to_owned(),
        text: text.to_owned(),
        channel: Channel::Phone,
        best,
        keeps: best,
        told: told.to_owned(),
    }
}

fn point(value: f32, mover: Mover, step: Option<usize>, told: &str) -> CoursePoint {
    CoursePoint { value, mover, step, told: told.to_owned() }
}

fn entry(step: Option<usize>, mover: Mover, points: i32, text: &str) -> SumLine {
    SumLine { step, mover, points, text: text.to_owned() }
}

fn split() -> ChoicesAndChance {
    let route = "Would you tell me the route instead?";
    ChoicesAndChance {
        summary: [
            "You reached 65.",
            "Best play averages 78.",
            "Decisions are what you can look at.",
        ]
        .map(str::to_owned)
        .to_vec(),
        footnote: "Exact for this story.".to_owned(),
        result: 65,
        best_average: 78,
        random_average: 41,
        left_behind: 20,
        chance: 7,
        opening: None,
        events: vec![ChanceEvent {
            step: Some(1),
            text: "Marcus happened to mention the badge".to_owned(),
            points: 7,
            lay_hidden: false,
        }],
        smaller_chance: 0,
        best_move: Some(BestMove {
            moment: moment(0, "I'm rereading the thread."),
            points: 9,
            told: "It came out about 9 points better.".to_owned(),
            lesson: None,
        }),
        dearest: vec![Dear {
            moment: moment(1, "Could you give her a nudge?"),
            points: 12,
            weight: Weight::Dear,
            told: "This cost about 12 points.".to_owned(),
            lesson: None,
            answers: vec![answer("leave", "Never mind then.", false), answer("route", route, true)],
            better: BetterLine {
                step: 1,
                id: "route".to_owned(),
                text: route.to_owned(),
                channel: Channel::Phone,
                why: "It leaves her line to her.".to_owned(),
                reply: Some("Marcus: “Sure.”".to_owned()),
                line: vec![moment(2, "I'd sooner ring her myself.")],
                choices: vec!["route".to_owned(), "ring".to_owned()],
                ending: "The long table".to_owned(),
                result: 81,
                told: "Played on well, it comes to “The long table”: 81.".to_owned(),
            },
        }],
        left_elsewhere: 8,
        ledger: vec![
            entry(None, Mover::Start, 78, "What best play averages"),
            entry(Some(1), Mover::Decision, -12, "You: “Could you give her a nudge?”"),
            entry(Some(1), Mover::Chance, 7, "Marcus happened to mention the badge"),
            entry(None, Mover::Decision, -8, "Smaller things you chose"),
        ],
        course: vec![
            point(78.25, Mover::Start, None, "Best play from here averages 78."),
            point(70.5, Mover::Decision, Some(0), "You reread the thread. It left about 8 behind."),
            point(
                58.3,
                Mover::Decision,
                Some(1),
                "You asked for a nudge. It left about 12 behind.",
            ),
            point(65.0, Mover::Chance, Some(1), "Marcus mentioned the badge. It gave 7."),
        ],
    }
}

/// What there is to be told so far.
#[derive(Clone, Copy, PartialEq)]
enum Known {
    Nothing,
    Never,
    All,
}

/// The debrief, and how far its split is.
#[derive(Default)]
struct Page {
    local: DebriefLocal,
    known: Option<Known>,
}

fn screen(settings: Settings, size: egui::Vec2, known: Known) -> Harness<'static, Stand<Page>> {
    let mut screen = stand(settings, size, move |ui, look, page: &mut Page| {
        let (debrief, first, split) = (debrief(), first_page(), split());
        let view = DebriefView {
            look,
            debrief: &debrief,
            page: &first,
            face: None,
            split: match page.known.unwrap_or(known) {
                Known::Nothing => Split::Running,
                Known::Never => Split::NotProven,
                Known::All => Split::Done(&split),
            },
            earlier_version: false,
            attempt: 1,
            feeling: Some(Feeling::Unsure),
            kept: None,
            met: None,
            can_play_on: true,
            share: ShareView::default(),
        };
        debrief_ui(ui, &view, &mut page.local)
    });
    screen.run();
    screen
}

/// Goes to a page behind the first one, from wherever one is.
fn open(screen: &mut Harness<'static, Stand<Page>>, page: &str) {
    // Where the first page is not on, Escape comes back to it.
    if !says(screen, "More, whenever you like") {
        press(screen, &[Key::Escape]);
    }
    take(screen, &format!("More: {page}"));
}

fn says(screen: &Harness<'static, Stand<Page>>, words: &str) -> bool {
    labels(screen).iter().any(|label| label.contains(words))
}

fn press(screen: &mut Harness<'static, Stand<Page>>, keys: &[Key]) {
    for &key in keys {
        screen.key_press(key);
        screen.run();
    }
}

/// Goes to a button, wherever it is, and presses it.
fn take(screen: &mut Harness<'static, Stand<Page>>, button: &str) {
    screen.get_by_label(button).focus();
    screen.run();
    press(screen, &[Key::Enter]);
}

/// What has the focus, as a screen reader says it.
fn focused(screen: &Harness<'static, Stand<Page>>) -> String {
    let mut nodes = screen.root().children_recursive();
    let node = nodes.find(|node| node.accesskit_node().is_focused());
    node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// Goes on by Tab until that has the focus.
fn tab_to(screen: &mut Harness<'static, Stand<Page>>, name: &str) {
    for _ in 0..100 {
        if focused(screen).starts_with(name) {
            return;
        }
        press(screen, &[Key::Tab]);
    }
    panic!("Tab never comes to “{name}”");
}

const BETTER: [&str; 3] =
    ["It leaves her line to her.", "I'd sooner ring her myself.", "The long table"];

#[test]
fn the_better_line_is_told_only_after_a_pick() {
    let mut screen = screen(still(), WINDOW, Known::All);
    for words in BETTER {
        assert!(!says(&screen, words), "the first page gives away “{words}”");
    }
    open(&mut screen, "Turning points");
    assert!(says(&screen, "This cost about 12 points."));
    assert!(says(&screen, "What could you have said instead?"));
    assert!(says(&screen, "Answer 2 of 2, phone call: Would you tell me the route instead?"));
    for words in BETTER {
        assert!(!says(&screen, words), "“{words}” is told before the pick");
    }
    press(&mut screen, &[Key::Num1]);
    assert!(says(&screen, "It would have left 12 too."));
    for words in BETTER {
        assert!(says(&screen, words), "“{words}” is not told");
    }
    take(&mut screen, "Play the better line");
    let better = Command::PlayBetter { step: 1, id: "route".to_owned() };
    assert_eq!(screen.state().commands, [better]);
}

#[test]
fn one_may_be_shown_and_may_be_asked_again() {
    let mut screen = screen(still(), WINDOW, Known::All);
    open(&mut screen, "Turning points");
    take(&mut screen, "Show me");
    assert!(says(&screen, BETTER[0]) && !says(&screen, "You picked"));
    take(&mut screen, "Ask me again");
    assert!(!says(&screen, BETTER[0]));
    press(&mut screen, &[Key::ArrowDown, Key::ArrowDown, Key::Enter]);
    assert!(says(&screen, "That would have kept most open."));
    take(&mut screen, "Play on from here: Could you give her a nudge?");
    assert_eq!(screen.state().commands, [Command::PlayOn { step: 1 }]);
}

#[test]
fn the_chart_is_walked_by_keys_and_told_in_words() {
    let mut screen = screen(still(), WINDOW, Known::All);
    open(&mut screen, "Choices and chance");
    tab_to(&mut screen, "Point 1 of 4, the start");
    let told = [
        "Point 2 of 4, you decided: You reread the thread.",
        "Point 3 of 4, you decided: You asked for a nudge.",
        "Point 4 of 4, chance: Marcus mentioned the badge.",
    ];
    for name in told {
        press(&mut screen, &[Key::ArrowRight]);
        assert!(focused(&screen).starts_with(name), "{} instead of {name}", focused(&screen));
        let words = name.split_once(": ").unwrap().1;
        let beneath = labels(&screen).iter().filter(|label| label.starts_with(words)).count();
        assert_eq!(beneath, 1, "the panel beneath does not tell “{words}”");
    }
    assert!(screen.query_by_label_contains("Play on from here").is_none(), "chance is no decision");
    press(&mut screen, &[Key::ArrowLeft, Key::Enter]);
    assert!(focused(&screen).starts_with("Play on from here: You asked for a nudge."));
    press(&mut screen, &[Key::Enter]);
    assert_eq!(screen.state().commands, [Command::PlayOn { step: 1 }]);
}

#[test]
fn what_chance_did_is_told_by_words_and_knowing_stands_apart() {
    let mut screen = screen(still(), WINDOW, Known::All);
    open(&mut screen, "Choices and chance");
    for words in [
        "You reached 65. Best play averages 78.",
        "Marcus happened to mention the badge: gave 7 points",
        "You: “Could you give her a nudge?”: cost 12",
        "Exact for this story.",
    ] {
        assert!(says(&screen, words), "no “{words}” among {:#?}", labels(&screen));
    }
}

#[test]
fn while_it_is_worked_out_the_page_says_so_and_fills_in() {
    let mut screen = screen(still(), WINDOW, Known::Nothing);
    let working = "Working out what was choice and what was chance…";
    assert!(says(&screen, working) && !says(&screen, "Where it turned"));
    for page in ["Turning points", "Choices and chance"] {
        open(&mut screen, page);
        assert!(says(&screen, working), "{page}");
    }
    assert!(!screen.ctx.has_requested_repaint(), "waiting draws nothing");
    screen.state_mut().local.known = Some(Known::All);
    screen.run();
    assert!(says(&screen, "You reached 65.") && !says(&screen, "Working out"));
}

#[test]
fn what_is_not_proven_is_not_told() {
    let mut screen = screen(still(), WINDOW, Known::Never);
    open(&mut screen, "Choices and chance");
    assert!(says(&screen, rapport::coach::NOT_PROVEN) && !says(&screen, "78"));
    open(&mut screen, "Turning points");
    assert!(says(&screen, "A turning point: Marcus"), "the evidence still speaks");
    assert!(says(&screen, "It reached Helen as a reproach."));
}

#[test]
fn nobody_is_told_decimals() {
    let mut screen = screen(still(), WINDOW, Known::All);
    for page in ["Turning points", "Choices and chance", "What you showed"] {
        open(&mut screen, page);
        for label in labels(&screen) {
            let letters: Vec<char> = label.chars().collect();
            let decimal = letters.windows(3).any(|three| {
                three[0].is_ascii_digit()
                    && ['.', ','].contains(&three[1])
                    && three[2].is_ascii_digit()
            });
            assert!(!decimal, "on {page}: {label}");
        }
    }
}

#[test]
fn at_twice_the_text_every_page_is_reached_by_keys_and_nothing_hangs_over_the_edge() {
    let settings = Settings { text_percent: 200, ..still() };
    let mut screen = screen(settings, SMALL, Known::All);
    press(&mut screen, &[Key::M]);
    let pages = ["Your best move", "You reached 65.", "Candour", "Nobody asks."];
    for words in pages {
        assert!(says(&screen, words), "no “{words}” among {:#?}", labels(&screen));
        for node in screen.root().children_recursive() {
            let label = node.accesskit_node().label().unwrap_or_default();
            if node.accesskit_node().raw_bounds().is_none() {
                continue;
            }
            let rect = node.rect();
            assert!(rect.right() <= SMALL.x + 1.0, "“{label}” ends at {}", rect.right());
        }
        press(&mut screen, &[Key::PageDown]);
    }
    press(&mut screen, &[Key::PageUp, Key::PageUp, Key::PageUp]);
    tab_to(&mut screen, "Point 3 of 4");
    let point = screen.get_by_label_contains("Point 3 of 4");
    let rect = point.rect();
    assert!(rect.bottom() <= SMALL.y + 1.0, "the point with the focus is not in view: {rect}");
}
