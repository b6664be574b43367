//! `rapport fmt`.

use std::fs;

use super::{Desk, ERRAND};

#[test]
fn files_are_laid_out_once_and_then_left_alone() {
    let desk = Desk::new();
    desk.file("lib/a.ron", ERRAND);
    desk.file("lib/a.plan.ron", "Plans(format: 1,plays: [])");
    desk.file("lib/pack.ron", "Pack(format: 1,id: \"p\", title: \"P\")");
    let asked = desk.run(&["fmt", "lib", "--check"]);
    let files = "lib/pack.ron\nlib/a.ron\nlib/a.plan.ron\n";
    assert_eq!((asked.code, &*asked.err), (1, ""));
    assert_eq!(asked.out, format!("{files}3 files: 3 would be laid out anew\n"));
    assert_eq!(fs::read_to_string(desk.path().join("lib/a.ron")).unwrap(), ERRAND);
    let done = desk.run(&["fmt", "lib"]).fine();
    assert_eq!(done, format!("{files}3 files: 3 laid out anew\n"));
    let pack = fs::read_to_string(desk.path().join("lib/pack.ron")).unwrap();
    assert_eq!(pack, "Pack(format: 1, id: \"p\", title: \"P\")\n");
    for words in [["fmt", "lib", "--check"], ["check", "lib", "--deny=warnings"]] {
        desk.run(&words).fine();
    }
    assert_eq!(desk.run(&["fmt", "lib"]).fine(), "3 files: 0 laid out anew\n");
}

#[test]
fn a_play_of_a_file_laid_out_is_the_same_play() {
    let desk = Desk::new();
    let play = |desk: &Desk| {
        desk.run(&["run", "errand.ron", "--seed", "3", "--choose", "ring,hold,promise"]).fine()
    };
    let before = play(&desk);
    desk.run(&["fmt", "errand.ron"]).fine();
    assert_eq!(play(&desk), before);
}

#[test]
fn broken_files_are_told_of_and_left_as_they_are() {
    let desk = Desk::new();
    let broken = ERRAND.replace("minutes: 3,", "minutes: 3");
    desk.file("lib/broken.ron", &broken);
    desk.file("lib/whole.ron", "(a:1)");
    let ran = desk.run(&["fmt", "lib"]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.out, "lib/whole.ron\n2 files: 1 laid out anew, 1 broken file left as it is\n");
    assert!(
        ran.err.contains("a comma is missing") && ran.err.contains("broken.ron:8"),
        "{}",
        ran.err
    );
    assert_eq!(fs::read_to_string(desk.path().join("lib/broken.ron")).unwrap(), broken);
}

#[test]
fn a_file_keeps_its_line_ends_and_its_byte_order_mark() {
    let desk = Desk::new();
    let path = desk.file("windows.ron", "\u{feff}(a:1,// one\r\nb:\"x\r\ny\")");
    desk.run(&["fmt", "windows.ron"]).fine();
    let text = fs::read_to_string(path).unwrap();
    assert_eq!(text, "\u{feff}(a: 1, // one\r\n  b: \"x\r\ny\",\r\n)\r\n");
    desk.run(&["fmt", "windows.ron", "--check"]).fine();
}

#[test]
fn what_cannot_be_read_or_written_is_an_exit_of_2() {
    let desk = Desk::new();
    let path = desk.file("locked.ron", "(a:1)");
    let mut rights = fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&path, rights).unwrap();
    let ran = desk.run(&["fmt", "locked.ron", "nowhere.ron", "errand.ron"]);
    assert_eq!((ran.code, &*ran.out), (2, "errand.ron\n3 files: 1 laid out anew\n"));
    for said in
        ["locked.ron: writing is not allowed", "nowhere.ron: there is no such file", "2 files"]
    {
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    assert_eq!(fs::read_to_string(path).unwrap(), "(a:1)");
    desk.file("none/readme.txt", "");
    assert!(desk.run(&["fmt", "none"]).refused(2).contains("no files of the language"));
    assert_eq!(fs::read_dir(desk.path()).unwrap().count(), 4, "nothing is left behind");
}

#[test]
fn standard_input_is_laid_out_on_standard_output() {
    let desk = Desk::new();
    assert_eq!(desk.run_with(&["fmt", "-"], "(a:1)").fine(), "(a: 1)\n");
    assert_eq!(desk.run_with(&["fmt", "-", "--check"], "(a: 1)\n").fine(), "");
    assert_eq!(desk.run_with(&["fmt", "-", "--check"], "(a:1)").code, 1);
    assert!(desk.run_with(&["fmt", "-"], "(a:").refused(1).contains("E0001"));
    assert!(desk.run_with(&["fmt", "-", "x"], "").refused(2).contains("stands alone"));
}
