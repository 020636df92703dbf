//! What is wrong with a text that claims to be a CFDI, and where.

use std::fmt;

/// Why a document was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}{problem}")]
pub struct CfdiError {
    /// Where in the document: a line, or the element and attribute.
    pub place: Place,
    /// What is wrong there.
    pub problem: Problem,
}

/// Where something is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The line of the text, from 1; none when the text as a whole is meant.
    pub line: Option<usize>,
    /// The path of elements: `Comprobante/Conceptos/Concepto[2]/@Importe`.
    pub path: String,
}

/// What is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(
    missing_docs,
    reason = "the fields are named as the sentences name them"
)]
pub enum Problem {
    /// More bytes than a document may have.
    #[error("the document has more than {limit} bytes")]
    TooLarge { limit: usize },
    /// Bytes that are no UTF-8.
    #[error("the text is not UTF-8 at byte {at}")]
    NotUtf8 { at: usize },
    /// A declaration of another encoding.
    #[error("the text says it is encoded as {name}; only UTF-8 is read")]
    Encoding { name: String },
    /// A document type declaration, which could define entities.
    #[error("document type declarations are not read")]
    Doctype,
    /// Not well-formed XML.
    #[error("this is not well-formed XML: {detail}")]
    NotXml { detail: String },
    /// Too many elements inside each other.
    #[error("more than {limit} elements stand inside each other")]
    TooDeep { limit: usize },
    /// Too many elements.
    #[error("there are more than {limit} elements")]
    TooManyElements { limit: usize },
    /// Too many attributes on one element.
    #[error("there are more than {limit} attributes on one element")]
    TooManyAttributes { limit: usize },
    /// An attribute's value that is too long.
    #[error("the value has more than {limit} bytes")]
    ValueTooLong { limit: usize },
    /// XML of some other kind.
    #[error("this is no CFDI: the outermost element is {name} of {namespace}")]
    Unknown { name: String, namespace: String },
    /// A version that is not read.
    #[error("version {version} is not read here; known are {known}")]
    Version {
        version: String,
        known: &'static str,
    },
    /// Something that must be there and is not.
    #[error("it is missing")]
    Missing,
    /// Something that may be there once, twice.
    #[error("it is there more than once")]
    Repeated,
    /// A value of the wrong form.
    #[error("{value:?} is not {expected}")]
    Malformed {
        value: String,
        expected: &'static str,
    },
}

impl CfdiError {
    /// About the whole text.
    pub(super) fn whole(problem: Problem) -> Self {
        Self {
            place: Place::default(),
            problem,
        }
    }

    /// About a line of the text.
    pub(super) fn at_line(line: usize, problem: Problem) -> Self {
        let place = Place {
            line: Some(line),
            path: String::new(),
        };
        Self { place, problem }
    }

    /// About an attribute or an element within the present one.
    pub(super) fn at(step: impl Into<String>, problem: Problem) -> Self {
        let place = Place {
            line: None,
            path: step.into(),
        };
        Self { place, problem }
    }

    /// The same, seen from the element around.
    pub(super) fn within(mut self, step: &str) -> Self {
        self.place.path = if self.place.path.is_empty() {
            step.to_owned()
        } else {
            format!("{step}/{}", self.place.path)
        };
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.path.as_str()) {
            (Some(line), _) => write!(out, "line {line}: "),
            (None, "") => Ok(()),
            (None, path) => write!(out, "{path}: "),
        }
    }
}
