//! The house rules that a reader would otherwise have to watch: which room may use which, a line
//! that says what each file is for, files of a readable length, colours in one place.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// What each room may use: rooms, then crates. ARCHITECTURE.md shows the same table.
const ROOMS: [(&str, &[&str], &[&str]); 19] = [
    ("text", &[], &["serde", "strsim"]),
    ("tree", &["text"], &["ron"]),
    ("diagnostic", &["text"], &["annotate_snippets", "serde_json"]),
    ("scenario", &["text", "tree", "diagnostic"], &["jiff", "serde", "sha2"]),
    ("engine", &["text", "scenario"], &["jiff", "rand", "rand_chacha", "thiserror"]),
    ("solver", &["scenario", "engine"], &[]),
    ("coach", &["text", "scenario", "engine", "solver"], &[]),
    ("map", &["scenario", "engine", "solver"], &[]),
    ("plan", &["text", "tree", "scenario", "engine", "solver", "coach"], &[]),
    ("script", &["text", "tree", "diagnostic", "scenario", "solver"], &["sha2"]),
    (
        "store",
        &["text", "diagnostic", "scenario", "engine", "coach"],
        &["include_dir", "jiff", "rusqlite", "thiserror", "uuid"],
    ),
    ("postgres", &["text", "store"], &["tokio", "tokio_postgres"]),
    (
        "practice",
        &["scenario", "engine", "solver", "coach", "store"],
        &["serde", "serde_json", "thiserror"],
    ),
    ("art", &["scenario"], &["include_dir", "ron", "serde", "thiserror"]),
    ("sound", &[], &[]),
    (
        "team",
        &["text", "scenario", "engine", "solver", "coach", "store", "practice", "art"],
        &[
            "askama",
            "axum",
            "if_addrs",
            "qrcode",
            "rand",
            "ron",
            "serde",
            "serde_json",
            "sha2",
            "thiserror",
            "tokio",
            "uuid",
        ],
    ),
    (
        "ui",
        &["text", "diagnostic", "scenario", "engine", "coach", "practice", "team", "sound"],
        &["egui", "ron", "serde", "thiserror"],
    ),
    (
        "game",
        &[
            "solver",
            "text",
            "diagnostic",
            "scenario",
            "engine",
            "coach",
            "store",
            "practice",
            "team",
            "art",
            "sound",
            "ui",
        ],
        &[
            "bevy",
            "bevy_egui",
            "cpal",
            "egui",
            "jiff",
            "pulseaudio",
            "resvg",
            "ron",
            "serde",
            "thiserror",
            "winit",
        ],
    ),
    (
        "cli",
        &[
            "text",
            "tree",
            "diagnostic",
            "scenario",
            "engine",
            "solver",
            "coach",
            "map",
            "plan",
            "script",
            "store",
            "postgres",
            "practice",
            "art",
            "sound",
            "team",
            "game",
        ],
        &[
            "clap",
            "clap_complete",
            "csv",
            "ctrlc",
            "directories",
            "jiff",
            "serde",
            "serde_json",
            "shlex",
            "textwrap",
        ],
    ),
];

/// Rooms without files, clocks, threads and what differs between platforms: everything below `store`, and
/// `sound`, which comes to samples.
const PURE_ROOMS: [&str; 11] = [
    "text",
    "tree",
    "diagnostic",
    "scenario",
    "engine",
    "solver",
    "coach",
    "map",
    "plan",
    "script",
    "sound",
];

/// No file is longer.
const LONGEST_FILE: usize = 500;
/// Files that are longer all the same. This list only ever gets shorter.
const LONG_FILES: [&str; 0] = [];

/// Files that may name colours: the theme, the artist's palettes, and the colour behind it all before
/// the theme is there.
const COLOUR_FILES: [&str; 4] =
    ["src/ui/theme.rs", "src/ui/theme/", "src/art/", "src/game/stage/mod.rs"];

#[test]
fn rooms_use_only_the_rooms_below_them_and_their_own_crates() {
    let crates = dependencies();
    let mut used_by: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some((room, rooms, _)) = ROOMS.iter().find(|(room, ..)| in_room(&file, room)) else {
            assert!(["src/lib.rs", "src/main.rs"].contains(&file.as_str()), "{file} is in no room");
            continue;
        };
        let code = code_only(&text);
        for used in rooms_used(&code) {
            if used != *room && !rooms.contains(&used.as_str()) {
                wrong.push(format!("{file} uses the room `{used}`"));
            }
        }
        let used = crates.iter().filter(|name| uses_crate(&code, name)).map(String::as_str);
        used_by.entry(room).or_default().extend(used);
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "against the table of rooms:\n{}", wrong.join("\n"));
    for (room, _, crates) in ROOMS {
        let used: Vec<&str> = used_by.remove(room).unwrap_or_default().into_iter().collect();
        assert_eq!(used, crates, "the crates that `{room}` uses, against the table");
    }
}

