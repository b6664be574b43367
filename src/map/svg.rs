//! The map as a picture.

use super::{
    dot::{often, words},
    labels::{Labels, Spot},
    layers::Layered,
    scenes::{MapEdge, SceneMap},
};

/// A box: half its width, half its height.
const HALF: (f64, f64) = (95.0, 27.0);
/// From one layer to the next.
const STEP: f64 = 124.0;
/// Around it all: left and right, above, below.
const MARGIN: (f64, f64, f64) = (130.0, 96.0, 60.0);
/// Letters of a line in a box.
const LETTERS: usize = 25;
/// Letters of the note below, which is wrapped.
const NOTE: usize = 84;
/// How wide the bar of an ending is that every play comes to.
const BAR: f64 = 160.0;
/// From one line below the map to the next.
const LINE: f64 = 16.0;

const STYLE: &str = "text{font-family:system-ui,'Segoe UI','Noto Sans',sans-serif;fill:#1d2a33}\
    .t{font-size:13px;font-weight:600}.i{font-size:11px;fill:#51626e}.h{font-size:20px;font-weight:600}\
    .w{font-size:11px;paint-order:stroke;stroke:#fbfaf7;stroke-width:4px;stroke-linejoin:round}\
    .e{fill:none;stroke:#6d7f8b}.b{fill:none;stroke:#bfe0d2;stroke-linecap:round}\
    .n{fill:#ffffff;stroke:#51626e;stroke-width:1.2}.z{fill:#e9eef1;stroke:#51626e;stroke-width:1.2}\
    .u{fill:#f6f1e4;stroke:#9a6b00;stroke-width:1.4;stroke-dasharray:5 4}";

impl SceneMap {
    /// As SVG: boxes in layers, lines as wide as they are often gone.
    #[must_use]
    pub fn svg(&self) -> String {
        let layered = Layered::of(self);
        let width = (layered.width + 2.0 * MARGIN.0).max(560.0);
        let left = (width - layered.width) / 2.0;
        let place = |(x, layer): (f64, usize)| (left + x, MARGIN.1 + STEP * layer as f64 + HALF.1);
        let notes = self.notes();
        let bottom = MARGIN.1 + STEP * layered.layers as f64 - (STEP - 2.0 * HALF.1);
        let lines = notes.len() + self.endings.len() + 2;
        let height = bottom + MARGIN.2 + LINE * lines as f64;
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" \
             width=\"{width:.0}\" height=\"{height:.0}\" role=\"img\">\n\
             <title>Map of {title}</title>\n<style>{STYLE}</style>\n\
             <defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"9\" \
             markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">\
             <path d=\"M0 0 8 4 0 8z\" fill=\"#51626e\"/></marker></defs>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#fbfaf7\"/>\n\
             <text class=\"h\" x=\"28\" y=\"42\">{title}</text>\n",
            title = escaped(&self.title),
        );
        let mut labels = Labels::around(layered.nodes.iter().map(|middle| place(*middle)), HALF);
        let drawn: Vec<(String, Spot)> = self
            .edges
            .iter()
            .zip(&layered.paths)
            .map(|(edge, path)| {
                let points: Vec<(f64, f64)> = path.iter().copied().map(place).collect();
                let (line, spots) = drawn(edge, &points);
                let letters = edge.often.map_or(0, |visits| often(visits).chars().count());
                (line, labels.put(&spots, letters))
            })
            .collect();
        let edges = || self.edges.iter().zip(&drawn);
        for (_, (line, _)) in edges().filter(|(edge, _)| edge.is_best) {
            out += &format!("<path class=\"b\" d=\"{line}\" stroke-width=\"13\"/>\n");
        }
        for (edge, (line, _)) in edges() {
            let often = edge.often.unwrap_or(0.15).clamp(0.0, 1.0);
            out += &format!(
                "<path class=\"e\" d=\"{line}\" stroke-width=\"{:.2}\" marker-end=\"url(#a)\"><title>{}</title></path>\n",
                1.0 + 4.0 * often,
                escaped(&words(edge)),
            );
        }
        for (at, middle) in layered.nodes.iter().enumerate() {
            out += &self.node(at, place(*middle));
        }
        for (edge, (_, (x, y))) in edges() {
            if let Some(visits) = edge.often {
                out += &format!(
                    "<text class=\"w\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{}</text>\n",
                    escaped(&often(visits))
                );
            }
        }
        for (nth, line) in notes.iter().enumerate() {
            let y = bottom + 40.0 + LINE * nth as f64;
            out += &format!("<text class=\"i\" x=\"28\" y=\"{y:.0}\">{}</text>\n", escaped(line));
        }
        out += &self.endings(bottom + 40.0 + LINE * (notes.len() + 1) as f64);
        out + "</svg>\n"
    }

    /// The endings below the map, each with a bar as wide as it is frequent.
    fn endings(&self, top: f64) -> String {
        let mut out = String::new();
        for (nth, ending) in self.endings.iter().enumerate() {
            let y = top + LINE * nth as f64;
            let share = escaped(&ending.often.map(often).unwrap_or_default());
            let width = BAR * ending.often.unwrap_or(0.0).clamp(0.0, 1.0);
            out += &format!(
                "<text class=\"i\" x=\"66\" y=\"{y:.0}\" text-anchor=\"end\">{share}</text>\
                 <rect x=\"74\" y=\"{:.0}\" width=\"{width:.1}\" height=\"9\" fill=\"#6d7f8b\"/>\
                 <text class=\"i\" x=\"{:.1}\" y=\"{y:.0}\">{}</text>\n",
                y - 9.0,
                if ending.often.is_some() { 80.0 + width } else { 28.0 },
                escaped(&ending.title)
            );
        }
        out
    }

    fn node(&self, at: usize, (x, y): (f64, f64)) -> String {
        let node = &self.nodes[at];
        let (class, round) = match (node.is_scene, node.is_reached) {
            (false, _) => ("z", HALF.1),
            (true, true) => ("n", 8.0),
            (true, false) => ("u", 8.0),
        };
        let below = match (node.is_scene, node.is_reached, node.often) {
            (false, ..) => String::new(),
            (true, false, _) => format!("{} · no way leads here", node.id),
            (true, true, Some(visits)) => format!("{} · {}", node.id, often(visits)),
            (true, true, None) => node.id.clone(),
        };
        let title_y = if below.is_empty() { y + 5.0 } else { y - 3.0 };
        let mut out = format!(
            "<g><title>{}</title><rect class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.0}\" \
             height=\"{:.0}\" rx=\"{round}\"/><text class=\"t\" x=\"{x:.1}\" y=\"{title_y:.1}\" \
             text-anchor=\"middle\">{}</text>",
            escaped(&self.label(at)),
            x - HALF.0,
            y - HALF.1,
            2.0 * HALF.0,
            2.0 * HALF.1,
            escaped(&cut(&node.title, LETTERS)),
        );
        if !below.is_empty() {
            out += &format!(
                "<text class=\"i\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                y + 15.0,
                escaped(&cut(&below, LETTERS + 6))
            );
        }
        out + "</g>\n"
    }

    /// What stands below: where the figures come from, and what the clock does.
    fn notes(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for note in self.note.iter().chain(&self.clock) {
            lines.push(String::new());
            for word in note.split(' ') {
                let letters = lines.last().map_or(0, |line| line.chars().count());
                if letters + word.chars().count() > NOTE {
                    lines.push(String::new());
                }
                if let Some(line) = lines.last_mut() {
                    line.push_str(if line.is_empty() { "" } else { " " });
                    line.push_str(word);
                }
            }
        }
        lines
    }
}

