//! Tables in plain text.

use std::io::Write;

use super::stop::Stop;

/// Where a table is broken into two.
const WIDTH: usize = 96;

/// A table of figures: names down the side, and above the columns.
pub(super) struct Grid {
    columns: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

impl Grid {
    /// With these names above the columns.
    pub(super) fn new(columns: impl IntoIterator<Item = String>) -> Self {
        Self { columns: columns.into_iter().collect(), rows: Vec::new() }
    }

    /// One more row.
    pub(super) fn row(&mut self, name: impl Into<String>, cells: Vec<String>) {
        self.rows.push((name.into(), cells));
    }

    /// Every column as wide as what is in it; columns that do not fit stand in a further table below.
    pub(super) fn print(&self, out: &mut impl Write) -> Result<(), Stop> {
        let side = widest(self.rows.iter().map(|(name, _)| &**name));
        let mut from = 0;
        while from < self.columns.len() {
            let mut to = from;
            let mut width = 2 + side;
            while to < self.columns.len() && (to == from || width + 2 + self.width(to) <= WIDTH) {
                width += 2 + self.width(to);
                to += 1;
            }
            self.print_columns(side, from..to, out)?;
            from = to;
        }
        Ok(())
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|(_, cells)| cells.get(column).map(String::as_str));
        widest(cells.chain([&*self.columns[column]]))
    }

    fn print_columns(
        &self,
        side: usize,
        columns: std::ops::Range<usize>,
        out: &mut impl Write,
    ) -> Result<(), Stop> {
        let line = |name: &str, cells: &[String]| {
            let mut line = format!("  {name:side$}");
            for at in columns.clone() {
                let cell = cells.get(at).map_or("", String::as_str);
                line.push_str(&format!("  {cell:>width$}", width = self.width(at)));
            }
            line
        };
        writeln!(out, "{}", line("", &self.columns))?;
        for (name, cells) in &self.rows {
            writeln!(out, "{}", line(name, cells).trim_end())?;
        }
        Ok(())
    }
}

/// The width of the widest of them.
pub(super) fn widest<'s>(all: impl IntoIterator<Item = &'s str>) -> usize {
    all.into_iter().map(|one| one.chars().count()).max().unwrap_or_default()
}
