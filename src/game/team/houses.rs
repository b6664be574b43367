//! Files of house rules that were dropped onto the window.

use std::path::Path;

use crate::{
    game::host::sentence,
    store::files::read_source,
    team::{house_rules, room::HouseRules},
    ui::HouseFile,
};

/// The rules of a file.
pub(super) fn rules_of(path: &str) -> Result<HouseRules, String> {
    let source = read_source(Path::new(path)).map_err(|error| error.to_string())?;
    house_rules(&source)
}

/// A file as the set-up shows it.
pub(super) fn house_file(path: &Path) -> HouseFile {
    let path = path.to_string_lossy().into_owned();
    match rules_of(&path) {
        Ok(rules) => HouseFile { path, title: rules.title, is_sound: true },
        Err(why) => HouseFile { path, title: sentence(&why), is_sound: false },
    }
}