/// The line of an edge through its points, and where its figure may stand, the best place first.
fn drawn(edge: &MapEdge, points: &[(f64, f64)]) -> (String, Vec<Spot>) {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return (String::new(), Vec::new());
    };
    if edge.from == edge.to {
        let (x, y) = (first.0 + HALF.0, first.1);
        let line = format!(
            "M{x:.1} {:.1} C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
            y - 10.0,
            x + 34.0,
            y - 34.0,
            x + 34.0,
            y + 34.0,
            x + 2.0,
            y + 10.0
        );
        return (line, vec![(x + 34.0, y - 20.0), (x + 34.0, y + 28.0)]);
    }
    let down = if last.1 >= first.1 { 1.0 } else { -1.0 };
    let mut line = format!("M{:.1} {:.1}", first.0, first.1 + down * HALF.1);
    let mut from = (first.0, first.1 + down * HALF.1);
    for (nth, to) in points.iter().enumerate().skip(1) {
        let is_last = nth + 1 == points.len();
        let to = if is_last { (to.0, to.1 - down * (HALF.1 + 1.0)) } else { *to };
        let bend = (to.1 - from.1) / 2.0;
        line += &format!(
            " C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
            from.0,
            from.1 + bend,
            to.0,
            to.1 - bend,
            to.0,
            to.1
        );
        from = to;
    }
    // Near its beginning first, where the lines of one box part.
    let mut spots = Vec::new();
    for (nth, pair) in points.windows(2).enumerate() {
        let begin = if nth == 0 { pair[0].1 + down * HALF.1 } else { pair[0].1 };
        let end = if nth + 2 == points.len() { pair[1].1 - down * HALF.1 } else { pair[1].1 };
        for at in [0.36, 0.5, 0.64, 0.24, 0.78] {
            let ease = at * at * (3.0 - 2.0 * at);
            let x = pair[0].0 + (pair[1].0 - pair[0].0) * ease;
            spots.push((x, begin + (end - begin) * at + 4.0));
        }
    }
    (line, spots)
}

/// A text of so many letters at most.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let begin: String = text.chars().take(most - 1).collect();
    format!("{}…", begin.trim_end())
}

fn escaped(text: &str) -> String {
    let is_plain = |c: &char| *c == '\n' || !c.is_control();
    let text: String = text.chars().filter(is_plain).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
