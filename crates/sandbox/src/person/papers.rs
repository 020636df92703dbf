//! Whom a login means, and the papers of that person.

use std::borrow::Cow;

use caudal_latam::Country;
use caudal_latam::brazil::{Cnpj, Cpf};
use caudal_latam::calendar::date;
use caudal_latam::chile::Rut;
use caudal_latam::colombia::{Cedula, Nit};
use caudal_latam::mexico::{Curp, Rfc, Sex};
use jiff::civil::Date;

use super::archetype::{self, Archetype};
use crate::chance::Chance;

/// A document: what it is and its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paper {
    pub(crate) kind: &'static str,
    pub(crate) number: String,
}

/// What a login says about the person behind it, before anything is drawn.
#[derive(Clone)]
pub(crate) struct Claim {
    pub(crate) chance: Chance,
    pub(crate) country: Country,
    /// The document of whose accounts they are, as the country writes it, where it is known.
    pub(crate) number: Option<String>,
    /// The document of the person behind a company, where it is known.
    pub(crate) owner_number: Option<String>,
    /// Whether the accounts are a company's.
    pub(crate) company: bool,
    /// Names that are known beforehand: given, first and second family name.
    pub(crate) names: [Option<Cow<'static, str>>; 3],
    pub(crate) company_name: Option<Cow<'static, str>>,
    /// The kind of person that was asked for.
    pub(crate) archetype: Option<&'static Archetype>,
    /// What the document, or the documentation, tells of birth and sex.
    pub(crate) birth: Option<Date>,
    pub(crate) sex: Option<Sex>,
    /// The latest birth of somebody of whom nothing else is known.
    pub(crate) born_until: Option<Date>,
}

/// The documented company of the open-finance mock bank; its number is published as it is, although
/// its check digits do not fit.
const DOCUMENTED_CNPJ: &str = "50685362006773";
/// The documented taxpayers of Mexico's sandbox, whose check digits do not fit either.
const DOCUMENTED_RFC: &str = "PFIS010101000";
const DOCUMENTED_COMPANY_RFC: &str = "PMO010101000";
const DOCUMENTED_CPF: &str = "76109277673";
/// Years of two digits above this one belong to the last century.
const CENTURY_TURN: i16 = 15;

impl Claim {
    /// What a username means at an institution of this country and kind.
    ///
    /// A valid document number means that very person or company, at every institution. Any other
    /// name means somebody who lives only at this one institution.
    pub(crate) fn of(
        seed: u64,
        country: Country,
        institution: &str,
        username: &str,
        business: bool,
    ) -> Self {
        let world = Chance::new(seed).branch(country.code());
        let document = document(country, username);
        let chance = match &document {
            Some((number, _)) => world.branch("document").branch(number),
            None => world
                .branch("username")
                .branch(institution)
                .branch(username),
        };
        let (number, company) = document.unzip();
        let archetype = match &number {
            Some(number) => reserved(country, number).and_then(archetype::numbered),
            None => archetype::named(username),
        };
        let company = archetype.map(Archetype::is_company).or(company);
        let bragg = matches!(number.as_deref(), Some(DOCUMENTED_CPF | DOCUMENTED_CNPJ));
        let (birth, sex) = match country {
            Country::Brazil => bragg.then(|| (date(1984, 5, 17), Sex::Male)),
            Country::Mexico => born(username),
            _ => None,
        }
        .unzip();
        Self {
            chance,
            country,
            company: company.unwrap_or(business),
            archetype,
            names: ["Ralph", "Bragg", ""].map(|name| bragg.then_some(Cow::Borrowed(name))),
            company_name: bragg.then_some("Bragg Mechanics".into()),
            birth,
            sex,
            born_until: None,
            owner_number: bragg.then(|| DOCUMENTED_CPF.to_owned()),
            number,
        }
    }
}

/// The digits with which documents begin that are set aside for the kinds of people: a kind's number of
/// two digits follows. The registers have given out no such numbers, or hardly any.
fn reserved_prefixes(country: Country) -> &'static [&'static str] {
    match country {
        Country::Brazil => &["990"],
        Country::Chile => &["400", "990"],
        Country::Mexico | Country::Colombia => &[],
    }
}

