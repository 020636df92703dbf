//! What people do at work: posts by how well they are paid, with the codes of Brazil's list (CBO).

use caudal_latam::calendar::shifted;
use jiff::civil::Date;

use super::days_from;
use crate::chance::Chance;
use crate::person::Person;

/// What is done in a post.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Occupation {
    /// The code of the Brazilian list of occupations.
    pub(crate) cbo: &'static str,
    pub(crate) portuguese: &'static str,
    pub(crate) spanish: &'static str,
    /// Whether the work is done in the country.
    pub(crate) rural: bool,
}

/// A post and since when it is held.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    pub(crate) occupation: &'static Occupation,
    pub(crate) start: Date,
}

const fn occupation(
    cbo: &'static str,
    portuguese: &'static str,
    spanish: &'static str,
) -> Occupation {
    Occupation {
        cbo,
        portuguese,
        spanish,
        rural: false,
    }
}

/// From the worst to the best paid: each row a post and the one that follows a promotion.
static LADDERS: &[[Occupation; 2]] = &[
    [
        occupation("5143-20", "FAXINEIRO", "Auxiliar de limpieza"),
        occupation("5101-10", "ZELADOR DE EDIFICIO", "Conserje"),
    ],
    [
        Occupation {
            cbo: "6220-20",
            portuguese: "TRABALHADOR VOLANTE DA AGRICULTURA",
            spanish: "Trabajador agrícola",
            rural: true,
        },
        Occupation {
            cbo: "6201-05",
            portuguese: "SUPERVISOR DE EXPLORACAO AGRICOLA",
            spanish: "Capataz agrícola",
            rural: true,
        },
    ],
    [
        occupation(
            "5211-10",
            "VENDEDOR DE COMERCIO VAREJISTA",
            "Vendedor de tienda",
        ),
        occupation(
            "5201-10",
            "SUPERVISOR DE VENDAS COMERCIAL",
            "Supervisor de ventas",
        ),
    ],
    [
        occupation(
            "7842-05",
            "ALIMENTADOR DE LINHA DE PRODUCAO",
            "Operario de producción",
        ),
        occupation(
            "7801-05",
            "SUPERVISOR DE PRODUCAO",
            "Supervisor de producción",
        ),
    ],
    [
        occupation("4110-05", "AUXILIAR DE ESCRITORIO", "Auxiliar de oficina"),
        occupation(
            "4110-10",
            "ASSISTENTE ADMINISTRATIVO",
            "Asistente administrativo",
        ),
    ],
    [
        occupation(
            "3222-30",
            "AUXILIAR DE ENFERMAGEM",
            "Auxiliar de enfermería",
        ),
        occupation("2235-05", "ENFERMEIRO", "Enfermero"),
    ],
    [
        occupation(
            "2312-10",
            "PROFESSOR DO ENSINO FUNDAMENTAL",
            "Maestro de primaria",
        ),
        occupation(
            "2394-05",
            "COORDENADOR PEDAGOGICO",
            "Coordinador pedagógico",
        ),
    ],
    [
        occupation("2522-10", "CONTADOR", "Contador"),
        occupation(
            "1421-05",
            "GERENTE ADMINISTRATIVO",
            "Gerente administrativo",
        ),
    ],
    [
        occupation(
            "2124-05",
            "ANALISTA DE DESENVOLVIMENTO DE SISTEMAS",
            "Analista de sistemas",
        ),
        occupation(
            "1425-20",
            "GERENTE DE PROJETOS DE TECNOLOGIA",
            "Gerente de proyectos",
        ),
    ],
    [
        occupation("2142-05", "ENGENHEIRO CIVIL", "Ingeniero civil"),
        occupation(
            "1413-05",
            "GERENTE DE PRODUCAO E OPERACOES",
            "Gerente de operaciones",
        ),
    ],
];

/// Net income of a month, in Brazilian centavos of 2024, at which the best paid row begins.
const BEST_PAID: i64 = 9_000_00;
/// How many of a thousand jobs bring a promotion, and after how many days at the earliest.
const PROMOTED_PERMILLE: u32 = 350;
const PROMOTED_DAYS_MIN: i64 = 700;

/// The posts of a job: the first, and the one after a promotion where there is one.
pub(super) fn posts(person: &Person, job: Chance, start: Date, end: Option<Date>) -> Vec<Post> {
    let chance = job.branch("post");
    let (low, high) = person.archetype.income;
    let rungs = i64::try_from(LADDERS.len()).unwrap_or(1);
    let height = (low + high) / 2 * rungs / BEST_PAID;
    let rung = (height + chance.between("rung", -2, 1)).clamp(0, rungs - 1);
    let Some([first, second]) = LADDERS.get(usize::try_from(rung).unwrap_or(0)) else {
        return Vec::new();
    };
    let mut posts = vec![Post {
        occupation: first,
        start,
    }];
    let promoted = shifted(start, PROMOTED_DAYS_MIN + chance.between("wait", 0, 900));
    let stays = end.is_none_or(|end| days_from(promoted, end) > 180);
    if stays && chance.happens("promoted", PROMOTED_PERMILLE) {
        // Promotions begin with a month, as wages do.
        let promoted = shifted(promoted.last_of_month(), 1);
        posts.push(Post {
            occupation: second,
            start: promoted,
        });
    }
    posts
}
