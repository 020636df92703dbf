//! How Chile's tax office knows a person or company.

use caudal_latam::Country;
use caudal_latam::calendar::{date, shifted};
use caudal_latam::text::folded_with_enye;
use caudal_model::resources::chile_debt_report::ChileDocumentKind;
use caudal_model::resources::chile_tax_status::{
    AuthorizedDocument, ChileActivity, ChileRegime, ChileTaxStatus, EntityDetails, EquityHolder,
    FiscalAddress, FiscalAddressKind, FiscalEmail, FiscalEmailKind, FiscalOffice, FiscalPhone,
    FiscalPhoneKind, LegalRepresentative,
};
use caudal_model::{Date, Kind, Money};
use rust_decimal::Decimal;

use super::chile_property::properties;
use super::printed::printed;
use super::{Life, Request, money};
use crate::company::{Profile, Trade};
use crate::person::{Customers, Person, Work};
use crate::price::round_figure;

/// Who issues the file, and its title.
const SHEET: (&str, &str) = (
    "Servicio de Impuestos Internos",
    "Carpeta tributaria electrónica",
);
/// Days from a company's founding to the beginning of its activities.
const START_DAYS: (i64, i64) = (5, 60);
/// Years of age at which people begin to work for themselves at the earliest.
const OF_AGE_YEARS: i16 = 18;

/// The file as of today.
pub(super) fn tax_status(life: &Life<'_>, request: Request<'_>) -> Option<ChileTaxStatus> {
    let person = &life.person;
    if person.country != Country::Chile {
        return None;
    }
    let number = person.holder_paper().number.clone();
    let stamp = request.stamper.stamp(Kind::ChileTaxStatus, &number);
    let file = File::of(person);
    let mut status = ChileTaxStatus {
        id: stamp.id,
        link: Some(request.stamper.link),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        entity_details: EntityDetails {
            incorporation_date: Date(file.came_to_be),
            start_date: Date(file.began),
            end_date: None,
            document_id_type: "RUT".to_owned(),
            document_id_number: number,
            name: folded_with_enye(&person.holder_name()),
        },
        addresses: file.addresses(),
        emails: file.emails(),
        phone_numbers: vec![FiscalPhone {
            kind: Some(FiscalPhoneKind::Mobile),
            number: person.phone.clone(),
        }],
        economic_activities: file.activities(),
        legal_representative: file.representatives(),
        equity_holders: file.holders(),
        company_partnership_stakes: Vec::new(),
        regimes: Some(file.regimes()),
        authorized_tax_documents: Some(file.documents()),
        property_tax_liabilities: Some(properties(life)),
        fiscal_office: office(person),
        pdf: None,
    };
    status.pdf = printed(life, request, SHEET, &status);
    Some(status)
}

/// What the file says of one taxpayer.
struct File<'a> {
    person: &'a Person,
    came_to_be: jiff::civil::Date,
    began: jiff::civil::Date,
}

impl<'a> File<'a> {
    fn of(person: &'a Person) -> Self {
        let (low, high) = START_DAYS;
        let days = person.chance.branch("tax file").between("start", low, high);
        let (came_to_be, first) = match &person.company {
            Some(company) => (company.founded, company.founded),
            None => {
                let birth = person.birth;
                let of_age = date(birth.year() + OF_AGE_YEARS, birth.month(), birth.day());
                (birth, of_age)
            }
        };
        Self {
            person,
            came_to_be,
            began: shifted(first, days),
        }
    }

    fn addresses(&self) -> Vec<FiscalAddress> {
        let Person { street, place, .. } = self.person;
        let address = folded_with_enye(&format!("{street}, {}", place.city));
        let kinds = [
            FiscalAddressKind::Primary,
            FiscalAddressKind::NotificationAddress,
        ];
        kinds
            .into_iter()
            .map(|kind| FiscalAddress {
                kind,
                date: Date(self.began),
                address: address.clone(),
            })
            .collect()
    }

    fn emails(&self) -> Vec<FiscalEmail> {
        let kinds = [FiscalEmailKind::Contact, FiscalEmailKind::Notification];
        kinds
            .into_iter()
            .map(|kind| FiscalEmail {
                kind,
                email: self.person.email.clone(),
            })
            .collect()
    }

    /// None for those who only work for others.
    fn activities(&self) -> Vec<ChileActivity> {
        let activity = |kind: &str, activity: &str, code: &str, category, vat| ChileActivity {
            kind: kind.to_owned(),
            activity: activity.to_owned(),
            code: code.to_owned(),
            tax_category: category,
            vat_affected: vat,
            start_date: Date(self.began),
        };
        match self.person.archetype.work {
            Work::Business => {
                let (kind, words, code) = trade(self.person);
                vec![activity(kind, words, code, 1, true)]
            }
            Work::Gig => vec![activity(
                "REPARTO A DOMICILIO",
                "OTRAS ACTIVIDADES POSTALES Y DE MENSAJERIA",
                "532000",
                2,
                false,
            )],
            Work::Freelance => vec![activity(
                "SERVICIOS PROFESIONALES",
                "OTRAS ACTIVIDADES PROFESIONALES, CIENTIFICAS Y TECNICAS N.C.P.",
                "749009",
                2,
                false,
            )],
            _ => Vec::new(),
        }
    }

