//! The map for pages that draw Mermaid.

use super::{dot::words, scenes::SceneMap};

impl SceneMap {
    /// As a Mermaid flowchart.
    #[must_use]
    pub fn mermaid(&self) -> String {
        let mut out = format!("---\ntitle: {}\n---\nflowchart TD\n", quoted(&self.title));
        for (at, node) in self.nodes.iter().enumerate() {
            let (open, close) = if node.is_scene { ("(", ")") } else { ("([", "])") };
            out += &format!("  n{at}{open}{}{close}\n", quoted(&self.label(at)));
        }
        for edge in &self.edges {
            let arrow = if edge.is_best { "==>" } else { "-->" };
            let label = words(edge);
            let label =
                if label.is_empty() { String::new() } else { format!("|{}|", quoted(&label)) };
            out += &format!("  n{} {arrow}{label} n{}\n", edge.from, edge.to);
        }
        let never: Vec<String> = self
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| !node.is_reached)
            .map(|(at, _)| format!("n{at}"))
            .collect();
        if !never.is_empty() {
            out += "  classDef never stroke-dasharray: 5 5\n";
            out += &format!("  class {} never\n", never.join(","));
        }
        for line in self.note.iter().chain(&self.clock) {
            out += &format!("  %% {line}\n");
        }
        out
    }
}

fn quoted(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!("\"{}\"", text.replace('>', "&gt;").replace('\n', "<br>"))
}
