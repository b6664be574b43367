//! `rapport vocabulary`: every word of the language, held against what reads it.

use std::{collections::BTreeMap, fmt};

use rapport::scenario::{
    Age, Beard, Channel, ClothColour, Clothes, Earrings, FaceShape, Glasses, Habit, Hair,
    HairColour, Mood, PictureObject, Place, RuleLevel, Season, SkinTone, Timer, syntax as s,
};
use serde::{
    Deserialize,
    de::{self, Deserializer, Visitor},
};
use serde_json::Value;

use super::Desk;

/// Asks a type for the table by which it is read, and for nothing else.
struct Asking;

/// The table: the name of a type, and the names of its fields or words.
#[derive(Debug)]
struct Table(Option<(&'static str, &'static [&'static str])>);

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Table {}

impl de::Error for Table {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(None)
    }
}

impl<'de> Deserializer<'de> for Asking {
    type Error = Table;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Table> {
        Err(Table(None))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Table> {
        Err(Table(Some((name, fields))))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        words: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Table> {
        Err(Table(Some((name, words))))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map identifier ignored_any
    }
}

fn table<'de, T: Deserialize<'de>>() -> (&'static str, &'static [&'static str]) {
    T::deserialize(Asking).err().and_then(|table| table.0).expect("a struct or an enum")
}

#[test]
fn the_vocabulary_is_what_the_reader_reads_word_for_word() {
    let tables = [
        table::<s::Document<'_>>(),
        table::<s::Player<'_>>(),
        table::<s::Person<'_>>(),
        table::<s::Imagined<'_>>(),
        table::<s::Meter<'_>>(),
        table::<s::Guess<'_>>(),
        table::<s::Agreement<'_>>(),
        table::<s::Reminder<'_>>(),
        table::<s::Draw<'_>>(),
        table::<s::DrawValue<'_>>(),
        table::<s::Event<'_>>(),
        table::<s::Question<'_>>(),
        table::<s::Clock<'_>>(),
        table::<s::Trigger<'_>>(),
        table::<s::Reaction<'_>>(),
        table::<s::Beneath<'_>>(),
        table::<s::Ending<'_>>(),
        table::<s::SharedValue<'_>>(),
        table::<s::PackDocument<'_>>(),
        table::<s::Competency<'_>>(),
        table::<s::Scene<'_>>(),
        table::<s::TextVariant<'_>>(),
        table::<s::Choice<'_>>(),
        table::<s::Pick<'_>>(),
        table::<s::PickOption<'_>>(),
        table::<s::Outcome<'_>>(),
        table::<s::Branch<'_>>(),
        table::<s::Condition<'_>>(),
        table::<s::Effect<'_>>(),
        table::<s::Line<'_>>(),
        table::<s::EvidenceEntry<'_>>(),
        table::<s::Evidence<'_>>(),
        table::<s::Reading<'_>>(),
        table::<s::Lesson<'_>>(),
        table::<s::Claim<'_>>(),
        table::<s::Way<'_>>(),
        table::<s::ChoiceWords<'_>>(),
        table::<s::OwnLook>(),
        table::<s::ComposedPicture<'_>>(),
        table::<Season>(),
        table::<PictureObject>(),
        table::<FaceShape>(),
        table::<SkinTone>(),
        table::<Hair>(),
        table::<HairColour>(),
        table::<Glasses>(),
        table::<Beard>(),
        table::<Earrings>(),
        table::<Age>(),
        table::<Clothes>(),
        table::<ClothColour>(),
        table::<Channel>(),
        table::<Place>(),
        table::<Mood>(),
        table::<RuleLevel>(),
        table::<Habit>(),
        table::<Timer>(),
    ];
    let told: Value =
        serde_json::from_str(&Desk::new().run(&["vocabulary", "--format", "json"]).fine()).unwrap();
    let names = |list: &Value| -> Vec<String> {
        let names = list.as_array().unwrap().iter();
        names.map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    let shapes: BTreeMap<String, Vec<String>> = told["shapes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|shape| {
            let all = [names(&shape["fields"]), names(&shape["words"])].concat();
            (shape["name"].as_str().unwrap().to_owned(), all)
        })
        .collect();
    let read: BTreeMap<String, Vec<String>> = tables
        .iter()
        .map(|(name, all)| ((*name).to_owned(), all.iter().map(|one| (*one).to_owned()).collect()))
        .collect();
    assert_eq!(shapes, read);
}

#[test]
fn every_word_has_a_meaning_and_every_kind_is_known() {
    let told: Value =
        serde_json::from_str(&Desk::new().run(&["vocabulary", "--format", "json"]).fine()).unwrap();
    let shapes = told["shapes"].as_array().unwrap();
    let known: Vec<&str> = shapes.iter().map(|shape| shape["name"].as_str().unwrap()).collect();
    let list = |value: &Value| value.as_array().unwrap().clone();
    let mut kinds = Vec::new();
    for shape in shapes {
        assert_ne!(shape["meaning"], "", "{shape}");
        assert!(!shape.to_string().contains("[`"), "a link that leads nowhere: {shape}");
        let mut fields = list(&shape["fields"]);
        for word in list(&shape["words"]) {
            assert_ne!(word["meaning"], "", "{word}");
            fields.extend(list(&word["fields"]));
            kinds.extend(list(&word["takes"]));
        }
        for field in fields {
            assert_ne!(field["meaning"], "", "{field}");
            kinds.push(field["kind"].clone());
        }
    }
    assert!(kinds.len() > 150, "{}", kinds.len());
    for kind in kinds {
        let kind = kind.as_str().unwrap();
        let shapes = kind
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase()) && *word != "End");
        for shape in shapes {
            assert!(known.contains(&shape), "{kind}");
        }
        assert!(!kind.is_empty() && !kind.contains(['<', '\'']), "{kind}");
    }
}

#[test]
fn what_must_be_there_and_what_may_be_is_told_as_the_reader_has_it() {
    let told: Value =
        serde_json::from_str(&Desk::new().run(&["vocabulary", "--format", "json"]).fine()).unwrap();
    let shape = |name: &str| {
        let all = told["shapes"].as_array().unwrap();
        all.iter().find(|shape| shape["name"] == name).unwrap().clone()
    };
    let required = |shape: &Value| -> Vec<String> {
        let fields = shape["fields"].as_array().unwrap().iter();
        let fields = fields.filter(|field| field["optional"] == false);
        fields.map(|field| field["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        required(&shape("Scenario")),
        ["format", "id", "title", "summary", "minutes", "player", "start", "scenes", "endings"]
    );
    assert_eq!(required(&shape("Choice")), ["id", "text"]);
    assert_eq!(required(&shape("Ending")), ["id", "title", "value", "text"]);
    assert_eq!(shape("Scenario")["fields"][7]["kind"], "map of ids to Scene");
    assert_eq!(shape("Choice")["fields"][5]["kind"], "Channel");
    assert_eq!(told["competencies"][0]["anchors"].as_array().unwrap().len(), 4);
    assert!(told["portraits"].as_array().unwrap().iter().any(|name| name == "helen"));
}

#[test]
fn people_get_the_same_as_a_page() {
    let page = Desk::new().run(&["vocabulary"]).fine();
    for said in [
        "## Effect",
        "- `Add(id, number)`: Add to a meter, within its bounds.",
        "- `Named`",
        "- *`tagline`* (text): One line under the title",
        "- `InPerson`: Face to face.",
        "- `\"helen\"`",
        "### `\"channel\"`",
    ] {
        assert_eq!(page.contains(said), said != "- `Named`", "{said}: {page}");
    }
}
