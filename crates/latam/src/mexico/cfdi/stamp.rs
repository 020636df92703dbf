//! The stamp: what makes a document fiscal.

use jiff::civil::DateTime;
use uuid::Uuid;

use super::markup::{Element, Vocabulary};
use super::node::{Node as _, node};
use super::value::TaxNumber;

node! {
    /// The authority's stamp, version 1.1 (`TimbreFiscalDigital`).
    pub struct Stamp {
        /// `Version`.
        version: String = attribute "Version",
        /// The document's number for ever: `UUID`.
        uuid: Uuid = attribute "UUID",
        /// When it was stamped, by the clock of central Mexico: `FechaTimbrado`.
        stamped_at: DateTime = attribute "FechaTimbrado",
        /// Who stamped it: `RfcProvCertif`.
        stamper: TaxNumber = attribute "RfcProvCertif",
        /// What the stamper adds: `Leyenda`.
        legend: Option<String> = attribute "Leyenda",
        /// The issuer's seal, which the stamp covers: `SelloCFD`.
        document_seal: String = attribute "SelloCFD",
        /// `NoCertificadoSAT`.
        certificate_number: String = attribute "NoCertificadoSAT",
        /// The authority's seal: `SelloSAT`.
        seal: String = attribute "SelloSAT",
    }
}

impl Stamp {
    /// The version that is written.
    pub const VERSION: &'static str = "1.1";

    /// The element as it stands in a complement.
    pub(super) fn element(&self) -> Element {
        let mut element = Element::new(Vocabulary::Stamp, "TimbreFiscalDigital");
        let schema = format!(
            "{} {}",
            Vocabulary::Stamp.namespace(),
            Vocabulary::Stamp.schema()
        );
        element
            .attributes
            .push(("xsi:schemaLocation".into(), schema));
        self.fill(&mut element);
        element
    }
}
