//! Whatever is written is read back equal; whatever is hostile is refused with its reason.

use proptest::prelude::*;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn an_invoice_of_any_shape_is_read_back_equal(seed in any::<u64>()) {
        let document = any::cfdi(seed);
        let read = Cfdi::read(document.to_xml().as_bytes());
        prop_assert_eq!(read, Ok(document));
    }

    #[test]
    fn a_certificate_of_any_shape_is_read_back_equal(seed in any::<u64>()) {
        let document = any::retention(seed);
        let read = Retention::read(document.to_xml().as_bytes());
        prop_assert_eq!(read, Ok(document));
    }

    #[test]
    fn a_document_with_anything_done_to_its_bytes_is_read_or_refused(
        seed in any::<u64>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..12),
    ) {
        let mut bytes = any::cfdi(seed).to_xml().into_bytes();
        for (place, byte, deed) in edits {
            if bytes.is_empty() {
                break;
            }
            let at = place.index(bytes.len());
            match deed {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.remove(at)),
                _ => bytes.truncate(at),
            }
        }
        let _ = Cfdi::read(&bytes);
        let _ = Retention::read(&bytes);
    }

    #[test]
    fn markup_of_any_kind_is_read_or_refused(
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40),
    ) {
        let text = pieces.concat();
        let _ = Cfdi::read(text.as_bytes());
        let _ = Retention::read(text.as_bytes());
    }
}

const PIECES: &[&str] = &[
    "<?xml version=\"1.0\"?>",
    "<!DOCTYPE a>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?p ",
    "?>",
    "<cfdi:Comprobante xmlns:cfdi=\"http://www.sat.gob.mx/cfd/4\"",
    " Version=\"4.0\"",
    "<a",
    ">",
    "/>",
    "</a>",
    "</cfdi:Comprobante>",
    "&amp;",
    "&#0;",
    "&#xD800;",
    "&a;",
    "&",
    "<",
    "\"",
    "'",
    " xmlns:x=\"\"",
    " xmlns=\"http://www.sat.gob.mx/cfd/4\"",
    "\u{0}",
    "\u{feff}",
    "é",
    "<x:a",
    "=",
];

const INCOME: &str = include_str!("../../../tests/cfdi/income_40.xml");
const PAYROLL: &str = include_str!("../../../tests/cfdi/payroll_40.xml");
const PAYMENT: &str = include_str!("../../../tests/cfdi/payment_40.xml");
const FORMER_PAYMENT: &str = include_str!("../../../tests/cfdi/payment_33.xml");
const CREDIT_NOTE: &str = include_str!("../../../tests/cfdi/credit_note_33.xml");
const TRANSFER: &str = include_str!("../../../tests/cfdi/transfer_40.xml");
const RETENTION: &str = include_str!("../../../tests/cfdi/retention_20.xml");
const FORMER_RETENTION: &str = include_str!("../../../tests/cfdi/retention_10.xml");

fn read(text: &str) -> Cfdi {
    Cfdi::read(text.as_bytes()).unwrap()
}

fn refusal(text: impl AsRef<[u8]>) -> String {
    Cfdi::read(text.as_ref()).unwrap_err().to_string()
}

#[test]
fn documents_as_ordinary_programs_write_them_are_read() {
    let income = read(INCOME);
    assert_eq!(
        income.receiver.name.as_deref(),
        Some("EMMA GÓMEZ DÍAZ & HIJOS")
    );
    assert_eq!(income.lines[0].description, "Papel bond \"carta\", caja");
    assert_eq!(income.lines[0].taxes.as_ref().unwrap().retained.len(), 1);
    assert_eq!(income.total.to_string(), "12720.00");
    assert_eq!(income.payment_method, Some(PaymentMethod::Deferred));
    let payroll = &read(PAYROLL).complement.payrolls[0];
    assert_eq!(payroll.employee.seniority.as_deref(), Some("P280W"));
    assert_eq!(
        payroll.earnings.as_ref().unwrap().earnings[1].overtime[0].hours,
        6
    );
    let payments = read(PAYMENT).complement.payments.unwrap();
    let paid = &payments.payments[0].documents[0];
    assert_eq!(paid.outstanding_balance.unwrap().to_string(), "6920.00");
    assert_eq!(paid.taxes.as_ref().unwrap().transferred.len(), 1);
    let note = read(CREDIT_NOTE);
    assert_eq!(
        (note.version, note.kind),
        (Version::V33, VoucherKind::Expense)
    );
    assert_eq!(note.related[0].relation, "01");
    assert_eq!(read(TRANSFER).lines[0].quantity.to_string(), "40");
}

