//! The one place where what the player asks for is done.

use std::fmt::Display;

use bevy::{app::AppExit, prelude::*};
use bevy_egui::EguiPostUpdateSet;

use super::{
    cards::LibraryCards,
    history::History,
    playing::Playing,
    state::{AppState, CommandQueue, CurrentPlay, ExaminedFile},
    words,
};
use crate::{
    coach::Felt,
    game::{
        keepsake::Keepsake,
        pace::{FrameWishes, Wake},
        screen::Screen,
        team::TeamSession,
    },
    practice::{NoGoingBack, Note, OpenedPlay, Play, Practice, TakenChoice},
    store::{AttemptId, Library, Mode, Ready, RecordsError, fresh_seed},
    ui::{Command, Feeling, Intention},
};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<CameFrom>();
    app.add_systems(
        PostUpdate,
        apply.after(EguiPostUpdateSet::EndPass).run_if(resource_exists::<AppState>.and_then(asked)),
    );
}

/// The screen that settings and diagnostics go back to.
#[derive(Resource, Default)]
struct CameFrom(Screen);

fn asked(queue: Res<CommandQueue>) -> bool {
    !queue.0.is_empty()
}

#[expect(clippy::too_many_arguments, reason = "a Bevy system names what it uses")]
fn apply(
    mut state: ResMut<AppState>,
    mut current: ResMut<CurrentPlay>,
    mut cards: ResMut<LibraryCards>,
    mut history: ResMut<History>,
    mut queue: ResMut<CommandQueue>,
    mut came_from: ResMut<CameFrom>,
    mut examined: ResMut<ExaminedFile>,
    mut team: ResMut<TeamSession>,
    mut keepsake: ResMut<Keepsake>,
    wake: Option<Res<Wake>>,
    mut pace: ResMut<FrameWishes>,
    screen: Res<State<Screen>>,
    mut next: ResMut<NextState<Screen>>,
    mut exit: MessageWriter<AppExit>,
) {
    pace.now();
    let mut context = Context {
        state: &mut state,
        current: &mut current.0,
        cards: &mut cards,
        history: &mut history,
        examined: &mut examined.0,
        team: &mut team,
        keepsake: &mut keepsake,
        wake: wake.as_deref(),
        came_from: &mut came_from.0,
        screen: *screen.get(),
        leaving: false,
    };
    for command in queue.0.drain(..) {
        context.apply(command);
    }
    if context.leaving {
        exit.write(AppExit::Success);
    }
    if context.screen != *screen.get() {
        next.set(context.screen);
    }
}

/// Everything a command can touch.
struct Context<'h> {
    state: &'h mut AppState,
    current: &'h mut Option<Playing>,
    cards: &'h mut LibraryCards,
    history: &'h mut History,
    examined: &'h mut Option<String>,
    team: &'h mut TeamSession,
    keepsake: &'h mut Keepsake,
    wake: Option<&'h Wake>,
    came_from: &'h mut Screen,
    screen: Screen,
    leaving: bool,
}

