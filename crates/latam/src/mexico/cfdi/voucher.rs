//! The invoice itself: who sells what to whom, for how much.

use jiff::civil::DateTime;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::error::{CfdiError, Problem};
use super::markup::{self, Element, Vocabulary};
use super::node::{Node, node};
use super::payment::Payments;
use super::payroll::Payroll;
use super::stamp::Stamp;
use super::tax::{LineTaxes, TaxTotals};
use super::value::{TaxNumber, words};

/// The currency of documents that are about no sum of their own: payments received and goods moved
/// (SAT, Anexo 20; ISO 4217).
pub const NO_CURRENCY: &str = "XXX";

words! {
    /// The version of the schema.
    pub enum Version("a version that is read here: 4.0 or 3.3") {
        /// In force since 2022.
        V40 = "4.0",
        /// In force from 2017 to 2023.
        V33 = "3.3",
    }
}

words! {
    /// What a document is for.
    pub enum VoucherKind("I, E, T, N or P") {
        /// A sale: `I`.
        Income = "I",
        /// What is given back, such as a credit note: `E`.
        Expense = "E",
        /// Goods on their way: `T`.
        Transfer = "T",
        /// A payslip: `N`.
        Payroll = "N",
        /// The receipt of a payment: `P`.
        Payment = "P",
    }
}

words! {
    /// Whether an invoice is paid at once.
    pub enum PaymentMethod("PUE or PPD") {
        /// At once: `PUE`.
        Single = "PUE",
        /// Later or in parts, each with a receipt of its own: `PPD`.
        Deferred = "PPD",
    }
}

node! {
    /// An electronic invoice (`Comprobante`).
    pub struct Cfdi {
        /// `Version`.
        version: Version = attribute "Version",
        /// The issuer's letters before the number: `Serie`.
        series: Option<String> = attribute "Serie",
        /// The issuer's number: `Folio`.
        folio: Option<String> = attribute "Folio",
        /// When it was issued, by the clock of the place of issue: `Fecha`.
        issued_at: DateTime = attribute "Fecha",
        /// The issuer's seal: `Sello`.
        seal: String = attribute "Sello",
        /// How it is paid: `03` is a transfer, `99` is not known yet (`FormaPago`).
        payment_form: Option<String> = attribute "FormaPago",
        /// `NoCertificado`.
        certificate_number: String = attribute "NoCertificado",
        /// `Certificado`.
        certificate: String = attribute "Certificado",
        /// `CondicionesDePago`.
        payment_terms: Option<String> = attribute "CondicionesDePago",
        /// Before discounts and taxes: `SubTotal`.
        subtotal: Decimal = attribute "SubTotal",
        /// `Descuento`.
        discount: Option<Decimal> = attribute "Descuento",
        /// `Moneda`.
        currency: String = attribute "Moneda",
        /// Pesos for one unit of the currency: `TipoCambio`.
        exchange_rate: Option<Decimal> = attribute "TipoCambio",
        /// `Total`.
        total: Decimal = attribute "Total",
        /// `TipoDeComprobante`.
        kind: VoucherKind = attribute "TipoDeComprobante",
        /// `01` is no export; version 4.0 only: `Exportacion`.
        export: Option<String> = attribute "Exportacion",
        /// `MetodoPago`.
        payment_method: Option<PaymentMethod> = attribute "MetodoPago",
        /// A postcode: `LugarExpedicion`.
        place_of_issue: String = attribute "LugarExpedicion",
        /// `Confirmacion`.
        confirmation: Option<String> = attribute "Confirmacion",
        /// For sales to the general public, the time they are of; version 4.0 only.
        global: Option<GlobalPeriod> = child "InformacionGlobal",
        /// The documents that it has to do with.
        related: Vec<RelatedDocuments> = child "CfdiRelacionados",
        /// Who issues it.
        issuer: Issuer = child "Emisor",
        /// Who receives it.
        receiver: Receiver = child "Receptor",
        /// What is sold.
        lines: Vec<Line> = child "Conceptos/Concepto",
        /// The taxes of all lines.
        taxes: Option<TaxTotals> = child "Impuestos",
        /// The stamp, and what only some kinds of documents have.
        complement: Complement = child "Complemento",
    }
}

