//! The certificate of fiscal situation.

use caudal_latam::mexico::cfdi::seal;
use caudal_latam::text::folded;
use caudal_model::resources::tax_status::{
    BetweenStreets, TaxActivity, TaxAddress, TaxObligation, TaxPayer, TaxRegime, TaxStatus,
};
use caudal_model::{Date, Kind};

use super::printed::printed;
use super::{Life, Request};
use crate::person::Person;
use crate::taxpayer::{Regime, regimes, registered_since};

/// The months as certificates and returns write them.
pub(super) const MONTHS: [&str; 12] = [
    "Enero",
    "Febrero",
    "Marzo",
    "Abril",
    "Mayo",
    "Junio",
    "Julio",
    "Agosto",
    "Septiembre",
    "Octubre",
    "Noviembre",
    "Diciembre",
];

/// Who issues it, and its title.
const SHEET: (&str, &str) = (
    "Servicio de Administración Tributaria",
    "Constancia de situación fiscal",
);

/// The certificate as of today.
pub(super) fn tax_status(life: &Life<'_>, request: Request<'_>) -> Option<TaxStatus> {
    if life.person.country != caudal_latam::Country::Mexico {
        return None;
    }
    let person = &life.person;
    let rfc = person.holder_paper().number.clone();
    let stamp = request.stamper.stamp(Kind::TaxStatus, &rfc);
    let since = registered_since(person);
    let today = life.now.date();
    let regimes = regimes(person);
    let chance = person.chance.branch("certificate");
    let mut certificate = TaxStatus {
        id: stamp.id,
        link: Some(request.stamper.link),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        place_and_date_of_issuance: Some(issued(person, today)),
        official_name: Some(folded(&person.holder_name())),
        id_cif: Some(format!("{:011}", chance.below("card", 100_000_000_000))),
        tax_payer_information: Some(payer(person, rfc.clone(), since)),
        address: Some(address(person)),
        economic_activity: Some(vec![TaxActivity {
            economic_activity: Some(activity(person, &regimes).to_owned()),
            initial_date: Some(since.to_string()),
            end_date: None,
            order: Some("1".to_owned()),
            percentage: Some("100".to_owned()),
        }]),
        regimes: Some(regimes.iter().map(|regime| named(*regime, since)).collect()),
        obligations: Some(obligations(&regimes, since)),
        digital_stamp: Some(format!(
            "||{}|{rfc}|CONSTANCIA DE SITUACIÓN FISCAL|{}||",
            today.strftime("%Y/%m/%d"),
            seal::certificate_number(0),
        )),
        digital_stamp_chain: Some(seal::hollow(chance.draw("seal"))),
        pdf: None,
    };
    certificate.pdf = printed(life, request, SHEET, &certificate);
    Some(certificate)
}

fn issued(person: &Person, today: jiff::civil::Date) -> String {
    let month = usize::try_from(today.month() - 1).unwrap_or(0);
    let month = MONTHS.get(month).copied().unwrap_or_default();
    let place = format!("{}, {}", person.place.city, state(person));
    let day = format!("a {:02} de {month} de {}", today.day(), today.year());
    folded(&format!("{place} {day}"))
}

fn payer(person: &Person, rfc: String, since: Date) -> TaxPayer {
    let own = person.company.is_none();
    let name = |part: &str| (own && !part.is_empty()).then(|| folded(part));
    TaxPayer {
        rfc: Some(rfc),
        curp: own.then(|| person.national.number.clone()),
        name: name(&person.given),
        first_last_name: name(&person.paternal),
        second_last_name: name(&person.maternal),
        start_operations_date: Some(since),
        status_padron: Some("ACTIVO".to_owned()),
        last_status_change_date: Some(since),
        commercial_name: None,
        social_name: person.company.as_ref().map(|company| folded(&company.name)),
        email: Some(person.email.clone()),
        phone: Some(person.phone.clone()),
    }
}

fn address(person: &Person) -> TaxAddress {
    let (kind, rest) = person.street.split_once(' ').unwrap_or(("CALLE", ""));
    let (street, number) = rest.rsplit_once(' ').unwrap_or((rest, "S/N"));
    let chance = person.chance.branch("address");
    let near = |what: &str| {
        let streets = [
            "CALLE NOGAL",
            "CALLE ENCINO",
            "AVENIDA DEL RIO",
            "CALLE FUENTE",
        ];
        Some(chance.pick(what, &streets).to_owned())
    };
    TaxAddress {
        postal_code: Some(person.postcode.clone()),
        street_type: Some(folded(kind)),
        street: Some(folded(street)),
        exterior_number: Some(number.to_owned()),
        interior_number: None,
        suburb: Some("CENTRO".to_owned()),
        locality: Some(folded(person.place.city)),
        municipality: Some(folded(person.place.city)),
        state: Some(state(person).to_owned()),
        between_street: Some(vec![BetweenStreets {
            street_one: near("one street"),
            street_two: near("another street"),
        }]),
    }
}

/// The state's name by its short form.
fn state(person: &Person) -> &'static str {
    match person.place.state {
        "JAL" => "JALISCO",
        "NL" => "NUEVO LEON",
        "PUE" => "PUEBLA",
        "YUC" => "YUCATAN",
        "BC" => "BAJA CALIFORNIA",
        "GTO" => "GUANAJUATO",
        _ => "CIUDAD DE MEXICO",
    }
}

fn activity(person: &Person, regimes: &[Regime]) -> &'static str {
    match regimes.first() {
        Some(Regime::Company) => crate::company::Profile::of(person).trade.activity(),
        Some(Regime::Wages) => "Asalariado",
        Some(Regime::Profession) => "Otros servicios profesionales, científicos y técnicos",
        Some(Regime::Letting) => "Alquiler de viviendas no amuebladas",
        Some(Regime::Platforms) => {
            "Servicio de transporte terrestre de pasajeros mediante plataformas tecnológicas"
        }
        _ => "Sin actividad económica",
    }
}

fn named(regime: Regime, since: Date) -> TaxRegime {
    TaxRegime {
        regimen: Some(regime.name().to_owned()),
        initial_date: Some(since),
        end_date: None,
    }
}

fn obligations(regimes: &[Regime], since: Date) -> Vec<TaxObligation> {
    let mut due: Vec<(&str, &str)> = Vec::new();
    let monthly = "A más tardar el día 17 del mes inmediato posterior al periodo que corresponda.";
    for regime in regimes {
        match regime {
            Regime::Company => due.extend([
                (
                    "Declaración anual de ISR de personas morales.",
                    "Dentro de los tres meses siguientes al cierre del ejercicio.",
                ),
                (
                    "Pago provisional mensual de ISR de personas morales, régimen general.",
                    monthly,
                ),
                ("Pago definitivo mensual de IVA.", monthly),
                (
                    "Entero de retenciones mensuales de ISR por sueldos y salarios.",
                    monthly,
                ),
            ]),
            Regime::Profession | Regime::Letting | Regime::Platforms => due.extend([
                (
                    "Declaración anual de ISR de personas físicas.",
                    "A más tardar el 30 de abril del ejercicio siguiente.",
                ),
                ("Pago provisional mensual de ISR.", monthly),
                ("Pago definitivo mensual de IVA.", monthly),
            ]),
            Regime::Wages | Regime::Nothing => {}
        }
    }
    due.into_iter()
        .map(|(obligation, expiration)| TaxObligation {
            obligation: Some(obligation.to_owned()),
            expiration: Some(expiration.to_owned()),
            initial_date: Some(since),
            end_date: None,
        })
        .collect()
}
