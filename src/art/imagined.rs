//! What fear does to a drawing: drained, hatched, looming, with loose contours.

use super::look::{DrainedSubject, drain, hatch_person, hatch_room};

/// Which half of a figure is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) enum Layer {
    Body,
    Head,
}

/// Shapes of one layer of a figure.
///
/// The hatching lies on the side away from the light. The quietest level is a plain grey wash,
/// which also makes it as cheap to draw as the real figure.
pub(super) fn person(shapes: &str, layer: Layer, mirror: &str, level: usize) -> String {
    let (id, top) = match layer {
        Layer::Body => ("b", 200.0),
        Layer::Head => ("h", 0.0),
    };
    let shapes = drain(shapes, level, DrainedSubject::Person);
    if level == 0 {
        return format!(r#"<g transform="{mirror}">{shapes}</g>"#);
    }
    let hatching = hatch_person(level, top);
    let contour = contour_filter(id, level);
    let loom = [1.0, 1.02, 1.04, 1.06][level];
    let (x, y) = (200.0 * (1.0 - loom), 440.0 * (1.0 - loom));
    format!(
        r##"<defs>{contour}<g id="{id}shape" transform="translate({x:.2} {y:.2}) scale({loom}) {mirror}">{shapes}</g><mask id="{id}mask" mask-type="alpha" maskUnits="userSpaceOnUse" x="0" y="0" width="400" height="440"><use href="#{id}shape"/></mask></defs><g filter="url(#{id}edge)"><use href="#{id}shape"/></g><g mask="url(#{id}mask)"><g transform="{mirror}">{hatching}</g></g>"##
    )
}

/// A dark halo behind the shape; at louder levels also two contours that miss each other, as a
/// quick pencil does.
fn contour_filter(id: &str, level: usize) -> String {
    let halo = [0.0, 0.15, 0.32, 0.52][level];
    let (lines, nodes) = if level >= 2 {
        let width = [0.0, 0.0, 0.8, 1.3][level];
        let stray = [0.0, 0.0, 1.2, 2.0][level];
        (
            format!(
                r#"<feMorphology in="SourceAlpha" operator="dilate" radius="{width}"/><feComposite in2="SourceAlpha" operator="out" result="line"/><feOffset in="line" dx="{stray}" dy="-{stray}" result="again"/>"#
            ),
            r#"<feMergeNode in="line"/><feMergeNode in="again"/>"#,
        )
    } else {
        (String::new(), "")
    };
    format!(
        r##"<filter id="{id}edge" filterUnits="userSpaceOnUse" x="0" y="0" width="400" height="440" color-interpolation-filters="sRGB"><feDropShadow dx="0" dy="3" stdDeviation="8" flood-color="#10191D" flood-opacity="{halo}" result="lifted"/>{lines}<feMerge><feMergeNode in="lifted"/>{nodes}</feMerge></filter>"##
    )
}

/// Shapes of a room, darkened towards the edges.
pub(super) fn room(shapes: &str, level: usize) -> String {
    let shapes = drain(shapes, level, DrainedSubject::Room);
    let hatching = hatch_room(level);
    let gloom = [0.0, 0.10, 0.30, 0.62][level];
    format!(
        r##"<defs><radialGradient id="gloom" cx="0.5" cy="0.45" r="0.72"><stop offset="0.3" stop-color="#10191D" stop-opacity="0"/><stop offset="1" stop-color="#10191D" stop-opacity="{gloom}"/></radialGradient></defs>{shapes}{hatching}<rect width="1280" height="720" fill="url(#gloom)"/>"##
    )
}