impl Context<'_> {
    fn apply(&mut self, command: Command) {
        match command {
            Command::Home | Command::Leave => self.go_home(),
            Command::Library => {
                self.cards.stock(self.state);
                self.screen = Screen::Library;
            }
            Command::Progress => {
                *self.history = History::of(self.state);
                self.screen = Screen::Progress;
            }
            Command::Faces => self.visit(Screen::Faces),
            Command::Settings => self.visit(Screen::Settings),
            Command::Back => self.screen = *self.came_from,
            Command::Quit => self.leaving = true,
            Command::Continue => self.go_on(),
            Command::Start { scenario } => self.start(&scenario),
            Command::Resume { scenario } => self.resume_at(&scenario),
            Command::ShowDiagnostics { file } => {
                *self.examined = Some(file);
                self.visit(Screen::Diagnostics);
            }
            Command::Reload => self.reload(),
            Command::Choose { id, own_words } => {
                self.choose(TakenChoice { own_words, ..TakenChoice::of(id) });
            }
            Command::Rewind { step } => self.go_back(|practice, play| practice.rewind(play, step)),
            Command::PlayOn { step } => self.go_back(|practice, play| practice.play_on(play, step)),
            Command::PlayBetter { step, id } => {
                self.go_back(|practice, play| practice.play_better(play, step, &id));
            }
            Command::OpenDebrief => self.screen = Screen::Debrief,
            Command::OpenAttempt { attempt } => match attempt.parse() {
                Ok(attempt) => self.resume(attempt),
                Err(_) => self.tell(format!("There is no attempt {attempt}.")),
            },
            Command::PutAway { attempt } => {
                if let Ok(attempt) = attempt.parse::<AttemptId>() {
                    let kept = self.state.practice.records().set_aside(attempt);
                    self.tell_of(kept);
                }
                self.cards.stock(self.state);
            }
            Command::Felt(feeling) => self.felt(feeling),
            Command::Keep(kept) => self.keep(kept),
            Command::SavePicture => self.keepsake.take(),
            Command::SavePage(handout) => {
                if let Some(playing) = self.current {
                    self.keepsake.write_page(self.state, playing, &handout);
                }
            }
            Command::Again => self.again(),
            Command::TeamSession => {
                self.team.look_around(self.state);
                self.screen = Screen::Team;
            }
            Command::OpenTeam(plan) => {
                let seed = self.state.start.take().map_or_else(fresh_seed, |it| it.seed);
                self.team.open(self.state, &plan, seed, self.wake.cloned());
            }
            Command::ResumeTeam { room, reach } => {
                self.team.resume(self.state, (&room, reach), self.wake.cloned());
            }
            Command::ForgetTeam { room } => self.team.forget(self.state, &room),
            Command::PairRemote => self.team.pair(),
            Command::Team(command) => self.team.ask(&command),
            Command::LeaveTeam => {
                self.team.leave();
                self.go_home();
            }
            Command::Change(settings) => {
                self.state.settings = *settings;
                let kept =
                    self.state.practice.records().set_settings(&self.state.settings.to_pairs());
                self.tell_of(kept);
            }
        }
    }

    fn go_home(&mut self) {
        self.cards.stock(self.state);
        self.state.first_launch = false;
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
        match self.current {
            Some(playing) if self.screen == Screen::Play => playing.notice = Some(words),
            _ => self.state.notices.push(words),
        }
    }

    fn tell_of(&mut self, kept: Result<(), RecordsError>) {
        if let Err(error) = kept {
            self.tell(error.to_string());
        }
    }

    fn reload(&mut self) {
        self.state.library = Library::scan(&self.state.places);
        // What is still damaged was told when the game was opened.
        let _ = self.state.practice.mend_from(self.state.library.ready().map(|(_, ready)| ready));
        self.cards.stock(self.state);
        if self.screen == Screen::Diagnostics {
            self.screen = Screen::Library;
        }
    }

    fn go_on(&mut self) {
        match self.state.practice.records().unfinished() {
            Ok(Some(attempt)) => self.resume(attempt.id),
            Ok(None) => self.go_home(),
            Err(error) => self.tell(error.to_string()),
        }
    }

    /// The scenario of that id, if it can be played.
    fn ready(&mut self, scenario: &str) -> Option<Ready> {
        let ready = self.state.library.find(scenario).cloned();
        if ready.is_none() {
            self.tell(format!("There is no scenario “{scenario}” in the library."));
        }
        ready
    }

    fn mode(&self) -> Mode {
        if self.state.settings.practice { Mode::Practice } else { Mode::Assessment }
    }

    fn start(&mut self, scenario: &str) {
        let Some(ready) = self.ready(scenario) else { return };
        let (practice, mode) = (&self.state.practice, self.mode());
        let begun = match self.state.start.take() {
            Some(start) => practice.begin_with(&ready, mode, &start),
            None => practice.begin_anew(&ready, mode),
        };
        self.sit_down_or_tell(begun);
    }

    fn sit_down_or_tell(&mut self, begun: Result<OpenedPlay, impl Display>) {
        match begun {
            Ok(opened) => self.sit_down(opened),
            Err(error) => self.tell(error.to_string()),
        }
    }

    /// Shows a play, or the debrief of a finished one.
    fn sit_down(&mut self, opened: OpenedPlay) {
        let OpenedPlay { play, notes } = opened;
        self.screen = if play.session().finished() { Screen::Debrief } else { Screen::Play };
        let mut playing = Playing::new(play, self.state.practice.records());
        playing.notice = words::told(&notes);
        let ready = self.state.library.find(&playing.scenario().id);
        playing.earlier_version =
            ready.is_some_and(|ready| ready.scenario.hash != playing.scenario().hash);
        *self.current = Some(playing);
    }

    /// Goes on with the attempt at that scenario, or begins one where none can be gone on with.
    fn resume_at(&mut self, scenario: &str) {
        let (practice, library, mode) = (&self.state.practice, &self.state.library, self.mode());
        match practice.unfinished_of(scenario) {
            Ok(Some(open)) => {
                self.sit_down_or_tell(practice.go_on(open.id, library.find(scenario), mode));
            }
            Ok(None) => self.begin(scenario),
            Err(error) => self.tell(error.to_string()),
        }
    }

    fn begin(&mut self, scenario: &str) {
        let Some(ready) = self.ready(scenario) else { return };
        self.sit_down_or_tell(self.state.practice.begin(&ready, self.mode()));
    }

    /// Goes on with an attempt, or shows the debrief of a finished one.
    fn resume(&mut self, attempt: AttemptId) {
        match self.state.practice.resume(attempt) {
            Ok(opened) => self.sit_down(opened),
            Err(error) => {
                self.tell(error.to_string());
                self.cards.stock(self.state);
            }
        }
    }

    fn choose(&mut self, choice: TakenChoice) {
        let Some(playing) = self.current else { return };
        match self.state.practice.choose(&mut playing.play, choice) {
            Ok(notes) => {
                playing.notice = words::told(&notes);
                playing.look_again(self.state.practice.records());
            }
            Err(refusal) => playing.notice = Some(refusal.to_string()),
        }
    }

    fn go_back(&mut self, go: impl FnOnce(&Practice, &mut Play) -> Result<Vec<Note>, NoGoingBack>) {
        let Some(mut playing) = self.current.take() else { return };
        match go(&self.state.practice, &mut playing.play) {
            Ok(notes) => self.sit_down(OpenedPlay { play: playing.play, notes }),
            Err(refusal) => {
                playing.notice = Some(words::sentence(&refusal.to_string()));
                *self.current = Some(playing);
            }
        }
    }

    fn felt(&mut self, feeling: Feeling) {
        let Some(playing) = self.current else { return };
        let notes = self.state.practice.feel(&mut playing.play, &Felt::Known(feeling));
        words::told(&notes).into_iter().for_each(|told| self.tell(told));
    }

    fn keep(&mut self, commitment: Intention) {
        let Some(playing) = self.current else { return };
        let notes = self.state.practice.commit(&mut playing.play, commitment);
        words::told(&notes).into_iter().for_each(|told| self.tell(told));
    }

    fn again(&mut self) {
        let id = self.current.as_ref().map(|playing| playing.scenario().id.to_string());
        match id.filter(|id| self.state.library.find(id).is_some()) {
            Some(id) => self.begin(&id),
            None => self.go_home(),
        }
    }
}

#[cfg(test)]
mod tests;