#[test]
fn every_dependency_is_some_rooms_own() {
    let used: BTreeSet<&str> = ROOMS.iter().flat_map(|(.., crates)| *crates).copied().collect();
    let named = dependencies();
    let named: BTreeSet<&str> = named.iter().map(String::as_str).collect();
    assert_eq!(used, named, "the crates of all rooms, against Cargo.toml");
}

#[test]
fn the_scan_sees_what_it_should() {
    let code = code_only(
        "// crate::store\nuse crate::{\n  text::{Span, source},\n  engine,\n};\nlet x = crate::ui::f(); \"crate::game\"",
    );
    assert_eq!(rooms_used(&code), ["text", "engine", "ui"]);
    assert!(uses_crate("use ron::from_str;", "ron") && uses_crate("(rand::random())", "rand"));
    assert!(!uses_crate("use super::ron::x;", "ron") && !uses_crate("electron::x", "ron"));
    assert!(uses_crate("pub use egui;", "egui"));
}

#[test]
fn the_architecture_page_shows_the_same_table() {
    let page = read("ARCHITECTURE.md");
    for (room, rooms, _) in ROOMS {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{room}/`")));
        let row = row.unwrap_or_else(|| panic!("{room} has no row"));
        let cell = row.trim_end_matches('|').rsplit('|').next().unwrap().trim();
        let mut shown: Vec<&str> = match cell {
            "–" | "-" => Vec::new(),
            "all but ui" => ROOMS
                .iter()
                .map(|(room, ..)| *room)
                .filter(|r| !["ui", "cli"].contains(r))
                .collect(),
            list => list.split(", ").collect(),
        };
        let mut held = rooms.to_vec();
        shown.sort_unstable();
        held.sort_unstable();
        assert_eq!(shown, held, "the row of {room}");
    }
}

#[test]
fn pure_rooms_switch_the_bans_on() {
    for room in PURE_ROOMS {
        let text = read(&format!("src/{room}/mod.rs"));
        assert!(
            text.contains("#![deny(clippy::disallowed_methods, clippy::disallowed_types)]"),
            "{room} may read clocks and files"
        );
    }
}

#[test]
fn every_word_of_the_language_is_matched_by_name() {
    // Whoever adds a condition, an effect, a line or a trigger is then led to every place that must
    // know of it.
    let rooms = ["scenario", "engine", "solver"];
    for room in rooms {
        let text = read(&format!("src/{room}/mod.rs"));
        let denied = "#![deny(clippy::wildcard_enum_match_arm)]";
        assert!(text.contains(denied), "{room} may use `_ =>`");
    }
    // What reads nodes of the tree, before there are words.
    let exempt = ["src/scenario/load/read.rs"];
    for (file, text) in sources() {
        let is_room = rooms.iter().any(|room| file.starts_with(&format!("src/{room}/")));
        let is_door = rooms.iter().any(|room| file == format!("src/{room}/mod.rs"));
        let speaks = text.contains("wildcard_enum_match_arm");
        assert!(
            !is_room || is_door || speaks == exempt.contains(&file.as_str()),
            "{file} has a rule of its own about `_ =>`"
        );
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for (file, text) in sources().into_iter().chain(tests()) {
        assert!(text.starts_with("//! "), "{file} does not start with a `//!` line");
    }
}

#[test]
fn files_are_no_longer_than_a_sitting() {
    let mut long: Vec<String> = Vec::new();
    for (file, text) in sources().into_iter().chain(tests()) {
        let count = text.lines().count();
        let is_listed = LONG_FILES.contains(&file.as_str());
        if count > LONGEST_FILE && !is_listed {
            long.push(format!("{file}: {count} lines"));
        }
        assert!(count > LONGEST_FILE || !is_listed, "{file} is short now: take it off the list");
    }
    assert!(long.is_empty(), "longer than {LONGEST_FILE} lines:\n{}", long.join("\n"));
}

#[test]
fn diagnostics_come_from_named_constructors() {
    // That each code has a page, a constructor and a test is checked beside the table of codes; here,
    // that the pages of the constructors are the only places where diagnostics are made.
    for (file, text) in sources() {
        if file.contains("/faults/")
            || file.ends_with("/faults.rs")
            || file.starts_with("src/diagnostic/")
        {
            continue;
        }
        let code = code_only(&text);
        let made = code.contains("Diagnostic::error(") || code.contains("Diagnostic::warning(");
        assert!(!made, "{file} makes a diagnostic by hand: add a constructor to faults.rs");
    }
}

