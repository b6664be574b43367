//! What is wrong with a scenario file, line by line.

use egui::{
    Color32, Key, Sense, Ui, WidgetInfo, WidgetType, pos2,
    text::{CCursor, CharIndex},
    vec2,
};

use super::{
    Command, Look,
    look::{Pen, TextSize},
    theme::Surface,
    widgets::{ButtonKind, PageFrame, Sheet, button_ui, focus_first, pressed},
};
use crate::{
    diagnostic::{Diagnostic, Label, Severity},
    text::SourceFile,
};

/// What the diagnostics screen shows.
#[derive(Clone, Copy)]
pub struct DiagnosticsView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// The file, as the player knows it.
    pub file: &'a str,
    /// Its text; `None` where it could not be read.
    pub source: Option<&'a SourceFile>,
    /// What is wrong with it.
    pub diagnostics: &'a [Diagnostic],
    /// Why it could not be read at all.
    pub unreadable: Option<&'a str>,
}

/// What the diagnostics screen remembers.
#[derive(Debug, Default)]
pub struct DiagnosticsLocal {
    /// Something moves: draw again at once.
    pub animating: bool,
}

/// The diagnostics screen.
pub fn diagnostics_ui(
    ui: &mut Ui,
    view: &DiagnosticsView<'_>,
    local: &mut DiagnosticsLocal,
) -> Option<Command> {
    let pen = Pen::begin(ui, view.look, Surface::Page);
    local.animating = false;
    let count = |severity: Severity| {
        view.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    };
    let tally = tally(count(Severity::Error), count(Severity::Warning));
    let page = PageFrame { title: view.file, subtitle: Some(&tally), width: 1200.0, salt: 0 };
    let escaped = pressed(ui, Key::Escape);
    let again = pressed(ui, Key::R) || pressed(ui, Key::F5);
    let command = page.show(
        ui,
        &pen,
        |ui| {
            let reload = button_ui(ui, &pen, ButtonKind::OnBand, "Read it again");
            focus_first(ui, reload.id);
            let back = button_ui(ui, &pen, ButtonKind::OnBand, "Back");
            reload.clicked().then_some(Command::Reload).or(back.clicked().then_some(Command::Back))
        },
        |ui| {
            if let Some(why) = view.unreadable {
                Sheet::plain(&pen).bar(pen.c.cost_mark).show(ui, &pen, |ui| {
                    pen.words(why, TextSize::Row).show(ui);
                });
            }
            for diagnostic in view.diagnostics {
                diagnostic_ui(ui, &pen, view, diagnostic);
                pen.gap(ui, 6.0);
            }
            None
        },
    );
    command.or(again.then_some(Command::Reload)).or(escaped.then_some(Command::Back))
}

fn tally(errors: usize, warnings: usize) -> String {
    let some = |count: usize, what: &str| match count {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    };
    format!(
        "{}, {}. Mend the file in any editor, save it, and read it again.",
        some(errors, "error"),
        some(warnings, "warning")
    )
}

fn diagnostic_ui(ui: &mut Ui, pen: &Pen<'_>, view: &DiagnosticsView<'_>, diagnostic: &Diagnostic) {
    let c = pen.c;
    let (word, ink, bar) = match diagnostic.severity {
        Severity::Error => ("Error", c.cost, c.cost_mark),
        Severity::Warning => ("Warning", c.ink, c.focus),
    };
    Sheet::plain(pen).bar(bar).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(6.0);
        let head = format!("{word} {}: {}", diagnostic.code, diagnostic.headline);
        pen.words(head, TextSize::Row).bold().colour(ink).show(ui);
        if let Some(source) = view.source {
            for (at, label) in diagnostic.labels.iter().enumerate() {
                label_ui(ui, pen, source, label, if at == 0 { bar } else { c.fact_mark });
            }
        }
        for help in &diagnostic.help {
            pen.words(format!("Help: {help}"), TextSize::Body).colour(c.fact).show(ui);
        }
    });
}

/// The line of the file, with its number and a mark under the place.
fn label_ui(ui: &mut Ui, pen: &Pen<'_>, source: &SourceFile, label: &Label, mark: Color32) {
    let c = pen.c;
    let from = source.position(label.span.start);
    let line = source.text().lines().nth(from.line - 1).unwrap_or_default();
    let line = line.replace('\t', "    ");
    let length = source
        .text()
        .get(label.span.start..label.span.end)
        .map_or(1, |text| text.lines().next().map_or(1, |first| first.chars().count().max(1)));
    let place = format!("{}:{}:{}", source.name(), from.line, from.column);
    pen.words(place, TextSize::Small).colour(c.ink_soft).show(ui);
    let number = pen
        .words(from.line.to_string(), TextSize::Body)
        .colour(c.ink_soft)
        .galley(ui, f32::INFINITY);
    let gutter = number.size().x + pen.px(18.0);
    let code = pen
        .words(line.as_str(), TextSize::Body)
        .galley(ui, ui.available_width() - gutter - pen.px(12.0));
    let size = vec2(ui.available_width(), code.size().y + pen.px(14.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let told = format!("Line {}, column {}: {line}", from.line, from.column);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &told));
    ui.painter().rect_filled(rect, pen.corner(), c.chip);
    let top = rect.top() + pen.px(7.0);
    ui.painter().galley(pos2(rect.left() + pen.px(10.0), top), number, c.ink_soft);
    let at = pos2(rect.left() + gutter + pen.px(10.0), top);
    for letter in from.column - 1..from.column - 1 + length {
        let here = code.pos_from_cursor(CCursor::new(CharIndex(letter)));
        let next = code.pos_from_cursor(CCursor::new(CharIndex(letter + 1)));
        if (here.top() - next.top()).abs() < 1.0 && next.left() > here.left() {
            let y = at.y + here.bottom();
            let stroke = egui::Stroke::new(pen.px(3.0).max(2.0), mark);
            ui.painter().hline(at.x + here.left()..=at.x + next.left(), y, stroke);
        }
    }
    ui.painter().galley(at, code, c.ink);
    if !label.text.is_empty() {
        pen.words(label.text.as_str(), TextSize::Body).show(ui);
    }
}
