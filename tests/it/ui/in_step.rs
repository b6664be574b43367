//! What is seen and what is told are in step, over whole plays.

use std::{cell::RefCell, collections::BTreeSet, rc::Rc, sync::Arc};

use egui::Key;
use egui_kittest::Harness;
use rapport::{
    engine::{Offer, Said, Session, Speaker, Standing},
    scenario::{self, Scenario},
    text::{SharedStr, SourceFile},
    ui::{CastMember, Pace, PlayLocal, PlayView, PlayerView, Settings, play_ui},
};

use super::stand::{SMALL, Stand, WINDOW, stand, still};

type Screen = Harness<'static, Stand<PlayLocal>>;

fn loaded(name: &str, text: &str) -> Arc<Scenario> {
    let pack = SourceFile::new("pack.ron", include_str!("../../../scenarios/pack.ron"));
    let source = SourceFile::new(name, text);
    Arc::new(scenario::load(&source, Some(&pack)).scenario.unwrap())
}

pub(super) fn flagship() -> Arc<Scenario> {
    loaded("received-h.ron", include_str!("../../../scenarios/received-h.ron"))
}

fn corpus() -> [Arc<Scenario>; 3] {
    [
        loaded("call.ron", include_str!("../../corpus/ok/call.ron")),
        loaded("everything.ron", include_str!("../../corpus/ok/everything.ron")),
        loaded("order.ron", include_str!("../../corpus/ok/order.ron")),
    ]
}

fn cast(scenario: &Scenario) -> Vec<CastMember> {
    let people = scenario.cast.iter();
    people
        .map(|person| CastMember {
            id: person.id.to_string(),
            name: person.name.to_string(),
            role: person.role.to_string(),
            portrait: person.portrait.to_string(),
        })
        .collect()
}

/// A play on screen, line by line.
pub(super) struct Seat {
    session: Rc<RefCell<Session>>,
    pub(super) screen: Screen,
}

impl Seat {
    fn new(scenario: &Arc<Scenario>, seed: u32, percent: u16, size: egui::Vec2) -> Self {
        Self::knowing(scenario, seed, (percent, size), BTreeSet::new())
    }

    /// Somebody who has read these lines before.
    fn knowing(
        scenario: &Arc<Scenario>,
        seed: u32,
        (percent, size): (u16, egui::Vec2),
        known: BTreeSet<SharedStr>,
    ) -> Self {
        let settings = Settings { text_percent: percent, ..still() };
        Self::with(scenario, seed, (settings, size), known)
    }

    /// Line by line under those settings.
    pub(super) fn with(
        scenario: &Arc<Scenario>,
        seed: u32,
        (settings, size): (Settings, egui::Vec2),
        known: BTreeSet<SharedStr>,
    ) -> Self {
        let session = Rc::new(RefCell::new(Session::new(Arc::clone(scenario), seed, &[]).unwrap()));
        let settings =
            Settings { pace: Pace::Waiting, captions: settings.text_percent > 100, ..settings };
        let (shared, people) = (Rc::clone(&session), cast(scenario));
        let screen = stand(settings, size, move |ui, look, local: &mut PlayLocal| {
            let session = shared.borrow();
            let (view, course) = (session.view(), session.unfold());
            let transcript: Vec<Said> = session.transcript().cloned().collect();
            let shown = PlayView {
                look,
                title: "A play",
                minutes: 15,
                turn: u64::try_from(session.decisions().len()).unwrap() + 1,
                view: &view,
                course: &course,
                cast: &people,
                known: &known,
                attended: true,
                has_truths: true,
                player: PlayerView { name: "Sam Rowe", role: "Consultant" },
                card: None,
                picture: None,
                break_at: Some(session.arrival()),
                transcript: &transcript,
                decisions: &[],
                glossary: &[],
                working_days: true,
                can_rewind: true,
                notice: None,
            };
            play_ui(ui, &shown, local)
        });
        Self { session, screen }
    }

    /// Plays to the end; `look` is called whenever something else may be on screen.
    pub(super) fn play(&mut self, mut look: impl FnMut(&Self)) {
        let mut nth = 0;
        while !self.session.borrow().finished() {
            let of = self.session.borrow().view().said.len();
            for _ in 0..of * 2 + 8 {
                self.screen.run_steps(2);
                look(self);
                if self.has_offers() {
                    break;
                }
                self.screen.key_press(Key::Space);
            }
            assert!(self.has_offers(), "the lines of a turn have no end");
            look(self);
            let offers = self.session.borrow().view().offered;
            let id = offers.get(nth % offers.len()).map(Offer::least_answer).unwrap();
            self.session.borrow_mut().choose(&id).unwrap();
            self.screen.state_mut().commands.clear();
            nth += 1;
            assert!(nth < 200, "the play has no end");
        }
    }

    pub(super) fn labels(&self) -> Vec<String> {
        super::stand::labels(&self.screen)
    }

    fn has_offers(&self) -> bool {
        let marks = ["Choice 1 of ", "That is how I see it", "Keep this sentence"];
        self.labels().iter().any(|label| marks.iter().any(|mark| label.starts_with(mark)))
    }
}

