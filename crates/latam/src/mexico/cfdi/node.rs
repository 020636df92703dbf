//! How a struct stands for an element: one line per attribute or child, for reading and writing.

use super::error::{CfdiError, Problem};
use super::markup::{Element, Vocabulary};
use super::value::Scalar;

/// A struct that stands for an element.
pub(super) trait Node: Sized {
    /// Reads the element's attributes and children.
    fn of(element: &Element) -> Result<Self, CfdiError>;
    /// Adds attributes and children to an element.
    fn fill(&self, element: &mut Element);
}

/// A value or several that stand in one attribute.
pub(super) trait Attribute: Sized {
    fn read(from: &Element, name: &'static str) -> Result<Self, CfdiError>;
    fn write(&self, to: &mut Element, name: &'static str);
}

/// One child, at most one, or any number of them.
pub(super) trait Children: Sized {
    fn read(from: &Element, path: &'static str) -> Result<Self, CfdiError>;
    fn write(&self, to: &mut Element, path: &'static str);
}

/// Where a vocabulary spells an attribute in two ways, the name is `Modern|former`.
fn spelling(vocabulary: Vocabulary, name: &'static str) -> &'static str {
    match name.split_once('|') {
        Some((_, former)) if vocabulary.is_former() => former,
        Some((modern, _)) => modern,
        None => name,
    }
}

impl<T: Scalar> Attribute for Option<T> {
    fn read(from: &Element, name: &'static str) -> Result<Self, CfdiError> {
        let name = spelling(from.vocabulary, name);
        let Some(text) = from.attribute(name).filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        let value = T::from_text(text).ok_or_else(|| {
            let value = super::markup::shortened(text);
            let expected = T::EXPECTED;
            CfdiError::at(format!("@{name}"), Problem::Malformed { value, expected })
        })?;
        Ok(Some(value))
    }

    fn write(&self, to: &mut Element, name: &'static str) {
        if let Some(value) = self {
            let name = spelling(to.vocabulary, name);
            to.attributes.push((name.into(), value.to_text()));
        }
    }
}

impl<T: Scalar> Attribute for T {
    fn read(from: &Element, name: &'static str) -> Result<Self, CfdiError> {
        <Option<T> as Attribute>::read(from, name)?.ok_or_else(|| {
            let name = spelling(from.vocabulary, name);
            CfdiError::at(format!("@{name}"), Problem::Missing)
        })
    }

    fn write(&self, to: &mut Element, name: &'static str) {
        let name = spelling(to.vocabulary, name);
        to.attributes.push((name.into(), self.to_text()));
    }
}

impl<T: Node> Children for Vec<T> {
    /// `Concepto`, or `Conceptos/Concepto` for children in an element of their own.
    fn read(from: &Element, path: &'static str) -> Result<Self, CfdiError> {
        let Some((wrapper, name)) = path.split_once('/') else {
            return all(from, path);
        };
        match single(from, wrapper)? {
            Some(wrapped) => all(wrapped, name).map_err(|error| error.within(wrapper)),
            None => Ok(Self::new()),
        }
    }

    fn write(&self, to: &mut Element, path: &'static str) {
        if self.is_empty() {
            return;
        }
        let written = |name| self.iter().map(move |child| (child, name));
        match path.split_once('/') {
            None => written(path).for_each(|(child, name)| child.add_to(to, name)),
            Some((wrapper, name)) => {
                let mut wrapped = Element::new(to.vocabulary, wrapper);
                written(name).for_each(|(child, name)| child.add_to(&mut wrapped, name));
                to.children.push(wrapped);
            }
        }
    }
}

impl<T: Node> Children for Option<T> {
    fn read(from: &Element, name: &'static str) -> Result<Self, CfdiError> {
        let found = single(from, name)?;
        found
            .map(|child| T::of(child).map_err(|error| error.within(name)))
            .transpose()
    }

    fn write(&self, to: &mut Element, name: &'static str) {
        if let Some(child) = self {
            child.add_to(to, name);
        }
    }
}

impl<T: Node> Children for T {
    fn read(from: &Element, name: &'static str) -> Result<Self, CfdiError> {
        <Option<T> as Children>::read(from, name)?
            .ok_or_else(|| CfdiError::at(name, Problem::Missing))
    }

    fn write(&self, to: &mut Element, name: &'static str) {
        self.add_to(to, name);
    }
}

/// Writing as a child of an element, in its vocabulary.
pub(super) trait AddTo {
    fn add_to(&self, parent: &mut Element, name: &'static str);
}

impl<T: Node> AddTo for T {
    fn add_to(&self, parent: &mut Element, name: &'static str) {
        let mut child = Element::new(parent.vocabulary, name);
        self.fill(&mut child);
        parent.children.push(child);
    }
}

fn all<T: Node>(from: &Element, name: &'static str) -> Result<Vec<T>, CfdiError> {
    from.named(name)
        .enumerate()
        .map(|(place, child)| {
            T::of(child).map_err(|error| error.within(&format!("{name}[{}]", place + 1)))
        })
        .collect()
}

/// The only child of this name, if there is one.
pub(super) fn single<'a>(
    from: &'a Element,
    name: &'static str,
) -> Result<Option<&'a Element>, CfdiError> {
    let mut found = from.named(name);
    let first = found.next();
    match found.next() {
        Some(_) => Err(CfdiError::at(name, Problem::Repeated)),
        None => Ok(first),
    }
}

/// Declares a struct and the element that it stands for: each field says whether it is an attribute
/// or a child, and what the schema calls it.
macro_rules! node {
    (
        $(#[$about:meta])*
        pub struct $name:ident {
            $( $(#[$field_about:meta])* $field:ident: $type:ty = $place:ident $spelt:literal, )*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $( $(#[$field_about])* pub $field: $type, )*
        }

        impl $crate::mexico::cfdi::node::Node for $name {
            fn of(
                from: &$crate::mexico::cfdi::markup::Element,
            ) -> Result<Self, $crate::mexico::cfdi::CfdiError> {
                Ok(Self {
                    $( $field: $crate::mexico::cfdi::node::node!(@read $place, from, $spelt)?, )*
                })
            }

            fn fill(&self, to: &mut $crate::mexico::cfdi::markup::Element) {
                $( $crate::mexico::cfdi::node::node!(@write $place, &self.$field, to, $spelt); )*
            }
        }

        #[cfg(test)]
        impl $crate::mexico::cfdi::any::Any for $name {
            fn any(source: &mut $crate::mexico::cfdi::any::Source) -> Self {
                Self { $( $field: $crate::mexico::cfdi::any::Any::any(source), )* }
            }
        }
    };
    (@write attribute, $value:expr, $to:ident, $spelt:literal) => {
        $crate::mexico::cfdi::node::Attribute::write($value, $to, $spelt)
    };
    (@write child, $value:expr, $to:ident, $spelt:literal) => {
        $crate::mexico::cfdi::node::Children::write($value, $to, $spelt)
    };
    (@read attribute, $from:ident, $spelt:literal) => {
        $crate::mexico::cfdi::node::Attribute::read($from, $spelt)
    };
    (@read child, $from:ident, $spelt:literal) => {
        $crate::mexico::cfdi::node::Children::read($from, $spelt)
    };
}

pub(super) use node;
