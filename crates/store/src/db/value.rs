//! Values that travel to a database.

use std::borrow::Cow;

use caudal_model::Timestamp;
use rusqlite::types::{ToSqlOutput, ValueRef};
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type};
use uuid::Uuid;

type BoxedError = Box<dyn std::error::Error + Sync + Send>;

/// A parameter. Lists are PostgreSQL's arrays; SQLite takes one of their rows at a time, or all as
/// the text of a JSON array, ids in it as hexadecimal digits.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Integer(i64),
    Text(String),
    Bytes(Vec<u8>),
    Uuid(Uuid),
    Integers(Vec<i64>),
    OptionalIntegers(Vec<Option<i64>>),
    Texts(Vec<String>),
    Uuids(Vec<Uuid>),
    OptionalUuids(Vec<Option<Uuid>>),
}

/// A vector of values of different types.
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Value::from($value)),*] };
}
pub(crate) use values;

impl Value {
    /// For SQLite: the value itself, or of a list the value of this row.
    pub(crate) fn of_row(&self, row: usize) -> ToSqlOutput<'_> {
        let found = match self {
            Self::Null => Some(ValueRef::Null),
            Self::Integer(number) => Some(ValueRef::Integer(*number)),
            Self::Text(text) => Some(ValueRef::Text(text.as_bytes())),
            Self::Bytes(bytes) => Some(ValueRef::Blob(bytes)),
            Self::Uuid(id) => Some(ValueRef::Blob(id.as_bytes())),
            Self::Integers(list) => list.get(row).map(|number| ValueRef::Integer(*number)),
            Self::OptionalIntegers(list) => list.get(row).copied().flatten().map(ValueRef::Integer),
            Self::Texts(list) => list.get(row).map(|text| ValueRef::Text(text.as_bytes())),
            Self::Uuids(list) => list.get(row).map(|id| ValueRef::Blob(id.as_bytes())),
            Self::OptionalUuids(list) => list
                .get(row)
                .and_then(Option::as_ref)
                .map(|id| ValueRef::Blob(id.as_bytes())),
        };
        ToSqlOutput::Borrowed(found.unwrap_or(ValueRef::Null))
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let json = match self {
            Self::Integers(list) => serde_json::Value::from(list.clone()),
            Self::OptionalIntegers(list) => list.iter().flatten().copied().collect(),
            Self::Texts(list) => serde_json::Value::from(list.clone()),
            Self::Uuids(list) => list.iter().map(hexadecimal).collect(),
            Self::OptionalUuids(list) => list.iter().flatten().map(hexadecimal).collect(),
            _ => return Ok(self.of_row(0)),
        };
        Ok(ToSqlOutput::from(json.to_string()))
    }
}

fn hexadecimal(id: &Uuid) -> String {
    id.as_simple().to_string()
}

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, BoxedError> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Integer(number) => number.to_sql(kind, out),
            Self::Text(text) => {
                if *kind == Type::JSONB {
                    // The version of the binary format, which is otherwise the text.
                    out.extend_from_slice(&[1]);
                }
                out.extend_from_slice(without_nulls(text).as_bytes());
                Ok(IsNull::No)
            }
            Self::Bytes(bytes) => bytes.to_sql(kind, out),
            Self::Uuid(id) => id.to_sql(kind, out),
            Self::Integers(list) => list.to_sql(kind, out),
            Self::OptionalIntegers(list) => list.to_sql(kind, out),
            Self::Texts(list) => {
                let list: Vec<_> = list.iter().map(|text| without_nulls(text)).collect();
                list.to_sql(kind, out)
            }
            Self::Uuids(list) => list.to_sql(kind, out),
            Self::OptionalUuids(list) => list.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn to_sql_checked(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, BoxedError> {
        let fits = match self {
            Self::Null => true,
            Self::Integer(_) => *kind == Type::INT8,
            Self::Text(_) => *kind == Type::TEXT || *kind == Type::JSONB,
            Self::Bytes(_) => *kind == Type::BYTEA,
            Self::Uuid(_) => *kind == Type::UUID,
            Self::Integers(_) | Self::OptionalIntegers(_) => *kind == Type::INT8_ARRAY,
            Self::Texts(_) => *kind == Type::TEXT_ARRAY,
            Self::Uuids(_) | Self::OptionalUuids(_) => *kind == Type::UUID_ARRAY,
        };
        if fits {
            ToSql::to_sql(self, kind, out)
        } else {
            Err(format!("a parameter is of type {kind}").into())
        }
    }
}

/// PostgreSQL refuses text with a null character. What somebody sends us may hold one; it is then
/// another text, which is found nowhere and harms nothing.
fn without_nulls(text: &str) -> Cow<'_, str> {
    if text.contains('\0') {
        text.replace('\0', "\u{FFFD}").into()
    } else {
        text.into()
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<Timestamp> for Value {
    fn from(moment: Timestamp) -> Self {
        Self::Integer(moment.microseconds())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<&Vec<u8>> for Value {
    fn from(bytes: &Vec<u8>) -> Self {
        Self::Bytes(bytes.clone())
    }
}

impl From<Uuid> for Value {
    fn from(id: Uuid) -> Self {
        Self::Uuid(id)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(optional: Option<T>) -> Self {
        optional.map_or(Self::Null, Into::into)
    }
}
