//! Commands change what they should, without a window.

use std::{sync::mpsc, time::Duration};

use super::*;
use crate::{
    practice::Start,
    store::{AttemptFilter, ForkKind, LibraryPlaces, Records},
    team::{room::TrainerCommand, wire::WireRoomPhase},
    ui::{PhoneReach, Settings, TeamPlan, Theme},
};

struct Home {
    state: AppState,
    current: Option<Playing>,
    screen: Screen,
    came_from: Screen,
    examined: Option<String>,
    team: TeamSession,
    keepsake: Keepsake,
    wake: Option<Wake>,
    history: History,
    cards: LibraryCards,
}

impl Home {
    fn new(places: LibraryPlaces) -> Self {
        let state = AppState {
            practice: Practice::over(Records::in_memory()),
            library: Library::scan(&places),
            places,
            settings: Settings::default(),
            theme: Theme::shipped().unwrap(),
            notices: Vec::new(),
            start: Some(Start { seed: 32, ..Start::default() }),
            first_launch: true,
        };
        let (history, cards) = (History::default(), LibraryCards::default());
        Self {
            state,
            current: None,
            screen: Screen::Home,
            came_from: Screen::Home,
            examined: None,
            team: TeamSession::default(),
            keepsake: Keepsake::default(),
            wake: None,
            history,
            cards,
        }
    }

    fn asked(&mut self, command: Command) -> Screen {
        let mut context = Context {
            state: &mut self.state,
            current: &mut self.current,
            cards: &mut self.cards,
            history: &mut self.history,
            examined: &mut self.examined,
            team: &mut self.team,
            keepsake: &mut self.keepsake,
            wake: self.wake.as_ref(),
            came_from: &mut self.came_from,
            screen: self.screen,
            leaving: false,
        };
        context.apply(command);
        self.screen = context.screen;
        self.screen
    }

    fn playing(&mut self) -> &mut Playing {
        self.current.as_mut().unwrap()
    }

    fn choose(&mut self, ids: &[&str]) {
        for id in ids {
            self.asked(Command::Choose { id: (*id).to_owned(), own_words: None });
            assert_eq!(self.playing().notice, None, "after {id}");
        }
    }

    fn play_out(&mut self) {
        while let Some(offer) = self.playing().view.offered.first() {
            let id = offer.least_answer();
            self.choose(&[&id]);
        }
    }

    fn start(&mut self) -> Screen {
        self.asked(Command::Start { scenario: "received-h".to_owned() })
    }

    fn attempts(&self) -> Vec<crate::store::Attempt> {
        self.state.practice.records().attempts(&AttemptFilter::default()).unwrap()
    }
}

#[test]
fn a_play_is_kept_choice_by_choice_and_gone_on_with() {
    let mut home = Home::new(LibraryPlaces::default());
    assert_eq!(home.start(), Screen::Play);
    assert!(home.playing().opens);
    home.choose(&["reread", "cold+briefing"]);
    let (turn, said) = (home.playing().turn(), home.playing().transcript.clone());
    assert_eq!(home.asked(Command::Leave), Screen::Home);
    assert!(home.cards.unfinished.is_some());
    home.current = None;
    assert_eq!(home.asked(Command::Continue), Screen::Play);
    assert_eq!(home.playing().transcript, said);
    assert!(!home.playing().opens && home.playing().past.len() == 2 && turn > 0);
}

#[test]
fn a_finished_play_has_a_debrief_and_leaves_its_traces() {
    let mut home = Home::new(LibraryPlaces::default());
    home.start();
    home.play_out();
    assert!(home.playing().debrief.is_some());
    assert_eq!(home.asked(Command::OpenDebrief), Screen::Debrief);
    home.asked(Command::Felt(Feeling::Unsure));
    home.asked(Command::Keep(Intention::typed("If it is quiet, I ring.", "", "").unwrap()));
    home.asked(Command::Home);
    assert_eq!(home.cards.commitment.as_deref(), Some("If it is quiet, I ring."));
    assert!(home.cards.unfinished.is_none());
    assert_eq!(home.asked(Command::Progress), Screen::Progress);
    assert!(!home.history.skills.is_empty() && home.history.attempts.len() == 1);
    let attempt = home.history.attempts[0].id.clone();
    assert_eq!(home.asked(Command::OpenAttempt { attempt }), Screen::Debrief);
    assert_eq!(home.playing().feeling(), Some(Feeling::Unsure));
    assert_eq!(home.playing().kept().map(|kept| &*kept.text), Some("If it is quiet, I ring."));
}

