//! The one place where what the player asks for is done.

use bevy::{app::AppExit, prelude::*};
use bevy_egui::EguiPostUpdateSet;

use super::{Desk, Examined, History, Playing, Shelf, Table, Wishes};
use crate::{
    engine::{SavedChoice, Session},
    game::{pace::Pace, screen::Screen},
    store::{
        AttemptId, BEGUN_IN_HINDSIGHT, Begun, Content, Finish, ForkKind, Library, Mode, NewAttempt,
        Proposal, Ready, RecordsError,
    },
    ui::{Command, Commitment, Feeling},
};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<CameFrom>();
    app.add_systems(
        PostUpdate,
        apply.after(EguiPostUpdateSet::EndPass).run_if(resource_exists::<Desk>.and_then(asked)),
    );
}

/// The screen that settings and diagnostics go back to.
#[derive(Resource, Default)]
struct CameFrom(Screen);

fn asked(wishes: Res<Wishes>) -> bool {
    !wishes.0.is_empty()
}

#[expect(clippy::too_many_arguments, reason = "a Bevy system names what it uses")]
fn apply(
    mut desk: ResMut<Desk>,
    mut table: ResMut<Table>,
    mut shelf: ResMut<Shelf>,
    mut history: ResMut<History>,
    mut wishes: ResMut<Wishes>,
    mut came_from: ResMut<CameFrom>,
    mut examined: ResMut<Examined>,
    mut pace: ResMut<Pace>,
    screen: Res<State<Screen>>,
    mut next: ResMut<NextState<Screen>>,
    mut exit: MessageWriter<AppExit>,
) {
    pace.now();
    let mut house = House {
        desk: &mut desk,
        table: &mut table.0,
        shelf: &mut shelf,
        history: &mut history,
        examined: &mut examined.0,
        came_from: &mut came_from.0,
        screen: *screen.get(),
        leaving: false,
    };
    for command in wishes.0.drain(..) {
        house.apply(command);
    }
    if house.leaving {
        exit.write(AppExit::Success);
    }
    if house.screen != *screen.get() {
        next.set(house.screen);
    }
}

/// Everything a command can touch.
struct House<'h> {
    desk: &'h mut Desk,
    table: &'h mut Option<Playing>,
    shelf: &'h mut Shelf,
    history: &'h mut History,
    examined: &'h mut Option<usize>,
    came_from: &'h mut Screen,
    screen: Screen,
    leaving: bool,
}