    /// The person behind a company speaks for it.
    fn representatives(&self) -> Vec<LegalRepresentative> {
        let person = self.person;
        let company = person.company.iter();
        company
            .map(|_| LegalRepresentative {
                is_current: true,
                name: folded_with_enye(&person.full_name()),
                document_id_type: ChileDocumentKind::Rut,
                document_id_number: person.national.number.clone(),
                start_date: Date(self.began),
                end_date: None,
            })
            .collect()
    }

    /// The same person owns it.
    fn holders(&self) -> Vec<EquityHolder> {
        let person = self.person;
        let capital = round_figure(person.country, person.income.saturating_mul(2));
        let whole = Money(Decimal::new(100_00, 2));
        let company = person.company.iter();
        company
            .map(|company| EquityHolder {
                is_current: true,
                name: folded_with_enye(&person.full_name()),
                document_id_type: ChileDocumentKind::Rut,
                document_id_number: person.national.number.clone(),
                inactive: false,
                start_date: Date(company.founded),
                end_date: None,
                capital_contributed: money(capital),
                capital_contribution_outstanding: money(0),
                ownership_share: whole,
                profit_share: whole,
            })
            .collect()
    }

    fn regimes(&self) -> Vec<ChileRegime> {
        let kind = match self.person.archetype.work {
            Work::Business => "REGIMEN PRO PYME GENERAL (ART. 14 LETRA D N° 3)",
            Work::Gig | Work::Freelance => "SEGUNDA CATEGORIA (ART. 42 N° 2)",
            _ => return Vec::new(),
        };
        vec![ChileRegime {
            kind: kind.to_owned(),
            start_date: Date(self.began.max(date(2020, 1, 1))),
        }]
    }

    fn documents(&self) -> Vec<AuthorizedDocument> {
        let sells_abroad = Profile::of(self.person).customers == Customers::Abroad;
        let kinds: &[&str] = match self.person.archetype.work {
            Work::Business if sells_abroad => &[
                "FACTURA ELECTRONICA",
                "NOTA DE CREDITO ELECTRONICA",
                "BOLETA ELECTRONICA",
                "FACTURA DE EXPORTACION ELECTRONICA",
            ],
            Work::Business => &[
                "FACTURA ELECTRONICA",
                "NOTA DE CREDITO ELECTRONICA",
                "BOLETA ELECTRONICA",
            ],
            Work::Gig | Work::Freelance => &["BOLETA DE HONORARIOS ELECTRONICA"],
            _ => &[],
        };
        let chance = self.person.chance.branch("tax file");
        let limit = |kind: &str| u32::try_from(chance.branch(kind).between("limit", 1, 20) * 100);
        kinds
            .iter()
            .map(|kind| AuthorizedDocument {
                kind: (*kind).to_owned(),
                document_limit: limit(kind).unwrap_or(100),
                authorization_date: Date(self.began),
            })
            .collect()
    }
}

/// What a company does: in its own words, in the tax office's, and by its code.
fn trade(person: &Person) -> (&'static str, &'static str, &'static str) {
    match Profile::of(person).trade {
        Trade::Shop => (
            "ALMACEN Y VENTA AL DETALLE",
            "VENTA AL POR MENOR EN COMERCIOS DE ALIMENTOS, BEBIDAS O TABACO",
            "471100",
        ),
        Trade::Workshop => (
            "ESTRUCTURAS METALICAS",
            "FABRICACION DE PRODUCTOS METALICOS PARA USO ESTRUCTURAL",
            "251100",
        ),
        Trade::Services => (
            "ASESORIAS A EMPRESAS",
            "ACTIVIDADES DE CONSULTORIA DE GESTION",
            "702000",
        ),
        Trade::Export => (
            "EXPORTACION DE PRODUCTOS",
            "VENTA AL POR MAYOR NO ESPECIALIZADA",
            "469000",
        ),
        Trade::StartUp => (
            "DESARROLLO DE SOFTWARE",
            "ACTIVIDADES DE PROGRAMACION INFORMATICA",
            "620100",
        ),
    }
}

/// The regional office of the taxpayer's city. The street is invented.
fn office(person: &Person) -> FiscalOffice {
    let city = folded_with_enye(person.place.city);
    FiscalOffice {
        address: format!("CALLE DE LA TESORERIA 100, {city}"),
        name: city,
    }
}
