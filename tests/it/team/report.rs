//! What a session comes to afterwards: by decision, lesson and skill, and never by person.

use std::ops::ControlFlow;

use rapport::{
    coach::Feeling,
    practice::Solved,
    team::{
        report::{TeamReport, csv, html, json, write_report},
        room::{
            BallotId, BranchRule, Confidence, ForkNodeId, ParticipantCommand, ParticipantId,
            RoomMode, SessionRules, TrainerCommand,
        },
    },
};

use super::{Class, errand};

const CAUTION: &str = "For training, not validated for selection.";

fn solved() -> Solved {
    Solved::of(&errand(), &mut |_| ControlFlow::Continue(()))
}

fn vote(class: &mut Class, who: u32, message: u64, choice: &str, sure: u8) {
    let ballot = class.room.ballot().map_or(BallotId(99), |ballot| ballot.id);
    let confidence = Confidence::new(sure);
    let vote = ParticipantCommand::Vote { ballot, choice: choice.to_owned(), confidence };
    class.sends(who, message, &vote).unwrap();
}

/// A room of three that was divided, talked, agreed, and went to the debrief.
fn told() -> Class {
    let mut class = Class::voting(3, SessionRules::default());
    for (who, choice, sure) in [(0, "ring", 1), (1, "wait", 3), (2, "mornings", 2)] {
        vote(&mut class, who, 1, choice, sure);
    }
    class.tick();
    class.trainer(&TrainerCommand::Reveal);
    class.trainer(&TrainerCommand::Discuss);
    class.trainer(&TrainerCommand::Vote);
    for (who, choice, sure) in [(0, "ring", 2), (1, "wait", 3), (2, "ring", 3)] {
        vote(&mut class, who, 2, choice, sure);
    }
    class.tick();
    class.next();
    class.next();
    class.trainer(&TrainerCommand::Debrief { part: 0 });
    class
}

fn commits(class: &mut Class, who: u32, text: &str) {
    let text = text.to_owned();
    class.sends(who, 9, &ParticipantCommand::Commit { text }).unwrap();
}

#[test]
fn first_and_second_vote_stand_side_by_side() {
    let report = TeamReport::of(&told().room, Some(&solved()));
    let [decision] = &report.decisions[..] else { panic!("{:?}", report.decisions) };
    let counts = |shares: &[rapport::team::report::ReportShare]| {
        let mut counts: Vec<u32> =
            shares.iter().map(|one| one.votes).filter(|votes| *votes > 0).collect();
        counts.sort_unstable();
        counts
    };
    assert_eq!(counts(&decision.first), [1, 1, 1]);
    assert_eq!(counts(&decision.second), [1, 2]);
    assert_eq!((decision.agreement, decision.unified), (66, true));
    assert!(decision.taken.as_deref().is_some_and(|taken| taken.contains("have you a minute")));
    let dear: u32 =
        decision.second.iter().filter(|one| one.cost >= Some(3)).map(|one| one.sure[2]).sum();
    assert_eq!(decision.sure_and_surprised, Some(dear));
    let unproven = TeamReport::of(&told().room, None);
    assert_eq!(unproven.decisions[0].sure_and_surprised, None, "what is not known is not said");
}

#[test]
fn nobodys_name_is_in_any_of_the_three_files() {
    let mut class = told();
    let feeling = Feeling::ALL[0].id().to_owned();
    class.sends(1, 8, &ParticipantCommand::Feel { feeling }).unwrap();
    class.trainer(&TrainerCommand::Debrief { part: 3 });
    commits(&mut class, 0, "Ask on the day.");
    let report = TeamReport::of(&class.room, Some(&solved()));
    assert_eq!(report.feelings, [(Feeling::ALL[0].label().to_owned(), 1)]);
    let json = serde_json::to_string(&report).unwrap();
    for file in [csv(&report), html(&report), json] {
        assert!(file.contains(CAUTION), "{file}");
        assert!(!file.contains("Guest"), "{file}");
        assert!(!file.contains("token of"), "{file}");
    }
    assert!(html(&report).contains("Ask on the day."));
}

