//! Merchants of Chile: brands that people there know, and small shops that nobody does.

use caudal_model::resources::transaction::Subcategory as S;

use super::{Shelf, shelf};

pub(super) const SHELVES: &[Shelf] = &[
    shelf(
        S::Groceries,
        &[
            "Jumbo",
            "Líder",
            "Santa Isabel",
            "Tottus",
            "Unimarc",
            "Acuenta",
            "Alvi",
            "Ekono",
        ],
    ),
    shelf(
        S::BakeryCoffee,
        &[
            "Castaño",
            "Starbucks",
            "Panadería San Camilo",
            "Juan Valdez",
            "Dunkin",
        ],
    ),
    shelf(
        S::Restaurants,
        &[
            "Fuente Alemana",
            "Doggis",
            "Restaurante El Hoyo",
            "Tiramisú",
            "La Picá de la Esquina",
            "Juan Maestro",
            "Pedro Juan y Diego",
        ],
    ),
    shelf(
        S::Delivery,
        &[
            "PedidosYa",
            "Uber Eats",
            "Rappi",
            "McDonald's",
            "Burger King",
            "Papa John's",
        ],
    ),
    shelf(
        S::ConvenienceStore,
        &[
            "Oxxo",
            "Pronto Copec",
            "Upa",
            "Almacén Don Lucho",
            "Ok Market",
        ],
    ),
    shelf(
        S::BarsNightclubs,
        &["Bar Liguria", "The Clinic Bar", "La Piojera"],
    ),
    shelf(S::AlcoholTobacco, &["Liquidos.cl", "Botillería El Parrón"]),
    shelf(S::TaxisRideshares, &["Uber", "DiDi", "Cabify", "inDrive"]),
    shelf(
        S::PublicTransit,
        &["Metro de Santiago", "Tarjeta bip!", "Turbus", "Pullman Bus"],
    ),
    shelf(S::Gas, &["Copec", "Shell", "Aramco", "Petrobras"]),
    shelf(
        S::ParkingTolls,
        &[
            "Autopista Central",
            "Costanera Norte",
            "Saba Estacionamientos",
            "Vespucio Sur",
        ],
    ),
    shelf(
        S::AutoExpenses,
        &[
            "Taller Mecánico San Diego",
            "Autoplanet",
            "Sodimac Car Center",
        ],
    ),
    shelf(
        S::Pharmacies,
        &[
            "Cruz Verde",
            "Salcobrand",
            "Farmacias Ahumada",
            "Dr. Simi",
            "Knop",
        ],
    ),
    shelf(
        S::Health,
        &[
            "Integramédica",
            "RedSalud",
            "Clínica Dental Uno Salud",
            "Bionet",
        ],
    ),
    shelf(
        S::HairBeauty,
        &[
            "DBS Beauty Store",
            "Preunic",
            "Peluquería Palumbo",
            "Barbería La Moneda",
        ],
    ),
    shelf(
        S::Education,
        &["Udemy", "Coursera", "Instituto Norteamericano", "Platzi"],
    ),
    shelf(
        S::HomeDecorAppliances,
        &["Sodimac", "Easy", "Ikea", "Casaideas", "La Polar"],
    ),
    shelf(S::LaundryDryCleaning, &["5àsec", "Lavandería Sandrico"]),
    shelf(
        S::VeterinaryServices,
        &["Clínica Veterinaria Alcántara", "Veterinaria Huellas"],
    ),
    shelf(S::PetSupplies, &["SuperZoo", "Puntomascotas", "Pet Happy"]),
    shelf(
        S::ClothingAccessories,
        &["H&M", "Zara", "Tricot", "Corona", "Hites", "Foster"],
    ),
    shelf(S::DepartmentStore, &["Falabella", "Paris", "Ripley"]),
    shelf(S::Electronics, &["PC Factory", "Abcdin", "MacOnline"]),
    shelf(
        S::ECommerce,
        &[
            "Mercado Libre",
            "AliExpress",
            "Shein",
            "Amazon",
            "Temu",
            "Dafiti",
        ],
    ),
    shelf(S::Gifts, &["Miniso", "Feria de Regalos", "Florería Trébol"]),
    shelf(
        S::BooksNews,
        &[
            "Librería Antártica",
            "Feria Chilena del Libro",
            "El Mercurio",
        ],
    ),
    shelf(
        S::EventsParksMuseums,
        &["PuntoTicket", "Cinemark", "Cinépolis", "Fantasilandia"],
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
            "Hotel Diego de Almagro",
            "Cabañas Lago Azul",
        ],
    ),
    shelf(S::Flights, &["Latam Airlines", "Sky Airline", "JetSmart"]),
    shelf(S::Lottery, &["Polla Chilena", "Lotería de Concepción"]),
    shelf(
        S::MovieAudio,
        &[
            "Netflix",
            "Spotify",
            "Disney+",
            "Prime Video",
            "Max",
            "YouTube Premium",
        ],
    ),
    shelf(
        S::AppsSoftwareCloudServices,
        &["Google One", "Apple iCloud", "Microsoft 365", "ChatGPT"],
    ),
    shelf(S::GymsFitness, &["Smart Fit", "Energy", "Pacific Fitness"]),
    shelf(S::Gambling, &["Betano", "Coolbet", "JugaBet"]),
    shelf(
        S::ElectricityEnergy,
        &["Enel", "CGE", "Chilquinta", "Saesa"],
    ),
    shelf(
        S::Water,
        &["Aguas Andinas", "Esval", "Essbio", "Aguas del Valle"],
    ),
    shelf(
        S::Telecommunications,
        &["Entel", "Movistar", "VTR", "WOM", "Mundo Pacífico"],
    ),
    shelf(
        S::HealthLifeInsurance,
        &["Isapre Consalud", "MetLife", "BICE Vida"],
    ),
    shelf(
        S::AutoInsurance,
        &["Seguros Falabella", "HDI Seguros", "BCI Seguros"],
    ),
    shelf(S::HomeInsurance, &["Consorcio", "Mapfre"]),
    shelf(S::OfficeSupplies, &["Lapiz López", "Prisa"]),
    shelf(
        S::ProfessionalServices,
        &["Contadores Providencia", "Notaría Iván Torrealba"],
    ),
];
