//! Opening the window, or saying in one line why that cannot be done.

use std::{
    any::Any,
    panic::{self, AssertUnwindSafe, PanicHookInfo},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use bevy::app::AppExit;

use super::{GameExit, NoWindow};

type Hook = dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static;

/// Set by the app once its first frames are on the screen.
#[derive(Debug, Clone, Default)]
pub(super) struct WindowOpened(Arc<AtomicBool>);

impl WindowOpened {
    pub(super) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn get(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Looks for a display before anything heavy is started.
pub(super) fn has_display() -> Result<(), NoWindow> {
    let named = ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"];
    let set =
        named.iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if set || !cfg!(all(unix, not(target_os = "macos"))) {
        return Ok(());
    }
    Err(NoWindow { reason: "neither DISPLAY nor WAYLAND_DISPLAY is set".to_owned() })
}

/// Runs the app. A panic before its first frames means that there is no window, and is kept quiet;
/// each one after them goes to whatever hook was there before.
pub(super) fn guarded(app: impl FnOnce(WindowOpened) -> AppExit) -> Result<GameExit, NoWindow> {
    let opened = WindowOpened::default();
    let first_words = Arc::new(Mutex::new(None));
    let previous: Arc<Hook> = Arc::from(panic::take_hook());
    panic::set_hook(Box::new({
        let (opened, first_words, previous) =
            (opened.clone(), Arc::clone(&first_words), Arc::clone(&previous));
        move |info| {
            first_words
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get_or_insert_with(|| words_of(info.payload()));
            if opened.get() {
                previous(info);
            }
        }
    }));
    let end = panic::catch_unwind(AssertUnwindSafe({
        let opened = opened.clone();
        move || app(opened)
    }));
    panic::set_hook(Box::new(move |info| previous(info)));
    match end {
        Ok(exit) => Ok(GameExit { success: exit.is_success() }),
        Err(_) if opened.get() => Ok(GameExit { success: false }),
        Err(payload) => Err(NoWindow { reason: reason(&first_words, payload.as_ref()) }),
    }
}

fn reason(first_words: &Mutex<Option<String>>, payload: &(dyn Any + Send)) -> String {
    let words = first_words.lock().unwrap_or_else(PoisonError::into_inner).take();
    in_one_line(&words.unwrap_or_else(|| words_of(payload)))
}

fn words_of(payload: &(dyn Any + Send)) -> String {
    let words = payload.downcast_ref::<String>().map(String::as_str);
    words
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("for no stated reason")
        .to_owned()
}

/// What a panic of the window's libraries means to the player.
fn in_one_line(words: &str) -> String {
    let known = [
        ("find a GPU", "no graphics adapter was found"),
        ("build event loop", "the display does not answer"),
        ("create wgpu surface", "the graphics driver cannot draw into a window"),
        ("create window", "the display does not allow a window"),
    ];
    let first = words.lines().next().unwrap_or_default().trim();
    known
        .iter()
        .find(|(part, _)| words.contains(part))
        .map_or_else(|| first.to_owned(), |(_, reason)| (*reason).to_owned())
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn each_panic_after_the_first_frames_is_reported() {
        const WORDS: &str = "a panic that the window is tried with";
        let fails = || drop(thread::spawn(|| panic!("{WORDS}")).join());
        let heard = Arc::new(Mutex::new(0));
        let before = panic::take_hook();
        panic::set_hook(Box::new({
            let heard = Arc::clone(&heard);
            move |info| {
                if words_of(info.payload()) == WORDS {
                    *heard.lock().unwrap_or_else(PoisonError::into_inner) += 1;
                }
            }
        }));
        let outcome = guarded(|opened| {
            fails();
            opened.set();
            fails();
            fails();
            AppExit::Success
        });
        panic::set_hook(before);
        assert!(outcome.is_ok());
        assert_eq!(*heard.lock().unwrap_or_else(PoisonError::into_inner), 2);
    }
}
