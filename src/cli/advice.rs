//! What to do first: the findings of an analysis with their remedies, and the rest of them by rule.

use std::io::Write;

use super::{FilteredOutput, extent::Extent, findings, stop::Stop, tables::counted};
use crate::{
    diagnostic::{Rule, TerminalColours, render, rule},
    solver::Finding,
    store::Ready,
};

/// How many findings open the report.
const FIRST: usize = 3;

/// The findings of a scenario, the most useful first.
pub(super) struct Advice<'a> {
    pub(super) ready: &'a Ready,
    pub(super) findings: &'a [Finding],
    pub(super) palette: TerminalColours,
}

impl Advice<'_> {
    /// Those that are most useful, each of another rule, with its place and its remedy.
    pub(super) fn first(&self, out: &mut impl FilteredOutput) -> Result<(), Stop> {
        for at in self.leading() {
            let finding = &self.findings[at];
            let mut diagnostic = findings::diagnostic(self.ready, finding);
            if let Some(remedy) = rule(finding.code).and_then(Rule::remedy) {
                diagnostic = diagnostic.help(remedy);
            }
            out.styled(&render(&diagnostic, &self.ready.source.scenario, self.palette))?;
        }
        Ok(())
    }

    /// The positions of those that open the report.
    fn leading(&self) -> Vec<usize> {
        let mut leading: Vec<usize> = Vec::new();
        for (at, finding) in self.findings.iter().enumerate() {
            let is_told = leading.iter().any(|told| self.findings[*told].code == finding.code);
            if !is_told && leading.len() < FIRST {
                leading.push(at);
            }
        }
        leading
    }

    /// All others, rule by rule: what to do once, and a line for each place.
    pub(super) fn rest(&self, extent: &Extent<'_>, out: &mut impl Write) -> Result<(), Stop> {
        let leading = self.leading();
        let mut rest: Vec<&Finding> = Vec::new();
        let mut left_out = 0;
        for (at, finding) in self.findings.iter().enumerate() {
            if !leading.contains(&at) {
                if extent.tells_after(at) { rest.push(finding) } else { left_out += 1 }
            }
        }
        if rest.is_empty() && left_out == 0 {
            return Ok(());
        }
        writeln!(out, "\nFurther findings")?;
        let mut codes: Vec<&str> = Vec::new();
        for finding in &rest {
            if !codes.contains(&finding.code) {
                codes.push(finding.code);
            }
        }
        for code in codes {
            let rule = rule(code);
            writeln!(out, "  {code}: {}", rule.map_or("", Rule::title))?;
            if let Some(remedy) = rule.and_then(Rule::remedy) {
                writeln!(out, "    What to do: {remedy}")?;
            }
            for finding in rest.iter().filter(|finding| finding.code == code) {
                let diagnostic = findings::diagnostic(self.ready, finding);
                let source = &self.ready.source.scenario;
                let line = source.position(diagnostic.span().start).line;
                writeln!(out, "    line {line:<5} {}", finding.text)?;
            }
        }
        if left_out > 0 {
            writeln!(out, "STOPPED: {} left out.", counted(left_out, "further finding"))?;
        }
        writeln!(out, "  `rapport explain CODE` says more of each.")?;
        Ok(())
    }
}