node! {
    /// The time whose sales to the general public an invoice gathers (`InformacionGlobal`).
    pub struct GlobalPeriod {
        /// `04` is a month: `Periodicidad`.
        periodicity: String = attribute "Periodicidad",
        /// `Meses`.
        months: String = attribute "Meses",
        /// `Año`.
        year: u32 = attribute "Año",
    }
}

node! {
    /// Documents that this one has to do with, in one way (`CfdiRelacionados`).
    pub struct RelatedDocuments {
        /// `01` is a credit note to them, `04` replaces them: `TipoRelacion`.
        relation: String = attribute "TipoRelacion",
        /// Each of them.
        documents: Vec<RelatedDocument> = child "CfdiRelacionado",
    }
}

node! {
    /// A document that another has to do with (`CfdiRelacionado`).
    pub struct RelatedDocument {
        /// `UUID`.
        uuid: Uuid = attribute "UUID",
    }
}

node! {
    /// Who issues a document (`Emisor`).
    pub struct Issuer {
        /// `Rfc`.
        tax_number: TaxNumber = attribute "Rfc",
        /// `Nombre`.
        name: Option<String> = attribute "Nombre",
        /// `601` is a company of the general regime: `RegimenFiscal`.
        regime: String = attribute "RegimenFiscal",
        /// `FacAtrAdquirente`; version 4.0 only.
        acquirer_permission: Option<String> = attribute "FacAtrAdquirente",
    }
}

node! {
    /// Who receives a document (`Receptor`).
    pub struct Receiver {
        /// `Rfc`.
        tax_number: TaxNumber = attribute "Rfc",
        /// `Nombre`.
        name: Option<String> = attribute "Nombre",
        /// A postcode; version 4.0 only: `DomicilioFiscalReceptor`.
        postcode: Option<String> = attribute "DomicilioFiscalReceptor",
        /// The country of a foreigner: `ResidenciaFiscal`.
        residence: Option<String> = attribute "ResidenciaFiscal",
        /// The number of a foreigner at home: `NumRegIdTrib`.
        foreign_tax_number: Option<String> = attribute "NumRegIdTrib",
        /// Version 4.0 only: `RegimenFiscalReceptor`.
        regime: Option<String> = attribute "RegimenFiscalReceptor",
        /// `G03` is general expenses: `UsoCFDI`.
        usage: String = attribute "UsoCFDI",
    }
}

node! {
    /// One thing that is sold (`Concepto`).
    pub struct Line {
        /// What it is, by the authority's catalogue: `ClaveProdServ`.
        product: String = attribute "ClaveProdServ",
        /// What it is, by the issuer's own: `NoIdentificacion`.
        sku: Option<String> = attribute "NoIdentificacion",
        /// `Cantidad`.
        quantity: Decimal = attribute "Cantidad",
        /// By the authority's catalogue: `ClaveUnidad`.
        unit: String = attribute "ClaveUnidad",
        /// In the issuer's words: `Unidad`.
        unit_name: Option<String> = attribute "Unidad",
        /// `Descripcion`.
        description: String = attribute "Descripcion",
        /// `ValorUnitario`.
        unit_price: Decimal = attribute "ValorUnitario",
        /// Before discount and taxes: `Importe`.
        amount: Decimal = attribute "Importe",
        /// `Descuento`.
        discount: Option<Decimal> = attribute "Descuento",
        /// `02` bears taxes, `01` does not; version 4.0 only: `ObjetoImp`.
        tax_object: Option<String> = attribute "ObjetoImp",
        /// Its taxes.
        taxes: Option<LineTaxes> = child "Impuestos",
    }
}

/// What stands in `Complemento`, as far as it is known here. Version 3.3 allows it several times.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Complement {
    /// The authority's stamp; none before stamping.
    pub stamp: Option<Stamp>,
    /// What a receipt of payments tells.
    pub payments: Option<Payments>,
    /// The payslips of a payroll document: nearly always one.
    pub payrolls: Vec<Payroll>,
}

impl super::node::Children for Complement {
    fn read(from: &Element, name: &'static str) -> Result<Self, CfdiError> {
        let mut complement = Self::default();
        let parts = from.named(name).flat_map(|each| &each.children);
        for part in parts {
            complement
                .take(part)
                .map_err(|error| error.within(&part.name).within(name))?;
        }
        Ok(complement)
    }

