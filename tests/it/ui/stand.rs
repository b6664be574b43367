//! A stand for screens: fonts, theme, settings, and the command that comes back.

use std::{cell::Cell, collections::BTreeSet, rc::Rc};

use egui::{Vec2, epaint::ClippedShape};
use egui_kittest::{Harness, kittest::NodeT};
use rapport::{
    engine::{DayView, Offer, OnStage, PersonView, Said, Speaker, Standing, View},
    scenario::{Channel, Mood, Place},
    ui::{
        Command, Look, Pace, PastDecision, PlayLocal, PlayView, PlayerView, Settings, Theme,
        play_ui, theme,
    },
};

/// What a screen under test keeps: its local state, its settings and what came back.
pub(super) struct Stand<L> {
    pub local: L,
    pub settings: Settings,
    pub theme: Theme,
    pub commands: Vec<Command>,
}

/// A harness for a screen; `show` draws it and says what came back.
pub(super) fn stand<L: Default + 'static>(
    settings: Settings,
    size: Vec2,
    show: impl FnMut(&mut egui::Ui, Look<'_>, &mut L) -> Option<Command> + 'static,
) -> Harness<'static, Stand<L>> {
    scaled(settings, (size, 1.0), show)
}

/// The same on a screen with so many pixels per point.
pub(super) fn scaled<L: Default + 'static>(
    settings: Settings,
    (size, scale): (Vec2, f32),
    mut show: impl FnMut(&mut egui::Ui, Look<'_>, &mut L) -> Option<Command> + 'static,
) -> Harness<'static, Stand<L>> {
    let state = Stand {
        local: L::default(),
        settings,
        theme: Theme::shipped().expect("the shipped theme is a theme"),
        commands: Vec::new(),
    };
    let mut ready = false;
    Harness::builder()
        .with_size(size)
        .with_pixels_per_point(scale)
        .with_step_dt(0.1)
        .with_max_steps(8)
        .build_ui_state(
            move |ui, state: &mut Stand<L>| {
                if !ready {
                    ui.ctx().set_fonts(theme::fonts());
                    ready = true;
                    return;
                }
                let look = Look { theme: &state.theme, settings: &state.settings, pictures: &() };
                state.theme.apply(ui.ctx(), &state.settings);
                let whole = ui.ctx().content_rect();
                let mut screen = ui.new_child(egui::UiBuilder::new().max_rect(whole));
                if let Some(command) = show(&mut screen, look, &mut state.local) {
                    state.commands.push(command);
                }
            },
            state,
        )
}

/// Settings under which nothing moves or waits.
pub(super) fn still() -> Settings {
    Settings {
        pace: Pace::Instant,
        reduced_motion: true,
        timers: false,
        timers_met: true,
        ..Settings::default()
    }
}

/// A window as big as the designs.
pub(super) const WINDOW: Vec2 = Vec2::new(1280.0, 720.0);
/// The smallest window.
pub(super) const SMALL: Vec2 = Vec2::new(1024.0, 600.0);

/// A projector of today.
pub(super) const PROJECTOR: Vec2 = Vec2::new(1920.0, 1080.0);

/// The smallest text that was drawn, in points.
pub(super) fn smallest(shapes: &[ClippedShape]) -> (f32, String) {
    fn look(shape: &egui::Shape, least: &mut (f32, String)) {
        match shape {
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| look(shape, least)),
            egui::Shape::Text(text) if !text.galley.job.text.trim().is_empty() => {
                for section in &text.galley.job.sections {
                    if section.format.font_id.size < least.0 {
                        *least = (section.format.font_id.size, text.galley.job.text.clone());
                    }
                }
            }
            _ => {}
        }
    }
    let mut least = (f32::INFINITY, String::new());
    shapes.iter().for_each(|clipped| look(&clipped.shape, &mut least));
    least
}

/// The play screen with a view of its own.
pub(super) fn play(
    settings: Settings,
    size: Vec2,
    view: View,
) -> Harness<'static, Stand<PlayLocal>> {
    play_while(settings, size, view, Rc::new(Cell::new(true)))
}

/// The same, while somebody looks or does not.
pub(super) fn play_while(
    settings: Settings,
    size: Vec2,
    view: View,
    attended: Rc<Cell<bool>>,
) -> Harness<'static, Stand<PlayLocal>> {
    stand(settings, size, move |ui, look, local| {
        let transcript = view.said.clone();
        let decisions = [PastDecision {
            step: 0,
            scene: "Notice the silence".to_owned(),
            when: "Tuesday 21 May".to_owned(),
            channel: Channel::None,
            text: "I'm rereading the thread first.".to_owned(),
        }];
        let glossary = [("panel".into(), "People who interview somebody together.".into())];
        let play = PlayView {
            look,
            title: "Received. H.",
            minutes: 15,
            turn: 1,
            view: &view,
            course: &[],
            cast: &[],
            known: &BTreeSet::new(),
            attended: attended.get(),
            has_truths: true,
            player: PlayerView { name: "Sam Rowe", role: "Consultant" },
            card: None,
            picture: None,
            break_at: None,
            transcript: &transcript,
            decisions: &decisions,
            glossary: &glossary,
            working_days: true,
            can_rewind: true,
            notice: None,
        };
        play_ui(ui, &play, local)
    })
}

/// Helen.
pub(super) fn helen() -> PersonView {
    PersonView { id: "helen".into(), name: "Helen Brandt".into() }
}

/// A line.
pub(super) fn said(who: Speaker, text: &str) -> Said {
    Said { who, mood: None, text: text.into(), heading: None }
}

/// An offer.
pub(super) fn offer(id: &str, channel: Channel, text: &str) -> Offer {
    Offer {
        id: id.into(),
        text: text.into(),
        channel,
        to: (channel != Channel::None).then(|| "Helen Brandt".into()),
        timer: None,
        appears_after: 0,
        pick: None,
        commits: false,
        own_words: false,
    }
}

/// A call with Helen in which nothing is on offer yet.
pub(super) fn call() -> View {
    let standing = Standing {
        scene_title: "Opening the call".into(),
        act: None,
        place: Place::Desk,
        channel: Channel::Phone,
        minute: Some(525),
        day: DayView { number: 2, date: None },
        people: [OnStage {
            person: helen(),
            role: "Talent Partner".into(),
            portrait: "helen".into(),
            place: Place::Office,
            mood: Mood::Guarded,
            imagined: Some(40),
        }]
        .into(),
        meters: [].into(),
        saw: ["Three CVs went over on the third.".into()].into(),
        told: ["She never rated us.".into()].into(),
        agreements: [].into(),
        reminders: [].into(),
        ending: None,
        finished: false,
    };
    View {
        said: [said(Speaker::Person(helen()), "Brandt. I've a panel at nine.")].into(),
        standing,
        offered: Vec::new(),
    }
}

/// Labels of everything that a screen reader finds, in order.
pub(super) fn labels<L>(harness: &Harness<'_, Stand<L>>) -> Vec<String> {
    let mut labels = Vec::new();
    for node in harness.root().children_recursive() {
        let node = node.accesskit_node();
        labels.extend(node.label().into_iter().chain(node.value()));
    }
    labels
}
