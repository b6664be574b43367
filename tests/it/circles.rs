//! No circles between the files of a room: whoever reads one file can read on downwards, and comes to an
//! end.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::{code_only, sources};

/// A path through modules, from the crate on.
type Path = Vec<String>;

#[test]
fn the_files_of_a_room_stand_in_no_circle() {
    let arrows = Crate::of(&sources()).arrows();
    let mut wrong = Vec::new();
    for file in arrows.keys() {
        let circle: Vec<&str> = circle(&arrows, file);
        if !circle.is_empty() && circle[0] == file {
            wrong.push(circle.join(" - "));
        }
    }
    assert!(wrong.is_empty(), "files that use each other:\n{}", wrong.join("\n"));
}

#[test]
fn the_scan_sees_paths_of_every_form() {
    let file = |name: &str, text: &str| (format!("src/{name}"), text.to_owned());
    let files = [
        file("room/mod.rs", "mod a; mod b; mod deep; pub use a::{One, deep::*}; pub use b::Two;"),
        file("room/a.rs", "pub struct One; pub(in crate::room) fn f() { super::b::g() }"),
        file("room/b.rs", "use super::{One, deep::{self, low::Low}}; // use super::c::X;"),
        file("room/deep/mod.rs", "mod low; pub use self::low::Low; fn h() { low::f() }"),
        file(
            "room/deep/low.rs",
            "pub struct Low; fn f(_: super::super::Two, _: crate::other::X) {}\n\
             #[cfg(test)]\nmod tests { use super::*; }",
        ),
        file("other/mod.rs", "use crate::room::One;"),
    ];
    let arrows = Crate::of(&files).arrows();
    let to = |file: &str| arrows[file].iter().map(|file| &file["src/room/".len()..]).collect();
    let (a, b): (Vec<&str>, Vec<&str>) = (to("src/room/a.rs"), to("src/room/b.rs"));
    assert_eq!((a, b), (vec!["b.rs"], vec!["a.rs", "deep/low.rs", "deep/mod.rs"]));
    let (deep, low): (Vec<&str>, Vec<&str>) =
        (to("src/room/deep/mod.rs"), to("src/room/deep/low.rs"));
    assert_eq!((deep, low), (vec!["deep/low.rs"], vec!["b.rs"]));
    assert!(arrows["src/room/mod.rs"].is_empty(), "a door is no arrow");
    assert!(arrows["src/other/mod.rs"].is_empty(), "other rooms are the table's business");
    assert_eq!(circle(&arrows, "src/room/a.rs").len(), 4);
}

/// The files that reach a file and are reached from it, in order; none where it stands in no circle.
fn circle<'a>(arrows: &'a BTreeMap<String, BTreeSet<String>>, file: &str) -> Vec<&'a str> {
    let mut others = reached(arrows, file);
    others.retain(|other| reached(arrows, other).contains(file));
    others.into_iter().collect()
}

/// The files that can be come to from one by arrows.
fn reached<'a>(arrows: &'a BTreeMap<String, BTreeSet<String>>, from: &str) -> BTreeSet<&'a str> {
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    let next = |at: &str| arrows.get(at).into_iter().flatten().map(String::as_str);
    let mut waiting: Vec<&str> = next(from).collect();
    while let Some(at) = waiting.pop() {
        if reached.insert(at) {
            waiting.extend(next(at));
        }
    }
    reached
}

/// What each module names.
struct Crate {
    modules: BTreeMap<Path, Module>,
}

struct Module {
    file: String,
    /// Paths in its code.
    uses: Vec<Path>,
    /// What it hands on under its own name, and from where.
    doors: Vec<Path>,
    /// Names that it defines.
    names: BTreeSet<String>,
}

impl Crate {
    fn of(files: &[(String, String)]) -> Self {
        let mut modules = BTreeMap::new();
        for (file, text) in files {
            // What a file's own tests call `super` is the file.
            let code = code_only(text);
            let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let tokens = tokens(code);
            let (mut uses, mut doors) = (Vec::new(), Vec::new());
            paths(&tokens, &mut uses, &mut doors);
            let defines = ["struct", "enum", "fn", "trait", "type", "const", "static", "mod"];
            let names = tokens.windows(2).filter(|pair| defines.contains(&&*pair[0]));
            let names = names.map(|pair| pair[1].clone()).collect();
            let module = Module { file: file.clone(), uses, doors, names };
            modules.insert(module_of(file), module);
        }
        Self { modules }
    }

    /// By file, the files of its room that it uses.
    fn arrows(&self) -> BTreeMap<String, BTreeSet<String>> {
        let to = |at: &Path, module: &Module| -> BTreeSet<String> {
            let absolute = module.uses.iter().filter_map(|path| self.absolute(at, path));
            let targets = absolute.filter(|path| path[0] == at[0]);
            let files = targets.filter_map(|path| self.file(&path, 0));
            files.filter(|file| *file != module.file).map(str::to_owned).collect()
        };
        let rooms = self.modules.iter().filter(|(at, _)| !at.is_empty());
        rooms.map(|(at, module)| (module.file.clone(), to(at, module))).collect()
    }

