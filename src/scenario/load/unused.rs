//! W0120: names that nothing uses.

use super::resolver::Resolver;

impl Resolver<'_, '_> {
    /// What nothing uses is reported, and looked at all the same.
    pub(super) fn unused(&mut self) {
        let lines = self.line_count();
        self.reusable.is_unused = true;
        while let Some(lines) = self.reusable.passages.next_unused(self.reader) {
            self.lines(&lines);
        }
        while let Some(shown) = self.reusable.scales.next_unused(self.reader) {
            self.evidence(&shown);
        }
        while let Some(conditions) = self.reusable.conditions.next_unused(self.reader) {
            self.all(&conditions);
        }
        self.reusable.is_unused = false;
        self.set_line_count(lines);
    }
}
