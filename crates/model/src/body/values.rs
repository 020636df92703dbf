//! What a body gave, once it was checked.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::money::Money;
use crate::time::Date;

/// The values that a body gave, checked against its declaration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values(pub(super) BTreeMap<&'static str, FieldValue>);

#[derive(Clone, Debug, PartialEq)]
pub(super) enum FieldValue {
    Uuid(Uuid),
    Date(Date),
    Boolean(bool),
    Text(String),
    List(Vec<String>),
    Amount(Money),
    Whole(i64),
    Object(Values),
    Objects(Vec<Values>),
    AnyObject(Map<String, Value>),
}

impl Values {
    /// The UUID under this key, where the body gave one.
    #[must_use]
    pub fn uuid(&self, name: &str) -> Option<Uuid> {
        match self.0.get(name)? {
            FieldValue::Uuid(value) => Some(*value),
            _ => None,
        }
    }

    /// The day under this key, where the body gave one.
    #[must_use]
    pub fn date(&self, name: &str) -> Option<Date> {
        match self.0.get(name)? {
            FieldValue::Date(value) => Some(*value),
            _ => None,
        }
    }

    /// The flag under this key, or its default; false for a key that is not declared.
    #[must_use]
    pub fn boolean(&self, name: &str) -> bool {
        matches!(self.0.get(name), Some(FieldValue::Boolean(true)))
    }

    /// The text or word under this key, where the body gave one.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.0.get(name)? {
            FieldValue::Text(value) => Some(value),
            _ => None,
        }
    }

    /// The list under this key, where the body gave one.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&[String]> {
        match self.0.get(name)? {
            FieldValue::List(value) => Some(value),
            _ => None,
        }
    }

    /// The amount under this key, where the body gave one.
    #[must_use]
    pub fn amount(&self, name: &str) -> Option<Money> {
        match self.0.get(name)? {
            FieldValue::Amount(value) => Some(*value),
            _ => None,
        }
    }

    /// The whole number under this key, where the body gave one.
    #[must_use]
    pub fn whole(&self, name: &str) -> Option<i64> {
        match self.0.get(name)? {
            FieldValue::Whole(value) => Some(*value),
            _ => None,
        }
    }

    /// What the object under this key holds, where the body gave one.
    #[must_use]
    pub fn object(&self, name: &str) -> Option<&Values> {
        match self.0.get(name)? {
            FieldValue::Object(value) => Some(value),
            _ => None,
        }
    }

    /// What the objects of the list under this key hold, where the body gave one.
    #[must_use]
    pub fn objects(&self, name: &str) -> Option<&[Values]> {
        match self.0.get(name)? {
            FieldValue::Objects(values) => Some(values),
            _ => None,
        }
    }

    /// The object under this key as it was given, where its keys are not declared.
    #[must_use]
    pub fn any_object(&self, name: &str) -> Option<&Map<String, Value>> {
        match self.0.get(name)? {
            FieldValue::AnyObject(keys) => Some(keys),
            _ => None,
        }
    }
}
