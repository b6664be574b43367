//! `rapport pictures`: what there is to look at, on one sheet.

use std::{io::Write, path::PathBuf};

use super::{output, places::Places, stop::Stop};
use crate::{
    art::{Art, PictureTone, SheetPicture, Variant, sheet},
    scenario::{Mood, Place, Scenario, portraits},
};

/// Draw the portraits, the places, or a scenario's people in every mood, as one picture
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples: rapport pictures portraits --output portraits.svg\n          \
    rapport pictures received-h --output cast.svg\n          \
    rapport pictures received-h --endings --output endings.svg\n\n\
    `portraits` are those that ship, `places` too; `moods` is every portrait in every mood. Anything else is a\n\
    scenario, whose people are drawn in every mood.")]
pub(super) struct Args {
    /// `portraits`, `places`, `moods`, or a scenario: its id, or a file
    what: PathBuf,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Draw the scenario's card and its endings instead of its people
    #[arg(long)]
    endings: bool,
    /// Also look for the scenario in this folder or file; may be repeated
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
}

/// The player's portrait where nobody has chosen one.
const YOU: &str = "sam-1";
/// Morning and evening, in hours.
const HOURS: [f32; 2] = [9.0, 19.5];

pub(super) fn pictures(args: &Args, places: Places, out: &mut impl Write) -> Result<(), Stop> {
    let places = places.with(&args.scenarios);
    let file = args.output.as_deref().filter(|path| !output::is_output(path));
    if let Some(path) = file {
        output::check(path, &places)?;
    }
    let svg = drawn(args, &places)?;
    match file {
        Some(path) => output::write(path, &places, |file| file.write_all(svg.as_bytes())),
        None => Ok(out.write_all(svg.as_bytes())?),
    }
}

fn drawn(args: &Args, places: &Places) -> Result<String, Stop> {
    // The drawings are embedded, and a test reads them all.
    let art = Art::load().map_err(|fault| Stop::Usage(fault.to_string()))?;
    let one = |name: String, svg: String| SheetPicture { name, svg };
    let moods = |name: &str, portrait: &str| -> Vec<SheetPicture> {
        let mood =
            |mood: Mood| one(format!("{name}, {}", mood.label()), art.portrait(portrait, mood));
        Mood::ALL.into_iter().map(mood).collect()
    };
    let rows = Mood::ALL.len();
    let what = &*args.what;
    Ok(match what.to_str().filter(|_| !args.endings) {
        Some("portraits") => {
            let each = |name: &str| one(name.to_owned(), art.portrait(name, Mood::Neutral));
            sheet(&portraits().map(each).collect::<Vec<_>>(), 4, (180, 180))
        }
        Some("moods") => {
            let each: Vec<_> = portraits().flat_map(|name| moods(name, name)).collect();
            sheet(&each, rows, (160, 160))
        }
        Some("places") => {
            let at = |place: Place, hour: f32| {
                let svg = art.place(place, hour, Variant::Plain, PictureTone::Real);
                one(
                    format!("{place:?}, {}:{:02}", hour.floor(), (hour.fract() * 60.0).round()),
                    svg,
                )
            };
            let each = Place::ALL.into_iter().flat_map(|place| HOURS.map(|hour| at(place, hour)));
            sheet(&each.collect::<Vec<_>>(), HOURS.len(), (384, 216))
        }
        _ => {
            let ready = places.scenario(what)?;
            let scenario = &ready.scenario;
            if args.endings {
                return Ok(endings(&art, scenario));
            }
            let you = scenario.player_portrait.iter().flat_map(|portrait| moods("you", portrait));
            let cast = scenario.cast.iter().flat_map(|one| moods(&one.id, &one.portrait));
            sheet(&you.chain(cast).collect::<Vec<_>>(), rows, (160, 160))
        }
    })
}

/// The card, and every ending.
fn endings(art: &Art, scenario: &Scenario) -> String {
    let card = SheetPicture {
        name: scenario.title.to_string(),
        svg: art.composed(&scenario.card_picture(), YOU),
    };
    let endings = scenario.endings.iter().map(|ending| SheetPicture {
        name: ending.title.to_string(),
        svg: art.composed(&scenario.usual_ending_picture(ending), YOU),
    });
    sheet(&std::iter::once(card).chain(endings).collect::<Vec<_>>(), 3, (480, 270))
}
