//! Lessons in the debrief: what is told as a turning point, what as chance, and what is counted.

use std::sync::Arc;

use rapport::{
    coach::{self, ChoicesAndChance, Debrief, Page, Turning, choices_and_chance},
    engine::Session,
    scenario,
    text::SourceFile,
};

use super::{adds_up, beliefs};

/// By the numbers: `blurt` beats all, `ask` beats `mail`, and `mail` is what the lesson speaks against.
pub(crate) const STORY: &str = r#"Scenario(
    format: 1, id: "quiet", title: "Quiet", summary: "It is quiet.", minutes: 1,
    player: (name: "Sam", role: "Recruiter"),
    cast: { "helen": (name: "Helen Marr", role: "HR") },
    hidden: [(id: "truth", values: {
        "busy": (weight: 1, title: "Busy", reveal: "Forty roles.", explain: "It was not you."),
    })],
    beneath: (who: "helen", draw: "truth", title: "Helen's version"),
    lessons: [(id: "voice", text: "Friction is settled by voice.", skill: "channel", claims: [
        Rather(these: ["desk/ask"], than: ["desk/mail"], by: 5),
    ])],
    commitments: ["If it is quiet, I ring."],
    start: "desk",
    meters: { "m": (label: "M", start: 0) },
    scenes: { "desk": (pinned: true, choices: [
        (id: "ask", text: "I ask her.", effects: [Add("m", 60)],
         evidence: [(skill: "channel", level: 3, why: "You asked by voice.")], goto: "call"),
        (id: "mail", text: "I write to her.", beneath: { "*": "In writing, then." }, effects: [Add("m", 20)],
         evidence: [(skill: "channel", level: 1, why: "You wrote what wanted saying.")], goto: "call"),
        (id: "wait", text: "I wait.", tempting_because: "It is quiet.", effects: [Add("m", 10)], goto: "call"),
        (id: "blurt", text: "I blurt.", effects: [Add("m", 80)],
         evidence: [(skill: "channel", level: 2, why: "You blurted.")], goto: "call"),
    ]), "call": (choices: [(id: "end", text: "I ring off.", goto: End)]) },
    endings: [(id: "over", title: "Over", value: (base: 0, plus: [("m", 1, 1)]), text: "Over.")],
)"#;

fn debriefed(story: &str, choice: &str) -> (Session, Debrief, ChoicesAndChance, [Page; 2]) {
    played(story, &[choice, "end"])
}

fn played(story: &str, choices: &[&str]) -> (Session, Debrief, ChoicesAndChance, [Page; 2]) {
    let loaded = scenario::load(&SourceFile::new("quiet.ron", story), None);
    let scenario = Arc::new(loaded.scenario.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics)));
    let mut session = Session::new(Arc::clone(&scenario), 1, &[]).unwrap();
    choices.iter().for_each(|choice| session.choose(choice).unwrap());
    let debrief = coach::debrief(&session).unwrap();
    let split = choices_and_chance(&session, &beliefs(&scenario)).unwrap();
    adds_up(&split);
    let pages = [Some(&split), None].map(|split| coach::page(&session, &debrief, split));
    (session, debrief, split, pages)
}

#[test]
fn a_turning_point_names_the_lesson_it_broke_and_a_line_that_can_be_taught() {
    let (_, debrief, split, pages) = debriefed(STORY, "mail");
    for page in pages {
        let Turning::Point(point) = page.turning else { panic!("{:?}", page.turning) };
        assert_eq!(point.lesson.as_deref(), Some("Friction is settled by voice."));
        assert_eq!(point.instead.unwrap().text, "I ask her.");
        assert_eq!(point.thought, Some(("Helen".to_owned(), "In writing, then.".to_owned())));
        assert_eq!(point.moment.why, "You wrote what wanted saying.");
        assert_eq!(page.if_then.suggestions, ["If it is quiet, I ring."]);
        assert_eq!(page.strength, None);
    }
    // The blurt would have come out twenty better still; that lay in what could not be known.
    assert_eq!(
        (split.best_average, split.left_behind, split.chance, split.result),
        (80, 40, -20, 20)
    );
    assert!(split.events[0].lay_hidden && split.events[0].points == -20, "{:?}", split.events);
    let blurt = split.dearest[0].answers.iter().find(|answer| answer.id == "blurt").unwrap();
    assert!(blurt.told.ends_with("It is no line to learn from."), "{}", blurt.told);
    assert_eq!(debrief.lessons[0].broken, [0]);
}

