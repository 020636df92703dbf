//! The certificate of retentions: what a payer kept back for the authority.

use rust_decimal::Decimal;

use super::error::{CfdiError, Problem};
use super::markup::{self, Element, Vocabulary};
use super::node::{Node, node};
use super::stamp::Stamp;
use super::value::{Moment, TaxNumber, words};
use super::voucher::unknown;

words! {
    /// The version of the schema.
    pub enum RetentionVersion("a version that is read here: 2.0 or 1.0") {
        /// In force since 2022.
        V20 = "2.0",
        /// In force from 2014 to 2023.
        V10 = "1.0",
    }
}

node! {
    /// A certificate of retentions and payments (`Retenciones`).
    pub struct Retention {
        /// `Version`.
        version: RetentionVersion = attribute "Version",
        /// The issuer's number: `FolioInt`.
        folio: Option<String> = attribute "FolioInt",
        /// The issuer's seal: `Sello`.
        seal: String = attribute "Sello",
        /// `NoCertificado`; `NumCert` in version 1.0.
        certificate_number: String = attribute "NoCertificado|NumCert",
        /// `Certificado`; `Cert` in version 1.0.
        certificate: String = attribute "Certificado|Cert",
        /// When it was issued: `FechaExp`.
        issued_at: Moment = attribute "FechaExp",
        /// A postcode; version 2.0 only: `LugarExpRetenc`.
        place_of_issue: Option<String> = attribute "LugarExpRetenc",
        /// What was paid: `14` dividends, `16` interest, `26` platforms (`CveRetenc`).
        code: u32 = attribute "CveRetenc",
        /// `DescRetenc`.
        description: Option<String> = attribute "DescRetenc",
        /// Who kept back.
        issuer: RetentionIssuer = child "Emisor",
        /// From whom.
        receiver: RetentionReceiver = child "Receptor",
        /// The months that it is about.
        period: RetentionPeriod = child "Periodo",
        /// What was paid and what was kept back.
        totals: RetentionTotals = child "Totales",
        /// What is added after sealing.
        complement: RetentionComplement = child "Complemento",
    }
}

node! {
    /// Who kept back (`Emisor`).
    pub struct RetentionIssuer {
        /// `RfcE`; `RFCEmisor` in version 1.0.
        tax_number: TaxNumber = attribute "RfcE|RFCEmisor",
        /// `NomDenRazSocE`.
        name: Option<String> = attribute "NomDenRazSocE",
        /// Version 2.0 only: `RegimenFiscalE`.
        regime: Option<String> = attribute "RegimenFiscalE",
    }
}

node! {
    /// From whom something was kept back (`Receptor`): a resident or not.
    pub struct RetentionReceiver {
        /// `Nacional` or `Extranjero`: `NacionalidadR`.
        nationality: String = attribute "NacionalidadR|Nacionalidad",
        /// Somebody with a Mexican number.
        resident: Option<Resident> = child "Nacional",
        /// Somebody without.
        foreigner: Option<NonResident> = child "Extranjero",
    }
}

node! {
    /// A receiver with a Mexican number (`Nacional`).
    pub struct Resident {
        /// `RfcR`; `RFCRecep` in version 1.0.
        tax_number: TaxNumber = attribute "RfcR|RFCRecep",
        /// `NomDenRazSocR`.
        name: Option<String> = attribute "NomDenRazSocR",
        /// `CurpR`; `CURPR` in version 1.0.
        curp: Option<String> = attribute "CurpR|CURPR",
        /// A postcode; version 2.0 only: `DomicilioFiscalR`.
        postcode: Option<String> = attribute "DomicilioFiscalR",
    }
}

node! {
    /// A receiver abroad (`Extranjero`).
    pub struct NonResident {
        /// The number at home: `NumRegIdTribR`; `NumRegIdTrib` in version 1.0.
        tax_number: Option<String> = attribute "NumRegIdTribR|NumRegIdTrib",
        /// `NomDenRazSocR`.
        name: String = attribute "NomDenRazSocR",
    }
}

node! {
    /// The months that a certificate is about (`Periodo`).
    pub struct RetentionPeriod {
        /// `01` to `12`: `MesIni`.
        first_month: u32 = attribute "MesIni",
        /// `MesFin`.
        last_month: u32 = attribute "MesFin",
        /// `Ejercicio`; `Ejerc` in version 1.0.
        year: u32 = attribute "Ejercicio|Ejerc",
    }
}