    /// A path as it stands in a module, from the crate on; `None` if it leads out of it.
    fn absolute(&self, at: &Path, path: &Path) -> Option<Path> {
        let mut from = at.clone();
        let mut rest = path.iter();
        match path.first()?.as_str() {
            "crate" => {
                rest.next();
                from.clear();
            }
            "self" => {
                rest.next();
            }
            "super" => {
                while rest.as_slice().first().is_some_and(|word| word == "super") {
                    rest.next();
                    from.pop();
                }
            }
            child => {
                let child = from.iter().cloned().chain([child.to_owned()]).collect::<Path>();
                self.modules.get(&child)?;
            }
        }
        from.extend(rest.filter(|word| *word != "self").cloned());
        (!from.is_empty()).then_some(from)
    }

    /// The file that a path leads to, through every door on the way.
    fn file(&self, path: &Path, doors: usize) -> Option<&str> {
        let at = (0..=path.len()).rev().find(|at| self.modules.contains_key(&path[..*at]))?;
        let (here, module) = self.modules.get_key_value(&path[..at])?;
        let Some(name) = path.get(at).filter(|name| *name != "*" && !module.names.contains(*name))
        else {
            return Some(&module.file);
        };
        let door = |door: &Path| {
            let mut target = self.absolute(here, door)?;
            if target.last().is_some_and(|last| last == "*") {
                target.pop();
                let far = self.modules.get(&target)?;
                let has = far.names.contains(name) || !far.doors.is_empty();
                target.push(name.clone());
                return has.then_some(target);
            }
            (target.last() == Some(name)).then_some(target)
        };
        let target = module.doors.iter().find_map(door).filter(|_| doors < 8);
        target.map_or(Some(&module.file), |target| self.file(&target, doors + 1))
    }
}

/// `src/room/a/mod.rs` and `src/room/a.rs` are the module `room::a`.
fn module_of(file: &str) -> Path {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    let words = path.split('/').filter(|word| !["mod", "lib", "main"].contains(word));
    words.map(str::to_owned).collect()
}

/// Words, `::` and single signs.
fn tokens(code: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut is_word = false;
    for letter in code.chars() {
        let continues = letter.is_alphanumeric() || letter == '_';
        match tokens.last_mut() {
            Some(last) if continues && is_word => last.push(letter),
            Some(last) if letter == ':' && last == ":" => last.push(letter),
            _ if letter.is_whitespace() => {}
            _ => tokens.push(letter.to_string()),
        }
        is_word = continues;
    }
    tokens
}

/// The paths of a file: what it uses, and what it hands on.
fn paths(tokens: &[String], uses: &mut Vec<Path>, doors: &mut Vec<Path>) {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let before = at.checked_sub(1).map_or("", |at| &tokens[at]);
        let after = tokens.get(at + 1).map_or("", |token| token);
        if token == "use" {
            let is_door = before == "pub" || before == ")";
            let end = tokens[at..].iter().position(|token| token == ";").map_or(at, |end| at + end);
            tree(&tokens[at + 1..end], &Vec::new(), if is_door { doors } else { uses });
            at = end.max(at + 1);
            continue;
        }
        let is_word = token.starts_with(|c: char| c.is_alphabetic() || c == '_');
        if is_word && after == "::" && before != "::" && before != "in" {
            let mut path = vec![token.clone()];
            let mut rest = tokens[at + 1..].chunks_exact(2);
            while let Some([colons, word]) = rest.next()
                && colons == "::"
            {
                path.push(word.clone());
            }
            at += 2 * path.len() - 1;
            uses.push(path);
            continue;
        }
        at += 1;
    }
}

/// The paths of a tree as it stands after `use`.
fn tree(tokens: &[String], stem: &Path, into: &mut Vec<Path>) {
    let mut path = stem.clone();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "{" => {
                let mut depth = 0_i32;
                let is_end = |token: &String| {
                    depth += i32::from(token == "{") - i32::from(token == "}");
                    depth == 0
                };
                let end = tokens[at..].iter().position(is_end).map_or(tokens.len(), |end| at + end);
                tree(&tokens[at + 1..end], &path, into);
                at = end;
                path.clone_from(stem);
            }
            "," => {
                if path.len() > stem.len() {
                    into.push(std::mem::replace(&mut path, stem.clone()));
                }
            }
            "as" => at += 1,
            "::" => {}
            word => path.push(word.to_owned()),
        }
        at += 1;
    }
    if path.len() > stem.len() {
        into.push(path);
    }
}