#[test]
fn a_sentence_is_chosen_in_the_debrief_and_home_shows_it_with_client_and_day() {
    let mut home = Home::new(LibraryPlaces::default());
    home.start();
    home.play_out();
    home.asked(Command::Home);
    assert_eq!(home.cards.commitment, None, "nothing is kept before it is chosen");
    let page = home.playing().page(None).unwrap();
    let sentence = &page.if_then.suggestions[0];
    let kept = Intention::typed(sentence, "Northgate", "Monday").unwrap();
    home.asked(Command::Keep(kept.clone()));
    assert_eq!(home.playing().kept(), Some(&kept));
    home.asked(Command::Home);
    let shown = home.cards.commitment.as_deref();
    assert_eq!(shown, Some(&*format!("{sentence} (Northgate, Monday)")));
}

#[test]
fn going_back_and_playing_on_are_attempts_of_their_own() {
    let mut home = Home::new(LibraryPlaces::default());
    home.start();
    home.choose(&["reread", "cold+briefing", "continue", "wait"]);
    let turn = home.playing().turn();
    assert_eq!(home.asked(Command::Rewind { step: 1 }), Screen::Play);
    assert!(home.playing().turn() > turn && home.playing().past.len() == 1);
    home.play_out();
    assert_eq!(home.asked(Command::PlayOn { step: 2 }), Screen::Play);
    assert_eq!(home.playing().past.len(), 2);
    let attempts = home.attempts();
    assert_eq!(attempts.len(), 3);
    assert_eq!(attempts.iter().filter(|attempt| attempt.hindsight).count(), 1);
    assert_eq!(home.asked(Command::Again), Screen::Play);
    assert_eq!(home.playing().past.len(), 0);
}

#[test]
fn a_better_line_is_played_with_hindsight_and_kept_apart() {
    let mut home = Home::new(LibraryPlaces::default());
    home.start();
    home.play_out();
    let session = home.playing().session();
    let decisions = session.decisions();
    let step = decisions.iter().position(|one| one.offered.len() > 1).unwrap();
    let other = decisions[step].offered.iter().find(|one| **one != decisions[step].chosen).unwrap();
    let id = crate::engine::answer_id(session.scenario(), *other);
    assert_eq!(home.asked(Command::PlayBetter { step, id: id.clone() }), Screen::Play);
    let decisions = home.playing().session().decisions();
    assert_eq!(decisions.len(), step + 1);
    assert_eq!(decisions[step].choice_id, *id);
    let attempts = home.attempts();
    let kept = attempts.iter().find(|attempt| attempt.hindsight).unwrap();
    assert_eq!(kept.steps, step + 1);
    assert!(kept.fork.is_some_and(|fork| fork.kind == ForkKind::PlayOn && fork.step == step));
}

#[test]
fn what_is_not_on_offer_changes_nothing_and_is_told() {
    let mut home = Home::new(LibraryPlaces::default());
    home.start();
    let turn = home.playing().turn();
    home.asked(Command::Choose { id: "fly".to_owned(), own_words: None });
    assert!(home.playing().notice.as_deref().is_some_and(|notice| notice.contains("fly")));
    assert_eq!(home.playing().turn(), turn);
}

#[test]
fn settings_are_kept_and_lead_back_to_the_play() {
    let mut home = Home::new(LibraryPlaces::default());
    home.start();
    assert_eq!(home.asked(Command::Settings), Screen::Settings);
    let changed = Settings { text_percent: 150, practice: false, ..Settings::default() };
    home.asked(Command::Change(Box::new(changed.clone())));
    assert_eq!(Settings::from_pairs(&home.state.practice.records().settings().unwrap()), changed);
    assert_eq!(home.asked(Command::Back), Screen::Play);
}

#[test]
fn a_changed_file_leaves_the_old_attempt_playable_until_one_starts_anew() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("received-h.ron");
    let shipped = Home::new(LibraryPlaces::default());
    let ready = shipped.state.library.find("received-h").cloned().unwrap();
    let text = ready.source.scenario.text().to_owned();
    std::fs::write(&file, &text).unwrap();
    let pack = ready.source.pack.as_ref().unwrap();
    std::fs::write(folder.path().join("pack.ron"), pack.text()).unwrap();
    let places =
        LibraryPlaces { given: vec![folder.path().to_owned()], ..LibraryPlaces::default() };
    let mut home = Home::new(places);
    home.start();
    home.choose(&["reread"]);
    std::fs::write(&file, text.replace("Received. H.", "Received, H.")).unwrap();
    home.asked(Command::Reload);
    home.asked(Command::Home);
    assert!(home.cards.unfinished.as_ref().is_some_and(|open| open.changed));
    home.asked(Command::Continue);
    assert_eq!(&*home.playing().scenario().title, "Received. H.");
    assert!(home.playing().earlier_version);
    home.start();
    assert_eq!(&*home.playing().scenario().title, "Received, H.");
    assert!(!home.playing().earlier_version);
    home.asked(Command::Leave);
    assert!(home.cards.unfinished.is_none(), "the outdated attempt is set aside");
}

