//! The institution resource.
