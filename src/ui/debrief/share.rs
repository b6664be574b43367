//! What may be taken along: the card that becomes a picture, and the ways to keep it.

use egui::{
    Align, Color32, Id, Key, Layout, Rect, ScrollArea, Stroke, Ui, UiBuilder, WidgetInfo,
    WidgetType, pos2, vec2,
};

use super::{DebriefLocal, PageContext, local::Sharing};
use crate::{
    coach::{GoingOn, Handout},
    text::quoted,
    ui::{
        Command,
        look::TextSize,
        widgets::{
            ButtonKind, Sheet, button_named_ui, columns_ui, focus_from_start, number_pressed,
            page_by_keys, pressed, release_focus,
        },
    },
};

/// Shape of the picture of how it ended: its width by its height.
const SHAPE: f32 = 2.7;

/// Share of the card that the picture takes at least, and at most.
const PICTURE: (f32, f32) = (0.28, 0.7);

/// Shows what may be taken along; nothing private is on it until its owner says so.
pub(super) fn open(ui: &Ui, local: &mut DebriefLocal) {
    local.sharing = Some(Sharing::default());
    release_focus(ui);
}

/// The card, and below it what can be done with it.
pub(super) fn share_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
) -> Option<Command> {
    let pen = &scene.pen;
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, pen.c.hero);
    let kept = Id::new(("height of the ways to keep the card", whole.width().to_bits()));
    let tall: f32 = ui.data(|data| data.get_temp(kept)).unwrap_or_else(|| pen.em(64.0));
    let foot = Rect::from_min_max(pos2(whole.left(), whole.bottom() - tall), whole.max);
    card_ui(ui, scene, local, Rect::from_min_max(whole.min, foot.right_top()));
    let inner = foot.shrink2(vec2(pen.margin(), pen.px(12.0)));
    let layout = Layout::top_down(Align::Min);
    let mut foot_ui = ui.new_child(UiBuilder::new().id_salt("keep").max_rect(inner).layout(layout));
    if scene.view.share.is_taken {
        let maker = "Rapport: a flight simulator for difficult client conversations";
        let words = pen.words(maker, TextSize::Small).colour(pen.c.on_hero_soft);
        words.show(&mut foot_ui);
        return None;
    }
    let command = ways_ui(&mut foot_ui, scene, local);
    let now = foot_ui.min_rect().height() + 2.0 * pen.px(12.0);
    if (now - tall).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(kept, now));
        ui.ctx().request_discard("the ways to keep the card found their height");
    }
    command
}

/// The sentence that was kept, where there is one and it is nobody else's business.
fn sentence(scene: &PageContext<'_>) -> Option<String> {
    if scene.view.look.settings.room {
        return None;
    }
    let kept = scene.view.kept.map(|kept| kept.text.clone());
    kept.or_else(|| scene.view.page.if_then.kept.clone())
}

fn ways_ui(ui: &mut Ui, scene: &PageContext<'_>, local: &mut DebriefLocal) -> Option<Command> {
    let pen = &scene.pen;
    let number = number_pressed(ui);
    let mut command = None;
    let mut leaves = pressed(ui, Key::Escape);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(pen.px(10.0), pen.px(10.0));
        let picture =
            button_named_ui(ui, pen, ButtonKind::On, "1  Save as picture", "Save as picture");
        focus_from_start(ui, picture.id);
        if picture.clicked() || number == Some(0) {
            command = Some(Command::SavePicture);
        }
        let page = button_named_ui(ui, pen, ButtonKind::OnBand, "2  Save as page", "Save as page");
        if page.clicked() || number == Some(1) {
            command = Some(Command::SavePage(Box::new(handout(scene, local))));
        }
        if sentence(scene).is_some() {
            let words = if local.tells_sentence() {
                "3  With my sentence: yes"
            } else {
                "3  With my sentence: no"
            };
            let kind = if local.tells_sentence() { ButtonKind::Tab } else { ButtonKind::OnBand };
            let with = button_named_ui(ui, pen, kind, words, "With my sentence");
            let on = local.tells_sentence();
            with.widget_info(|| {
                WidgetInfo::selected(WidgetType::Checkbox, true, on, "With my sentence")
            });
            if with.clicked() || number == Some(2) {
                local.sharing = Some(Sharing { with_sentence: !on });
            }
        }
        let back = button_named_ui(ui, pen, ButtonKind::OnBand, "Back (Esc)", "Back to the page");
        leaves |= back.clicked();
    });
    if let Some(told) = scene.view.share.told {
        pen.words(told, TextSize::Small).colour(pen.c.on_hero).show(ui);
    }
    if leaves {
        local.sharing = None;
        release_focus(ui);
    }
    command
}

