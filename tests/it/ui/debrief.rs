//! The debrief's page by keyboard, and what is behind it.

use egui::{Key, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use rapport::{
    coach::{
        Answer, ChairBeat, CoachingNote, Columns, Day, Debrief, EvidenceNote, GoingOn, IfThen,
        Instead, Intention, LessonNote, Moment, OtherChair, Page, SkillProfile, Strength,
        ToldVerdict, Truth, Turning, TurningPoint, When,
    },
    engine::{DateView, EndingView},
    scenario::Channel,
    ui::{Command, DebriefLocal, DebriefView, Feeling, Settings, ShareView, Split, debrief_ui},
};

use super::stand::{SMALL, Stand, WINDOW, labels, stand, still};

pub(super) fn moment(step: usize, yours: &str) -> Moment {
    Moment {
        step,
        scene: "Marcus".to_owned(),
        when: When {
            day: Day::Dated(DateView { weekday: "Wednesday", day: 22, month: "May" }),
            minute: None,
        },
        channel: Channel::Phone,
        yours: yours.to_owned(),
        intent: Some("Use leverage".to_owned()),
        reply: Some("Marcus: “sort pls”".to_owned()),
        why: "It reached Helen as a reproach.".to_owned(),
    }
}

pub(super) fn debrief() -> Debrief {
    Debrief {
        scenario: "Received. H.".to_owned(),
        ending: EndingView {
            id: "slow".into(),
            title: "The slow lane".into(),
            text: "A modest search.".into(),
            value: 60,
        },
        picture: None,
        happened: vec![
            moment(0, "I'm rereading the thread."),
            moment(1, "Could you give her a nudge?"),
        ],
        truths: vec![Truth {
            title: "Swamped".to_owned(),
            quote: Some("Forty-six roles.".to_owned()),
            explain: None,
        }],
        saw: vec!["An autoreply names two sites.".to_owned()],
        told: vec![ToldVerdict { text: "She never rated us.".to_owned(), so: false }],
        best_move: Some(moment(0, "I'm rereading the thread.")),
        turning_points: vec![moment(1, "Could you give her a nudge?")],
        profile: vec![SkillProfile {
            id: "candour".to_owned(),
            name: "Candour".to_owned(),
            what: "Saying it.".to_owned(),
            level: Some(3.0),
            step: Some(3),
            seen: "step 3 of 4, seen twice".to_owned(),
            next: Some("Says it.".to_owned()),
            anchors: ["Hides it.", "Hints.", "Says most.", "Says it."].map(str::to_owned),
            evidence: vec![EvidenceNote {
                step: 1,
                scene: "Marcus".to_owned(),
                scene_id: "marcus".to_owned(),
                choice_id: "nudge".to_owned(),
                yours: "Could you give her a nudge?".to_owned(),
                level: 3,
                why: "You said what you wanted.".to_owned(),
            }],
            note: None,
        }],
        lessons: vec![LessonNote {
            id: "voice".to_owned(),
            text: "Friction is settled by voice.".to_owned(),
            skill: None,
            kept: vec![0],
            broken: vec![1, 1],
        }],
        notes: vec![CoachingNote {
            step: 1,
            scene: "Marcus".to_owned(),
            yours: "Could you give her a nudge?".to_owned(),
            note: "Ask for the route.".to_owned(),
        }],
        agreements: Vec::new(),
        commitment: Some("If a client is quiet, I ring.".to_owned()),
        questions: vec!["What did you own?".to_owned()],
        other_chair: Some(OtherChair {
            title: "Helen's version".to_owned(),
            name: "Helen Brandt".to_owned(),
            portrait: "helen".to_owned(),
            beats: vec![ChairBeat {
                step: 1,
                yours: "How has working with us been?".to_owned(),
                thought: "Nobody asks.".to_owned(),
                said: None,
            }],
        }),
    }
}

/// What coach makes of it.
pub(super) fn page() -> Page {
    let answer = |id: &str, text: &str, best: bool, told: &str| Answer {
        id: id.to_owned(),
        text: text.to_owned(),
        channel: Channel::Phone,
        best,
        keeps: best,
        told: told.to_owned(),
    };
    let route = "Would you tell me the route instead?";
    Page {
        scenario: "Received. H.".to_owned(),
        going_on: GoingOn {
            title: "Swamped".to_owned(),
            quote: Some((Some("Helen".to_owned()), "Forty-six roles.".to_owned())),
            said: true,
            explain: Some("It was never about you.".to_owned()),
        },
        strength: Some(Strength {
            moment: Moment {
                why: "You looked before you wrote.".to_owned(),
                ..moment(0, "I'm rereading the thread.")
            },
            lesson: Some("Look first.".to_owned()),
        }),
        turning: Turning::Point(Box::new(TurningPoint {
            moment: moment(1, "Could you give her a nudge?"),
            thought: Some(("Helen".to_owned(), "So now they go to my boss.".to_owned())),
            answers: vec![
                answer("leave", "Never mind then.", false, "It would have cost 12 too."),
                answer("route", route, true, "That is a line to learn from."),
            ],
            instead: Some(Instead {
                id: "route".to_owned(),
                text: route.to_owned(),
                channel: Channel::Phone,
                why: String::new(),
            }),
            lesson: Some("Friction is settled by voice.".to_owned()),
            cost: Some(12),
            times: 1,
        })),
        columns: Columns {
            saw: vec!["An autoreply names two sites.".to_owned()],
            at_start: false,
            told: vec![("She never rated us.".to_owned(), false)],
        },
        if_then: IfThen {
            suggestions: vec![
                QUIET.to_owned(),
                "If I want to nudge, I ask for the way.".to_owned(),
            ],
            kept: Some(QUIET.to_owned()),
        },
    }
}

pub(super) const QUIET: &str = "If a client is quiet, I ring.";

pub(super) type Screen = Harness<'static, Stand<DebriefLocal>>;

fn screen(size: egui::Vec2, feeling: Option<Feeling>) -> Screen {
    screen_of(still(), size, feeling, page())
}

pub(super) fn screen_of(
    settings: Settings,
    size: egui::Vec2,
    feeling: Option<Feeling>,
    page: Page,
) -> Screen {
    let mut screen = stand(settings, size, move |ui, look, local| {
        let mut debrief = debrief();
        if page.going_on.title != "Swamped" {
            debrief.truths.clear();
        }
        let view = DebriefView {
            look,
            debrief: &debrief,
            page: &page,
            face: Some("helen"),
            split: Split::NotProven,
            earlier_version: true,
            attempt: 1,
            feeling,
            kept: None,
            met: None,
            can_play_on: true,
            share: ShareView::default(),
        };
        debrief_ui(ui, &view, local)
    });
    screen.run();
    screen
}

fn press(screen: &mut Screen, keys: &[Key]) {
    for &key in keys {
        screen.key_press(key);
        screen.run();
    }
}

fn says(screen: &Screen, words: &str) -> bool {
    labels(screen).iter().any(|label| label.contains(words))
}

fn take(screen: &mut Screen, button: &str) {
    screen.get_by_label(button).focus();
    screen.run();
    press(screen, &[Key::Enter]);
}

fn type_into(screen: &mut Screen, field: &str, words: &str) {
    screen.get_by_role_and_label(Role::TextInput, field).focus();
    screen.run();
    screen.event(egui::Event::Text(words.to_owned()));
    screen.run();
}

/// The windows and text sizes in which the page has to work.
fn shapes() -> [(Settings, egui::Vec2); 3] {
    let large = Settings { text_percent: 200, ..still() };
    [(still(), WINDOW), (still(), SMALL), (large, SMALL)]
}

#[test]
fn the_page_is_read_in_order_at_every_size_and_nothing_hangs_over_the_edge() {
    for (settings, size) in shapes() {
        let screen = screen_of(settings, size, None, page());
        let told = labels(&screen);
        let order = [
            "How did that feel?",
            "Relieved",
            "What was going on",
            "Swamped",
            "“Forty-six roles.”",
            "It was never about you.",
            "One thing you did well",
            "I'm rereading the thread.",
            "Where it turned",
            "Could you give her a nudge?",
            "Helen thought",
            "So now they go to my boss.",
            "What could you have said instead?",
            "Answer 1 of 2, phone call: Never mind then.",
            "What you saw, and what you told yourself",
            "An autoreply names two sites.",
            "She never rated us. (not true this time)",
            "One sentence to take along",
            IfThen::ASK_SENTENCE,
            IfThen::ASK_CLIENT,
            IfThen::ASK_DAY,
            "Keep this sentence",
            "More: Turning points",
            "More: What next",
        ];
        let mut from = 0;
        for words in order {
            let at = told[from..].iter().position(|label| label.starts_with(words));
            from += at.unwrap_or_else(|| panic!("no “{words}” in its place: {told:#?}"));
        }
        for node in screen.root().children_recursive() {
            let label = node.accesskit_node().label().unwrap_or_default();
            if node.accesskit_node().raw_bounds().is_some() {
                assert!(node.rect().right() <= size.x + 1.0, "“{label}” hangs over the edge");
            }
        }
    }
}

#[test]
fn a_feeling_is_one_tap() {
    let mut screen = screen(WINDOW, None);
    press(&mut screen, &[Key::Num4]);
    assert_eq!(screen.state().commands, [Command::Felt(Feeling::Uneasy)]);
    assert!(says(&screen, "What could you have said instead?"), "it stands on the page itself");
}

#[test]
fn number_keys_answer_only_what_is_in_view() {
    let large = Settings { text_percent: 200, ..still() };
    let mut screen = screen_of(large, SMALL, Some(Feeling::Unsure), page());
    press(&mut screen, &[Key::Num2]);
    assert_eq!(screen.state().commands, [Command::Felt(Feeling::Satisfied)]);
    assert!(!says(&screen, "That is a line to learn from."));
}

const TOLD: [&str; 3] =
    ["That is a line to learn from.", "It reached Helen", "Friction is settled by voice."];

#[test]
fn the_turning_point_is_asked_before_it_is_told() {
    for (settings, size) in shapes() {
        for by_arrows in [false, true] {
            let mut screen = screen_of(settings.clone(), size, Some(Feeling::Unsure), page());
            for words in TOLD {
                assert!(!says(&screen, words), "“{words}” is told before it was asked");
            }
            screen.get_by_label_contains("Answer 1 of 2").focus();
            screen.run();
            if by_arrows {
                press(&mut screen, &[Key::ArrowDown, Key::Enter]);
            } else {
                press(&mut screen, &[Key::Num2]);
            }
            for words in TOLD {
                assert!(says(&screen, words), "“{words}” is not told: {:#?}", labels(&screen));
            }
            assert!(!says(&screen, "You could have said"), "that was picked");
        }
    }
}

#[test]
fn what_could_have_been_said_is_told_to_whoever_picks_another_or_none() {
    for (button, answered) in
        [("Show me", false), ("Answer 1 of 2, phone call: Never mind then.", true)]
    {
        let mut screen = screen(WINDOW, Some(Feeling::Unsure));
        take(&mut screen, button);
        assert_eq!(says(&screen, "It would have cost 12 too."), answered);
        assert!(
            says(&screen, "You could have said") && says(&screen, "Would you tell me the route")
        );
        take(&mut screen, "Ask me again");
        assert!(!says(&screen, "You could have said"));
    }
}

#[test]
fn the_if_then_is_kept_with_a_client_and_a_day() {
    for (settings, size) in shapes() {
        let mut screen = screen_of(settings, size, Some(Feeling::Unsure), page());
        take(&mut screen, "Take: If I want to nudge, I ask for the way.");
        type_into(&mut screen, IfThen::ASK_CLIENT, "Northgate");
        type_into(&mut screen, IfThen::ASK_DAY, "Monday");
        press(&mut screen, &[Key::Enter]);
        let kept =
            Intention::typed("If I want to nudge, I ask for the way.", "Northgate", "Monday");
        assert_eq!(screen.state().commands, [Command::Keep(kept.unwrap())]);
    }
}

#[test]
fn escape_keeps_the_draft_and_the_page() {
    let mut screen = screen(WINDOW, Some(Feeling::Unsure));
    type_into(&mut screen, IfThen::ASK_CLIENT, "Northgate");
    press(&mut screen, &[Key::Escape, Key::Escape]);
    assert_eq!(screen.state().commands, []);
    take(&mut screen, "Keep this sentence");
    let kept = Intention::typed(QUIET, "Northgate", "").unwrap();
    assert_eq!(screen.state().commands, [Command::Keep(kept)]);
}

#[test]
fn escape_goes_home_and_what_is_typed_is_told_of_first() {
    let mut screen = screen(WINDOW, Some(Feeling::Unsure));
    press(&mut screen, &[Key::Escape]);
    assert_eq!(screen.state().commands, [Command::Home]);
    let mut screen = self::screen(WINDOW, Some(Feeling::Unsure));
    type_into(&mut screen, IfThen::ASK_CLIENT, "Northgate");
    press(&mut screen, &[Key::Escape, Key::Escape]);
    assert!(says(&screen, "This is not kept yet."), "{:#?}", labels(&screen));
    assert_eq!(screen.state().commands, []);
    press(&mut screen, &[Key::Escape]);
    assert_eq!(screen.state().commands, [Command::Home]);
}

#[test]
fn more_follows_page_by_page_and_comes_back() {
    for (settings, size) in shapes() {
        let mut screen = screen_of(settings, size, Some(Feeling::Unsure), page());
        press(&mut screen, &[Key::M]);
        let order = [
            "What came back",
            "The scenario has changed since you played it.",
            "Step 3 of 4, seen twice.",
            "Nobody asks.",
            "Ask for the route.",
            "What did you own?",
            "Kept: once. Broken: twice.",
            "Another reason: play again",
        ];
        for words in order {
            assert!(says(&screen, words), "no “{words}” among {:#?}", labels(&screen));
            assert!(says(&screen, "Home") && says(&screen, "The page"), "no way back from {words}");
            press(&mut screen, &[Key::PageDown]);
        }
        press(&mut screen, &[Key::ArrowLeft]);
        assert!(says(&screen, "Kept: once."));
        press(&mut screen, &[Key::Escape]);
        assert!(says(&screen, "How did that feel?"));
        take(&mut screen, "More: Questions");
        assert!(says(&screen, "What did you own?"));
        take(&mut screen, "Back to the page");
        assert!(says(&screen, "How did that feel?"));
    }
}

#[test]
fn evidence_is_behind_a_button() {
    let mut screen = screen(WINDOW, Some(Feeling::Relieved));
    take(&mut screen, "More: What you showed");
    assert!(!says(&screen, "Step 3. You said what you wanted."));
    screen.get_by_label_contains("What it is based on: 1 line").focus();
    screen.run();
    press(&mut screen, &[Key::Enter]);
    assert!(says(&screen, "Step 3. You said what you wanted."));
}

#[test]
fn where_nothing_was_hidden_the_ending_is_told_once() {
    let plain = GoingOn {
        title: "The slow lane".to_owned(),
        quote: None,
        said: false,
        explain: Some("A modest search.".to_owned()),
    };
    let told = vec!["Nothing you chose cost you much.".to_owned()];
    let turning = Turning::Nowhere { told, next: None };
    let plain = Page { going_on: plain, turning, ..page() };
    let mut screen = screen_of(still(), WINDOW, Some(Feeling::Relieved), plain);
    let endings = labels(&screen).iter().filter(|label| *label == "The slow lane").count();
    assert_eq!(endings, 1, "{:#?}", labels(&screen));
    assert!(says(&screen, "Nothing you chose cost you much."));
    take(&mut screen, "More: What next");
    screen.get_by_label("Play again");
    screen.get_by_label_contains("You know now how it went");
}

#[test]
fn play_goes_on_from_any_decision_or_anew() {
    for (label, command) in [
        ("Play on from: Could you give her a nudge?", Command::PlayOn { step: 1 }),
        ("Another reason: play again", Command::Again),
        ("Home", Command::Home),
    ] {
        let mut screen = screen(SMALL, Some(Feeling::Relieved));
        take(&mut screen, "More: What next");
        take(&mut screen, label);
        assert_eq!(screen.state().commands, [command]);
    }
}

#[test]
fn m_with_shift_is_about_sound_and_opens_nothing() {
    let mut screen = screen(WINDOW, Some(Feeling::Unsure));
    screen.run();
    let page = labels(&screen);
    screen.key_press_modifiers(egui::Modifiers::SHIFT, Key::M);
    screen.run();
    assert_eq!(labels(&screen), page);
    press(&mut screen, &[Key::M]);
    assert_ne!(labels(&screen), page);
}
