//! Lessons in the debrief: what is told as a turning point, and what as chance.
