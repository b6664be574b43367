//! What every screen is given to draw with, and the pen that it makes of it.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, FontFamily, FontId, Margin, Response, Shadow, Stroke, Style, TextStyle,
    Vec2,
    style::{ScrollAnimation, ScrollStyle, WidgetVisuals, Widgets},
    vec2,
};

use super::{
    Pictures, Settings, Spacing, Theme,
    measure::{byte, margin},
    theme::{BOLD, Palette, Surface},
};

/// What every screen is given to draw with.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// Colours and sizes.
    pub theme: &'a Theme,
    /// What the player has set.
    pub settings: &'a Settings,
    /// Faces and icons.
    pub pictures: &'a dyn Pictures,
}

/// The smallest text on a projector, as a share of the screen's height.
const FROM_THE_BACK_ROW: f32 = 0.03;

/// How much of the steps between sizes of text is left in a room.
const ROOM_STEPS: f32 = 0.35;

/// A size of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextSize {
    Small,
    Body,
    Row,
    Speech,
    Title,
    Sign,
}

/// Colours and measures resolved for one screen in one window.
#[derive(Clone, Copy)]
pub(super) struct Pen<'a> {
    pub(super) look: Look<'a>,
    pub(super) c: &'a Palette,
    unit: f32,
    text: f32,
}

impl Theme {
    /// Applies the theme to everything that egui draws by itself.
    pub fn apply(&self, ctx: &egui::Context, settings: &Settings) {
        let size = ctx.content_rect().size();
        let look = Look { theme: self, settings, pictures: &() };
        let style = Arc::new(Pen::new(look, Surface::Page, size).style());
        ctx.set_style_of(egui::Theme::Dark, Arc::clone(&style));
        ctx.set_style_of(egui::Theme::Light, style);
    }
}

impl<'a> Pen<'a> {
    /// The pen for a part of the game in a window of that size.
    pub(super) fn new(look: Look<'a>, surface: Surface, window: Vec2) -> Self {
        let fits = (window.x / 1280.0).min(window.y / 720.0);
        let unit = fits.clamp(0.75, 4.0);
        let mut text = unit.max(0.88) * f32::from(look.settings.text_percent) / 100.0;
        if look.settings.room {
            text = text.max(least_text(look.theme, window));
        }
        Self { look, c: look.theme.palette(surface, look.settings), unit, text }
    }

    /// The pen for what a room reads from a projector: no text is smaller than [`FROM_THE_BACK_ROW`] of the height.
    pub(super) fn projector(ui: &mut egui::Ui, look: Look<'a>, surface: Surface) -> Self {
        let window = ui.max_rect().size();
        let mut pen = Self::new(look, surface, window);
        pen.text = pen.text.max(least_text(look.theme, window));
        ui.set_style(Arc::new(pen.style()));
        pen
    }

    /// The pen for a screen, with its style applied to everything in `ui`.
    pub(super) fn begin(ui: &mut egui::Ui, look: Look<'a>, surface: Surface) -> Self {
        super::widgets::hold_once(ui);
        let pen = Self::new(look, surface, ui.max_rect().size());
        ui.set_style(Arc::new(pen.style()));
        pen
    }

    /// A distance in this window.
    pub(super) fn px(&self, points: f32) -> f32 {
        (points * self.unit).round()
    }

    /// A distance that has to hold text.
    pub(super) fn em(&self, points: f32) -> f32 {
        (points * self.text).round()
    }

    /// Whether text is so large beside the window that there is room for little else.
    pub(super) fn is_crowded(&self) -> bool {
        self.text > self.unit * 1.4
    }

    pub(super) fn margin(&self) -> f32 {
        self.px(self.look.theme.space.margin)
    }

    pub(super) fn grid(&self) -> f32 {
        self.px(self.look.theme.space.grid)
    }

    pub(super) fn corner(&self) -> CornerRadius {
        radius(self.px(self.look.theme.space.corner))
    }

    pub(super) fn corner_card(&self) -> CornerRadius {
        radius(self.px(self.look.theme.space.corner_card))
    }

    pub(super) fn size(&self, size: TextSize) -> f32 {
        let sizes = &self.look.theme.sizes;
        let points = match size {
            TextSize::Small => sizes.small,
            TextSize::Body => sizes.body,
            TextSize::Row => sizes.row,
            TextSize::Speech => sizes.speech,
            TextSize::Title => sizes.title,
            TextSize::Sign => sizes.sign,
        };
        let whole = points * self.text;
        // In a room the smallest text is large already; what is above it stands out by less.
        let least = self.look.theme.sizes.small * self.text;
        let points = if self.look.settings.room && whole > least && size != TextSize::Sign {
            least + (whole - least) * ROOM_STEPS
        } else {
            whole
        };
        (points * 2.0).round() / 2.0
    }

    pub(super) fn font(&self, size: TextSize, bold: bool) -> FontId {
        let family = if bold { FontFamily::Name(BOLD.into()) } else { FontFamily::Proportional };
        FontId::new(self.size(size), family)
    }

    /// Space between letters at a size, as set.
    pub(super) fn letter_spacing(&self, size: TextSize) -> f32 {
        let share = match self.look.settings.letter_spacing {
            Spacing::Normal => 0.0,
            Spacing::Wide => 0.06,
            Spacing::Wider => 0.12,
        };
        self.size(size) * share
    }

