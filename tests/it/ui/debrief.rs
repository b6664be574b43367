//! The debrief by keyboard: one thing at a time.

use egui::Key;
use egui_kittest::{Harness, kittest::Queryable};
use rapport::{
    coach::{
        ChairBeat, CoachingNote, Commitment, Debrief, EvidenceNote, Moment, OtherChair,
        SkillProfile, ToldVerdict, Truth,
    },
    engine::EndingView,
    scenario::Channel,
    ui::{Command, DebriefLocal, DebriefView, Feeling, Split, debrief_ui},
};

use super::stand::{SMALL, Stand, WINDOW, labels, stand, still};

pub(super) fn moment(step: usize, yours: &str) -> Moment {
    Moment {
        step,
        scene: "Marcus".to_owned(),
        when: "Wednesday 22 May".to_owned(),
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
            id: "slow".to_owned(),
            title: "The slow lane".to_owned(),
            text: "A modest search.".to_owned(),
            value: 60,
        },
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
        lessons: Vec::new(),
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

fn screen(size: egui::Vec2, feeling: Option<Feeling>) -> Harness<'static, Stand<DebriefLocal>> {
    screen_of(size, feeling, debrief())
}

fn screen_of(
    size: egui::Vec2,
    feeling: Option<Feeling>,
    debrief: Debrief,
) -> Harness<'static, Stand<DebriefLocal>> {
    stand(still(), size, move |ui, look, local| {
        let view = DebriefView {
            look,
            debrief: &debrief,
            split: Split::NotProven,
            earlier_version: true,
            attempt: 1,
            feeling,
            kept: None,
            suggestions: &["If a client is quiet, I ring.".to_owned()],
            met: None,
            can_play_on: true,
        };
        debrief_ui(ui, &view, local)
    })
}

#[test]
fn pages_follow_each_other() {
    let mut screen = screen(WINDOW, None);
    screen.run();
    let order = [
        "How did that feel?",
        "The slow lane",
        "She never rated us",
        "What came back",
        "The scenario has changed since you played it.",
        "Step 3 of 4, seen twice.",
        "Ask for the route.",
        "Nobody asks.",
        "What did you own?",
        "Keep this sentence",
        "Another reason: play again",
    ];
    for there in order {
        let told = labels(&screen);
        assert!(told.iter().any(|label| label.contains(there)), "no “{there}” among {told:#?}");
        screen.key_press(Key::PageDown);
        screen.run();
    }
    screen.key_press(Key::ArrowLeft);
    screen.run();
    screen.get_by_label("Keep this sentence");
}

#[test]
fn a_feeling_is_one_tap() {
    let mut screen = screen(WINDOW, None);
    screen.run();
    screen.key_press(Key::Num4);
    screen.run();
    assert_eq!(screen.state().commands, [Command::Felt(Feeling::Uneasy)]);
    screen.get_by_label("“Forty-six roles.”");
}

#[test]
fn the_first_page_tells_story_truth_strength_and_one_turning_point() {
    let mut screen = screen(WINDOW, Some(Feeling::Relieved));
    screen.run();
    let told = labels(&screen);
    for there in ["A modest search.", "Swamped", "Your best move", "A turning point: Marcus"] {
        assert!(told.iter().any(|label| label == there), "no “{there}” among {told:#?}");
    }
}

#[test]
fn evidence_is_behind_a_button() {
    let mut screen = screen(WINDOW, Some(Feeling::Relieved));
    screen.run();
    screen.get_by_label("What you showed").click();
    screen.run();
    assert!(screen.query_by_label_contains("You said what you wanted.").is_none());
    screen.get_by_label_contains("What it is based on: 1 line").focus();
    screen.run();
    screen.key_press(Key::Enter);
    screen.run();
    screen.get_by_label_contains("You said what you wanted.");
}

#[test]
fn the_sentence_is_kept() {
    let mut screen = screen(WINDOW, Some(Feeling::Relieved));
    screen.run();
    screen.get_by_label("Your if-then").click();
    screen.run();
    screen.get_by_label("Keep this sentence").click();
    screen.run();
    assert_eq!(
        screen.state().commands,
        [Command::Keep(Commitment::typed("If a client is quiet, I ring.", "", "").unwrap())]
    );
}

#[test]
fn blame_is_not_proposed_as_a_sentence_to_keep() {
    let blame = Debrief { commitment: Some("Castellan was the problem.".to_owned()), ..debrief() };
    let mut screen = screen_of(WINDOW, Some(Feeling::Relieved), blame);
    screen.run();
    screen.get_by_label("Your if-then").click();
    screen.run();
    let told = labels(&screen);
    assert!(!told.iter().any(|label| label.contains("the problem")), "{told:#?}");
    screen.get_by_label("Take: If a client is quiet, I ring.");
}

#[test]
fn where_nothing_was_hidden_nothing_is_told_as_hidden() {
    let plain = Debrief { truths: Vec::new(), ..debrief() };
    let mut screen = screen_of(WINDOW, Some(Feeling::Relieved), plain);
    screen.run();
    let told = labels(&screen);
    assert!(!told.iter().any(|label| label.contains("going on")), "{told:#?}");
    assert!(told.iter().any(|label| label == "Your best move"), "{told:#?}");
    screen.get_by_label("What next").click();
    screen.run();
    screen.get_by_label("Play again");
    screen.get_by_label_contains("You know now how it went");
}

#[test]
fn deeds_stand_as_written_and_intents_keep_their_capital() {
    let mut screen = screen(WINDOW, Some(Feeling::Relieved));
    screen.run();
    screen.get_by_label("I'm rereading the thread.");
    screen.get_by_label("Turning points").click();
    screen.run();
    screen.get_by_label("Could you give her a nudge?");
    assert!(labels(&screen).iter().any(|label| label == "What you meant: Use leverage."));
    screen.get_by_label("Saw and told").click();
    screen.run();
    screen.get_by_label("“She never rated us.” It was not so.");
}

#[test]
fn play_goes_on_from_any_decision_or_anew() {
    for (label, command) in [
        ("Play on from: Could you give her a nudge?", Command::PlayOn { step: 1 }),
        ("Another reason: play again", Command::Again),
        ("Home", Command::Home),
    ] {
        let mut screen = screen(SMALL, Some(Feeling::Relieved));
        screen.run();
        screen.get_by_label("What next").click();
        screen.run();
        screen.get_by_label(label).focus();
        screen.run();
        screen.key_press(Key::Enter);
        screen.run();
        assert_eq!(screen.state().commands, [command]);
    }
}
