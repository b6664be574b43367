//! What nobody should wait for in silence: pipes, devices, whole disks.

use std::{
    fs,
    time::{Duration, Instant},
};

use super::{Desk, ERRAND};

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_told_and_not_read() {
    let desk = Desk::new();
    desk.file("folder/errand.ron", ERRAND);
    for pipe in ["pipe.ron", "folder/pipe.ron", "folder/pack.ron", "folder/term.plan.ron"] {
        let made = std::process::Command::new("mkfifo").arg(desk.path().join(pipe)).status();
        assert!(made.unwrap().success());
    }
    for path in ["pipe.ron", "/dev/zero", "/dev/tty", "folder/pack.ron"] {
        for command in ["check", "play", "run", "analyze", "simulate"] {
            let mut words = vec![command, path];
            match command {
                "play" => words.push("--terminal"),
                "run" => words.extend(["--seed", "1"]),
                "simulate" => words.extend(["--seed", "1", "--runs", "1"]),
                _ => {}
            }
            let ran = desk.run(&words);
            assert_eq!(ran.code, 2, "{words:?}: {}", ran.err);
            let told = ["is not an ordinary file", "name one of its scenarios"];
            assert!(told.iter().any(|told| ran.err.contains(told)), "{words:?}: {}", ran.err);
        }
    }
    // What is beside it is listed all the same.
    let out = desk.run(&["list", "--scenarios", "folder"]).fine();
    assert!(out.contains("folder/errand.ron"), "{out}");
    assert_eq!(out.matches("this is not an ordinary file, so it was not read").count(), 2, "{out}");
    let ran = desk.run(&["check", "folder/errand.ron"]);
    assert!(ran.err.contains("folder/pack.ron: this is not an ordinary file"), "{}", ran.err);
}

#[test]
fn limits_of_a_walk_are_told() {
    let desk = Desk::new();
    for at in 0..2_010 {
        fs::create_dir_all(desk.path().join(format!("wide/{at:04}"))).unwrap();
    }
    desk.file("wide/0000/errand.ron", ERRAND);
    desk.file("deep/1/2/3/4/5/6/7/8/9/errand.ron", ERRAND);
    let told = [
        (
            "wide",
            "wide: there are more than 2000 folders in it; what comes after was not looked at",
        ),
        ("deep", "deep: there are folders in it more than 8 levels deep; what comes after"),
    ];
    for (folder, words) in told {
        let out = desk.run(&["list", "--scenarios", folder]).fine();
        assert_eq!(out.matches(words).count(), 1, "{out}");
        let json = desk.run(&["list", "--scenarios", folder, "--json"]).fine();
        assert_eq!(json.matches(words).count(), 1, "{json}");
        let ran = desk.run(&["check", folder, "errand.ron"]);
        assert_eq!((ran.code, ran.err.matches(words).count()), (2, 1), "{}", ran.err);
    }
}

#[test]
fn a_folder_of_very_many_files_is_told_in_time() {
    let desk = Desk::new();
    let folder = desk.path().join("many");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("0000000"), "").unwrap();
    for at in 1..100_050 {
        fs::File::create(folder.join(format!("{at:07}"))).unwrap();
    }
    let begun = Instant::now();
    let out = desk.run(&["list", "--scenarios", "many"]).fine();
    assert!(out.contains("many: there are more than 100000 names in it"), "{out}");
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}