#[test]
fn what_broke_no_lesson_is_told_as_chance() {
    let (_, debrief, split, pages) = debriefed(STORY, "wait");
    assert!(split.dearest.is_empty() && debrief.turning_points.is_empty());
    assert_eq!((split.left_behind, split.chance), (0, -70));
    assert_eq!(
        split.events[0].text,
        "I wait: another line would have been worth more here; no lesson speaks against yours"
    );
    for (page, told) in pages.into_iter().zip([2, 1]) {
        let Turning::Nowhere { told: sentences, .. } = page.turning else { panic!("a point") };
        assert_eq!(sentences[0], "Nothing you chose broke a lesson of this story.");
        assert_eq!(sentences.len(), told);
    }
}

#[test]
fn what_the_rubric_calls_harmful_is_a_cost_whatever_the_lessons_speak_of() {
    let rated = r#"(id: "wait", evidence: [(skill: "channel", level: 1, why: "You left her alone with it.")],"#;
    let (_, _, split, [page, _]) = debriefed(&STORY.replace("(id: \"wait\",", rated), "wait");
    assert_eq!((split.left_behind, split.chance), (50, -20));
    let Turning::Point(point) = page.turning else { panic!("{:?}", page.turning) };
    assert_eq!((point.lesson, point.cost), (None, Some(50)));
    assert_eq!(point.instead.unwrap().text, "I ask her.");
    assert!(split.events[0].text.ends_with("none to learn from"), "{:?}", split.events);
}

#[test]
fn a_strength_names_the_lesson_it_kept() {
    let (_, debrief, split, pages) = debriefed(STORY, "ask");
    for page in pages {
        let strength = page.strength.unwrap();
        assert_eq!(strength.moment.why, "You asked by voice.");
        assert_eq!(strength.lesson.as_deref(), Some("Friction is settled by voice."));
    }
    // Only the blurt beats it, and is none to learn from.
    assert_eq!((split.left_behind, split.chance), (0, -20));
    assert_eq!(debrief.lessons[0].kept, [0]);
}

#[test]
fn without_lessons_costs_speak_and_what_shows_little_is_never_the_better_line() {
    let start = STORY.find("    lessons: [").unwrap();
    let end = STORY.find("    commitments:").unwrap();
    let story = format!("{}{}", &STORY[..start], &STORY[end..]);
    let (_, _, split, pages) = debriefed(&story, "wait");
    assert_eq!(split.dearest[0].better.text, "I ask her.");
    assert_eq!((split.left_behind, split.chance), (50, -20));
    let [page, _] = pages;
    let Turning::Point(point) = page.turning else { panic!("nowhere") };
    assert_eq!((point.cost, point.lesson), (Some(50), None));
}

#[test]
fn sentences_that_fit_the_play_are_offered_first() {
    let written = r#"commitments: ["If A, I ring.", (text: "If I mailed, I ring.", when: [Took("mail")]),
        (text: "If I asked, I thank.", when: [Took("ask")]), "If B, I ring.", "If C, I ring."],"#;
    let story = STORY.replace(r#"commitments: ["If it is quiet, I ring."],"#, written);
    assert_ne!(story, STORY);
    let (_, _, _, pages) = debriefed(&story, "mail");
    for page in pages {
        let offered = page.if_then.suggestions;
        assert_eq!(offered, ["If I mailed, I ring.", "If A, I ring.", "If B, I ring."]);
    }
}

/// Two lessons, both broken by `drop`: `leave` keeps one of them and is worth most, `note` keeps the other.
const WRITTEN: &str = r#"Scenario(
    format: 1, id: "written", title: "Written", summary: "The call is over.", minutes: 1,
    player: (name: "Sam", role: "Recruiter"),
    lessons: [
        (id: "write", text: "What was said is written down.", claims: [
            Rather(these: ["desk/note", "desk/late"], than: ["desk/drop"], by: 5),
        ]),
        (id: "leave", text: "You may leave.", claims: [
            Rather(these: ["desk/leave"], than: ["desk/drop"], by: 1),
        ]),
    ],
    start: "desk",
    meters: { "m": (label: "M", start: 0) },
    scenes: { "desk": (pinned: true, choices: [
        (id: "drop", text: "I leave it at that.", goto: "end"),
        (id: "leave", text: "I go.", effects: [Add("m", 60)],
         evidence: [(skill: "channel", level: 4, why: "You went.")], goto: "end"),
        (id: "note", text: "I write it down.", effects: [Add("m", 40)],
         evidence: [(skill: "timely", level: 1, why: "It was late.")], goto: "end"),
        (id: "late", text: "I write it down tomorrow.", effects: [Add("m", 20)], goto: "end"),
    ]), "end": (choices: [(id: "end", text: "I ring off.", goto: End)]) },
    endings: [(id: "over", title: "Over", value: (base: 0, plus: [("m", 1, 1)]), text: "Over.")],
)"#;

