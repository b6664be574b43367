//! The parts of a screenplay in their order.

use super::{
    lines::Writing, reading_order::ReadingOrder, screenplay::Screenplay, screenplay::plain,
    when::Conditions,
};
use crate::{
    scenario::{Scenario, SceneId, SourceMap},
    text::nearest,
};

/// How much of a scenario a screenplay holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extract {
    /// All of it.
    Whole,
    /// These scenes.
    Scenes(Vec<SceneId>),
}

impl Extract {
    /// These scenes, or the whole where none is named.
    ///
    /// # Errors
    /// The first name that no scene has, and the nearest that one has.
    pub fn of_names(
        scenario: &Scenario,
        names: &[String],
    ) -> Result<Self, (String, Option<String>)> {
        let find = |name: &String| {
            let known = || scenario.scenes.iter().map(|scene| &*scene.id);
            let at = scenario.scene_ids().find(|id| *scenario.scene(*id).id == **name);
            at.ok_or_else(|| (name.clone(), nearest(name, known()).map(str::to_owned)))
        };
        let scenes: Vec<SceneId> = names.iter().map(find).collect::<Result<_, _>>()?;
        Ok(if scenes.is_empty() { Self::Whole } else { Self::Scenes(scenes) })
    }
}

/// The screenplay of a scenario; the version is the beginning of its file's content hash.
#[must_use]
pub fn screenplay(
    scenario: &Scenario,
    map: &SourceMap,
    version: &str,
    extract: &Extract,
) -> Screenplay {
    let order = ReadingOrder::of(scenario);
    let conditions = Conditions { scenario, order: &order, pick: None };
    let play = Screenplay::nothing(&scenario.id, &scenario.title, version.to_owned());
    let mut writing = Writing { scenario, map, conditions, play };
    if let Extract::Scenes(scenes) = extract {
        let title = plain(format!("{}: scenes", scenario.title));
        writing.play.heading(1, [title]);
        let all = order.play.iter().chain(&order.after);
        all.filter(|id| scenes.contains(id)).for_each(|id| writing.scene(*id));
        return writing.play;
    }
    writing.card();
    writing.people();
    writing.truths();
    writing.notes();
    order.play.iter().for_each(|id| writing.scene(*id));
    writing.reactions();
    writing.endings();
    order.after.iter().for_each(|id| writing.scene(*id));
    writing.signature();
    writing.play
}
