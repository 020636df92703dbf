//! The link resource.