node! {
    /// What was paid and what was kept back (`Totales`).
    pub struct RetentionTotals {
        /// `MontoTotOperacion`.
        operation: Decimal = attribute "MontoTotOperacion|montoTotOperacion",
        /// `MontoTotGrav`.
        taxable: Decimal = attribute "MontoTotGrav|montoTotGrav",
        /// `MontoTotExent`.
        exempt: Decimal = attribute "MontoTotExent|montoTotExent",
        /// `MontoTotRet`.
        retained: Decimal = attribute "MontoTotRet|montoTotRet",
        /// `UtilidadBimestral`; version 2.0 only.
        two_month_profit: Option<Decimal> = attribute "UtilidadBimestral",
        /// `ISRCorrespondiente`; version 2.0 only.
        corresponding_isr: Option<Decimal> = attribute "ISRCorrespondiente",
        /// Each tax.
        taxes: Vec<RetainedAmount> = child "ImpRetenidos",
    }
}

node! {
    /// What was kept back of one tax (`ImpRetenidos`).
    pub struct RetainedAmount {
        /// `BaseRet`.
        base: Option<Decimal> = attribute "BaseRet",
        /// `001` ISR, `002` IVA, `003` IEPS (`ImpuestoRet`); two digits and `Impuesto` in version 1.0.
        tax: Option<String> = attribute "ImpuestoRet|Impuesto",
        /// `MontoRet`.
        amount: Decimal = attribute "MontoRet|montoRet",
        /// `01` to `03` are definitive, `04` is provisional (`TipoPagoRet`); words in version 1.0.
        payment_kind: String = attribute "TipoPagoRet",
    }
}

/// What stands in `Complemento`, as far as it is known here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RetentionComplement {
    /// The authority's stamp; none before stamping.
    pub stamp: Option<Stamp>,
}

impl super::node::Children for RetentionComplement {
    fn read(from: &Element, name: &'static str) -> Result<Self, CfdiError> {
        let mut parts = from
            .named(name)
            .flat_map(|each| &each.children)
            .filter(|part| part.vocabulary == Vocabulary::Stamp);
        let stamp = parts.next().map(Stamp::of).transpose();
        let stamp = stamp.map_err(|error| error.within("TimbreFiscalDigital").within(name))?;
        match parts.next() {
            Some(_) => Err(CfdiError::at(name, Problem::Repeated)),
            None => Ok(Self { stamp }),
        }
    }

    fn write(&self, to: &mut Element, name: &'static str) {
        if let Some(stamp) = &self.stamp {
            let mut element = Element::new(to.vocabulary, name);
            element.children.push(stamp.element());
            to.children.push(element);
        }
    }
}

impl Retention {
    /// Reads a certificate from the bytes of its XML.
    ///
    /// # Errors
    /// As [`Cfdi::read`](super::Cfdi::read).
    pub fn read(bytes: &[u8]) -> Result<Self, CfdiError> {
        let root = markup::read(bytes)?;
        let known = match root.vocabulary {
            Vocabulary::Retentions20 => RetentionVersion::V20,
            Vocabulary::Retentions10 => RetentionVersion::V10,
            _ => return Err(unknown(&root)),
        };
        if root.name != "Retenciones" {
            return Err(unknown(&root));
        }
        let document = Self::of(&root).map_err(|error| error.within("Retenciones"))?;
        if document.version != known {
            let version = document.version.as_str().to_owned();
            let known = known.as_str();
            let problem = Problem::Version { version, known };
            return Err(CfdiError::at("Retenciones/@Version", problem));
        }
        Ok(document)
    }

    /// The certificate as XML text, which [`read`](Self::read) reads back as an equal value.
    #[must_use]
    pub fn to_xml(&self) -> String {
        let vocabulary = match self.version {
            RetentionVersion::V20 => Vocabulary::Retentions20,
            RetentionVersion::V10 => Vocabulary::Retentions10,
        };
        let mut root = Element::new(vocabulary, "Retenciones");
        self.fill(&mut root);
        markup::write(&root)
    }
}
