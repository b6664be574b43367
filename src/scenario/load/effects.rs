//! Effects, with names resolved.

use super::resolver::Resolver;
use crate::scenario::{
    Condition, ContentKind, Effect, NodeId, Origin,
    syntax::{self, Placed},
};

impl<'a> Resolver<'a, '_> {
    /// These effects.
    pub(super) fn effects(&mut self, effects: &[Placed<syntax::Effect<'a>>]) -> Box<[Effect]> {
        effects.iter().filter_map(|effect| self.effect(effect)).collect()
    }

    fn effect(&mut self, effect: &Placed<syntax::Effect<'a>>) -> Option<Effect> {
        use syntax::Effect as E;
        let node = self.reader.piece(ContentKind::Effect, effect.at);
        Some(match &effect.it {
            E::Add(meter, by) => {
                let by = self.small(*by, "the number added");
                Effect::Add(self.stored_meter(*meter)?, by)
            }
            E::Put(meter, to) => {
                let to = self.small(*to, "the number put");
                Effect::Put(self.stored_meter(*meter)?, to)
            }
            E::Set(flag) => Effect::Mark(self.flags.write(*flag, true, self.reader).into(), true),
            E::Clear(flag) => {
                Effect::Mark(self.flags.write(*flag, false, self.reader).into(), false)
            }
            E::Learn(fact) => Effect::Mark(self.fact(*fact)?.into(), true),
            E::Tell(guess) => Effect::Mark(self.guess(*guess)?.into(), true),
            E::Drop(guess) => Effect::Mark(self.guess(*guess)?.into(), false),
            E::Agree(agreement) => Effect::Mark(self.agreement(*agreement)?.into(), true),
            E::Break(agreement) => Effect::Mark(self.agreement(*agreement)?.into(), false),
            E::Pass(days) => Effect::Pass(self.days(*days)),
            E::If(cases) | E::When(cases) => self.effect_cases(node, cases)?,
            E::AddBy(meter, draw, cases) => {
                let meter = self.stored_meter(*meter);
                let (draw, lists) = self.by(*draw, cases, |resolver, by| {
                    let by = resolver.small(*by, "the number added");
                    let added = meter.filter(|_| by != 0).map(|meter| Effect::Add(meter, by));
                    added.into_iter().collect::<Box<[Effect]>>()
                })?;
                Effect::By(Origin(node), draw, lists)
            }
            E::By(draw, cases) => {
                let (draw, lists) =
                    self.by(*draw, cases, |resolver, list| resolver.effects(list))?;
                Effect::By(Origin(node), draw, lists)
            }
        })
    }

    /// The first case that holds.
    fn effect_cases(
        &mut self,
        node: NodeId,
        cases: &syntax::Cases<'a, syntax::List<syntax::Effect<'a>>>,
    ) -> Option<Effect> {
        let mut resolved = Vec::with_capacity(cases.cases.len());
        for (nth, case) in cases.cases.iter().enumerate() {
            let node = match nth {
                0 => node,
                _ => self.reader.piece(ContentKind::Effect, case.when.at),
            };
            resolved.push((node, self.all(&case.when), self.effects(&case.then)));
        }
        let mut rest: Box<[Effect]> = Box::default();
        if let Some(otherwise) = &cases.otherwise {
            rest = self.effects(otherwise);
            // What it comes to where no case holds is a part of its own, so that it can be missed.
            let plain = otherwise.iter().zip(&rest).find(|(_, effect)| effect.parts().is_empty());
            if let Some((plain, _)) = plain {
                let node = self.reader.piece(ContentKind::Effect, plain.at);
                let always = Effect::When(Origin(node), Condition::Always, [rest, Box::default()]);
                rest = Box::new([always]);
            }
        }
        let mut whole = None;
        for (node, when, then) in resolved.into_iter().rev() {
            rest = whole.take().map_or(rest, |later| Box::new([later]));
            whole = Some(Effect::When(Origin(node), when, [then, rest]));
            rest = Box::default();
        }
        whole
    }
}
