//! The map for Graphviz.

use super::scenes::{MapEdge, MapEnding, SceneMap};

impl SceneMap {
    /// As DOT.
    #[must_use]
    pub fn dot(&self) -> String {
        let mut out = format!("digraph {} {{\n", quoted(&self.title));
        out += "  node [shape=box, style=\"rounded,filled\", fillcolor=\"white\"];\n";
        for (at, node) in self.nodes.iter().enumerate() {
            let style = match (node.is_scene, node.is_reached) {
                (false, _) => ", shape=oval",
                (true, true) => "",
                (true, false) => ", style=\"rounded,dashed\"",
            };
            out += &format!("  n{at} [label={}{style}];\n", quoted(&self.label(at)));
        }
        for edge in &self.edges {
            let often = edge.often.unwrap_or(0.2);
            let (best, width) = (
                if edge.is_best { ", color=\"darkgreen\"" } else { "" },
                1.0 + 4.0 * often.min(1.0),
            );
            let label = quoted(&words(edge));
            out += &format!(
                "  n{} -> n{} [label={label}, penwidth={width:.2}{best}];\n",
                edge.from, edge.to
            );
        }
        let below: Vec<&str> = self.note.iter().chain(&self.clock).map(String::as_str).collect();
        if !below.is_empty() {
            out += &format!("  label={};\n", quoted(&below.join("\n")));
        }
        out + "}\n"
    }

    /// What is said of a node, in lines.
    pub(super) fn label(&self, at: usize) -> String {
        let node = &self.nodes[at];
        let id = if node.is_scene && node.id != node.title { &node.id } else { "" };
        let often = node.often.map(often).filter(|_| node.is_reached).unwrap_or_default();
        let never = if node.is_reached { "" } else { "no way leads here" };
        let mut lines = vec![node.title.clone(), id.to_owned(), often, never.to_owned()];
        if Some(at) == self.nodes.iter().position(|node| !node.is_scene) {
            lines.extend(self.endings.iter().map(MapEnding::words));
        }
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }
}

impl MapEnding {
    /// Its title, and how often a play ends so.
    fn words(&self) -> String {
        match self.often {
            Some(share) => format!("{}: {}", self.title, often(share)),
            None => self.title.clone(),
        }
    }
}

/// What is said of an edge: its choices, and how often.
pub(super) fn words(edge: &MapEdge) -> String {
    let choices = edge.choices.join(", ");
    match edge.often.map(often) {
        Some(often) if choices.is_empty() => often,
        Some(often) => format!("{choices}\n{often}"),
        None => choices,
    }
}

/// How often, in percent of plays; more than once in a play, as a number.
pub(super) fn often(visits: f64) -> String {
    if visits > 1.0 + 1e-9 {
        format!("{visits:.1} ×")
    } else if visits > 0.0 && visits < 0.01 {
        "< 1 %".to_owned()
    } else {
        format!("{:.0} %", visits * 100.0)
    }
}

fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{text}\"")
}
