//! Keys: what was pressed, and who has the focus.

use egui::{Id, Key, Modifiers, Ui};

const NUMBERS: [Key; 9] = [
    Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9,
];

/// Whether somebody is typing text.
pub(in crate::ui) fn is_typing(ui: &Ui) -> bool {
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

/// The number key that was pressed, from 0, while nobody types.
pub(in crate::ui) fn number_pressed(ui: &Ui) -> Option<usize> {
    NUMBERS.iter().position(|&key| pressed(ui, key))
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
        ui.memory_mut(|memory| memory.request_focus(first));
    }
}
