//! The big screen: a strip above, the room in the middle, the presenter's bar below.

use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use super::{
    bar::{bar_ui, keys},
    branch::branch_ui,
    cards::cards_ui,
    debrief::debrief_ui,
    forks::forks_ui,
    join::join_ui,
    lines::all_at_once,
    lobby::{briefing_ui, lobby_ui},
    over::over_ui,
    people::people_ui,
    reveal::reveal_ui,
    scene::scene_ui,
    solo::solo_ui,
    state::{TeamLocal, TeamOverlay},
    strip::strip_ui,
    talk::talk_ui,
    tools::{ending_ui, pairing_ui, tools_ui},
    view::{TeamContext, TeamView},
};
use crate::{
    team::wire::WireRoomPhase,
    ui::{Command, look::Pen, theme::Surface},
};

/// The big screen.
pub fn team_ui(ui: &mut Ui, view: &TeamView<'_>, local: &mut TeamLocal) -> Option<Command> {
    let pen = Pen::projector(ui, view.look, Surface::Play);
    let team = TeamContext { view: *view, pen };
    local.follow(view, all_at_once(&team));
    let by_key = keys(ui, &team, local);
    let whole = ui.max_rect();
    let (below, by_bar) = bar_ui(ui, &team, local, whole);
    let above = strip_ui(ui, &team, local, whole);
    let middle = Rect::from_min_max(
        pos2(whole.left(), whole.top() + above),
        pos2(whole.right(), whole.bottom() - below),
    );
    let by_room = middle_ui(ui, &team, local, middle);
    by_key.or(by_bar).or(by_room)
}

fn middle_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    local: &mut TeamLocal,
    middle: Rect,
) -> Option<Command> {
    let phase = team.phase();
    let has_scene = team.board().room.view.is_some();
    let is_scene = matches!(
        phase,
        WireRoomPhase::Branch | WireRoomPhase::Open | WireRoomPhase::Closed | WireRoomPhase::Play
    );
    if local.overlay.is_none() && is_scene && has_scene {
        return scene_ui(ui, team, local, middle);
    }
    ui.painter().rect_filled(middle, 0.0, team.pen.c.ground);
    let inner = middle.shrink2(vec2(team.pen.margin(), team.pen.px(16.0)));
    let layout = Layout::top_down(Align::Min);
    let mut page = ui.new_child(UiBuilder::new().id_salt("room").max_rect(inner).layout(layout));
    let ui = &mut page;
    if let Some(overlay) = local.overlay {
        return overlay_ui(ui, team, local, overlay);
    }
    match phase {
        WireRoomPhase::Lobby => lobby_ui(ui, team),
        WireRoomPhase::Briefing => briefing_ui(ui, team),
        WireRoomPhase::Play => return solo_ui(ui, team),
        WireRoomPhase::Discussion => talk_ui(ui, team),
        WireRoomPhase::Debrief => debrief_ui(ui, team, local),
        WireRoomPhase::Ended => over_ui(ui, team),
        WireRoomPhase::Branch
        | WireRoomPhase::Open
        | WireRoomPhase::Closed
        | WireRoomPhase::Revealed => {
            if let Some(reveal) = &team.board().room.reveal {
                reveal_ui(ui, team, reveal);
            }
        }
    }
    None
}

fn overlay_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    local: &mut TeamLocal,
    overlay: TeamOverlay,
) -> Option<Command> {
    match overlay {
        TeamOverlay::Tools => return tools_ui(ui, team, local),
        TeamOverlay::People => return people_ui(ui, team, local),
        TeamOverlay::Forks => return forks_ui(ui, team, local),
        TeamOverlay::Branch => return branch_ui(ui, team, local),
        TeamOverlay::Cards => return cards_ui(ui, team, local),
        TeamOverlay::Ending => return ending_ui(ui, team, local),
        TeamOverlay::Pairing => return pairing_ui(ui, team),
        TeamOverlay::Join => join_ui(ui, team, ui.available_height()),
    }
    None
}