    fn write(&self, to: &mut Element, name: &'static str) {
        let mut element = Element::new(to.vocabulary, name);
        if let Some(payments) = &self.payments {
            let vocabulary = match payments.version.as_str() {
                "1.0" => Vocabulary::Payments10,
                _ => Vocabulary::Payments20,
            };
            let mut part = Element::new(vocabulary, "Pagos");
            payments.fill(&mut part);
            element.children.push(part);
        }
        for payroll in &self.payrolls {
            let mut part = Element::new(Vocabulary::Payroll12, "Nomina");
            payroll.fill(&mut part);
            element.children.push(part);
        }
        element
            .children
            .extend(self.stamp.iter().map(Stamp::element));
        if !element.children.is_empty() {
            to.children.push(element);
        }
    }
}

impl Complement {
    fn take(&mut self, part: &Element) -> Result<(), CfdiError> {
        match (part.vocabulary, &*part.name) {
            (Vocabulary::Stamp, "TimbreFiscalDigital") => once(&mut self.stamp, Stamp::of(part)?),
            (Vocabulary::Payments20 | Vocabulary::Payments10, "Pagos") => {
                once(&mut self.payments, Payments::of(part)?)
            }
            (Vocabulary::Payroll12, "Nomina") => {
                self.payrolls.push(Payroll::of(part)?);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

fn once<T>(place: &mut Option<T>, found: T) -> Result<(), CfdiError> {
    match place.replace(found) {
        Some(_) => Err(CfdiError::at("", Problem::Repeated)),
        None => Ok(()),
    }
}

impl Cfdi {
    /// Reads a document from the bytes of its XML.
    ///
    /// # Errors
    /// When the bytes are not an XML document of a known version within the limits, or lack what
    /// every document has. Nothing is computed: whether sums agree is the stamper's business.
    pub fn read(bytes: &[u8]) -> Result<Self, CfdiError> {
        let root = markup::read(bytes)?;
        let known = match root.vocabulary {
            Vocabulary::Cfdi40 => Version::V40,
            Vocabulary::Cfdi33 => Version::V33,
            _ => return Err(unknown(&root)),
        };
        if root.name != "Comprobante" {
            return Err(unknown(&root));
        }
        let document = Self::read_as(&root, known);
        document.map_err(|error| error.within("Comprobante"))
    }

    fn read_as(root: &Element, known: Version) -> Result<Self, CfdiError> {
        let document = Self::of(root)?;
        if document.version != known {
            let version = document.version.as_str().to_owned();
            let known = known.as_str();
            let problem = Problem::Version { version, known };
            return Err(CfdiError::at("@Version", problem));
        }
        document.check()?;
        Ok(document)
    }

    /// What the one version demands and the other does not have.
    fn check(&self) -> Result<(), CfdiError> {
        let missing = |path: &str| Err(CfdiError::at(path, Problem::Missing));
        if self.lines.is_empty() {
            return missing("Conceptos/Concepto");
        }
        if self.version == Version::V33 {
            return Ok(());
        }
        let demanded = [
            ("@Exportacion", self.export.is_none()),
            ("Emisor/@Nombre", self.issuer.name.is_none()),
            ("Receptor/@Nombre", self.receiver.name.is_none()),
            (
                "Receptor/@DomicilioFiscalReceptor",
                self.receiver.postcode.is_none(),
            ),
            (
                "Receptor/@RegimenFiscalReceptor",
                self.receiver.regime.is_none(),
            ),
        ];
        if let Some((path, _)) = demanded.iter().find(|(_, absent)| *absent) {
            return missing(path);
        }
        match self.lines.iter().position(|line| line.tax_object.is_none()) {
            Some(place) => missing(&format!("Conceptos/Concepto[{}]/@ObjetoImp", place + 1)),
            None => Ok(()),
        }
    }

    /// The document as XML text, which [`read`](Self::read) reads back as an equal value.
    #[must_use]
    pub fn to_xml(&self) -> String {
        let vocabulary = match self.version {
            Version::V40 => Vocabulary::Cfdi40,
            Version::V33 => Vocabulary::Cfdi33,
        };
        let mut root = Element::new(vocabulary, "Comprobante");
        self.fill(&mut root);
        markup::write(&root)
    }
}

pub(super) fn unknown(root: &Element) -> CfdiError {
    CfdiError::whole(Problem::Unknown {
        name: root.name.to_string(),
        namespace: root.vocabulary.namespace().to_owned(),
    })
}
