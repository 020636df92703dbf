//! XML text as a tree, when it is nothing but a tree: no document types, no entities but the five
//! that every XML has, and a limit on everything.

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::name::ResolveResult;

use super::writer::is_allowed;
use super::{
    ATTRIBUTES_MAX, DEPTH_MAX, DOCUMENT_BYTES_MAX, ELEMENTS_MAX, Element, VALUE_BYTES_MAX,
    Vocabulary,
};
use crate::mexico::cfdi::error::{CfdiError, Problem};

/// How much of a name from outside a message repeats, in characters.
const REPEATED_MAX: usize = 80;

/// Reads a document.
pub(in super::super) fn read(bytes: &[u8]) -> Result<Element, CfdiError> {
    if bytes.len() > DOCUMENT_BYTES_MAX {
        let limit = DOCUMENT_BYTES_MAX;
        return Err(CfdiError::whole(Problem::TooLarge { limit }));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        CfdiError::whole(Problem::NotUtf8 { at })
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut tree = Tree {
        reader: NsReader::from_str(text),
        text,
        open: Vec::new(),
        root: None,
        elements: 0,
    };
    tree.read()
        .map_err(|problem| CfdiError::at_line(tree.line(), problem))?;
    let root = tree.root.take();
    root.ok_or_else(|| CfdiError::at_line(tree.line(), not_xml("there is no element")))
}

/// A tree that grows with each piece of the text.
struct Tree<'a> {
    reader: NsReader<&'a [u8]>,
    text: &'a str,
    /// The elements that are open; none stands for one of a vocabulary that is passed over.
    open: Vec<Option<Element>>,
    root: Option<Element>,
    elements: usize,
}

impl Tree<'_> {
    fn read(&mut self) -> Result<(), Problem> {
        loop {
            let event = self.reader.read_event().map_err(not_xml)?;
            match event {
                Event::Start(start) => self.open(&start)?,
                Event::Empty(start) => {
                    self.open(&start)?;
                    self.close()?;
                }
                Event::End(_) => self.close()?,
                Event::Decl(declaration) => declared(&declaration)?,
                Event::DocType(_) => return Err(Problem::Doctype),
                Event::Text(text) => self.allow(&text)?,
                Event::CData(text) => self.allow(&text)?,
                Event::GeneralRef(reference) => {
                    self.inside()?;
                    let known = reference.is_char_ref()
                        || matches!(&*reference, "amp" | "lt" | "gt" | "quot" | "apos");
                    if !known {
                        return Err(entity(&reference));
                    }
                }
                Event::Comment(_) | Event::PI(_) => {}
                Event::Eof if self.open.is_empty() => return Ok(()),
                Event::Eof => return Err(not_xml("the text ends inside an element")),
            }
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), Problem> {
        if self.open.is_empty() && self.root.is_some() {
            return Err(not_xml("there is a second outermost element"));
        }
        if self.open.len() >= DEPTH_MAX {
            return Err(Problem::TooDeep { limit: DEPTH_MAX });
        }
        self.elements += 1;
        if self.elements > ELEMENTS_MAX {
            let limit = ELEMENTS_MAX;
            return Err(Problem::TooManyElements { limit });
        }
        let (resolved, local) = self.reader.resolver().resolve_element(start.name());
        let namespace = match resolved {
            ResolveResult::Bound(namespace) => namespace.into_inner(),
            ResolveResult::Unbound => "",
            ResolveResult::Unknown(prefix) => {
                let prefix = shortened(prefix.as_ref());
                return Err(not_xml(format!("the prefix {prefix} is not declared")));
            }
        };
        let vocabulary = Vocabulary::of_namespace(namespace);
        if self.open.is_empty() && vocabulary.is_none() {
            return Err(Problem::Unknown {
                name: shortened(local.into_inner()),
                namespace: match namespace {
                    "" => "no namespace".to_owned(),
                    other => shortened(other),
                },
            });
        }
        let attributes = attributes(start)?;
        self.open.push(vocabulary.map(|vocabulary| Element {
            vocabulary,
            name: local.into_inner().to_owned().into(),
            attributes,
            children: Vec::new(),
        }));
        Ok(())
    }

    fn close(&mut self) -> Result<(), Problem> {
        let closed = self
            .open
            .pop()
            .ok_or_else(|| not_xml("an element ends that did not begin"))?;
        let Some(element) = closed else {
            return Ok(());
        };
        match self.open.last_mut() {
            Some(Some(parent)) => parent.children.push(element),
            // Within something that is passed over.
            Some(None) => {}
            None => self.root = Some(element),
        }
        Ok(())
    }

    /// Text may stand inside elements, where it means nothing here; outside there is only space.
    fn allow(&self, text: &str) -> Result<(), Problem> {
        if text.trim_ascii().is_empty() {
            return Ok(());
        }
        self.inside()
    }

    fn inside(&self) -> Result<(), Problem> {
        if self.open.is_empty() {
            return Err(not_xml("there is text outside the outermost element"));
        }
        Ok(())
    }

    fn line(&self) -> usize {
        let position = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        let end = self.text.floor_char_boundary(position);
        let read = self.text.get(..end).unwrap_or_default();
        read.bytes().filter(|byte| *byte == b'\n').count() + 1
    }
}

/// The attributes without a namespace; those that have one only say where schemas are.
fn attributes(
    start: &BytesStart<'_>,
) -> Result<Vec<(std::borrow::Cow<'static, str>, String)>, Problem> {
    let mut found = Vec::new();
    for (place, attribute) in start.attributes().enumerate() {
        if place >= ATTRIBUTES_MAX {
            let limit = ATTRIBUTES_MAX;
            return Err(Problem::TooManyAttributes { limit });
        }
        let attribute = attribute.map_err(not_xml)?;
        if attribute.value.len() > VALUE_BYTES_MAX {
            let limit = VALUE_BYTES_MAX;
            return Err(Problem::ValueTooLong { limit });
        }
        let value = attribute
            .normalized_value(XmlVersion::Explicit1_0)
            .map_err(not_xml)?;
        if attribute.value.contains('<') {
            return Err(not_xml("a value holds a plain <"));
        }
        if let Some(sign) = value.chars().find(|sign| !is_allowed(*sign)) {
            let detail = format!("a value holds the character U+{:04X}", u32::from(sign));
            return Err(not_xml(detail));
        }
        let name = attribute.key.into_inner();
        if !name.contains(':') && name != "xmlns" {
            found.push((name.to_owned().into(), value.into_owned()));
        }
    }
    Ok(found)
}

fn declared(declaration: &BytesDecl<'_>) -> Result<(), Problem> {
    let Some(encoding) = declaration.encoding() else {
        return Ok(());
    };
    let encoding = encoding.map_err(not_xml)?;
    if encoding.eq_ignore_ascii_case("utf-8") {
        return Ok(());
    }
    let name = shortened(&encoding);
    Err(Problem::Encoding { name })
}

fn entity(name: &str) -> Problem {
    not_xml(format!("the entity {} is not declared", shortened(name)))
}

fn not_xml(detail: impl std::fmt::Display) -> Problem {
    let detail = shortened(&detail.to_string());
    Problem::NotXml { detail }
}

pub(in super::super) fn shortened(text: &str) -> String {
    text.chars().take(REPEATED_MAX).collect()
}
