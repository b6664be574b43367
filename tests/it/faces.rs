//! Faces: nobody on stage has a twin, an id keeps its face, and an author's words about a look are heard.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rapport::{
    art::Art,
    scenario::{
        Appearance, Beard, ClothColour, Glasses, Hair, HairColour, Loaded, Mood, SkinTone, load,
        portraits,
    },
    text::SourceFile,
};

fn loaded(player: &str, cast: &[(String, String)]) -> Loaded {
    let one = |(id, more): &(String, String)| format!("{id:?}: (name: \"N\", role: \"R\"{more}),");
    let cast: String = cast.iter().map(one).collect();
    let text = format!(
        "Scenario(format: 1, id: \"x\", title: \"X\", summary: \"X\", minutes: 1,\n\
         player: (name: \"Sam\", role: \"R\"{player}), start: \"a\", cast: {{{cast}}},\n\
         scenes: {{\"a\": (choices: [(id: \"w\", text: \"W\", goto: End)])}},\n\
         endings: [(id: \"over\", title: \"Over\", value: 1, text: \"Over.\")])"
    );
    load(&SourceFile::new("x.ron", text), None)
}

/// Everybody's drawing by id.
fn faces(cast: &[(String, String)]) -> Vec<(String, String)> {
    let scenario = loaded("", cast).scenario.expect("it loads");
    scenario.cast.iter().map(|one| (one.id.to_string(), one.portrait.to_string())).collect()
}

fn plain(ids: impl IntoIterator<Item = String>) -> Vec<(String, String)> {
    ids.into_iter().map(|id| (id, String::new())).collect()
}

fn look(name: &str) -> Appearance {
    Appearance::of_name(name).unwrap_or_else(|| panic!("`{name}` is no drawn face"))
}

fn assert_no_twins(faces: &[(String, String)]) {
    for (at, (id, one)) in faces.iter().enumerate() {
        for (other_id, other) in &faces[..at] {
            let unlike = look(one).unlikeness(&look(other));
            assert!(unlike >= 8, "{id} {one} and {other_id} {other} are alike: {unlike}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nobody_in_a_cast_has_a_twin(ids in prop::collection::btree_set("[a-z]{1,6}(-[a-z0-9]{1,4})?", 2..=12)) {
        let ids: BTreeSet<String> =
            ids.into_iter().filter(|id| !portraits().any(|known| known == id) && id != "you").collect();
        let cast = plain(ids.iter().cloned());
        let told = faces(&cast);
        assert_no_twins(&told);
        prop_assert_eq!(&faces(&cast), &told, "the same file, the same faces");
        let mut turned: Vec<_> = faces(&plain(ids.into_iter().rev()));
        turned.reverse();
        prop_assert_eq!(turned, told, "the order within the file changes nobody");
    }
}

#[test]
fn numbered_people_are_told_apart_too() {
    assert_no_twins(&faces(&plain((0..12).map(|at| format!("person-{at}")))));
    assert_no_twins(&faces(&plain((0..12).map(|at| "x".repeat(at + 1)))));
}

#[test]
fn what_an_author_says_of_a_look_is_drawn() {
    let said = ", look: (hair: Turban, beard: Long, glasses: Round, colour: Plum)".to_owned();
    let all = [("ann".to_owned(), said), ("bob".to_owned(), ", look: (hair: Turban)".to_owned())];
    let faces = faces(&all);
    let (ann, bob) = (look(&faces[0].1), look(&faces[1].1));
    assert_eq!((ann.hair, ann.beard), (Hair::Turban, Beard::Long));
    assert_eq!((ann.glasses, ann.colour), (Glasses::Round, ClothColour::Plum));
    assert_eq!(bob.hair, Hair::Turban);
    assert!(ann.unlikeness(&bob) >= 4, "the rest tells them apart: {ann:?} {bob:?}");
}

#[test]
fn the_player_has_a_look_where_the_scenario_gives_one() {
    let none = loaded("", &[]).scenario.expect("it loads");
    assert_eq!(none.player_portrait, None);
    let said = ", look: (skin: Dark, hair: Puff, hair_colour: Black)";
    let own = loaded(said, &[]).scenario.expect("it loads");
    let you = look(own.player_portrait.as_ref().expect("a face"));
    assert_eq!((you.skin, you.hair), (SkinTone::Dark, Hair::Puff));
    assert_eq!(you.hair_colour, HairColour::Black);
}

#[test]
fn a_word_that_there_is_not_is_told_with_the_nearest() {
    for (said, help) in [
        ("hair: Curlz", "did you mean `Curls`?"),
        ("glasses: Rond", "did you mean `Round`?"),
        ("hairs: Curls", "did you mean `hair`?"),
    ] {
        let told = loaded("", &[("ann".to_owned(), format!(", look: ({said})"))]).diagnostics;
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0].code, "E0002");
        assert!(told[0].help.iter().any(|one| one == help), "{told:?}");
    }
}

#[test]
fn a_portrait_that_ships_stays_with_its_id() {
    let told = faces(&plain(["helen".to_owned(), "ann".to_owned()]));
    assert_eq!(told[0].1, "helen");
    assert!(Appearance::of_name(&told[1].1).is_some());
}

#[test]
fn the_language_knows_the_portraits_that_are_drawn() {
    let art = Art::load().expect("it loads");
    assert!(portraits().eq(art.portraits()));
}

#[test]
fn a_drawn_face_is_found_by_its_name_only() {
    let (_, name) = faces(&plain(["ann".to_owned()])).remove(0);
    assert_eq!(look(&name).name(), name);
    let art = Art::load().expect("it loads");
    assert_ne!(art.portrait(&name, Mood::Warm), art.portrait("nobody", Mood::Warm));
    for bad in ["look-", "look-zzzzzzzzzz", "look-aaaaaaaaaaa", "look-ééééé", "LOOK-aaaaaaaaaa"]
    {
        assert_eq!(Appearance::of_name(bad), None, "{bad}");
    }
}
