//! Merchants of Brazil: brands that people there know, and small shops that nobody does.

use caudal_model::resources::transaction::Subcategory as S;

use super::{Shelf, shelf};

pub(super) const SHELVES: &[Shelf] = &[
    shelf(
        S::Groceries,
        &[
            "Pão de Açúcar",
            "Carrefour",
            "Assaí Atacadista",
            "Atacadão",
            "Extra Mercado",
            "Dia Supermercado",
            "Zaffari",
            "Guanabara",
        ],
    ),
    shelf(
        S::BakeryCoffee,
        &[
            "Padaria Bella Vista",
            "Padaria Santa Rita",
            "Starbucks",
            "Rei do Mate",
            "Casa do Pão de Queijo",
        ],
    ),
    shelf(
        S::Restaurants,
        &[
            "Outback",
            "Coco Bambu",
            "Spoleto",
            "Giraffas",
            "Restaurante Sabor de Minas",
            "Churrascaria Pampa",
            "Madero",
        ],
    ),
    shelf(
        S::Delivery,
        &[
            "iFood",
            "Rappi",
            "McDonald's",
            "Burger King",
            "Habib's",
            "Domino's Pizza",
        ],
    ),
    shelf(
        S::ConvenienceStore,
        &[
            "Oxxo",
            "AmPm",
            "BR Mania",
            "Mercadinho São Jorge",
            "Minuto Pão de Açúcar",
        ],
    ),
    shelf(
        S::BarsNightclubs,
        &["Bar do Zé", "Boteco Boa Praça", "Bar Brahma"],
    ),
    shelf(
        S::AlcoholTobacco,
        &["Adega Vila Nova", "Imigrantes Bebidas"],
    ),
    shelf(S::TaxisRideshares, &["Uber", "99", "99Pop", "Cabify"]),
    shelf(
        S::PublicTransit,
        &["Metrô SP", "SPTrans Bilhete Único", "RioCard", "CPTM"],
    ),
    shelf(
        S::Gas,
        &["Posto Ipiranga", "Posto Shell", "Petrobras", "Posto Ale"],
    ),
    shelf(
        S::ParkingTolls,
        &["Sem Parar", "Estapar", "Veloe", "ConectCar"],
    ),
    shelf(
        S::AutoExpenses,
        &["Oficina do Bairro", "DPaschoal", "Pneustore"],
    ),
    shelf(
        S::Pharmacies,
        &[
            "Droga Raia",
            "Drogasil",
            "Pague Menos",
            "Drogaria São Paulo",
            "Panvel",
        ],
    ),
    shelf(
        S::Health,
        &[
            "Fleury Medicina",
            "Clínica Vida Plena",
            "Dr. Consulta",
            "Odonto Sorrir",
        ],
    ),
    shelf(
        S::HairBeauty,
        &[
            "O Boticário",
            "Salão Bela Imagem",
            "Sephora",
            "Barbearia Central",
        ],
    ),
    shelf(
        S::Education,
        &["Udemy", "Wizard Idiomas", "Hotmart", "Alura"],
    ),
    shelf(
        S::HomeDecorAppliances,
        &[
            "Leroy Merlin",
            "Tok&Stok",
            "Casas Bahia",
            "Telhanorte",
            "Camicado",
        ],
    ),
    shelf(S::LaundryDryCleaning, &["5àsec", "OMO Lavanderia"]),
    shelf(
        S::VeterinaryServices,
        &["Clínica Veterinária Amigo Fiel", "Seres Veterinária"],
    ),
    shelf(S::PetSupplies, &["Petz", "Cobasi"]),
    shelf(
        S::ClothingAccessories,
        &["Renner", "C&A", "Riachuelo", "Hering", "Marisa", "Centauro"],
    ),
    shelf(
        S::DepartmentStore,
        &["Lojas Americanas", "Havan", "Pernambucanas"],
    ),
    shelf(S::Electronics, &["Kabum", "Fast Shop", "Samsung", "Ponto"]),
    shelf(
        S::ECommerce,
        &[
            "Mercado Livre",
            "Amazon",
            "Shopee",
            "Magazine Luiza",
            "Shein",
            "AliExpress",
        ],
    ),
    shelf(S::Gifts, &["Imaginarium", "Cacau Show", "Giuliana Flores"]),
    shelf(
        S::BooksNews,
        &["Livraria Cultura", "Livraria da Vila", "Folha de S.Paulo"],
    ),
    shelf(
        S::EventsParksMuseums,
        &["Ingresso.com", "Sympla", "Cinemark", "Ticketmaster"],
    ),
    shelf(
        S::Gaming,
        &["Steam", "PlayStation Network", "Xbox", "Garena"],
    ),
    shelf(
        S::Accommodation,
        &["Booking.com", "Airbnb", "Ibis Hotel", "Pousada Mar Azul"],
    ),
    shelf(
        S::Flights,
        &["Latam Airlines", "Gol Linhas Aéreas", "Azul Linhas Aéreas"],
    ),
    shelf(S::Lottery, &["Loterias Caixa", "Lotérica Boa Sorte"]),
    shelf(
        S::MovieAudio,
        &[
            "Netflix",
            "Spotify",
            "Globoplay",
            "Disney+",
            "Prime Video",
            "HBO Max",
        ],
    ),
    shelf(
        S::AppsSoftwareCloudServices,
        &["Google One", "Apple iCloud", "Microsoft 365", "ChatGPT"],
    ),
    shelf(
        S::GymsFitness,
        &["Smart Fit", "Bluefit", "Academia Corpo em Forma"],
    ),
    shelf(S::Gambling, &["Betano", "Bet365", "Blaze"]),
    shelf(
        S::ElectricityEnergy,
        &["Enel", "CPFL Energia", "Light", "Cemig", "Copel"],
    ),
    shelf(S::Water, &["Sabesp", "Cedae", "Copasa", "Sanepar"]),
    shelf(S::Telecommunications, &["Vivo", "Claro", "TIM", "Oi Fibra"]),
    shelf(
        S::HealthLifeInsurance,
        &["Unimed", "Amil", "SulAmérica Saúde"],
    ),
    shelf(
        S::AutoInsurance,
        &["Porto Seguro", "Tokio Marine", "Azul Seguros"],
    ),
    shelf(S::HomeInsurance, &["Porto Seguro Residência", "Mapfre"]),
    shelf(S::OfficeSupplies, &["Kalunga", "Papelaria Universal"]),
    shelf(
        S::ProfessionalServices,
        &["Contabilizei", "Escritório Contábil Norte"],
    ),
];
