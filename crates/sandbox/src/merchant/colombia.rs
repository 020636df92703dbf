//! Merchants of Colombia: brands that people there know, and small shops that nobody does.

use caudal_model::resources::transaction::Subcategory as S;

use super::{Shelf, shelf};

pub(super) const SHELVES: &[Shelf] = &[
    shelf(
        S::Groceries,
        &[
            "Éxito",
            "Jumbo",
            "Carulla",
            "Olímpica",
            "D1",
            "Ara",
            "Alkosto",
            "Makro",
        ],
    ),
    shelf(
        S::BakeryCoffee,
        &[
            "Juan Valdez",
            "Tostao",
            "Panadería La Espiga",
            "Oma Café",
            "Pan Pa' Ya",
        ],
    ),
    shelf(
        S::Restaurants,
        &[
            "Crepes & Waffles",
            "El Corral",
            "Frisby",
            "Andrés Carne de Res",
            "Restaurante El Fogón Paisa",
            "Presto",
            "Kokoriko",
        ],
    ),
    shelf(
        S::Delivery,
        &[
            "Rappi",
            "DiDi Food",
            "Domino's Pizza",
            "McDonald's",
            "PPC",
            "Sandwich Qbano",
        ],
    ),
    shelf(
        S::ConvenienceStore,
        &[
            "Oxxo",
            "Altoque",
            "Tienda Doña Rosa",
            "Tiendas Justo y Bueno",
        ],
    ),
    shelf(
        S::BarsNightclubs,
        &["Bogotá Beer Company", "Bar La Candelaria", "Theatron"],
    ),
    shelf(S::AlcoholTobacco, &["Dislicores", "Licorera La 93"]),
    shelf(S::TaxisRideshares, &["Uber", "DiDi", "inDrive", "Cabify"]),
    shelf(
        S::PublicTransit,
        &[
            "TransMilenio Tu Llave",
            "Metro de Medellín Cívica",
            "SITP",
            "MIO Cali",
        ],
    ),
    shelf(S::Gas, &["Terpel", "Primax", "Texaco", "EDS Biomax"]),
    shelf(
        S::ParkingTolls,
        &[
            "Parking International",
            "City Parking",
            "Flypass",
            "Peajes ANI",
        ],
    ),
    shelf(
        S::AutoExpenses,
        &[
            "Taller Automotriz La 68",
            "Serviteca Energiteca",
            "Autolavado El Diamante",
        ],
    ),
    shelf(
        S::Pharmacies,
        &[
            "Farmatodo",
            "Cruz Verde",
            "La Rebaja",
            "Locatel",
            "Colsubsidio Droguería",
        ],
    ),
    shelf(
        S::Health,
        &[
            "Colsanitas",
            "Laboratorio Colcan",
            "Odontología Sonría",
            "Compensar Salud",
        ],
    ),
    shelf(
        S::HairBeauty,
        &[
            "Blind",
            "Peluquería Norberto",
            "Fedco",
            "Barbería El Patrón",
        ],
    ),
    shelf(
        S::Education,
        &["Platzi", "Berlitz", "Smart Idiomas", "Udemy"],
    ),
    shelf(
        S::HomeDecorAppliances,
        &["Homecenter", "Ikea", "Tugó", "Jamar", "Falabella Hogar"],
    ),
    shelf(S::LaundryDryCleaning, &["Lavaseco La Única", "Easy Clean"]),
    shelf(
        S::VeterinaryServices,
        &["Clínica Veterinaria Dover", "Veterinaria Patitas"],
    ),
    shelf(S::PetSupplies, &["Laika", "Puppis", "Agrocampo"]),
    shelf(
        S::ClothingAccessories,
        &[
            "Koaj",
            "Arturo Calle",
            "Studio F",
            "Zara",
            "Tennis",
            "Vélez",
        ],
    ),
    shelf(S::DepartmentStore, &["Falabella", "Flamingo", "Pepe Ganga"]),
    shelf(S::Electronics, &["Ktronix", "Alkomprar", "iShop"]),
    shelf(
        S::ECommerce,
        &[
            "Mercado Libre",
            "Amazon",
            "Shein",
            "Temu",
            "AliExpress",
            "Linio",
        ],
    ),
    shelf(
        S::Gifts,
        &["Miniso", "Floristería Don Eloy", "Todo en Detalles"],
    ),
    shelf(
        S::BooksNews,
        &["Panamericana", "Librería Nacional", "El Tiempo"],
    ),
    shelf(
        S::EventsParksMuseums,
        &["TuBoleta", "Cine Colombia", "Cinépolis", "Salitre Mágico"],
    ),
    shelf(
        S::Gaming,
        &["Steam", "PlayStation Network", "Xbox", "Garena"],
    ),
    shelf(
        S::Accommodation,
        &["Booking.com", "Airbnb", "Hotel Dann", "Hotel Estelar"],
    ),
    shelf(S::Flights, &["Avianca", "Latam Airlines", "Wingo"]),
    shelf(S::Lottery, &["Baloto", "Gana Chance", "Lotería de Bogotá"]),
    shelf(
        S::MovieAudio,
        &[
            "Netflix",
            "Spotify",
            "Disney+",
            "Prime Video",
            "Deezer",
            "Max",
        ],
    ),
    shelf(
        S::AppsSoftwareCloudServices,
        &["Google One", "Apple iCloud", "Microsoft 365", "ChatGPT"],
    ),
    shelf(S::GymsFitness, &["Bodytech", "Smart Fit", "Action Fitness"]),
    shelf(S::Gambling, &["BetPlay", "Wplay", "Rushbet"]),
    shelf(
        S::ElectricityEnergy,
        &["Enel Colombia", "EPM", "Celsia", "Air-e"],
    ),
    shelf(
        S::Water,
        &[
            "Acueducto de Bogotá",
            "Emcali",
            "Triple A",
            "Aguas de Manizales",
        ],
    ),
    shelf(
        S::Telecommunications,
        &["Claro", "Movistar", "Tigo", "ETB", "WOM"],
    ),
    shelf(
        S::HealthLifeInsurance,
        &["Sura Salud", "Seguros Bolívar", "Colmédica"],
    ),
    shelf(
        S::AutoInsurance,
        &["Sura Autos", "Seguros del Estado", "Allianz"],
    ),
    shelf(S::HomeInsurance, &["Liberty Seguros", "Mapfre"]),
    shelf(
        S::OfficeSupplies,
        &["Panamericana Papelería", "Papelería El Cid"],
    ),
    shelf(
        S::ProfessionalServices,
        &["Contadores del Norte", "Notaría 32"],
    ),
];
