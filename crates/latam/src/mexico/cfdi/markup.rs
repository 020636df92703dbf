//! XML as a tree of the vocabularies that a CFDI is written in, and nothing else of XML.

mod reader;
mod writer;

use std::borrow::Cow;

pub(super) use reader::{read, shortened};
pub(super) use writer::write;

/// The most bytes of one document.
pub const DOCUMENT_BYTES_MAX: usize = 8 * 1024 * 1024;
/// The most elements that stand inside each other.
pub const DEPTH_MAX: usize = 32;
/// The most elements of one document, those that are passed over included.
pub const ELEMENTS_MAX: usize = 100_000;
/// The most attributes of one element.
pub const ATTRIBUTES_MAX: usize = 64;
/// The most bytes of one attribute's value.
pub const VALUE_BYTES_MAX: usize = 64 * 1024;

/// One element. Its children are only those of a known vocabulary; text is not kept, because no
/// vocabulary here has any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) vocabulary: Vocabulary,
    pub(super) name: Cow<'static, str>,
    pub(super) attributes: Vec<(Cow<'static, str>, String)>,
    pub(super) children: Vec<Self>,
}

impl Element {
    pub(super) fn new(vocabulary: Vocabulary, name: &'static str) -> Self {
        Self {
            vocabulary,
            name: name.into(),
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    /// The value of the attribute of this name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(each, _)| each == name)?;
        Some(value)
    }

    /// The children of this name in this element's own vocabulary.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = &Self> {
        self.children
            .iter()
            .filter(move |child| child.vocabulary == self.vocabulary && child.name == name)
    }
}

/// A namespace with its usual prefix and the address of its schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary {
    Cfdi40,
    Cfdi33,
    Stamp,
    Payments20,
    Payments10,
    Payroll12,
    Retentions20,
    Retentions10,
}

impl Vocabulary {
    const ALL: [Self; 8] = [
        Self::Cfdi40,
        Self::Cfdi33,
        Self::Stamp,
        Self::Payments20,
        Self::Payments10,
        Self::Payroll12,
        Self::Retentions20,
        Self::Retentions10,
    ];

    fn of_namespace(namespace: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|each| each.namespace() == namespace)
    }

    /// Whether its attributes are spelt as the older of two spellings.
    pub(super) fn is_former(self) -> bool {
        self == Self::Retentions10
    }

    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Cfdi40 | Self::Cfdi33 => "cfdi",
            Self::Stamp => "tfd",
            Self::Payments20 => "pago20",
            Self::Payments10 => "pago10",
            Self::Payroll12 => "nomina12",
            Self::Retentions20 | Self::Retentions10 => "retenciones",
        }
    }

    pub(super) fn namespace(self) -> &'static str {
        match self {
            Self::Cfdi40 => "http://www.sat.gob.mx/cfd/4",
            Self::Cfdi33 => "http://www.sat.gob.mx/cfd/3",
            Self::Stamp => "http://www.sat.gob.mx/TimbreFiscalDigital",
            Self::Payments20 => "http://www.sat.gob.mx/Pagos20",
            Self::Payments10 => "http://www.sat.gob.mx/Pagos",
            Self::Payroll12 => "http://www.sat.gob.mx/nomina12",
            Self::Retentions20 => "http://www.sat.gob.mx/esquemas/retencionpago/2",
            Self::Retentions10 => "http://www.sat.gob.mx/esquemas/retencionpago/1",
        }
    }

    pub(super) fn schema(self) -> &'static str {
        match self {
            Self::Cfdi40 => "http://www.sat.gob.mx/sitio_internet/cfd/4/cfdv40.xsd",
            Self::Cfdi33 => "http://www.sat.gob.mx/sitio_internet/cfd/3/cfdv33.xsd",
            Self::Stamp => {
                "http://www.sat.gob.mx/sitio_internet/cfd/TimbreFiscalDigital/TimbreFiscalDigitalv11.xsd"
            }
            Self::Payments20 => "http://www.sat.gob.mx/sitio_internet/cfd/Pagos/Pagos20.xsd",
            Self::Payments10 => "http://www.sat.gob.mx/sitio_internet/cfd/Pagos/Pagos10.xsd",
            Self::Payroll12 => "http://www.sat.gob.mx/sitio_internet/cfd/nomina/nomina12.xsd",
            Self::Retentions20 => {
                "http://www.sat.gob.mx/esquemas/retencionpago/2/retencionpagov2.xsd"
            }
            Self::Retentions10 => {
                "http://www.sat.gob.mx/esquemas/retencionpago/1/retencionpagov1.xsd"
            }
        }
    }
}