    /// Height of a line of text at a size, as set.
    pub(super) fn line_height(&self, size: TextSize) -> f32 {
        let share = match self.look.settings.line_spacing {
            Spacing::Normal => 1.35,
            Spacing::Wide => 1.6,
            Spacing::Wider => 1.9,
        };
        (self.size(size) * share).round()
    }

    /// Whether something lights up under the pointer; in a room, where that would look like advice, nothing does.
    pub(super) fn lights(&self, response: &Response) -> bool {
        !self.look.settings.room && response.hovered()
    }

    pub(super) fn moves(&self) -> bool {
        !self.look.settings.reduced_motion
    }

    /// The ring around what has the focus.
    pub(super) fn ring(&self) -> Stroke {
        Stroke::new(self.px(2.5).max(2.0), self.c.focus_ring)
    }

    /// The same on a dark ground.
    pub(super) fn ring_on_dark(&self) -> Stroke {
        Stroke::new(self.px(2.5).max(2.0), self.c.focus)
    }

    pub(super) fn hairline(&self, colour: Color32) -> Stroke {
        Stroke::new(self.px(1.2).max(1.0), colour)
    }

    pub(super) fn shadow(&self) -> Shadow {
        Shadow {
            offset: [0, margin(self.px(4.0))],
            blur: byte(self.px(18.0)),
            spread: 0,
            color: self.c.shadow,
        }
    }

    /// The style for everything that egui draws by itself.
    pub(super) fn style(&self) -> Style {
        let c = self.c;
        let visuals = if c.is_dark { egui::Visuals::dark() } else { egui::Visuals::light() };
        let mut style = Style { visuals, ..Style::default() };
        style.text_styles = [
            (TextStyle::Small, TextSize::Small),
            (TextStyle::Body, TextSize::Body),
            (TextStyle::Monospace, TextSize::Body),
            (TextStyle::Button, TextSize::Body),
            (TextStyle::Heading, TextSize::Title),
        ]
        .into_iter()
        .map(|(name, size)| (name, self.font(size, false)))
        .collect();
        style.spacing.item_spacing = vec2(self.grid(), self.grid());
        style.spacing.button_padding = vec2(self.px(16.0), self.px(8.0));
        style.spacing.interact_size = vec2(self.em(40.0), self.em(32.0));
        style.spacing.slider_width = self.px(280.0);
        style.spacing.slider_rail_height = self.px(6.0);
        style.spacing.tooltip_width = self.em(360.0);
        style.spacing.menu_margin = Margin::same(margin(self.px(12.0)));
        style.spacing.scroll = ScrollStyle { bar_width: self.px(8.0), ..ScrollStyle::solid() };
        style.spacing.scroll.bar_inner_margin = self.px(6.0);
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.2;
        style.animation_time = if self.moves() { 0.12 } else { 0.0 };
        if !self.moves() {
            style.scroll_animation = ScrollAnimation::none();
        }
        let v = &mut style.visuals;
        v.override_text_color = None;
        // What cannot be pressed yet is drawn as such, and stays readable.
        v.disabled_alpha = 1.0;
        v.widgets = self.widgets();
        v.selection.bg_fill = c.focus.gamma_multiply(0.45);
        v.selection.stroke = self.ring();
        v.hyperlink_color = c.fact;
        v.faint_bg_color = c.chip;
        v.extreme_bg_color = c.field;
        v.text_edit_bg_color = Some(c.field);
        v.code_bg_color = c.chip;
        v.warn_fg_color = c.cost;
        v.error_fg_color = c.cost;
        v.window_corner_radius = self.corner_card();
        v.window_fill = c.sheet;
        v.window_stroke = self.hairline(c.sheet_edge);
        v.window_shadow = self.shadow();
        v.popup_shadow = self.shadow();
        v.menu_corner_radius = self.corner();
        v.panel_fill = c.ground;
        v.text_cursor.blink = false;
        v.text_cursor.stroke = Stroke::new(2.0, c.focus_ring);
        v.interact_cursor = Some(egui::CursorIcon::PointingHand);
        v.slider_trailing_fill = true;
        style
    }

    fn widgets(&self) -> Widgets {
        let c = self.c;
        let state = |fill: Color32, edge: Color32, ink: Color32| WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: self.hairline(edge),
            corner_radius: self.corner(),
            fg_stroke: Stroke::new(1.5, ink),
            expansion: 0.0,
        };
        Widgets {
            noninteractive: state(c.sheet, c.sheet_edge, c.ink),
            inactive: state(c.quiet, c.field_edge, c.ink),
            hovered: if self.look.settings.room {
                state(c.quiet, c.field_edge, c.ink)
            } else {
                state(c.row_hover, c.focus_ring, c.ink)
            },
            active: state(c.row_hover, c.focus_ring, c.ink),
            open: state(c.row, c.row_edge, c.ink),
        }
    }
}

/// How much text grows so that the smallest is [`FROM_THE_BACK_ROW`] of the height: sizes are rounded to half a
/// point, and that must not take them below the share.
fn least_text(theme: &Theme, window: Vec2) -> f32 {
    (window.y * FROM_THE_BACK_ROW + 0.25) / theme.sizes.small
}

fn radius(points: f32) -> CornerRadius {
    CornerRadius::same(byte(points))
}