impl House<'_> {
    fn apply(&mut self, command: Command) {
        match command {
            Command::Home | Command::Leave => self.go_home(),
            Command::Library => {
                self.shelf.stock(self.desk);
                self.screen = Screen::Library;
            }
            Command::Progress => {
                *self.history = History::of(self.desk);
                self.screen = Screen::Progress;
            }
            Command::Settings => self.visit(Screen::Settings),
            Command::Back => self.screen = *self.came_from,
            Command::Quit => self.leaving = true,
            Command::Continue => self.go_on(),
            Command::Start { entry } => self.start(entry),
            Command::Resume { entry } => self.resume_at(entry),
            Command::ShowDiagnostics { entry } => {
                *self.examined = Some(entry);
                self.visit(Screen::Diagnostics);
            }
            Command::Reload => self.reload(),
            Command::Choose { id, own_words } => self.choose(&id, None, own_words),
            Command::Rewind { step } => self.fork(step, ForkKind::Rewind),
            Command::PlayOn { step } => self.fork(step, ForkKind::PlayOn),
            Command::PlayBetter { step, id } => {
                self.fork(step, ForkKind::PlayOn);
                self.choose(&id, None, None);
            }
            Command::OpenDebrief => self.screen = Screen::Debrief,
            Command::OpenAttempt { attempt } => match attempt.parse() {
                Ok(attempt) => self.resume(attempt),
                Err(_) => self.tell(format!("There is no attempt {attempt}.")),
            },
            Command::Felt(feeling) => self.felt(feeling),
            Command::Keep(kept) => self.keep(kept),
            Command::Again => self.again(),
            Command::Change(settings) => {
                self.desk.settings = *settings;
                let kept = self.desk.records.set_settings(&self.desk.settings.to_pairs());
                self.tell_of(kept);
            }
        }
    }

    fn go_home(&mut self) {
        self.shelf.stock(self.desk);
        self.desk.first_launch = false;
        self.screen = Screen::Home;
    }

    fn visit(&mut self, screen: Screen) {
        if !matches!(self.screen, Screen::Settings | Screen::Diagnostics) {
            *self.came_from = self.screen;
        }
        self.screen = screen;
    }

    /// Something the player should know: on the play screen if there is one, else at home.
    fn tell(&mut self, words: String) {
        match self.table {
            Some(playing) if self.screen == Screen::Play => playing.notice = Some(words),
            _ => self.desk.notices.push(words),
        }
    }

    fn tell_of(&mut self, kept: Result<(), RecordsError>) {
        if let Err(error) = kept {
            self.tell(error.to_string());
        }
    }

    fn reload(&mut self) {
        self.desk.library = Library::scan(&self.desk.places);
        self.shelf.stock(self.desk);
        if self.screen == Screen::Diagnostics {
            self.screen = Screen::Library;
        }
    }

    fn go_on(&mut self) {
        match self.desk.records.unfinished() {
            Ok(Some(attempt)) => self.resume(attempt.id),
            Ok(None) => self.go_home(),
            Err(error) => self.tell(error.to_string()),
        }
    }

    fn ready_at(&self, entry: usize) -> Option<Ready> {
        match &self.desk.library.entries.get(entry)?.content {
            Content::Ready(ready) => Some(ready.clone()),
            Content::Broken(_) => None,
        }
    }

    fn start(&mut self, entry: usize) {
        let Some(ready) = self.ready_at(entry) else { return };
        self.set_aside_outdated(&ready);
        self.begin(&ready);
    }

    /// Starting anew sets aside an attempt at another version of the same scenario.
    fn set_aside_outdated(&mut self, ready: &Ready) {
        let open = self.desk.records.unfinished().ok().flatten();
        if let Some(open) = open
            && *open.scenario_id == *ready.scenario.id
            && open.hash != ready.scenario.hash
        {
            let kept = self.desk.records.set_aside(open.id);
            self.tell_of(kept);
        }
    }

    fn begin(&mut self, ready: &Ready) {
        let mode = if self.desk.settings.practice { Mode::Practice } else { Mode::Assessment };
        let forced = std::mem::take(&mut self.desk.forced);
        let named = self.desk.seed.take().map(|seed| Proposal { seed, forced });
        let taken = std::mem::take(&mut self.desk.choices);
        let hindsight =
            !taken.is_empty() || named.as_ref().is_some_and(|proposal| !proposal.forced.is_empty());
        let proposal = match named.map_or_else(|| self.desk.records.propose(&ready.scenario), Ok) {
            Ok(proposal) => proposal,
            Err(error) => return self.tell(error.to_string()),
        };
        let session = Session::new(ready.scenario.clone(), proposal.seed, &proposal.forced);
        let session = match session {
            Ok(session) => session,
            Err(error) => return self.tell(error.to_string()),
        };
        let begun = self.desk.records.begin(&NewAttempt {
            scenario: &ready.scenario,
            source: &ready.source,
            seed: proposal.seed,
            forced: &proposal.forced,
            mode,
            hindsight,
        });
        self.sit_down(session, &begun, mode);
        for (id, branch) in taken {
            self.choose(&id, branch, None);
        }
        if hindsight && begun.trouble.is_none() {
            self.tell(BEGUN_IN_HINDSIGHT.to_owned());
        }
    }

    fn sit_down(&mut self, session: Session, begun: &Begun, mode: Mode) {
        let turn = self.table.as_ref().map_or(0, |playing| playing.turn);
        let mut playing = Playing::new(session, begun.attempt, mode, turn, &self.desk.records);
        playing.notice = begun.trouble.as_ref().map(ToString::to_string);
        let ready = self.desk.library.find(&playing.scenario().id);
        playing.earlier_version =
            ready.is_some_and(|ready| ready.scenario.hash != playing.scenario().hash);
        *self.table = Some(playing);
        self.screen = Screen::Play;
    }

    fn resume_at(&mut self, entry: usize) {
        let Some(ready) = self.ready_at(entry) else { return };
        let filter = crate::store::AttemptFilter {
            scenario_id: Some(ready.scenario.id.to_string()),
            finished: Some(false),
            ..Default::default()
        };
        match self.desk.records.attempts(&filter) {
            Ok(open) => match open.iter().filter(|one| one.steps > 0).max_by_key(|one| one.touched)
            {
                Some(open) => self.resume(open.id),
                None => self.begin(&ready),
            },
            Err(error) => self.tell(error.to_string()),
        }
    }

    /// Goes on with an attempt, or shows the debrief of a finished one.
    fn resume(&mut self, attempt: AttemptId) {
        let records = &self.desk.records;
        let session = match records.resume(attempt) {
            Ok(session) => session,
            Err(error) => return self.tell(error.to_string()),
        };
        let kept = records.attempt(attempt).ok().flatten();
        let mode = kept.as_ref().map_or(Mode::Practice, |kept| kept.mode);
        let commitments = records.commitments().unwrap_or_default();
        let kept_words = commitments.into_iter().find(|one| one.attempt == attempt);
        let finished = session.finished();
        self.sit_down(session, &Begun { attempt, trouble: None }, mode);
        if let Some(playing) = self.table {
            playing.kept = kept_words.map(|one| one.kept);
            let feeling = kept.and_then(|kept| kept.feeling);
            playing.feeling = feeling.as_deref().and_then(Feeling::parse);
        }
        if finished {
            self.screen = Screen::Debrief;
        }
    }

    fn choose(&mut self, id: &str, branch: Option<u16>, own_words: Option<String>) {
        let Some(playing) = self.table else { return };
        playing.notice = None;
        let step = playing.session.decisions().len();
        if let Err(refusal) = playing.session.choose_branch(id, branch) {
            playing.notice = Some(refusal.to_string());
            return;
        }
        if own_words.is_some() {
            playing.own_words.clone_from(&own_words);
        }
        let choice = SavedChoice { id: id.to_owned(), branch };
        let kept = self.desk.records.record(playing.attempt, step, &choice, own_words.as_deref());
        playing.goes_under(kept);
        if let Some(finish) = Finish::of(&playing.session, playing.own_words.clone()) {
            let kept = self.desk.records.finish(playing.attempt, &finish);
            playing.goes_under(kept);
            let text = finish.commitment;
            playing.kept = text.map(|text| Commitment { text, client: None, day: None });
            playing.met = super::cards::met(&self.desk.records, playing.session.scenario());
        }
        playing.look_again();
    }

    fn fork(&mut self, step: usize, kind: ForkKind) {
        let Some(playing) = self.table else { return };
        let session = playing.session.rewound_to(step);
        let (attempt, mode) = (playing.attempt, playing.mode);
        let begun = self.desk.records.fork(attempt, step, kind);
        self.sit_down(session, &begun, mode);
    }

    fn felt(&mut self, feeling: Feeling) {
        let Some(playing) = self.table else { return };
        playing.feeling = Some(feeling);
        let kept = self.desk.records.set_feeling(playing.attempt, feeling.label());
        self.tell_of(kept);
    }

    fn keep(&mut self, commitment: Commitment) {
        let Some(playing) = self.table else { return };
        let kept = self.desk.records.commit(playing.attempt, &commitment);
        playing.kept = Some(commitment);
        self.tell_of(kept);
    }

    fn again(&mut self) {
        let id = self.table.as_ref().map(|playing| playing.scenario().id.to_string());
        let ready = id.and_then(|id| self.desk.library.find(&id).cloned());
        match ready {
            Some(ready) => self.begin(&ready),
            None => self.go_home(),
        }
    }
}

impl Playing {
    /// Takes note of where a choice was kept, or why it was not.
    fn goes_under(&mut self, kept: Result<AttemptId, RecordsError>) {
        match kept {
            Ok(attempt) if attempt == self.attempt => {}
            Ok(attempt) => {
                self.attempt = attempt;
                self.notice = Some(
                    "This play went on in another window. Yours is kept beside it.".to_owned(),
                );
            }
            Err(error) => self.notice = Some(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests;