/// The number of the kind of people that a document is set aside for.
fn reserved(country: Country, document: &str) -> Option<u16> {
    let rest = reserved_prefixes(country)
        .iter()
        .find_map(|prefix| document.strip_prefix(prefix))?;
    rest.get(..2)?.parse().ok()
}

/// A document that leads to a person, or a company, of a kind, in a country whose usernames are
/// documents.
pub(crate) fn document_of(country: Country, kind: &Archetype, turn: u64) -> Option<String> {
    let number = u64::from(kind.number);
    match (country, kind.is_company()) {
        (Country::Brazil, false) => {
            Some(Cpf::from_base(990_000_000 + number * 10_000 + turn % 10_000).to_string())
        }
        (Country::Brazil, true) => {
            Some(Cnpj::from_base(99_000_000 + number * 1000 + turn % 1000).to_string())
        }
        (Country::Chile, company) => {
            let first = if company { 99_000_000 } else { 40_000_000 };
            let plain = first + number * 1000 + turn % 1000;
            Rut::of(u32::try_from(plain).ok()?).map(|rut| rut.to_string())
        }
        (Country::Mexico | Country::Colombia, _) => None,
    }
}

/// The document that a username is, in the country's plain form, and whether it is a company's.
pub(crate) fn document(country: Country, username: &str) -> Option<(String, bool)> {
    match country {
        Country::Brazil => {
            let plain: String = username
                .chars()
                .filter(|sign| !".-/".contains(*sign))
                .collect();
            if plain == DOCUMENTED_CNPJ {
                return Some((plain, true));
            }
            let person = plain
                .parse::<Cpf>()
                .ok()
                .map(|cpf| (cpf.to_string(), false));
            person.or_else(|| {
                plain
                    .parse::<Cnpj>()
                    .ok()
                    .map(|cnpj| (cnpj.to_string(), true))
            })
        }
        Country::Mexico => {
            let upper = username.to_uppercase();
            if [DOCUMENTED_RFC, DOCUMENTED_COMPANY_RFC].contains(&upper.as_str()) {
                let company = upper == DOCUMENTED_COMPANY_RFC;
                return Some((upper, company));
            }
            let curp = has_the_form_of_a_curp(&upper).then(|| (upper.clone(), false));
            curp.or_else(|| {
                let rfc: Rfc = upper.parse().ok()?;
                Some((rfc.to_string(), rfc.is_company()))
            })
        }
        Country::Colombia => {
            let nit = |text: &str| {
                text.contains('-')
                    .then(|| text.parse::<Nit>().ok())
                    .flatten()
            };
            nit(username)
                .filter(|nit| nit.number() >= 800_000_000 && nit.number() < 1_000_000_000)
                .map(|nit| (nit.to_string(), true))
                .or_else(|| {
                    username
                        .parse::<Cedula>()
                        .ok()
                        .map(|card| (card.to_string(), false))
                })
        }
        Country::Chile => {
            let rut: Rut = username.parse().ok()?;
            let company = rut.to_string().len() == 10 && rut.to_string().as_str() >= "50";
            Some((rut.to_string(), company))
        }
    }
}

/// Whether a number looks like a CURP. It is taken at its word: the documented ones have neither a day
/// that exists nor a check digit that fits.
fn has_the_form_of_a_curp(number: &str) -> bool {
    let kind = |sign: char| match sign {
        'A'..='Z' => 'a',
        '0'..='9' => '0',
        _ => ' ',
    };
    let form: String = number.chars().take(16).map(kind).collect();
    form == "aaaa000000aaaaaa"
        && number.len() == 18
        && number.chars().skip(16).all(|sign| kind(sign) != ' ')
}