#[test]
fn the_former_version_may_spread_its_complements_over_several_elements() {
    let complement = read(FORMER_PAYMENT).complement;
    assert!(complement.stamp.is_some());
    let payment = &complement.payments.unwrap().payments[0];
    assert_eq!(payment.documents[0].method.as_deref(), Some("PPD"));
}

#[test]
fn certificates_of_both_versions_are_read() {
    let modern = Retention::read(RETENTION.as_bytes()).unwrap();
    assert_eq!((modern.code, modern.totals.taxes.len()), (26, 2));
    let former = Retention::read(FORMER_RETENTION.as_bytes()).unwrap();
    assert_eq!(former.issued_at.offset.unwrap().seconds(), -6 * 3600);
    assert_eq!(former.totals.retained.to_string(), "1550.70");
    assert_eq!(former.receiver.foreigner.unwrap().name, "ACME INC");
}

#[test]
fn what_is_read_is_written_and_read_again() {
    for text in [
        INCOME,
        PAYROLL,
        PAYMENT,
        FORMER_PAYMENT,
        CREDIT_NOTE,
        TRANSFER,
    ] {
        let document = read(text);
        assert_eq!(read(&document.to_xml()), document);
    }
    for text in [RETENTION, FORMER_RETENTION] {
        let document = Retention::read(text.as_bytes()).unwrap();
        assert_eq!(Retention::read(document.to_xml().as_bytes()), Ok(document));
    }
}

#[test]
fn a_fault_is_named_with_its_place() {
    let broken = INCOME.replace("ValorUnitario=\"500.000000\"", "ValorUnitario=\"5OO\"");
    assert_eq!(
        refusal(broken),
        "Comprobante/Conceptos/Concepto[1]/@ValorUnitario: \"5OO\" is not a decimal of at most 18 \
         digits and 10 decimals"
    );
    let broken = PAYMENT.replace(" MonedaDR=\"MXN\"", "");
    assert_eq!(
        refusal(broken),
        "Comprobante/Complemento/Pagos/Pago[1]/DoctoRelacionado[1]/@MonedaDR: it is missing"
    );
    let broken = INCOME.replace(" ObjetoImp=\"02\"", "");
    let missing = "Comprobante/Conceptos/Concepto[1]/@ObjetoImp: it is missing";
    assert_eq!(refusal(broken), missing);
    let broken = INCOME.replace("</cfdi:Conceptos>", "</cfdi:Concepts>");
    assert!(refusal(broken).starts_with("line 14: this is not well-formed XML"));
    let broken = INCOME.replace("Version=\"4.0\"", "Version=\"3.3\"");
    assert!(refusal(broken).starts_with("Comprobante/@Version: version 3.3"));
    let emisor = "<cfdi:Emisor Rfc=\"PMO010101000\" RegimenFiscal=\"601\"/>";
    let broken = CREDIT_NOTE.replace(emisor, &emisor.repeat(2));
    assert_eq!(
        refusal(broken),
        "Comprobante/Emisor: it is there more than once"
    );
}

#[test]
fn other_documents_are_called_by_their_name() {
    assert!(refusal("<html/>").contains("the outermost element is html of no namespace"));
    assert!(refusal(RETENTION).contains("Retenciones of http://www.sat.gob.mx/esquemas"));
    assert!(Retention::read(INCOME.as_bytes()).is_err());
    let older = INCOME.replace("http://www.sat.gob.mx/cfd/4", "http://www.sat.gob.mx/cfd/2");
    assert!(refusal(older).contains("this is no CFDI"));
    assert!(refusal("").contains("there is no element"));
    assert!(refusal("PK\u{3}\u{4}").contains("not well-formed"));
}

/// The document with this before its outermost element.
fn preceded(by: &str) -> String {
    let at = PAYROLL.find("<cfdi:Comprobante").unwrap();
    format!("{by}{}", &PAYROLL[at..])
}

#[test]
fn entities_are_neither_defined_nor_fetched() {
    let laughs = "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let fetched = "<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
    let schema = "<!DOCTYPE a SYSTEM \"http://127.0.0.1/a.dtd\">";
    for kind in [laughs, fetched, schema] {
        assert!(refusal(preceded(kind)).contains("document type declarations are not read"));
    }
    let used = PAYROLL.replace("Pago de nómina", "&a;");
    assert!(refusal(used).contains("not well-formed"));
    let in_text = INCOME.replace("&#x2014;", "&a;");
    assert!(refusal(in_text).contains("the entity a is not declared"));
    // What looks like markup after one reading is not read a second time.
    let twice = PAYROLL.replace("Pago de nómina", "&amp;lt;&amp;a;");
    assert_eq!(read(&twice).lines[0].description, "&lt;&a;");
}

