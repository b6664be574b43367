//! Task parallelism from outside: the solver starts no threads of its own.

/// Somebody who can do two things, and at once if there are processors for both.
pub trait Workers: Sync {
    /// Does both, in any order, and returns when both are done.
    fn both(&self, one: &mut (dyn FnMut() + Send), other: &mut (dyn FnMut() + Send));
}