#[test]
fn a_training_session_is_kept_when_the_screen_is_left_and_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let data_folder = Some(folder.path().to_owned());
    let mut home = Home::new(LibraryPlaces { data_folder, ..LibraryPlaces::default() });
    let (bell, rang) = mpsc::channel();
    home.wake = Some(Wake::with(move || {
        let _ = bell.send(());
    }));
    assert_eq!(home.asked(Command::TeamSession), Screen::Team);
    let plan = TeamPlan { reach: PhoneReach::ThisComputer, ..TeamPlan::of("received-h") };
    home.asked(Command::OpenTeam(Box::new(plan)));
    assert_eq!(home.team.notice, None);
    let code = home.team.shown().unwrap().join.code.clone();
    assert_eq!(code.len(), 6);
    home.asked(Command::Team(TrainerCommand::Next));
    while home.team.shown().unwrap().board.room.phase != WireRoomPhase::Briefing {
        rang.recv_timeout(Duration::from_secs(20)).expect("the host tells what is on disk");
        home.team.look();
    }
    home.asked(Command::Team(TrainerCommand::Close));
    assert_eq!(home.team.notice.as_deref(), Some("Not now: no vote is open."));
    home.asked(Command::PairRemote);
    let link = home.team.shown().unwrap().pairing.clone().unwrap();
    assert!(link.url.contains("/remote#") && link.dark.len() == link.side * link.side);
    assert_eq!(home.asked(Command::LeaveTeam), Screen::Home);
    home.asked(Command::TeamSession);
    assert!(home.team.shown().is_none());
    let kept = home.team.kept.clone();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].title, "Received. H.");
    let (room, reach) = (kept[0].id.clone(), PhoneReach::ThisComputer);
    home.asked(Command::ResumeTeam { room, reach });
    let shown = home.team.shown().unwrap();
    assert_eq!((shown.join.code.clone(), shown.board.room.phase), (code, WireRoomPhase::Briefing));
    home.asked(Command::LeaveTeam);
    home.asked(Command::TeamSession);
    home.asked(Command::ForgetTeam { room: kept[0].id.clone() });
    assert_eq!(home.team.kept, []);
    assert!(home.team.notice.as_ref().is_some_and(|said| said.contains("deleted")));
}

#[test]
fn a_rehearsal_is_lived_by_imaginary_people_and_kept_nowhere() {
    let mut home = Home::new(LibraryPlaces::default());
    home.asked(Command::TeamSession);
    let plan = TeamPlan { reach: PhoneReach::Rehearsal, ..TeamPlan::of("received-h") };
    home.asked(Command::OpenTeam(Box::new(plan)));
    for phase in [WireRoomPhase::Briefing, WireRoomPhase::Branch, WireRoomPhase::Open] {
        home.asked(Command::Team(TrainerCommand::Next));
        assert_eq!(home.team.shown().unwrap().board.room.phase, phase);
    }
    home.asked(Command::LeaveTeam);
    home.asked(Command::TeamSession);
    assert!(home.team.kept.is_empty() && home.team.shown().is_none());
    let live = TeamPlan::of("received-h");
    home.asked(Command::OpenTeam(Box::new(live)));
    assert!(home.team.notice.as_ref().is_some_and(|said| said.contains("no folder")));
}

#[test]
fn an_unfinished_play_is_put_away_and_stays_in_the_history() {
    let mut home = Home::new(LibraryPlaces::default());
    home.asked(Command::Start { scenario: "received-h".to_owned() });
    home.choose(&["reread"]);
    home.asked(Command::Leave);
    let left = home.cards.unfinished.clone().unwrap();
    assert!(!left.replay);
    home.asked(Command::PutAway { attempt: left.attempt });
    assert_eq!(home.cards.unfinished, None);
    home.asked(Command::Progress);
    assert_eq!(home.history.attempts.len(), 1);
}