#[test]
fn the_line_to_learn_from_keeps_the_lesson_that_was_broken_whatever_it_shows() {
    let (_, _, split, pages) = debriefed(WRITTEN, "drop");
    for page in pages {
        let Turning::Point(point) = page.turning else { panic!("{:?}", page.turning) };
        assert_eq!(point.lesson.as_deref(), Some("What was said is written down."));
        assert_eq!(point.instead.unwrap().text, "I write it down.");
        let keeps = point.answers.iter().filter(|answer| answer.keeps);
        let keeps: Vec<(&str, &str)> = keeps.map(|one| (&*one.id, &*one.told)).collect();
        assert_eq!(keeps.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ["note", "late"]);
        assert!(keeps.iter().all(|(_, told)| told.starts_with("Yes: that keeps it.")), "{keeps:?}");
        assert_eq!(point.answers.iter().filter(|answer| answer.best).count(), 1);
    }
    // Leaving is worth twenty more still, and no lesson to be told here.
    assert_eq!((split.left_behind, split.chance), (40, -20));
    let late = split.dearest[0].answers.iter().find(|answer| answer.id == "late").unwrap();
    assert_eq!(late.told, "Yes: that keeps it. That would have come out about 20 points better.");
}

/// Three weeks of waiting and one apology, which costs more than any of them.
const WEEKS: &str = r#"Scenario(
    format: 1, id: "weeks", title: "Weeks", summary: "It is quiet.", minutes: 1,
    player: (name: "Sam", role: "Recruiter"),
    lessons: [
        (id: "own", text: "Own what is yours.", claims: [Rather(these: ["call/own"], than: ["call/sorry"], by: 5)]),
        (id: "wait", text: "A silence does not mend by itself.", claims: [
            Rather(these: ["a/ring", "b/ring", "c/ring"], than: ["a/wait", "b/wait", "c/wait"], by: 5),
        ]),
    ],
    start: "a",
    meters: { "m": (label: "M", start: 60) },
    scenes: {
        "a": (choices: [
            (id: "wait", text: "I wait.", effects: [Add("m", -6)], goto: "b"), (id: "ring", text: "I ring.", goto: "b"),
        ]),
        "b": (choices: [
            (id: "wait", text: "I wait.", effects: [Add("m", -7)], goto: "c"), (id: "ring", text: "I ring.", goto: "c"),
        ]),
        "c": (choices: [
            (id: "wait", text: "I wait.", effects: [Add("m", -8)], goto: "call"), (id: "ring", text: "I ring.", goto: "call"),
        ]),
        "call": (choices: [
            (id: "sorry", text: "I am sorry.", effects: [Add("m", -12)], goto: End), (id: "own", text: "It was I.", goto: End),
        ]),
    },
    endings: [(id: "over", title: "Over", value: (base: 0, plus: [("m", 1, 1)]), text: "Over.")],
)"#;

/// The lesson of the turning point, how it is introduced, and what its decision cost.
fn told(page: &Page) -> (String, String, Option<i32>) {
    let Turning::Point(point) = &page.turning else { panic!("{:?}", page.turning) };
    let told = point.section().ask.unwrap().told;
    let label = told.last().unwrap().label.clone().unwrap();
    (point.lesson.clone().unwrap(), label, point.cost)
}

#[test]
fn what_cost_most_over_the_play_is_told_by_its_dearest_decision() {
    let all = ["wait", "wait", "wait", "sorry"];
    let (_, _, split, [page, bare]) = played(WEEKS, &all);
    let (text, label) = ("A silence does not mend by itself.", "The lesson, broken three times");
    assert_eq!(told(&page), (text.to_owned(), label.to_owned(), Some(8)));
    assert_eq!(split.dearest.iter().map(|dear| dear.points).collect::<Vec<_>>(), [8, 12, 7]);
    assert_eq!(told(&bare), (text.to_owned(), label.to_owned(), None));
    // Two weeks cost about as much as the apology; one costs less.
    let (_, _, _, pages) = played(WEEKS, &["wait", "ring", "ring", "sorry"]);
    for page in pages {
        assert_eq!(&*told(&page).1, "The lesson");
        assert_eq!(&*told(&page).0, "Own what is yours.");
    }
}

#[test]
fn the_lesson_that_the_ending_is_the_price_of_comes_first() {
    let priced = WEEKS.replace("by: 5)]),", "by: 5), Worth(ending: [\"over\"], at_most: 60)]),");
    assert_ne!(priced, WEEKS);
    let all = ["wait", "wait", "wait", "sorry"];
    let (_, _, _, pages) = played(&priced, &all);
    for page in pages {
        assert_eq!(&*told(&page).0, "Own what is yours.");
    }
    // Also where what broke it hardly costs anything any more.
    let cheap = priced.replace("Add(\"m\", -12)", "Add(\"m\", -2)");
    let (_, _, split, pages) = played(&cheap, &all);
    assert_eq!(split.left_elsewhere, 2);
    for page in pages {
        assert_eq!(&*told(&page).0, "Own what is yours.");
    }
}