#[test]
fn colours_come_from_the_theme() {
    let raw = [
        "Color32::from_",
        "Color32::RED",
        "Color32::BLACK",
        "Color32::GRAY",
        "Rgba::from_",
        "Color::srgb",
        "hex(",
    ];
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let is_screen = in_room(&file, "ui") || in_room(&file, "game");
        if !is_screen || COLOUR_FILES.iter().any(|allowed| file.starts_with(allowed)) {
            continue;
        }
        for (line, number) in text.lines().zip(1..) {
            let is_remark = line.trim_start().starts_with("//");
            if !is_remark && (raw.iter().any(|raw| line.contains(raw)) || has_hex_colour(line)) {
                wrong.push(format!("{file}:{number}: {}", line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "raw colours outside the theme:\n{}", wrong.join("\n"));
}

#[test]
fn features_are_chosen_at_the_edges() {
    for (file, text) in sources() {
        let is_edge = file == "src/lib.rs" || in_room(&file, "cli");
        assert!(is_edge || !code_only(&text).contains("cfg(feature"), "{file} asks for a feature");
        assert!(!text.contains("#[allow("), "{file}: use #[expect(.., reason = \"..\")]");
    }
}

#[test]
fn days_shown_are_counted_in_one_place() {
    // How many days have passed is a number of days and not the name of one.
    let apart = ["src/engine/view.rs", "src/ui/play/words.rs", "src/cli/run.rs"];
    for (file, text) in sources().iter().filter(|(file, _)| !apart.contains(&&**file)) {
        assert!(!text.contains("day.number"), "{file} counts days; DayView::counted does");
    }
}

#[test]
fn nobody_leaves_a_machine_path_behind() {
    for (file, text) in sources().into_iter().chain(tests()) {
        for (line, number) in text.lines().zip(1..) {
            let path = ["/ro", "/wo", "/ho", "C:"].iter().zip(["ot/", "rk/", "me/", "\\Users"]);
            for (start, end) in path {
                assert!(!line.contains(&format!("{start}{end}")), "{file}:{number}: {line}");
            }
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

/// Every source file by its path from the root, with forward slashes.
pub(crate) fn sources() -> Vec<(String, String)> {
    rust_files("src")
}

/// Every test file.
fn tests() -> Vec<(String, String)> {
    rust_files("tests")
}

pub(crate) fn rust_files(folder: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                files.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

fn in_room(file: &str, room: &str) -> bool {
    file.strip_prefix("src/").is_some_and(|rest| {
        rest.strip_prefix(room).is_some_and(|rest| rest.starts_with('/') || rest == ".rs")
    })
}

/// The code without comments and without the insides of texts.
pub(crate) fn code_only(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    for line in text.lines() {
        let mut is_text = false;
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' if is_text => {
                    letters.next();
                }
                '"' => is_text = !is_text,
                '/' if !is_text && letters.peek() == Some(&'/') => break,
                _ if is_text => {}
                _ => code.push(letter),
            }
        }
        code.push('\n');
    }
    code
}

/// The rooms named after `crate::`, in order.
fn rooms_used(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if !rest.starts_with('{') {
            rooms.push(word(rest));
            continue;
        }
        let mut depth = 0;
        let mut is_new = true;
        for (at, letter) in rest.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 1 => break,
                '}' => depth -= 1,
                ',' if depth == 1 => is_new = true,
                _ if letter.is_alphabetic() && depth == 1 && is_new => {
                    rooms.push(word(&rest[at..]));
                    is_new = false;
                }
                _ => {}
            }
        }
    }
    rooms
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The crates of Cargo.toml, as code names them.
fn dependencies() -> Vec<String> {
    let manifest = read("Cargo.toml");
    let sections = manifest.split("\n[").filter(|section| {
        let head = section.lines().next().unwrap_or_default();
        head == "dependencies]" || (head.starts_with("target.") && head.ends_with(".dependencies]"))
    });
    let lines = sections.flat_map(|section| section.lines().skip(1));
    let names = lines.filter_map(|line| line.split_once(" = "));
    let names = names.map(|(name, _)| name.trim().replace('-', "_"));
    names.filter(|name| !name.is_empty() && !name.starts_with('#') && !name.contains(' ')).collect()
}

/// Whether `name::` or `use name;` stands in the code as the start of a path.
fn uses_crate(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].trim_end_matches(' ');
        let starts = !before.ends_with("::")
            && !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.');
        let rest = &code[at + name.len()..];
        starts && (rest.starts_with("::") || (before.ends_with("use") && rest.starts_with(';')))
    })
}

/// `"#3a7f2c"`, with or without alpha.
fn has_hex_colour(line: &str) -> bool {
    line.match_indices("\"#").any(|(at, _)| {
        let digits = line[at + 2..].chars().take_while(char::is_ascii_hexdigit).count();
        [6, 8].contains(&digits) && line[at + 2 + digits..].starts_with('"')
    })
}
