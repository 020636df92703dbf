//! Identifiers, formats and calendars of Latin America: pure functions, no I/O.
