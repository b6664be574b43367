//! What is taken along of a debrief: asked for by key and mouse, and private until its owner says otherwise.

use egui::Key;
use egui_kittest::{Harness, kittest::Queryable};
use rapport::{
    coach::Handout,
    ui::{Command, DebriefLocal, DebriefView, Settings, ShareView, Split, debrief_ui},
};

use super::{
    debrief::{QUIET, debrief, page},
    stand::{SMALL, Stand, WINDOW, labels, stand, still},
};

const ASKS: &str = "One silence, six reasons: which did you get?";

type Screen = Harness<'static, Stand<DebriefLocal>>;

fn screen(settings: Settings, size: egui::Vec2, is_taken: bool) -> Screen {
    let mut screen = stand(settings, size, move |ui, look, local| {
        let view = DebriefView {
            look,
            debrief: &debrief(),
            page: &page(),
            face: Some("helen"),
            split: Split::NotProven,
            earlier_version: false,
            attempt: 1,
            feeling: None,
            kept: None,
            met: None,
            can_play_on: true,
            share: ShareView {
                challenge: Some(ASKS),
                picture: None,
                told: Some("Saved: /shared/received-h.png"),
                is_taken,
            },
        };
        debrief_ui(ui, &view, local)
    });
    screen.run();
    screen
}

fn press(screen: &mut Screen, keys: &[Key]) {
    for &key in keys {
        screen.key_press(key);
        screen.run();
    }
}

fn says(screen: &Screen, words: &str) -> bool {
    labels(screen).iter().any(|label| label.contains(words))
}

fn pages(screen: &Screen) -> Vec<&Handout> {
    let commands = screen.state().commands.iter();
    commands
        .filter_map(|command| match command {
            Command::SavePage(handout) => Some(handout.as_ref()),
            _ => None,
        })
        .collect()
}

#[test]
fn by_key_a_picture_and_a_page_are_kept_without_what_is_private() {
    let large = Settings { text_percent: 200, ..still() };
    for (settings, size) in [(still(), WINDOW), (still(), SMALL), (large, SMALL)] {
        let mut screen = screen(settings, size, false);
        press(&mut screen, &[Key::S]);
        for words in ["“Forty-six roles.”", "Helen: Swamped", "The slow lane", ASKS, "Saved: "]
        {
            assert!(says(&screen, words), "{words}: {:#?}", labels(&screen));
        }
        assert!(!says(&screen, QUIET) && !says(&screen, "Relieved"));
        press(&mut screen, &[Key::Num1, Key::Num2]);
        assert_eq!(screen.state().commands[0], Command::SavePicture);
        let [kept] = pages(&screen)[..] else { panic!("{:?}", screen.state().commands) };
        assert_eq!(kept.sentence, None);
        assert_eq!(kept.challenge.as_deref(), Some(ASKS));
        assert!(!kept.html(&[]).contains(QUIET), "nor does the page tell it elsewhere");
        press(&mut screen, &[Key::Num3]);
        assert!(says(&screen, QUIET));
        press(&mut screen, &[Key::Num2]);
        assert_eq!(pages(&screen)[1].sentence.as_deref(), Some(QUIET));
        press(&mut screen, &[Key::Escape]);
        assert!(says(&screen, "How did that feel?"), "{:#?}", labels(&screen));
        // The next time it is private again.
        press(&mut screen, &[Key::S, Key::Num2]);
        assert_eq!(pages(&screen)[2].sentence, None);
    }
}

#[test]
fn by_mouse_too() {
    let mut screen = screen(still(), WINDOW, false);
    for button in ["Share", "Save as picture", "Save as page", "Back to the page"] {
        screen.get_by_label(button).click();
        screen.run();
    }
    assert_eq!(screen.state().commands[0], Command::SavePicture);
    assert_eq!(pages(&screen).len(), 1);
    assert!(says(&screen, "How did that feel?"));
}

#[test]
fn a_picture_that_is_taken_shows_no_buttons() {
    let mut screen = screen(still(), WINDOW, true);
    press(&mut screen, &[Key::S]);
    assert!(says(&screen, ASKS));
    for button in ["Save as picture", "Back to the page", "Saved: "] {
        assert!(!says(&screen, button), "{button}");
    }
}

#[test]
fn in_a_room_nobody_s_sentence_is_offered() {
    let mut screen = screen(Settings { room: true, ..still() }, WINDOW, false);
    press(&mut screen, &[Key::S, Key::Num3]);
    assert!(says(&screen, ASKS) && !says(&screen, "my sentence") && !says(&screen, QUIET));
}
