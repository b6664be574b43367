//! Where and when a scene plays, said when it changes.

use std::{
    io::{BufRead, Write},
    sync::Arc,
};

use super::{super::stop::Stop, console::Console, notes::report, panels};
use crate::{
    coach::FOR_TRAINING,
    engine::{DayView, MeterView, OnStage, Standing},
    scenario::{Channel, Place},
    store::{AttemptFilter, Ready, Records},
};

/// What was last said about where things stand.
#[derive(Default)]
pub(super) struct Setting {
    place: Option<(Place, Channel, DayView, Option<u16>)>,
    people: Arc<[OnStage]>,
    meters: Arc<[MeterView]>,
}

impl Setting {
    /// Says which part begins, and where and when, if that has changed: before anything is said there.
    pub(super) fn open(
        &mut self,
        standing: &Standing,
        console: &mut Console<impl BufRead, impl Write>,
    ) -> Result<(), Stop> {
        let place = (standing.place, standing.channel, standing.day.clone(), standing.minute);
        if let Some(act) = &standing.act {
            console.line(&format!("\n=== {act} ==="))?;
        }
        if self.place.as_ref() != Some(&place) {
            console.line(&format!("\n[{}]", panels::place(standing)))?;
        }
        self.place = Some(place);
        Ok(())
    }

    /// Says what has changed of who is there and of what is counted: after what was said.
    pub(super) fn close(
        &mut self,
        standing: &Standing,
        console: &mut Console<impl BufRead, impl Write>,
    ) -> Result<(), Stop> {
        if self.people != standing.people {
            panels::people(standing, console)?;
        }
        if self.meters != standing.meters {
            panels::meters(standing, console)?;
        }
        self.people.clone_from(&standing.people);
        self.meters.clone_from(&standing.meters);
        Ok(())
    }
}

/// What it is about, who you are, and what you meant to do last time.
pub(super) fn title_card(
    ready: &Ready,
    records: &Records,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    let scenario = &ready.scenario;
    if report(records.attempts(&AttemptFilter::default())).is_some_and(|before| before.is_empty()) {
        console.line(FOR_TRAINING)?;
        console.line("")?;
    }
    console.line(&format!("{} ({} min)", scenario.title, scenario.minutes))?;
    if let Some(tagline) = &scenario.tagline {
        console.line(tagline)?;
    }
    console.line(&scenario.summary)?;
    console.line(&format!("You are {}, {}.", scenario.player_name, scenario.player_role))?;
    if let Some(draw) = scenario.variety {
        let draw = &scenario.draws[draw.index()];
        let met = report(records.met_values(&scenario.id, &draw.id)).map_or(0, |met| met.len());
        if met > 0 {
            console.line(&format!("Truths met so far: {met} of {}.", draw.values.len()))?;
        }
    }
    let commitments = report(records.commitments()).unwrap_or_default();
    if let Some(last) = commitments.iter().find(|one| *one.scenario_id == *scenario.id) {
        console.line(&format!("Last time you meant to do this: {}", last.kept.told()))?;
    }
    console.line("Type the number of what you do, and ? for help.")?;
    console.line("")
}
