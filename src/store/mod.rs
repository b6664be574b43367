//! The only room that touches disk: scenario library, records, settings.
