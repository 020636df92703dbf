//! Merchants of Mexico: brands that people there know, and small shops that nobody does.

use caudal_model::resources::transaction::Subcategory as S;

use super::{Shelf, shelf};

pub(super) const SHELVES: &[Shelf] = &[
    shelf(
        S::Groceries,
        &[
            "Walmart",
            "Soriana",
            "Chedraui",
            "Bodega Aurrera",
            "La Comer",
            "HEB",
            "Costco",
            "Sam's Club",
        ],
    ),
    shelf(
        S::BakeryCoffee,
        &[
            "Starbucks",
            "El Globo",
            "Pastelería La Esperanza",
            "Cielito Querido Café",
            "Panadería San José",
        ],
    ),
    shelf(
        S::Restaurants,
        &[
            "Vips",
            "Sanborns",
            "Toks",
            "Taquería El Güero",
            "La Casa de Toño",
            "El Fogoncito",
            "Italianni's",
        ],
    ),
    shelf(
        S::Delivery,
        &[
            "Uber Eats",
            "Rappi",
            "DiDi Food",
            "Domino's Pizza",
            "McDonald's",
            "KFC",
        ],
    ),
    shelf(
        S::ConvenienceStore,
        &["Oxxo", "7-Eleven", "Circle K", "Abarrotes Lupita", "Extra"],
    ),
    shelf(
        S::BarsNightclubs,
        &["Cantina La Ópera", "Beer Factory", "Mezcalería El Trago"],
    ),
    shelf(
        S::AlcoholTobacco,
        &["La Europea", "Vinos y Licores Naucalpan"],
    ),
    shelf(S::TaxisRideshares, &["Uber", "DiDi", "inDrive", "Cabify"]),
    shelf(
        S::PublicTransit,
        &["Metro CDMX", "Metrobús", "Tarjeta MI", "ADO"],
    ),
    shelf(
        S::Gas,
        &["Pemex", "Gasolinera Hidrosina", "BP", "Shell", "G500"],
    ),
    shelf(
        S::ParkingTolls,
        &["TeleVía", "CAPUFE", "IAVE Pase", "Copemsa"],
    ),
    shelf(
        S::AutoExpenses,
        &["AutoZone", "Taller Mecánico Hernández", "Llantera Vallejo"],
    ),
    shelf(
        S::Pharmacies,
        &[
            "Farmacias Guadalajara",
            "Farmacia del Ahorro",
            "Farmacias Similares",
            "Farmacia San Pablo",
            "Benavides",
        ],
    ),
    shelf(
        S::Health,
        &[
            "Salud Digna",
            "Laboratorio Chopo",
            "Consultorio Dental Sonríe",
            "Médica Sur",
        ],
    ),
    shelf(
        S::HairBeauty,
        &[
            "Sephora",
            "Sally Beauty",
            "Estética Unisex Karla",
            "Barbería Don Pepe",
        ],
    ),
    shelf(
        S::Education,
        &["Udemy", "Harmon Hall", "Platzi", "Interlingua"],
    ),
    shelf(
        S::HomeDecorAppliances,
        &["Home Depot", "Coppel", "Elektra", "Ikea", "Famsa"],
    ),
    shelf(
        S::LaundryDryCleaning,
        &["Tintorería Dryclean USA", "Lavandería La Burbuja"],
    ),
    shelf(
        S::VeterinaryServices,
        &["Veterinaria Huellitas", "Hospital Veterinario Roma"],
    ),
    shelf(S::PetSupplies, &["Petco", "Maskota", "+Kota"]),
    shelf(
        S::ClothingAccessories,
        &[
            "Zara",
            "C&A",
            "Suburbia",
            "Bershka",
            "Innovasport",
            "Cuidado con el Perro",
        ],
    ),
    shelf(
        S::DepartmentStore,
        &["Liverpool", "El Palacio de Hierro", "Sears"],
    ),
    shelf(
        S::Electronics,
        &["Best Buy", "Radioshack", "Apple Store", "Steren"],
    ),
    shelf(
        S::ECommerce,
        &[
            "Mercado Libre",
            "Amazon",
            "Shein",
            "AliExpress",
            "Temu",
            "Linio",
        ],
    ),
    shelf(S::Gifts, &["Miniso", "Todo Moda", "Florería Azucena"]),
    shelf(S::BooksNews, &["Gandhi", "El Sótano", "Reforma"]),
    shelf(
        S::EventsParksMuseums,
        &["Ticketmaster", "Cinépolis", "Cinemex", "Six Flags"],
    ),
    shelf(
        S::Gaming,
        &["Steam", "PlayStation Network", "Xbox", "Nintendo eShop"],
    ),
    shelf(
        S::Accommodation,
        &[
            "Booking.com",
            "Airbnb",
            "City Express",
            "Hotel Posada Colonial",
        ],
    ),
    shelf(S::Flights, &["Aeroméxico", "Volaris", "Viva Aerobus"]),
    shelf(S::Lottery, &["Melate", "Lotería Nacional"]),
    shelf(
        S::MovieAudio,
        &[
            "Netflix",
            "Spotify",
            "Disney+",
            "Vix Premium",
            "Prime Video",
            "Max",
        ],
    ),
    shelf(
        S::AppsSoftwareCloudServices,
        &["Google One", "Apple iCloud", "Microsoft 365", "ChatGPT"],
    ),
    shelf(
        S::GymsFitness,
        &["Smart Fit", "Sports World", "Anytime Fitness"],
    ),
    shelf(S::Gambling, &["Caliente", "Codere", "Betway"]),
    shelf(S::ElectricityEnergy, &["CFE"]),
    shelf(
        S::Water,
        &["SACMEX", "SIAPA", "Agua y Drenaje de Monterrey"],
    ),
    shelf(
        S::Telecommunications,
        &["Telmex", "Telcel", "Izzi", "Totalplay", "AT&T"],
    ),
    shelf(
        S::HealthLifeInsurance,
        &["GNP Seguros", "MetLife", "AXA Salud"],
    ),
    shelf(S::AutoInsurance, &["Qualitas", "GNP Autos", "HDI Seguros"]),
    shelf(S::HomeInsurance, &["Seguros Monterrey", "Mapfre"]),
    shelf(S::OfficeSupplies, &["Office Depot", "Lumen"]),
    shelf(
        S::ProfessionalServices,
        &["Contadores Asociados del Valle", "Notaría Pública 84"],
    ),
];
