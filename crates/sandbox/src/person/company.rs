//! Companies: employers, customers, suppliers, and those who hold accounts themselves.

use caudal_latam::Country;
use caudal_latam::brazil::Cnpj;
use caudal_latam::calendar::date;
use caudal_latam::chile::Rut;
use caudal_latam::colombia::Nit;
use caudal_latam::mexico::Rfc;
use jiff::civil::Date;

use super::Paper;
use crate::chance::Chance;

/// A company with a valid tax number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Company {
    pub(crate) name: String,
    pub(crate) paper: Paper,
    pub(crate) founded: Date,
}

impl Company {
    /// An invented company; `number` is its tax number where that is known already.
    pub(crate) fn draw(chance: Chance, country: Country, number: Option<String>) -> Self {
        let (trades, _, _) = vocabulary(country);
        Self::of_trade(chance, country, chance.pick("trade", trades), number)
    }

    /// An invented company of a trade, which its name begins with.
    pub(super) fn of_trade(
        chance: Chance,
        country: Country,
        trade: &str,
        number: Option<String>,
    ) -> Self {
        let (_, words, forms) = vocabulary(country);
        let word = chance.pick("word", words);
        let form = chance.pick("form", forms);
        Self::named(chance, country, &format!("{trade} {word} {form}"), number)
    }

    /// A company of this name.
    pub(crate) fn named(
        chance: Chance,
        country: Country,
        name: &str,
        number: Option<String>,
    ) -> Self {
        let month = i8::try_from(chance.between("month", 1, 12)).unwrap_or(1);
        let day = i8::try_from(chance.between("day", 1, 28)).unwrap_or(1);
        let year = i16::try_from(chance.between("founded", 1985, 2017)).unwrap_or(2000);
        let founded = date(year, month, day);
        let base = chance.draw("number");
        let (kind, drawn) = match country {
            Country::Brazil => ("CNPJ", Cnpj::from_base(base).to_string()),
            Country::Mexico => ("RFC", Rfc::company(name, founded).to_string()),
            Country::Colombia => ("NIT", Nit::from_base(base).to_string()),
            Country::Chile => ("RUT", Rut::company(base).to_string()),
        };
        Self {
            name: name.to_owned(),
            paper: Paper {
                kind,
                number: number.unwrap_or(drawn),
            },
            founded,
        }
    }
}

/// Who pays pensions in a country: a public body under its own name and tax number, which are the only
/// real ones among the parties of this world.
pub(super) fn pension_office(country: Country) -> Company {
    let (name, kind, number) = match country {
        Country::Brazil => (
            "INSS Instituto Nacional do Seguro Social",
            "CNPJ",
            "29979036000140",
        ),
        Country::Mexico => (
            "IMSS Instituto Mexicano del Seguro Social",
            "RFC",
            "IMS421231I45",
        ),
        Country::Colombia => ("Colpensiones", "NIT", "900336004-7"),
        Country::Chile => ("Instituto de Previsión Social", "RUT", "61979440-0"),
    };
    Company {
        name: name.to_owned(),
        paper: Paper {
            kind,
            number: number.to_owned(),
        },
        founded: date(1943, 1, 19),
    }
}

type Words = &'static [&'static str];

/// Trades, invented names and legal forms.
fn vocabulary(country: Country) -> (Words, Words, Words) {
    match country {
        Country::Brazil => (
            &[
                "Metalúrgica",
                "Comercial",
                "Transportes",
                "Construtora",
                "Tecnologia",
                "Distribuidora",
                "Indústria",
                "Serviços",
                "Logística",
                "Alimentos",
            ],
            &[
                "Aurora do Vale",
                "Rio Verde",
                "Ipê Amarelo",
                "Serra Azul",
                "Nova Esperança",
                "Três Pinheiros",
                "Mar Alto",
                "Campo Belo",
                "Ponte Nova",
                "Araucária",
            ],
            &["Ltda", "S.A.", "Eireli"],
        ),
        Country::Mexico => (
            &[
                "Comercializadora",
                "Transportes",
                "Constructora",
                "Servicios",
                "Grupo",
                "Distribuidora",
                "Manufacturas",
                "Consultores",
                "Alimentos",
                "Textiles",
            ],
            &[
                "Cerro Alto",
                "Valle Dorado",
                "Tres Magueyes",
                "Puerta Norte",
                "Río Claro",
                "Nopalito",
                "Sierra Roja",
                "Lago Viejo",
                "Piedra Blanca",
                "Buen Camino",
            ],
            &["SA de CV", "S de RL de CV", "SAPI de CV"],
        ),
        Country::Colombia => (
            &[
                "Comercializadora",
                "Inversiones",
                "Constructora",
                "Servicios",
                "Distribuciones",
                "Transportes",
                "Industrias",
                "Soluciones",
                "Alimentos",
                "Confecciones",
            ],
            &[
                "El Roble",
                "La Ceiba",
                "Alto Prado",
                "Río Sereno",
                "Monte Claro",
                "Guayacán",
                "Sol Andino",
                "Piedra Fina",
                "La Colina",
                "Brisas",
            ],
            &["SAS", "Ltda", "S.A."],
        ),
        Country::Chile => (
            &[
                "Comercial",
                "Transportes",
                "Constructora",
                "Servicios",
                "Inversiones",
                "Distribuidora",
                "Forestal",
                "Ingeniería",
                "Alimentos",
                "Agrícola",
            ],
            &[
                "Los Coihues",
                "Cordillera",
                "Río Maule",
                "Puelche",
                "Los Boldos",
                "Viento Sur",
                "Piedra Lisa",
                "El Quillay",
                "Lago Frío",
                "Arrayán",
            ],
            &["SpA", "Ltda", "S.A."],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pension_offices_and_drawn_companies_have_valid_numbers() {
        for country in Country::ALL {
            for company in [
                pension_office(country),
                Company::draw(Chance::new(3), country, None),
            ] {
                let number = company.paper.number.as_str();
                let valid = match country {
                    Country::Brazil => number.parse::<Cnpj>().is_ok(),
                    Country::Mexico => number.parse::<Rfc>().is_ok(),
                    Country::Colombia => number.parse::<Nit>().is_ok(),
                    Country::Chile => number.parse::<Rut>().is_ok(),
                };
                assert!(valid, "{country:?} {} {number}", company.name);
            }
        }
    }
}