#[test]
fn no_anchor_below_the_third_is_to_be_tried_next() {
    let (_, debrief, _, _) = debriefed(STORY, "mail");
    let skill = debrief.profile.iter().find(|skill| skill.id == "channel").unwrap();
    assert_eq!(skill.next.as_ref(), Some(&skill.anchors[2]));
}

#[test]
fn nothing_is_put_into_somebodys_mouth() {
    let said = STORY.replace(
        "(id: \"end\", text: \"I ring off.\"",
        "(id: \"end\", text: \"I ring off.\", lines: [Say(\"helen\", \"“There are, well. Forty  roles.”\")]",
    );
    assert_ne!(said, STORY);
    for (story, who) in [(STORY, "What Helen did not say"), (&said, "Helen")] {
        let (_, _, _, pages) = debriefed(story, "ask");
        for page in pages {
            let sections = page.sections();
            let quote = sections[1].lines.iter().find(|line| line.text == "Forty roles.").unwrap();
            assert_eq!(quote.label.as_deref(), Some(who));
        }
    }
}

#[test]
fn the_same_thought_several_times_in_a_row_is_told_once() {
    let head = r#"cast: { "helen": (name: "Helen Marr", role: "HR") },
    hidden: [(id: "truth", values: { "busy": (weight: 1, title: "Busy") })],
    beneath: (who: "helen", draw: "truth", title: "Helen's version"),
    start: "a","#;
    let story = WEEKS
        .replace("start: \"a\",", head)
        .replace("text: \"I wait.\",", "text: \"I wait.\", beneath: { \"*\": \"Nothing yet.\" },")
        .replace("text: \"It was I.\",", "text: \"It was I.\", beneath: { \"*\": \"At last.\" },");
    let told = |choices: &[&str]| {
        let (_, debrief, _, _) = played(&story, choices);
        let beats = debrief.other_chair.unwrap().beats.into_iter();
        beats.map(|beat| (beat.step, beat.yours)).collect::<Vec<_>>()
    };
    let own = || (3, "It was I.".to_owned());
    assert_eq!(
        told(&["wait", "wait", "wait", "own"]),
        [(0, "I wait. (3 times)".to_owned()), own()]
    );
    assert_eq!(told(&["ring", "wait", "ring", "own"]), [(1, "I wait.".to_owned()), own()]);
}

#[test]
fn the_page_tells_what_was_learned_in_the_play_and_of_long_texts_the_beginning() {
    let long = "“I ask her. Then I ask her again, and after that once more. And I wait for what she says to it.”";
    let facts = "facts: { \"start\": \"Nobody rang.\", \"a\": \"A.\", \"b\": \"B.\", \"c\": \"C.\", \"d\": \"D.\" },";
    let story = STORY
        .replace("text: \"I ask her.\", effects: [", &format!("text: \"{long}\", effects: [Learn(\"a\"), Learn(\"b\"), "))
        .replace("why: \"You asked by voice.\"", "why: \"You asked by voice. It was late.\"")
        .replace("text: \"I ring off.\",", "text: \"I ring off.\", effects: [Learn(\"c\"), Learn(\"d\")],")
        .replace("    start: \"desk\",", &format!("    {facts}\n    start: \"desk\","))
        .replace("    start: \"desk\",", "    start: \"door\",")
        .replace("    scenes: { ", "    scenes: { \"door\": (choices: [(id: \"in\", text: \"In.\", effects: [Learn(\"start\")], goto: \"desk\")]), ");
    let (_, debrief, _, pages) = played(&story, &["in", "ask", "end"]);
    assert_eq!(debrief.saw.len(), 5);
    for page in pages {
        assert_eq!(page.columns.saw, ["B.", "C.", "D."]);
        let strength = page.strength.unwrap().moment;
        assert_eq!(strength.yours, "“I ask her. Then I ask her again, and after that once more…”");
        assert_eq!(strength.why, "You asked by voice.");
    }
    let (_, _, _, [page, _]) = played(&story, &["in", "wait", "end"]);
    assert_eq!(page.columns.saw, ["C.", "D."]);
    // What every play begins with is told as that.
    let bare = story.replace("effects: [Learn(\"c\"), Learn(\"d\")],", "");
    let (_, _, _, [page, _]) = played(&bare, &["in", "wait", "end"]);
    assert_eq!(page.columns.saw, ["Nobody rang."]);
    let sections = page.sections();
    let labels = sections.iter().flat_map(|section| &section.lines).map(|line| &line.label);
    assert!(labels.flatten().any(|label| label == "You saw at the start"));
}