fn handout(scene: &PageContext<'_>, local: &DebriefLocal) -> Handout {
    let debrief = scene.view.debrief;
    Handout {
        ending: debrief.ending.title.to_string(),
        ending_text: debrief.ending.text.to_string(),
        page: scene.view.page.clone(),
        challenge: scene.view.share.challenge.map(str::to_owned),
        sentence: sentence(scene).filter(|_| local.tells_sentence()),
    }
}

/// How it ended as a picture, and under it what was going on; the picture takes what the words leave.
fn card_ui(ui: &mut Ui, scene: &PageContext<'_>, local: &DebriefLocal, card: Rect) {
    let pen = &scene.pen;
    let kept = Id::new(("height of the card's words", card.width().to_bits()));
    let words: f32 = ui.data(|data| data.get_temp(kept)).unwrap_or(0.0);
    let pad = vec2(pen.margin(), pen.px(20.0));
    let (least, most) = PICTURE;
    // In a window that the ways to keep it fill, nothing is left for the card.
    let whole = card.height().max(0.0);
    let left = whole - words - 2.0 * pad.y;
    let high = left.clamp(whole * least, whole * most);
    let has_picture = scene.view.share.picture.is_some() && whole > 0.0 && left >= whole * least;
    let high = if has_picture { high.round() } else { 0.0 };
    let picture = Rect::from_min_size(card.min, vec2(card.width(), high));
    picture_ui(ui, scene, picture);
    let below = Rect::from_min_max(picture.left_bottom(), card.max).shrink2(pad);
    let mut inside = ui.new_child(UiBuilder::new().id_salt("card").max_rect(below));
    let shown = ScrollArea::vertical().id_salt("card").auto_shrink(false).show(&mut inside, |ui| {
        let top = ui.cursor().top();
        words_ui(ui, scene, local);
        page_by_keys(ui);
        ui.min_rect().bottom() - top
    });
    let now = shown.inner;
    if (now - words).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(kept, now));
        ui.ctx().request_discard("the card found the height of its words");
    }
}

/// The picture fills its place and keeps its shape.
fn picture_ui(ui: &Ui, scene: &PageContext<'_>, place: Rect) {
    let Some(picture) = scene.view.share.picture.filter(|_| place.is_positive()) else { return };
    let wide = place.width() / place.height();
    let (across, down) = if wide > SHAPE { (1.0, SHAPE / wide) } else { (wide / SHAPE, 1.0) };
    // What is cut off above and below is cut off mostly above: people stand at the bottom.
    let top = (1.0 - down) * 0.8;
    let left = (1.0 - across) / 2.0;
    let part = Rect::from_min_size(pos2(left, top), vec2(across, down));
    ui.painter().image(picture, place, part, Color32::WHITE);
    let line = Stroke::new(scene.pen.px(4.0), scene.pen.c.hero_accent);
    ui.painter().hline(place.x_range(), place.bottom(), line);
}

fn words_ui(ui: &mut Ui, scene: &PageContext<'_>, local: &DebriefLocal) {
    let pen = &scene.pen;
    let c = pen.c;
    let ending = &scene.view.debrief.ending;
    let GoingOn { title, quote, explain, .. } = &scene.view.page.going_on;
    columns_ui::<()>(
        ui,
        pen,
        0.6,
        |ui| {
            ui.spacing_mut().item_spacing.y = pen.px(6.0);
            let scenario = scene.view.page.scenario.as_str();
            pen.words(scenario, TextSize::Small).bold().colour(c.hero_accent).show(ui);
            if let Some((who, words)) = quote {
                pen.words(quoted(words), TextSize::Title).colour(c.on_hero).show(ui);
                let who = who.as_ref().map_or(title.clone(), |who| format!("{who}: {title}"));
                pen.words(who, TextSize::Body).bold().colour(c.hero_accent).show(ui);
            } else {
                pen.words(title.as_str(), TextSize::Title).bold().colour(c.on_hero).show(ui);
            }
            let explain = explain.as_ref().filter(|_| quote.is_none());
            if let Some(explain) = explain {
                pen.words(explain.as_str(), TextSize::Body).colour(c.on_hero_soft).show(ui);
            }
            None
        },
        |ui| {
            ui.spacing_mut().item_spacing.y = pen.px(8.0);
            if ending.title.as_str() != title {
                pen.words(ending.title.as_str(), TextSize::Row).bold().colour(c.on_hero).show(ui);
                pen.words(ending.text.as_str(), TextSize::Small).colour(c.on_hero_soft).show(ui);
            }
            if let Some(sentence) = sentence(scene).filter(|_| local.tells_sentence()) {
                Sheet::note(pen).padding(12.0).show(ui, pen, |ui| {
                    pen.words(sentence, TextSize::Body).colour(c.on_note).show(ui);
                });
            }
            if let Some(challenge) = scene.view.share.challenge {
                pen.words(challenge, TextSize::Speech).bold().colour(c.hero_accent).show(ui);
            }
            None
        },
    );
}