#[test]
fn who_was_shown_out_leaves_no_words_behind() {
    let mut class = told();
    class.trainer(&TrainerCommand::Debrief { part: 3 });
    commits(&mut class, 0, "Ask on the day.");
    commits(&mut class, 1, "Something rude.");
    class.trainer(&TrainerCommand::Kick { participant: ParticipantId(1) });
    let report = TeamReport::of(&class.room, None);
    assert_eq!((report.people, &report.commitments[..]), (2, &["Ask on the day.".to_owned()][..]));
}

#[test]
fn what_people_wrote_is_shown_as_words_and_runs_nowhere() {
    let mut class = told();
    class.trainer(&TrainerCommand::Debrief { part: 3 });
    commits(&mut class, 0, "<script>alert(1)</script>");
    let mut report = TeamReport::of(&class.room, None);
    let page = html(&report);
    assert!(page.contains("alert(1)") && !page.contains("<script"), "{page}");
    for outside in ["http:", "https:", "src=", "href="] {
        assert!(!page.contains(outside), "{outside}");
    }
    report.decisions[0].scene = "=1+1".to_owned();
    report.decisions[0].first[0].text = "say \"so\"".to_owned();
    let rows = csv(&report);
    assert!(rows.contains("\"'=1+1\"") && rows.contains("\"say \"\"so\"\"\""), "{rows}");
}

#[test]
fn a_session_without_a_vote_has_a_report_with_its_caution_too() {
    let class = Class::with(RoomMode::SoloTogether, SessionRules::default());
    let report = TeamReport::of(&class.room, None);
    let rows = csv(&report);
    let widths: Vec<usize> = rows.lines().map(|row| row.matches(',').count()).collect();
    assert!(rows.contains("For training"), "{rows}");
    assert_eq!(widths, [13, 14], "the caution has a comma of its own");
    assert_eq!((report.people, report.version, report.ending), (0, 1, None));
}

#[test]
fn a_long_session_is_shortened_to_what_one_sheet_holds() {
    let mut report = TeamReport::of(&told().room, Some(&solved()));
    let decision = report.decisions[0].clone();
    report.decisions = (0..14)
        .map(|number| {
            let scene = format!("Scene {number}");
            let agreement = 95 - 5 * number;
            rapport::team::report::ReportDecision { scene, agreement, ..decision.clone() }
        })
        .collect();
    report.lessons = (0..15)
        .map(|number| rapport::team::report::ReportLesson {
            text: format!("Lesson {number}: set expectations both ways before hanging up, what I do, what I need."),
            kept: 1,
            broken: number,
        })
        .collect();
    report.commitments =
        (0..40).map(|n| format!("{n} I ring on day one, {}", "and say when ".repeat(20))).collect();
    let said =
        "Ring Helen now. She'll be at her desk until five; just ask her, and hold the pause.";
    report.partings = (0..7)
        .map(|step| rapport::team::report::ReportParting {
            step,
            scene: format!("Parting {step}"),
            of: 20 - u32::try_from(step).unwrap(),
            ways: (0..6).map(|way| (said.to_owned(), 6 - way)).collect(),
        })
        .collect();
    report.roads = (0..6)
        .map(|road| rapport::team::report::ReportRoad {
            choices: (0..9).map(|at| format!("{said} {road} {}", at * road)).collect(),
            ending: Some(format!("Ending {road}")),
        })
        .collect();
    let page = html(&report);
    let count = |what: &str| page.matches(what).count();
    assert_eq!(count("class=\"decision\""), 6 + 4);
    assert_eq!((count("× Ring Helen"), count("2 more ways"), count("Ending ")), (16, 4, 4));
    assert!(
        page.contains("3 more, where fewer came by") && page.contains("2 more are in the other")
    );
    assert!(page.contains("Scene 13") && !page.contains("Scene 0<"), "the most divided stay");
    assert!(
        page.contains("8 more, on which the room agreed more"),
        "and it is said what is left out"
    );
    assert!(
        page.contains("Lesson 14:") && !page.contains("Lesson 0:"),
        "broken lessons come first"
    );
    assert_eq!(count("I ring on day one"), 12);
    assert!(page.contains("28 more are in the file for programs"));
    assert_eq!(csv(&report).matches("Scene 0").count(), csv(&report).matches("Scene 13").count());
}

