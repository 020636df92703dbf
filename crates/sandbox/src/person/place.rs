//! Cities, streets that do not exist in them, and postal codes of the right form.

use caudal_latam::Country;

use crate::chance::Chance;

/// A city.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) city: &'static str,
    /// The state's or department's short name; two letters in Brazil.
    pub(crate) state: &'static str,
    /// The telephone area.
    pub(crate) area: u16,
    /// The municipality's code at the national statistics office.
    pub(crate) code: &'static str,
    /// The first digits of its postal codes.
    pub(crate) postcode: &'static str,
    /// Three digits that CLABE gives the town (Mexico).
    pub(crate) clabe_town: u16,
}

const fn place(
    city: &'static str,
    state: &'static str,
    area: u16,
    code: &'static str,
    postcode: &'static str,
    clabe_town: u16,
) -> Place {
    Place {
        city,
        state,
        area,
        code,
        postcode,
        clabe_town,
    }
}

/// A country's largest city, and others.
type Cities = (&'static Place, &'static [Place]);

/// How many of a thousand people live in their country's largest city.
const CAPITAL_PERMILLE: u32 = 300;

static BRAZIL: Cities = (
    &place("São Paulo", "SP", 11, "3550308", "04", 0),
    &[
        place("Rio de Janeiro", "RJ", 21, "3304557", "22", 0),
        place("Belo Horizonte", "MG", 31, "3106200", "30", 0),
        place("Salvador", "BA", 71, "2927408", "41", 0),
        place("Curitiba", "PR", 41, "4106902", "80", 0),
        place("Recife", "PE", 81, "2611606", "51", 0),
        place("Porto Alegre", "RS", 51, "4314902", "90", 0),
        place("Fortaleza", "CE", 85, "2304400", "60", 0),
    ],
);

static MEXICO: Cities = (
    &place("Ciudad de México", "CDMX", 55, "09010", "06", 180),
    &[
        place("Guadalajara", "JAL", 33, "14039", "44", 320),
        place("Monterrey", "NL", 81, "19039", "64", 580),
        place("Puebla", "PUE", 222, "21114", "72", 650),
        place("Mérida", "YUC", 999, "31050", "97", 910),
        place("Tijuana", "BC", 664, "02004", "22", 28),
        place("León", "GTO", 477, "11020", "37", 225),
    ],
);

static COLOMBIA: Cities = (
    &place("Bogotá", "DC", 601, "11001", "1101", 0),
    &[
        place("Medellín", "ANT", 604, "05001", "0500", 0),
        place("Cali", "VAC", 602, "76001", "7600", 0),
        place("Barranquilla", "ATL", 605, "08001", "0800", 0),
        place("Bucaramanga", "SAN", 607, "68001", "6800", 0),
        place("Manizales", "CAL", 606, "17001", "1700", 0),
    ],
);

static CHILE: Cities = (
    &place("Santiago", "RM", 2, "13101", "83", 0),
    &[
        place("Valparaíso", "VS", 32, "05101", "23", 0),
        place("Concepción", "BI", 41, "08101", "40", 0),
        place("La Serena", "CO", 51, "04101", "17", 0),
        place("Temuco", "AR", 45, "09101", "47", 0),
        place("Antofagasta", "AN", 55, "02101", "12", 0),
    ],
);

/// The cities of a country.
#[cfg(test)]
pub(crate) fn places(country: Country) -> impl Iterator<Item = &'static Place> {
    let (capital, others) = cities(country);
    std::iter::once(capital).chain(others)
}

fn cities(country: Country) -> Cities {
    match country {
        Country::Brazil => BRAZIL,
        Country::Mexico => MEXICO,
        Country::Colombia => COLOMBIA,
        Country::Chile => CHILE,
    }
}

/// A city of the country.
pub(super) fn draw(chance: Chance, country: Country) -> &'static Place {
    let (capital, others) = cities(country);
    if chance.happens("capital", CAPITAL_PERMILLE) {
        return capital;
    }
    chance.pick_from("place", others).unwrap_or(capital)
}

/// Street and number.
pub(super) fn street(chance: Chance, country: Country) -> String {
    let number = chance.between("house", 12, 1980);
    match country {
        Country::Brazil => {
            let street = chance.pick(
                "street",
                &[
                    "Rua das Palmeiras Azuis",
                    "Rua Doutor Anacleto",
                    "Avenida dos Ipês Novos",
                    "Rua do Moinho Velho",
                    "Travessa Boa Sombra",
                    "Rua Professora Alzira",
                ],
            );
            format!("{street}, {number}")
        }
        Country::Mexico => {
            let street = chance.pick(
                "street",
                &[
                    "Calle Cerrada del Maguey",
                    "Avenida de los Fresnos Altos",
                    "Calle Lago Escondido",
                    "Privada Jacarandas Viejas",
                    "Calle Doctor Anaya Ríos",
                ],
            );
            format!("{street} {number}")
        }
        Country::Colombia => {
            let first = chance.between("first", 5, 140);
            let second = chance.between("second", 3, 98);
            let kind = chance.pick("kind", &["Calle", "Carrera", "Diagonal", "Transversal"]);
            format!("{kind} {first} # {second}-{:02}", number % 100)
        }
        Country::Chile => {
            let street = chance.pick(
                "street",
                &[
                    "Pasaje Los Coihues Nuevos",
                    "Avenida El Molino Seco",
                    "Calle Piedra del Águila",
                    "Pasaje Viento Norte",
                    "Calle Los Maitenes Altos",
                ],
            );
            format!("{street} {number}")
        }
    }
}

/// A postal code that begins as the city's do: eight digits in Brazil, five in Mexico, six in
/// Colombia, seven in Chile.
pub(super) fn postcode(chance: Chance, place: &Place) -> String {
    let length = match place.postcode.len() {
        4 => 6,
        _ if place.code.len() == 7 => 8,
        _ if place.clabe_town > 0 => 5,
        _ => 7,
    };
    let width = length - place.postcode.len();
    let room = 10_u64.pow(u32::try_from(width).unwrap_or(3));
    format!(
        "{}{:0width$}",
        place.postcode,
        chance.below("postcode", room)
    )
}
