//! Who employs people: a company or a public body, with the numbers under which offices know it.

use caudal_latam::Country;

use crate::chance::Chance;
use crate::person::{Company, Person};

/// An employer.
#[derive(Clone, Debug)]
pub(crate) struct Employer {
    pub(crate) company: Company,
    pub(crate) sector: Sector,
    pub(crate) activity: &'static Activity,
    /// The employer's number at the IMSS (registro patronal).
    pub(crate) registration: String,
}

/// For whom one works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sector {
    Private,
    Public,
}

/// What an employer does, in the words and codes of the statistics offices.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Activity {
    /// Class of the Brazilian list (CNAE 2.0), and its text.
    pub(crate) cnae: (&'static str, &'static str),
    /// Class of the Colombian list (CIIU 4), and its text.
    pub(crate) ciiu: (&'static str, &'static str),
    /// What names of companies in this line begin with.
    trades: &'static [&'static str],
}

/// The line of whoever's name tells nothing.
static OTHER: Activity = Activity {
    cnae: ("8299-7", "ATIVIDADES DE SERVICOS PRESTADOS AS EMPRESAS"),
    ciiu: (
        "8299",
        "Otras actividades de servicio de apoyo a las empresas",
    ),
    trades: &[],
};

static PUBLIC: Activity = Activity {
    cnae: ("8411-6", "ADMINISTRACAO PUBLICA EM GERAL"),
    ciiu: (
        "8412",
        "Actividades ejecutivas de la administración pública",
    ),
    trades: &[],
};

static ACTIVITIES: &[Activity] = &[
    Activity {
        cnae: ("2511-0", "FABRICACAO DE ESTRUTURAS METALICAS"),
        ciiu: (
            "2511",
            "Fabricación de productos metálicos para uso estructural",
        ),
        trades: &["Metalúrgica", "Manufacturas", "Industrias", "Indústria"],
    },
    Activity {
        cnae: ("4712-1", "COMERCIO VAREJISTA DE MERCADORIAS EM GERAL"),
        ciiu: (
            "4711",
            "Comercio al por menor en establecimientos no especializados",
        ),
        trades: &["Comercial", "Comercializadora"],
    },
    Activity {
        cnae: ("4930-2", "TRANSPORTE RODOVIARIO DE CARGA"),
        ciiu: ("4923", "Transporte de carga por carretera"),
        trades: &["Transportes", "Logística"],
    },
    Activity {
        cnae: ("4120-4", "CONSTRUCAO DE EDIFICIOS"),
        ciiu: ("4111", "Construcción de edificios residenciales"),
        trades: &["Construtora", "Constructora", "Ingeniería"],
    },
    Activity {
        cnae: (
            "6201-5",
            "DESENVOLVIMENTO DE PROGRAMAS DE COMPUTADOR SOB ENCOMENDA",
        ),
        ciiu: ("6201", "Actividades de desarrollo de sistemas informáticos"),
        trades: &["Tecnologia", "Soluciones", "Consultores"],
    },
    Activity {
        cnae: (
            "4639-7",
            "COMERCIO ATACADISTA DE PRODUTOS ALIMENTICIOS EM GERAL",
        ),
        ciiu: ("4631", "Comercio al por mayor de productos alimenticios"),
        trades: &["Distribuidora", "Distribuciones"],
    },
    Activity {
        cnae: ("1099-6", "FABRICACAO DE PRODUTOS ALIMENTICIOS"),
        ciiu: ("1089", "Elaboración de otros productos alimenticios"),
        trades: &["Alimentos", "Agrícola"],
    },
    Activity {
        cnae: ("1412-6", "CONFECCAO DE PECAS DO VESTUARIO"),
        ciiu: ("1410", "Confección de prendas de vestir"),
        trades: &["Textiles", "Confecciones"],
    },
];

impl Employer {
    /// Who offers a job; `known` for the one by whom the person is known.
    pub(super) fn of(person: &Person, chance: Chance, sector: Sector, known: bool) -> Self {
        let chance = chance.branch("employer");
        let described = person.described.as_ref();
        let company = match sector {
            _ if known && described.is_some_and(|persona| persona.names_employer()) => {
                person.employer.clone()
            }
            Sector::Private if known => person.employer.clone(),
            Sector::Private => Company::draw(chance, person.country, None),
            Sector::Public => public_body(chance, person.country),
        };
        Self {
            activity: activity(&company.name, sector),
            registration: registration(chance),
            sector,
            company,
        }
    }

    /// The office that pays a pension.
    pub(super) fn pension_office(person: &Person) -> Self {
        Self {
            company: person.employer.clone(),
            sector: Sector::Public,
            activity: &PUBLIC,
            registration: registration(person.chance.branch("pension office")),
        }
    }
}

fn activity(name: &str, sector: Sector) -> &'static Activity {
    if sector == Sector::Public {
        return &PUBLIC;
    }
    let first = name.split(' ').next().unwrap_or_default();
    let known = ACTIVITIES
        .iter()
        .find(|activity| activity.trades.contains(&first));
    known.unwrap_or(&OTHER)
}

/// A public body; the names are invented.
fn public_body(chance: Chance, country: Country) -> Company {
    let (bodies, words): (&[&str], &[&str]) = match country {
        Country::Brazil => (
            &[
                "Fundação Municipal de Ensino",
                "Autarquia Municipal de Saúde",
            ],
            &["Serra Azul", "Campo Belo", "Rio Verde", "Nova Esperança"],
        ),
        Country::Mexico => (
            &[
                "Instituto Estatal de Educación",
                "Servicios de Salud Pública",
            ],
            &["Valle Dorado", "Cerro Alto", "Río Claro", "Sierra Roja"],
        ),
        Country::Colombia => (
            &[
                "Institución Educativa Distrital",
                "Empresa Social del Estado",
            ],
            &["El Roble", "La Ceiba", "Alto Prado", "Monte Claro"],
        ),
        Country::Chile => (
            &["Servicio Local de Educación", "Servicio de Salud"],
            &["Cordillera", "Los Boldos", "Viento Sur", "Lago Frío"],
        ),
    };
    let name = format!(
        "{} {}",
        chance.pick("body", bodies),
        chance.pick("word", words)
    );
    Company::named(chance, country, &name, None)
}

/// An employer's number at the IMSS: a letter, the municipality, a number, the kind of insurance and one more digit.
pub(crate) fn registration(chance: Chance) -> String {
    let letter = chance.pick("letter", &["A", "B", "C", "D", "E", "F", "R", "Y", "Z"]);
    let number = chance.below("registration", 10_000_000);
    format!("{letter}{number:07}10{}", chance.below("digit", 10))
}