#[test]
fn what_is_read_lies_on_no_face() {
    let mut seen = 0;
    for (percent, size) in [(100, WINDOW), (100, SMALL), (150, WINDOW), (200, WINDOW), (200, SMALL)]
    {
        for scenario in [flagship()].into_iter().chain(corpus()) {
            for seed in [5, 32] {
                let mut seat = Seat::new(&scenario, seed, percent, size);
                seat.play(|seat| {
                    let local = &seat.screen.state().local;
                    for laid in &local.laid {
                        seen += 1;
                        for head in &local.heads {
                            let over = laid.intersect(*head);
                            assert!(
                                !over.is_positive(),
                                "{laid} lies on the head {head} at {percent} % in {size}: {:#?}",
                                seat.labels()
                            );
                        }
                        assert!(laid.height() > 24.0, "{laid} at {percent} % in {size}");
                    }
                });
            }
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn nobody_says_what_is_only_done() {
    for scenario in [flagship()].into_iter().chain(corpus()) {
        for seed in [5, 32] {
            let mut seat = Seat::new(&scenario, seed, 100, WINDOW);
            seat.play(|seat| {
                for label in seat.labels() {
                    if let Some(said) = label.strip_prefix("You: ") {
                        assert!(said.contains('“'), "nobody says “{said}”");
                    }
                }
            });
        }
    }
}

#[test]
fn what_is_to_be_answered_stays_while_one_chooses() {
    let mut kept = 0;
    for seed in [5, 7, 32] {
        let mut seat = Seat::new(&flagship(), seed, 100, WINDOW);
        seat.play(|seat| {
            if !seat.has_offers() {
                return;
            }
            let session = seat.session.borrow();
            let view = session.view();
            let here = Some(session.arrival()).filter(|at| *at < view.said.len()).unwrap_or(0);
            let asks = |said: &&Said| {
                let others = matches!(
                    said.who,
                    Speaker::Person(_) | Speaker::Email(Some(_)) | Speaker::Message(Some(_))
                );
                others && !said.text.is_empty()
            };
            if let Some(asked) = view.said[here..].iter().rev().find(asks) {
                let told = seat.labels();
                assert!(told.iter().any(|label| label.contains(&*asked.text)), "{}", asked.text);
                kept += 1;
            }
        });
    }
    assert!(kept > 10, "{kept}");
}

/// What is told of each person and each meter at a line.
fn told(standing: &Standing) -> (Vec<String>, usize, usize) {
    let meters = standing.meters.iter().map(|meter| format!("{meter:?}")).collect();
    (meters, standing.saw.len(), standing.told.len())
}

#[test]
fn nothing_changes_while_the_players_own_words_are_on() {
    for scenario in [flagship()].into_iter().chain(corpus()) {
        for seed in 0..6 {
            let mut session = Session::new(Arc::clone(&scenario), seed, &[]).unwrap();
            let mut nth = usize::try_from(seed).unwrap();
            while !session.finished() {
                let before = session.view().standing;
                let offers = session.view().offered;
                session.choose(&offers[nth % offers.len()].least_answer()).unwrap();
                nth += 1;
                let (view, course) = (session.view(), session.unfold());
                assert_eq!(course.len(), view.said.len() + 1);
                assert_eq!(course.last(), Some(&view.standing), "all of it is shown in the end");
                if !view.said.is_empty() {
                    assert_eq!(course[0], before);
                }
                let own =
                    view.said.first().is_some_and(|one| matches!(one.who, Speaker::Player(_)));
                if own && view.said.len() > 1 {
                    assert_eq!(told(&course[1]), told(&before), "ahead of the reply");
                    assert_eq!(course[1].people, before.people);
                }
            }
        }
    }
}

#[test]
fn whoever_was_imagined_is_seen_with_their_own_words() {
    let mut revealed = 0;
    for seed in 0..40 {
        let mut session = Session::new(flagship(), seed, &[]).unwrap();
        let mut nth = usize::try_from(seed).unwrap();
        while !session.finished() {
            let offers = session.view().offered;
            session.choose(&offers[nth % offers.len()].least_answer()).unwrap();
            nth += 1 + nth / 3;
            let (view, course) = (session.view(), session.unfold());
            for (at, line) in view.said.iter().enumerate() {
                for person in &*course[at].people {
                    let now = course[at + 1].people.iter().find(|now| now.person == person.person);
                    let is_seen =
                        person.imagined.is_some() && now.is_some_and(|now| now.imagined.is_none());
                    let speaks = |line: &Said| {
                        matches!(&line.who, Speaker::Person(who) if *who == person.person)
                            && !line.text.is_empty()
                    };
                    if is_seen && view.said[at..].iter().any(speaks) {
                        assert!(speaks(line), "before a word of hers: {}", line.text);
                        revealed += 1;
                    }
                }
            }
        }
    }
    assert!(revealed > 0, "nobody was ever revealed");
}

#[test]
fn what_was_read_before_is_skipped_up_to_what_is_new() {
    let scenario = flagship();
    let opening = Session::new(Arc::clone(&scenario), 5, &[]).unwrap().view().said;
    let texts: Vec<SharedStr> =
        opening.iter().filter(|one| !one.text.is_empty()).map(|one| one.text.clone()).collect();
    assert!(texts.len() > 4, "there is something to skip");
    for new in [texts.len(), texts.len() - 1, 2] {
        let known = texts.iter().enumerate().filter(|(at, _)| *at != new);
        let known = known.map(|(_, text)| text.clone()).collect();
        let mut seat = Seat::knowing(&scenario, 5, (100, WINDOW), known);
        seat.screen.run_steps(2);
        let is_there = |seat: &Seat| match texts.get(new) {
            Some(text) => seat.labels().iter().any(|label| label.contains(text.as_str())),
            None => seat.has_offers(),
        };
        // An act that begins has a page of its own, which Space turns; lines are skipped at once.
        for _ in 0..2 {
            if !is_there(&seat) {
                seat.screen.key_press(Key::S);
                seat.screen.run_steps(8);
            }
            if !is_there(&seat) {
                assert!(!seat.has_offers(), "line {new} was skipped");
                seat.screen.key_press(Key::Space);
                seat.screen.run_steps(2);
            }
        }
        assert!(is_there(&seat), "line {new}: {:#?}", seat.labels());
    }
}
