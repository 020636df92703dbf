//! Companies, from one person with a tax number to a wholesaler.

use super::kind::{Archetype, Customers, ORDINARY_COMPANY, Season, Venture};

const SHOP: Venture = ORDINARY_COMPANY.venture;

pub(super) static ROWS: &[Archetype] = &[
    Archetype {
        name: "corner-shop",
        number: 71,
        sentence: "Corner shop run as a company: many small sales, suppliers every week, one helper.",
        share: [6, 6, 6, 6],
        income: (18_000_00, 45_000_00),
        ..ORDINARY_COMPANY
    },
    Archetype {
        name: "workshop",
        number: 72,
        sentence: "Workshop with eight employees, a dozen customers who pay by invoice, and taxes each month.",
        share: [5, 5, 5, 5],
        ages: (35, 65),
        income: (90_000_00, 240_000_00),
        rents: 900,
        has_savings: 500,
        has_card: 900,
        borrows: 700,
        venture: Venture {
            trades: ["Metalúrgica", "Manufacturas", "Industrias", "Maestranza"],
            customers: Customers::Companies,
            sales: (9, 14),
            staff: 8,
            ..SHOP
        },
        ..ORDINARY_COMPANY
    },
    Archetype {
        name: "sole-trader",
        number: 73,
        sentence: "Electrician with a tax number of her own, no employees and a bank account for the trade.",
        share: [6, 5, 5, 5],
        ages: (24, 58),
        income: (5_000_00, 9_000_00),
        rents: 300,
        has_savings: 300,
        has_card: 500,
        invests: 50,
        borrows: 200,
        venture: Venture {
            trades: [
                "Instalações",
                "Instalaciones",
                "Instalaciones",
                "Instalaciones",
            ],
            sales: (8, 18),
            supplies: 300,
            staff: 0,
            wages: 0,
            rent: 30,
            ..SHOP
        },
        ..ORDINARY_COMPANY
    },
    Archetype {
        name: "restaurant",
        number: 74,
        sentence: "Restaurant with six people, takings that card processors pay out, and a rent that rises.",
        share: [5, 5, 5, 5],
        income: (45_000_00, 110_000_00),
        rents: 950,
        has_card: 800,
        venture: Venture {
            trades: ["Restaurante", "Restaurante", "Restaurante", "Restaurante"],
            sales: (26, 38),
            season: Season::Christmas,
            supplies: 380,
            staff: 6,
            wages: 260,
            rent: 90,
            ..SHOP
        },
        ..ORDINARY_COMPANY
    },
    Archetype {
        name: "online-store",
        number: 75,
        sentence: "Online shop for sports shoes that sells for three months' worth between Black Friday and Christmas.",
        share: [4, 4, 4, 4],
        ages: (24, 45),
        income: (40_000_00, 130_000_00),
        rents: 400,
        has_card: 900,
        venture: Venture {
            trades: [
                "Loja Virtual",
                "Tienda en Línea",
                "Tienda Virtual",
                "Tienda Online",
            ],
            sales: (28, 40),
            season: Season::Christmas,
            supplies: 560,
            staff: 3,
            wages: 120,
            rent: 25,
            ..SHOP
        },
        ..ORDINARY_COMPANY
    },
    Archetype {
        name: "agency",
        number: 76,
        sentence: "Advertising agency whose clients pay after sixty days and whose main cost is five salaries.",
        share: [4, 4, 4, 4],
        income: (50_000_00, 140_000_00),
        has_card: 900,
        venture: Venture {
            trades: ["Agência", "Agencia", "Agencia", "Agencia"],
            customers: Customers::Companies,
            sales: (4, 8),
            supplies: 240,
            staff: 5,
            wages: 380,
            rent: 50,
            ..SHOP
        },
        ..ORDINARY_COMPANY
    },
    Archetype {
        name: "software-house",
        number: 77,
        sentence: "Software house of nine that bills companies abroad and brings the dollars home each month.",
        share: [3, 3, 3, 3],
        ages: (28, 50),
        income: (120_000_00, 300_000_00),
        has_savings: 500,
        has_card: 950,
        invests: 600,
        borrows: 200,
        venture: Venture {
            trades: ["Tecnologia", "Tecnología", "Soluciones", "Ingeniería"],
            customers: Customers::Abroad,
            sales: (3, 6),
            supplies: 130,
            staff: 9,
            wages: 480,
            rent: 35,
            ..SHOP
        },
        ..ORDINARY_COMPANY
    },
    Archetype {
        name: "exporter",
        number: 78,
        sentence: "Exporter of fruit whose customers abroad pay by the container, most of them after the harvest.",
        share: [3, 3, 3, 4],
        ages: (35, 66),
        income: (250_000_00, 700_000_00),
        has_savings: 500,
        has_card: 800,
        invests: 500,
        borrows: 800,
        venture: Venture {
            trades: ["Exportadora", "Exportadora", "Exportadora", "Exportadora"],
            customers: Customers::Abroad,
            sales: (4, 9),
            season: Season::Harvest,
            supplies: 590,
            staff: 8,
            wages: 140,
            rent: 30,
            ..SHOP
        },
        ..ORDINARY_COMPANY
    },
    Archetype {
        name: "importer",
        number: 79,
        sentence: "Importer of machine parts that pays suppliers abroad and waits for its own invoices at home.",
        share: [3, 3, 3, 3],
        ages: (35, 66),
        income: (180_000_00, 480_000_00),
        has_savings: 400,
        has_card: 900,
        invests: 300,
        borrows: 800,
        venture: Venture {
            trades: ["Importadora", "Importadora", "Importaciones", "Importadora"],
            customers: Customers::Companies,
            sales: (10, 18),
            supplies: 600,
            staff: 6,
            wages: 110,
            rent: 40,
            ..SHOP
        },
        ..ORDINARY_COMPANY
    },
    Archetype {
        name: "wholesaler",
        number: 80,
        sentence: "Wholesaler of groceries with thin margins, large sums both ways and a loan for the stock.",
        share: [3, 3, 3, 3],
        ages: (36, 66),
        income: (300_000_00, 800_000_00),
        rents: 900,
        has_savings: 300,
        has_card: 800,
        borrows: 900,
        venture: Venture {
            trades: [
                "Distribuidora",
                "Distribuidora",
                "Distribuciones",
                "Distribuidora",
            ],
            customers: Customers::Companies,
            sales: (18, 28),
            supplies: 720,
            staff: 8,
            wages: 70,
            rent: 30,
            ..SHOP
        },
        ..ORDINARY_COMPANY
    },
    Archetype {
        name: "contractor",
        number: 81,
        sentence: "Building contractor that is paid when a stage is finished and pays its people every month.",
        share: [4, 4, 4, 4],
        ages: (34, 64),
        income: (100_000_00, 320_000_00),
        rents: 600,
        has_card: 800,
        borrows: 750,
        venture: Venture {
            trades: [
                "Construtora",
                "Constructora",
                "Constructora",
                "Constructora",
            ],
            customers: Customers::Companies,
            sales: (1, 3),
            season: Season::Projects,
            supplies: 430,
            staff: 8,
            wages: 240,
            rent: 25,
            ..SHOP
        },
        ..ORDINARY_COMPANY
    },
    Archetype {
        name: "haulier",
        number: 82,
        sentence: "Haulier with four lorries whose money goes into diesel, tolls and instalments.",
        share: [4, 4, 4, 4],
        ages: (34, 64),
        income: (70_000_00, 190_000_00),
        owns_car: 1000,
        has_card: 900,
        borrows: 900,
        venture: Venture {
            trades: ["Transportes", "Transportes", "Transportes", "Transportes"],
            customers: Customers::Companies,
            sales: (8, 16),
            supplies: 470,
            staff: 5,
            wages: 230,
            rent: 30,
            ..SHOP
        },
        ..ORDINARY_COMPANY
    },
    Archetype {
        name: "clinic",
        number: 83,
        sentence: "Dental clinic with patients who pay on the day, insurers who pay late, and costly materials.",
        share: [3, 3, 3, 3],
        ages: (32, 64),
        income: (50_000_00, 140_000_00),
        has_savings: 500,
        has_card: 900,
        invests: 400,
        venture: Venture {
            trades: ["Clínica", "Clínica", "Clínica", "Clínica"],
            sales: (24, 36),
            supplies: 260,
            staff: 4,
            wages: 300,
            rent: 70,
            ..SHOP
        },
        ..ORDINARY_COMPANY
    },
    Archetype {
        name: "hotel",
        number: 84,
        sentence: "Small hotel by the sea: full in the holidays, empty in between, wages all the year.",
        share: [3, 3, 3, 3],
        ages: (34, 66),
        income: (60_000_00, 160_000_00),
        rents: 500,
        has_savings: 500,
        has_card: 900,
        venture: Venture {
            trades: ["Pousada", "Hotel", "Hotel", "Hostería"],
            sales: (22, 34),
            season: Season::Holidays,
            supplies: 300,
            staff: 6,
            wages: 300,
            rent: 70,
            ..SHOP
        },
        ..ORDINARY_COMPANY
    },
    Archetype {
        name: "startup",
        number: 85,
        sentence: "Start-up that earns half of what it spends, and whose investors pay in the rest twice a year.",
        share: [3, 3, 3, 3],
        ages: (24, 42),
        income: (30_000_00, 90_000_00),
        has_savings: 600,
        has_card: 1000,
        invests: 500,
        borrows: 50,
        venture: Venture {
            trades: ["Tecnologia", "Tecnología", "Soluciones", "Innovación"],
            customers: Customers::Companies,
            sales: (3, 8),
            supplies: 700,
            staff: 8,
            wages: 900,
            rent: 90,
            funding: 800,
            ..SHOP
        },
        ..ORDINARY_COMPANY
    },
    Archetype {
        name: "night-club",
        number: 86,
        sentence: "Bar whose sales fall every year, with an overdraft in use and bills that are paid in part.",
        share: [2, 2, 2, 2],
        ages: (28, 55),
        income: (30_000_00, 70_000_00),
        rents: 1000,
        has_savings: 50,
        has_card: 1000,
        invests: 0,
        borrows: 900,
        strained: true,
        venture: Venture {
            trades: [
                "Bar e Eventos",
                "Bar y Eventos",
                "Bar y Eventos",
                "Bar y Eventos",
            ],
            sales: (20, 30),
            season: Season::Holidays,
            supplies: 470,
            staff: 5,
            wages: 280,
            rent: 120,
            ..SHOP
        },
        ..ORDINARY_COMPANY
    },
];