#[test]
fn every_limit_holds() {
    let inside = |inner: &str| {
        PAYROLL.replace(
            "</cfdi:Complemento>",
            &format!("</cfdi:Complemento>{inner}"),
        )
    };
    let nested = |depth: usize| inside(&format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth)));
    assert!(Cfdi::read(nested(DEPTH_MAX - 1).as_bytes()).is_ok());
    assert!(refusal(nested(DEPTH_MAX)).contains("stand inside each other"));
    assert!(refusal(inside(&"<a>".repeat(1_000_000))).contains("stand inside each other"));
    assert!(refusal(inside(&"<a/>".repeat(ELEMENTS_MAX))).contains("100000 elements"));
    let attributes = |count: usize| {
        let each: Vec<String> = (0..count).map(|place| format!("a{place}=\"\"")).collect();
        inside(&format!("<a {}/>", each.join(" ")))
    };
    assert!(Cfdi::read(attributes(ATTRIBUTES_MAX).as_bytes()).is_ok());
    assert!(refusal(attributes(ATTRIBUTES_MAX + 1)).contains("64 attributes"));
    let value = |bytes: usize| PAYROLL.replace("Pago de nómina", &"x".repeat(bytes));
    assert_eq!(
        read(&value(VALUE_BYTES_MAX)).lines[0].description.len(),
        VALUE_BYTES_MAX
    );
    assert!(refusal(value(VALUE_BYTES_MAX + 1)).contains("65536 bytes"));
    let padding = " ".repeat(DOCUMENT_BYTES_MAX - PAYROLL.len());
    assert!(Cfdi::read(format!("{PAYROLL}{padding}").as_bytes()).is_ok());
    assert!(refusal(format!("{PAYROLL}{padding} ")).contains("8388608 bytes"));
}

#[test]
fn only_utf_8_is_read() {
    let latin: Vec<u8> = PAYROLL
        .chars()
        .map(|sign| u8::try_from(u32::from(sign)).unwrap())
        .collect();
    assert!(refusal(&latin).contains("not UTF-8 at byte"));
    let wide: Vec<u8> = PAYROLL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(Cfdi::read(&wide).is_err());
    for name in ["ISO-8859-1", "UTF-16", "UTF-7"] {
        let declared = PAYROLL.replace("encoding=\"UTF-8\"", &format!("encoding=\"{name}\""));
        assert!(refusal(declared).contains(name));
    }
    let lower = PAYROLL.replace("encoding=\"UTF-8\"", "encoding=\"utf-8\"");
    assert!(Cfdi::read(lower.as_bytes()).is_ok());
}

#[test]
fn what_xml_forbids_is_refused() {
    for broken in [
        PAYROLL.replace("Pago de nómina", "a\u{1}b"),
        PAYROLL.replace("Pago de nómina", "a&#1;b"),
        PAYROLL.replace("Pago de nómina", "a<b"),
        PAYROLL.replace("Pago de nómina", "a & b"),
        PAYROLL.replace(" Moneda=\"MXN\"", " Moneda=\"MXN\" Moneda=\"USD\""),
        PAYROLL.replace("<cfdi:Emisor", "<cfdo:Emisor"),
        format!("{PAYROLL}<a/>"),
        format!("{PAYROLL}text"),
        PAYROLL.trim_end_matches("</cfdi:Comprobante>").to_owned(),
    ] {
        assert!(refusal(broken).contains("not well-formed"));
    }
}

#[test]
fn numbers_that_would_not_be_exact_are_refused() {
    for wrong in [
        "1e3",
        "1,000.00",
        "+1",
        "--1",
        ".5",
        "1.",
        "NaN",
        "1.12345678901",
        "1234567890123456789",
    ] {
        let broken = PAYROLL.replace("Total=\"12908.73\"", &format!("Total=\"{wrong}\""));
        assert!(refusal(broken).contains("is not a decimal"), "{wrong}");
    }
    for right in ["0", "-0.01", "123456789012345678.1234567890"] {
        let text = PAYROLL.replace("Total=\"12908.73\"", &format!("Total=\"{right}\""));
        assert_eq!(read(&text).total.to_string(), right);
    }
}

#[test]
fn a_hollow_seal_has_the_form_of_a_real_one() {
    let hollow = seal::hollow(7);
    assert_eq!(hollow.len(), seal::SEAL_CHARACTERS);
    assert!(hollow.ends_with("=="));
    assert_ne!(hollow, seal::hollow(8));
    assert_eq!(seal::certificate_number(7).len(), 20);
}
