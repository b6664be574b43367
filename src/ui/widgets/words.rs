//! Text as the settings want it: size, letter and line spacing.

use std::sync::Arc;

use egui::{
    Align, Color32, Galley, Label, Pos2, Response, Ui,
    text::{LayoutJob, TextFormat},
};

use crate::ui::look::{Pen, TextSize};

/// A piece of text on its way to the screen.
#[derive(Clone)]
pub(in crate::ui) struct Words<'a> {
    pen: Pen<'a>,
    text: String,
    size: TextSize,
    colour: Color32,
    bold: bool,
    italic: bool,
    figures: bool,
}

impl<'a> Pen<'a> {
    /// A text in the ordinary ink.
    pub(in crate::ui) fn words(&self, text: impl Into<String>, size: TextSize) -> Words<'a> {
        Words {
            pen: *self,
            text: text.into(),
            size,
            colour: self.c.ink,
            bold: false,
            italic: false,
            figures: false,
        }
    }
}

impl Words<'_> {
    pub(in crate::ui) fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    pub(in crate::ui) fn italic(mut self) -> Self {
        self.italic = true;
        self
    }

    pub(in crate::ui) fn colour(mut self, colour: Color32) -> Self {
        self.colour = colour;
        self
    }

    /// Whole numbers stand out.
    pub(in crate::ui) fn figures(mut self) -> Self {
        self.figures = true;
        self
    }

    fn format(&self, bold: bool) -> TextFormat {
        TextFormat {
            font_id: self.pen.font(self.size, bold),
            extra_letter_spacing: self.pen.letter_spacing(self.size),
            line_height: Some(self.pen.line_height(self.size)),
            color: self.colour,
            italics: self.italic,
            valign: Align::Center,
            ..TextFormat::default()
        }
    }

    fn job(&self) -> LayoutJob {
        let mut job = LayoutJob::default();
        if !self.figures {
            job.append(&self.text, 0.0, self.format(self.bold));
            return job;
        }
        let mut rest = self.text.as_str();
        while let Some(first) = rest.chars().next() {
            let is_figure = first.is_ascii_digit();
            let end = rest.find(|c: char| c.is_ascii_digit() != is_figure).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            job.append(run, 0.0, self.format(self.bold || is_figure));
            rest = after;
        }
        job
    }

    /// Laid out, wrapped at that width.
    pub(in crate::ui) fn galley(&self, ui: &Ui, width: f32) -> Arc<Galley> {
        let mut job = self.job();
        job.wrap.max_width = width.max(self.pen.em(24.0));
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// Painted at a place, on one line, without a label of its own; returns the width.
    pub(in crate::ui) fn paint(&self, ui: &Ui, at: Pos2) -> f32 {
        let galley = self.galley(ui, f32::INFINITY);
        let size = galley.size();
        ui.painter().galley(at, galley, self.colour);
        size.x
    }

    /// As a label on one line, cut off with an ellipsis where there is no room; a screen reader gets all of it.
    pub(in crate::ui) fn cut(&self, ui: &mut Ui) -> Response {
        ui.add(Label::new(self.job()).truncate())
    }

    /// As a label that wraps.
    pub(in crate::ui) fn show(&self, ui: &mut Ui) -> Response {
        ui.add(Label::new(self.job()).wrap())
    }
}