/// Birth and sex of a CURP, or the birth date of a person's RFC.
pub(crate) fn born(username: &str) -> Option<(Date, Sex)> {
    let upper = username.to_uppercase();
    if upper.len() != 18 && upper.len() != 13 {
        return None;
    }
    let digits: Vec<i16> = upper
        .chars()
        .skip(4)
        .take(6)
        .map(|sign| {
            sign.to_digit(10)
                .and_then(|digit| i16::try_from(digit).ok())
        })
        .collect::<Option<_>>()?;
    let [y1, y2, m1, m2, d1, d2] = digits.as_slice() else {
        return None;
    };
    let (year, month, day) = (y1 * 10 + y2, m1 * 10 + m2, d1 * 10 + d2);
    let year = if year > CENTURY_TURN {
        1900 + year
    } else {
        2000 + year
    };
    let birth = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let female = upper.len() == 18 && upper.chars().nth(10) == Some('M');
    (birth < date(2008, 1, 1)).then_some((birth, if female { Sex::Female } else { Sex::Male }))
}

/// The papers of one person.
pub(super) struct Papers {
    pub(super) national: Paper,
    pub(super) tax: Paper,
    pub(super) identity_card: String,
}

impl Papers {
    pub(super) fn of(
        identity: Chance,
        country: Country,
        claim: &Claim,
        (given, paternal, maternal): (&str, &str, &str),
        birth: Date,
        sex: Sex,
    ) -> Self {
        let base = identity.draw("document");
        let own = if claim.company {
            claim.owner_number.clone()
        } else {
            claim.number.clone()
        };
        let paper = |kind, number: String| Paper { kind, number };
        let (national, tax) = match country {
            Country::Brazil => {
                let number = own.unwrap_or_else(|| Cpf::from_base(base).to_string());
                let cpf = paper("CPF", number);
                (cpf.clone(), cpf)
            }
            Country::Mexico => {
                let state =
                    identity.pick("state", &["DF", "JC", "NL", "MC", "PL", "GT", "VZ", "YN"]);
                let series = u8::try_from(identity.below("series", 10)).unwrap_or(0);
                let curp =
                    Curp::new(given, paternal, maternal, birth, sex, state, series).to_string();
                let rfc = Rfc::person(given, paternal, maternal, birth).to_string();
                let (curp, rfc) = match own {
                    Some(number) if number.len() == 18 => (number, rfc),
                    Some(number) => (curp, number),
                    None => (curp, rfc),
                };
                (paper("CURP", curp), paper("RFC", rfc))
            }
            Country::Colombia => {
                let card = paper(
                    "CC",
                    own.unwrap_or_else(|| Cedula::from_base(base).to_string()),
                );
                (card.clone(), card)
            }
            Country::Chile => {
                let rut = paper("RUT", own.unwrap_or_else(|| Rut::person(base).to_string()));
                (rut.clone(), rut)
            }
        };
        Self {
            national,
            tax,
            identity_card: format!("{:09}", identity.below("identity card", 1_000_000_000)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_means_the_same_person_at_every_institution() {
        let at = |institution, username| {
            let claim = Claim::of(0, Country::Brazil, institution, username, false);
            (claim.chance, claim.number)
        };
        assert_eq!(at("a", "76109277673"), at("b", "761.092.776-73"));
        assert_ne!(at("a", "bnk100").0, at("b", "bnk100").0);
        assert_ne!(at("a", "one").0, at("a", "two").0);
    }

    #[test]
    fn documents_tell_people_from_companies() {
        let company = |country, username| document(country, username).map(|found| found.1);
        assert_eq!(company(Country::Brazil, "50685362006773"), Some(true));
        assert_eq!(company(Country::Brazil, "76109277673"), Some(false));
        assert_eq!(company(Country::Brazil, "bnk100"), None);
        assert_eq!(company(Country::Chile, "12.345.678-5"), Some(false));
        assert_eq!(company(Country::Chile, "76000000-K"), None);
        assert_eq!(company(Country::Colombia, "1020304050"), Some(false));
        assert_eq!(company(Country::Mexico, "GODE561231GR8"), Some(false));
    }

    #[test]
    fn a_curp_tells_birth_and_sex() {
        assert_eq!(
            born("HEGG560427MVZRRL04"),
            Some((date(1956, 4, 27), Sex::Female))
        );
        assert_eq!(born("BLPM951331IONVGR54"), None);
    }
}