#[test]
fn a_page_a_table_and_data_are_written_beside_each_other() {
    let report = TeamReport::of(&told().room, Some(&solved()));
    let desk = tempfile::tempdir().unwrap();
    let folder = desk.path().join("data/sessions");
    let page = write_report(&report, &folder, "K7QX2M").unwrap();
    assert_eq!(page, folder.join("session-k7qx2m.html"));
    let read = |ending: &str| std::fs::read_to_string(page.with_extension(ending)).unwrap();
    assert_eq!(read("html"), html(&report));
    assert_eq!(read("csv"), csv(&report));
    assert_eq!(read("json"), json(&report));
    let data: serde_json::Value = serde_json::from_str(&read("json")).unwrap();
    assert_eq!(data["decisions"][0]["agreement"], 66);
    assert_eq!(data["caution"], CAUTION);
    std::fs::write(desk.path().join("file"), "").unwrap();
    let refused = write_report(&report, &desk.path().join("file"), "K7QX2M");
    assert!(refused.is_err(), "a file is no folder");
}

#[test]
fn where_solo_paths_parted_is_told_decision_by_decision() {
    let mut class = Class::with(RoomMode::SoloTogether, SessionRules::default());
    for number in 0..3 {
        class.arrives(&format!("Guest {number}"));
    }
    class.next();
    class.next();
    for (who, choice) in [(0, "ring"), (1, "wait"), (2, "ring")] {
        let choice = choice.to_owned();
        class
            .sends(who, 1, &ParticipantCommand::Choose { step: 0, choice, own_words: None })
            .unwrap();
    }
    let report = TeamReport::of(&class.room, None);
    let [parting] = &report.partings[..] else { panic!("{:?}", report.partings) };
    let counts: Vec<u32> = parting.ways.iter().map(|(_, count)| *count).collect();
    assert_eq!((parting.step, parting.of, &counts[..]), (0, 3, &[2, 1][..]));
    let (most, _) = &parting.ways[0];
    assert!(most.contains("have you a minute"), "{most}");
    let page = html(&report);
    assert!(page.contains("Where paths parted") && page.contains("<li>2 × "), "{page}");
    let rows = csv(&report);
    assert_eq!(rows.matches(",alone,").count(), 2, "{rows}");
    let data: serde_json::Value = serde_json::from_str(&json(&report)).unwrap();
    assert_eq!(data["partings"][0]["ways"][0][1], 2);
    class.trainer(&TrainerCommand::Kick { participant: ParticipantId(1) });
    let report = TeamReport::of(&class.room, None);
    assert_eq!(report.partings, [], "who was shown out leaves no way behind");
    assert!(!html(&report).contains("Where paths parted"));
}

#[test]
fn the_roads_that_a_room_tried_are_told() {
    let mut class = Class::voting(2, SessionRules::default());
    let branch = |class: &mut Class, choice: &str| {
        let (by, choice) = (BranchRule::TrainersPick, Some(choice.to_owned()));
        class.trainer(&TrainerCommand::Branch { by, choice });
    };
    branch(&mut class, "ring");
    assert_eq!(TeamReport::of(&class.room, None).roads, [], "one road is no choice of roads");
    class.trainer(&TrainerCommand::ReturnTo { to: ForkNodeId(0) });
    branch(&mut class, "wait");
    let report = TeamReport::of(&class.room, None);
    let lengths: Vec<usize> = report.roads.iter().map(|road| road.choices.len()).collect();
    assert_eq!(lengths, [1, 1]);
    assert!(html(&report).contains("Roads that were tried"));
    let rows = csv(&report);
    assert!(rows.contains(",road 1,") && rows.contains(",road 2,"), "{rows}");
}

#[test]
fn a_session_of_raised_cards_says_what_was_typed_in() {
    let mut class = Class::voting(0, SessionRules::default());
    let cards = vec![("ring".to_owned(), 7), ("wait".to_owned(), 5)];
    class.trainer(&TrainerCommand::CountCards { cards });
    let report = TeamReport::of(&class.room, None);
    assert_eq!((report.people, report.cards), (0, 12));
    let page = html(&report);
    assert!(page.contains("Without phones, up to 12 cards raised at one vote."), "{page}");
    assert!(!page.contains("0 people"), "{page}");
}
