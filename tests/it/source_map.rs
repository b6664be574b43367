//! The source map: where content stands, what encloses it, who names it.

use std::collections::BTreeSet;

use rapport::{
    scenario::{ContentKind, Effect, Loaded, MarkKind, NodeId, Origin, SourceMap, load},
    text::{SourceFile, Span},
};

use super::corpus::{corpus, read};

fn everything() -> (String, Loaded) {
    let path = corpus("ok").into_iter().find(|path| path.ends_with("everything.ron")).unwrap();
    let source = read(&path);
    (source.text().to_owned(), load(&source, None))
}

fn words(text: &str, span: Span) -> &str {
    &text[span.start..span.end]
}

#[test]
fn names_stand_where_they_are_declared() {
    let (text, loaded) = everything();
    let (map, scenario) = (&loaded.map, loaded.scenario.as_deref().expect("it loads"));
    let name = |node: NodeId| map.name_span(node).map(|span| words(&text, span));
    let quoted = |id: &str| format!("\"{id}\"");
    for scene in &scenario.scenes {
        assert_eq!(name(scene.node), Some(&*quoted(&scene.id)));
        assert_eq!(map.content(scene.node), ContentKind::Scene);
    }
    for choice in scenario.choices.iter().filter(|choice| &*choice.id != "continue") {
        assert_eq!(name(choice.node), Some(&*quoted(&choice.id)));
        let scene = scenario.scene(choice.scene).node;
        assert_eq!(map.parent(choice.node), Some(scene), "{}", choice.id);
        for evidence in &choice.evidence {
            assert_eq!(map.parent(evidence.node), Some(choice.node));
            let (_, level) = map.field(evidence.node, "level").expect("evidence has a level");
            assert_eq!(words(&text, level), evidence.level.to_string());
        }
    }
    for person in &scenario.cast {
        assert_eq!(name(person.node), Some(&*quoted(&person.id)));
    }
    for ending in &scenario.endings {
        assert_eq!(name(ending.node), Some(&*quoted(&ending.id)));
        let fields: Vec<&str> = map.fields(ending.node).map(|(field, ..)| field).collect();
        assert!(fields.contains(&"title") && fields.contains(&"value"), "{fields:?}");
    }
}

#[test]
fn every_piece_stands_within_what_encloses_it() {
    let (_, loaded) = everything();
    let map = &loaded.map;
    let kinds: BTreeSet<ContentKind> = map.nodes().map(|node| map.content(node)).collect();
    assert!(kinds.len() >= 24, "{kinds:?}");
    for node in map.nodes() {
        let span = map.span(node);
        assert!(span.start < span.end);
        assert_eq!(map.at(span.start), Some(node), "{:?}", map.content(node));
        if let Some(around) = map.parent(node) {
            let outer = map.span(around);
            assert!(outer.start <= span.start && span.end <= outer.end);
        } else {
            assert_eq!(map.content(node), ContentKind::Scenario);
        }
    }
}

#[test]
fn uses_lead_to_what_is_named() {
    let (text, loaded) = everything();
    let (map, scenario) = (&loaded.map, loaded.scenario.as_deref().expect("it loads"));
    let named = scenario
        .scenes
        .iter()
        .map(|scene| (scene.node, &*scene.id))
        .chain(scenario.cast.iter().map(|person| (person.node, &*person.id)))
        .chain(scenario.meters.iter().map(|meter| (meter.node, &*meter.id)))
        .chain(scenario.facts.iter().map(|fact| (fact.node, &*fact.id)));
    let mut uses = 0;
    for (node, id) in named {
        let declared = map.name_span(node).expect("it has a name");
        assert_eq!(map.named_at(declared.start + 1), Some(node));
        for used in map.uses(node) {
            assert_eq!(words(&text, used), format!("\"{id}\""));
            assert_eq!(map.named_at(used.start + 1), Some(node), "{id}");
            assert_ne!(used, declared);
            uses += 1;
        }
    }
    assert!(uses > 40, "only {uses} uses");
}

#[test]
fn a_flag_stands_where_it_is_first_set_and_the_engines_own_say_what_they_are_about() {
    let (text, loaded) = everything();
    let (map, scenario) = (&loaded.map, loaded.scenario.as_deref().expect("it loads"));
    let (mut uses, mut own) = (0, BTreeSet::new());
    for mark in scenario.marks(MarkKind::Flag) {
        let node = scenario.mark_node(mark).expect("all of them stand somewhere");
        if !scenario.is_authored(mark) {
            own.insert(map.content(node));
            continue;
        }
        let name = format!("\"{}\"", scenario.mark_id(mark));
        assert_eq!(map.content(node), ContentKind::Flag);
        assert_eq!(words(&text, map.head(node)), name);
        let effect = map.parent(node).expect("it is set somewhere");
        assert_eq!(words(&text, map.span(effect)), format!("Set({name})"));
        for used in map.uses(node) {
            assert_eq!(words(&text, used), name);
            assert_eq!(map.named_at(used.start + 1), Some(node));
            uses += 1;
        }
    }
    assert!(uses > 0, "a flag is read somewhere");
    assert_eq!(own, BTreeSet::from([ContentKind::Reaction, ContentKind::Choice]));
}

#[test]
fn conditional_effects_are_known_by_their_place() {
    let (text, loaded) = everything();
    let scenario = loaded.scenario.as_deref().expect("it loads");
    let begins = |map: &SourceMap, node| words(&text, map.span(node)).starts_with("When(");
    let effects = scenario.choices.iter().flat_map(|choice| &choice.effects);
    let whens: Vec<NodeId> = effects
        .filter_map(|effect| match effect {
            Effect::When(Origin(node), ..) => Some(*node),
            _ => None,
        })
        .collect();
    assert!(!whens.is_empty() && whens.iter().all(|node| begins(&loaded.map, *node)));
}

#[test]
fn what_could_be_read_of_a_broken_file_has_its_places() {
    let (text, _) = everything();
    let broken = text.replacen("goto:", "gotoo:", 1);
    let loaded = load(&SourceFile::new("broken.ron", broken.as_str()), None);
    assert!(loaded.scenario.is_none());
    let model = loaded.partial.expect("most of it can be read");
    for scene in &model.scenes {
        let span = loaded.map.name_span(scene.node).expect("it has a name");
        assert_eq!(words(&broken, span), format!("\"{}\"", scene.id));
    }
}
