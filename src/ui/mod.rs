//! Screens and widgets: they take a view and return commands.
