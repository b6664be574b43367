//! Where each competency can be shown, scene by scene, as a table.

use std::io::Write;

use serde_json::{Value, json};

use super::{grid::Grid, stop::Stop};
use crate::{
    scenario::{Scenario, SceneId},
    solver::Occasions,
};

/// The table; nothing where nothing is rated, or not all was found.
pub(super) fn print(
    scenario: &Scenario,
    occasions: &[Occasions],
    out: &mut impl Write,
) -> Result<(), Stop> {
    if occasions.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nWhere each competency can be shown, and at which levels (1 to 4)")?;
    let ids = occasions.iter().map(|one| scenario.skill(one.skill).id.to_string());
    let mut grid = Grid::new(ids);
    for (id, scene) in scenario.scene_ids().zip(&scenario.scenes) {
        let cells: Vec<String> = occasions.iter().map(|one| levels(one, id)).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            grid.row(&*scene.id, cells);
        }
    }
    let recovers = |one: &Occasions| match one.recovers {
        Some(true) => "yes",
        Some(false) => "no",
        None => "-",
    };
    grid.row("a 4 after a 1", occasions.iter().map(|one| recovers(one).to_owned()).collect());
    grid.print(out)?;
    for one in occasions.iter().filter(|one| one.scenes.is_empty()) {
        writeln!(out, "  {} can be shown nowhere.", scenario.skill(one.skill).id)?;
    }
    Ok(())
}

/// The levels that can be shown in a scene: "1 3 4".
fn levels(one: &Occasions, scene: SceneId) -> String {
    let levels = one.scenes.iter().find(|(at, _)| *at == scene);
    let shown = levels.iter().flat_map(|(_, levels)| (1..).zip(levels));
    let shown =
        shown.filter(|(_, is_shown)| **is_shown).map(|(level, _): (u8, _)| level.to_string());
    shown.collect::<Vec<_>>().join(" ")
}

/// Where a competency can be shown, for programs.
pub(super) fn as_json(scenario: &Scenario, one: &Occasions) -> Value {
    let scene = |(scene, levels): &(SceneId, [bool; 4])| {
        let shown = (1_u8..).zip(levels).filter(|(_, is_shown)| **is_shown);
        let levels: Vec<u8> = shown.map(|(level, _)| level).collect();
        json!({ "id": scenario.scene(*scene).id, "levels": levels })
    };
    json!({
        "id": scenario.skill(one.skill).id,
        "scenes": one.scenes.iter().map(scene).collect::<Vec<_>>(),
        "four_after_one": one.recovers,
    })
}
