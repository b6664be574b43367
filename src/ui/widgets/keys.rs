//! Keys: what was pressed, and who has the focus.

use egui::{Event, FocusDirection, Id, Key, Memory, Modifiers, Response, Ui};

const NUMBERS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// Whether somebody is typing text.
fn is_typing(ui: &Ui) -> bool {
    ui.ctx().text_edit_focused()
}

/// Whether nothing has the focus.
pub(in crate::ui) fn untouched(ui: &Ui) -> bool {
    ui.memory(|memory| memory.focused().is_none())
}

/// Whether a key was pressed, while nobody types.
pub(in crate::ui) fn pressed(ui: &Ui, key: Key) -> bool {
    !is_typing(ui) && ui.input(|input| input.key_pressed(key) && !input.modifiers.any())
}

/// Whether a key was pressed, while nobody types; nobody else sees it.
pub(in crate::ui) fn take(ui: &Ui, key: Key) -> bool {
    !is_typing(ui) && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
}

/// The number key that was pressed, from 0, while nobody types: by the digit that it types, or else by its
/// place in the row of digits, which types something else on many keyboards. Shift does not matter, for it
/// is how some of them type a digit.
pub(in crate::ui) fn number_pressed(ui: &Ui) -> Option<usize> {
    if is_typing(ui) {
        return None;
    }
    let number = |key: Key| NUMBERS.iter().position(|&digit| digit == key);
    ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Key { key, physical_key, pressed: true, repeat: false, modifiers }
                if !(modifiers.ctrl || modifiers.alt || modifiers.command) =>
            {
                number(*key).or_else(|| physical_key.and_then(number))
            }
            _ => None,
        })
    })
}

/// A key that is held counts once: what repeats is dropped, but for the keys that move and erase.
pub(in crate::ui) fn hold_once(ui: &Ui) {
    const MOVE: [Key; 11] = [
        Key::ArrowUp,
        Key::ArrowDown,
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::PageUp,
        Key::PageDown,
        Key::Home,
        Key::End,
        Key::Tab,
        Key::Backspace,
        Key::Delete,
    ];
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Key { key, repeat: true, .. } => MOVE.contains(key),
            _ => true,
        });
    });
}

/// Takes the focus from whoever has it.
pub(in crate::ui) fn release_focus(ui: &Ui) {
    ui.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
}

/// Gives the focus to a widget when an arrow key is pressed and nothing has it.
pub(in crate::ui) fn focus_first(ui: &Ui, first: Id) {
    let arrow = [Key::ArrowDown, Key::ArrowUp].into_iter().any(|key| pressed(ui, key));
    if arrow && untouched(ui) {
        give_focus(ui, first);
    }
}

/// Gives the focus to a widget when its screen comes up, and whenever an arrow key is pressed and nothing
/// has it.
pub(in crate::ui) fn focus_from_start(ui: &Ui, first: Id) {
    let kept = Id::new("first of the screen that is up");
    let now = ui.ctx().cumulative_pass_nr();
    let last = ui.data(|data| data.get_temp::<(Id, u64)>(kept));
    ui.data_mut(|data| data.insert_temp(kept, (first, now)));
    if last.is_some_and(|(id, pass)| id == first && now <= pass + 1) {
        focus_first(ui, first);
    } else {
        give_focus(ui, first);
    }
}

/// Up and down go through a list, whether its rows are in view or not.
pub(in crate::ui) fn walk(ui: &Ui, rows: &[Id]) {
    let Some(&first) = rows.first() else { return };
    let Some(focused) = ui.memory(Memory::focused) else {
        focus_first(ui, first);
        return;
    };
    let Some(at) = rows.iter().position(|&row| row == focused) else { return };
    let next = if pressed(ui, Key::ArrowDown) {
        rows.get(at + 1)
    } else if pressed(ui, Key::ArrowUp) {
        at.checked_sub(1).and_then(|before| rows.get(before))
    } else if take(ui, Key::Home) {
        rows.first()
    } else if take(ui, Key::End) {
        rows.last()
    } else {
        None
    };
    if let Some(&next) = next {
        give_focus(ui, next);
    }
}

/// Arrow keys go through things that stand in rows of so many.
pub(in crate::ui) fn walk_grid(ui: &Ui, things: &[Id], columns: usize) {
    let focused = ui.memory(Memory::focused);
    if let (true, Some(&first)) = (columns > 1, things.first()) {
        focus_first(ui, first);
        let at = things.iter().position(|&thing| Some(thing) == focused);
        let next = at.and_then(|at| {
            if pressed(ui, Key::ArrowDown) {
                things.get(at + columns)
            } else if pressed(ui, Key::ArrowUp) {
                at.checked_sub(columns).and_then(|before| things.get(before))
            } else {
                None
            }
        });
        if let Some(&next) = next {
            give_focus(ui, next);
            return;
        }
        walk_across(ui, things);
    } else {
        walk(ui, things);
    }
}

/// Left and right, Home and End go through a row of things once one of them has the focus.
pub(in crate::ui) fn walk_across(ui: &Ui, things: &[Id]) {
    let focused = ui.memory(Memory::focused);
    let Some(at) = things.iter().position(|&thing| Some(thing) == focused) else { return };
    let next = if pressed(ui, Key::ArrowRight) {
        things.get(at + 1)
    } else if pressed(ui, Key::ArrowLeft) {
        at.checked_sub(1).and_then(|before| things.get(before))
    } else if take(ui, Key::Home) {
        things.first()
    } else if take(ui, Key::End) {
        things.last()
    } else {
        None
    };
    if let Some(&next) = next {
        give_focus(ui, next);
    }
}

/// Gives the focus to a widget.
pub(in crate::ui) fn give_focus(ui: &Ui, id: Id) {
    ui.memory_mut(|memory| {
        memory.request_focus(id);
        // The arrow is used up: it does not move on from here as well.
        memory.move_focus(FocusDirection::None);
    });
}

/// Scrolls to a widget when the focus has come to it, by whatever key.
pub(in crate::ui) fn keep_in_view(ui: &Ui, response: &Response) {
    if !response.has_focus() {
        return;
    }
    let kept = Id::new("widget with the focus that was scrolled to");
    let before = ui.data(|data| data.get_temp::<Id>(kept));
    if response.gained_focus() || before != Some(response.id) {
        response.scroll_to_me(None);
        ui.data_mut(|data| data.insert_temp(kept, response.id));
    }
}
