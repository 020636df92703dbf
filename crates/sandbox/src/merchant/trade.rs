//! The trades: the price of one purchase, the card schemes' code, and how often people buy.

use caudal_model::resources::transaction::{Category, Subcategory};

/// A kind of purchase.
pub(crate) struct Trade {
    /// What is bought.
    pub(crate) subcategory: Subcategory,
    /// The merchant category code (ISO 18245).
    pub(crate) mcc: u32,
    /// Purchases in a thousand months of a person of ordinary means.
    pub(crate) monthly_permille: u32,
    /// The usual price of one, from and to, in Brazilian centavos of 2024.
    pub(crate) ticket: (i64, i64),
    /// The hours in which it happens, from and to.
    pub(crate) hours: (i64, i64),
    /// The days on which it usually happens.
    pub(crate) rhythm: Rhythm,
    /// In how many instalments a dear one is paid at most; 1 for trades that know none.
    pub(crate) instalments_max: i64,
    /// Whether wealth makes it dearer (a restaurant) or not (a bus ride).
    pub(crate) scales: bool,
}

/// The days of the week that something is usually done on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rhythm {
    /// Any.
    Any,
    /// From Monday to Friday: the way to work, the coffee before it.
    Workdays,
    /// From Friday to Sunday: going out, the week's groceries.
    Weekends,
}

const fn rhythm_of(subcategory: Subcategory) -> Rhythm {
    match subcategory {
        S::PublicTransit
        | S::ParkingTolls
        | S::BakeryCoffee
        | S::Health
        | S::AutoExpenses
        | S::OfficeSupplies
        | S::ProfessionalServices
        | S::LaundryDryCleaning => Rhythm::Workdays,
        S::BarsNightclubs
        | S::Groceries
        | S::EventsParksMuseums
        | S::Delivery
        | S::AlcoholTobacco
        | S::ClothingAccessories
        | S::DepartmentStore => Rhythm::Weekends,
        _ => Rhythm::Any,
    }
}

const fn trade_of(
    subcategory: Subcategory,
    mcc: u32,
    monthly_permille: u32,
    ticket: (i64, i64),
    hours: (i64, i64),
    instalments_max: i64,
) -> Trade {
    Trade {
        subcategory,
        mcc,
        monthly_permille,
        ticket,
        hours,
        instalments_max,
        rhythm: rhythm_of(subcategory),
        scales: !matches!(
            subcategory,
            Subcategory::PublicTransit | Subcategory::ParkingTolls | Subcategory::Lottery
        ),
    }
}

use Subcategory as S;

/// Every kind of purchase that people make of their own will.
pub(crate) const TRADES: &[Trade] = &[
    trade_of(S::Groceries, 5411, 5200, (45_00, 240_00), (9, 21), 1),
    trade_of(S::BakeryCoffee, 5462, 4200, (9_00, 38_00), (6, 18), 1),
    trade_of(S::Restaurants, 5812, 4000, (28_00, 110_00), (11, 22), 1),
    trade_of(S::Delivery, 5814, 3200, (28_00, 85_00), (11, 23), 1),
    trade_of(S::ConvenienceStore, 5499, 2400, (8_00, 45_00), (7, 23), 1),
    trade_of(S::BarsNightclubs, 5813, 900, (40_00, 160_00), (18, 23), 1),
    trade_of(S::AlcoholTobacco, 5921, 350, (25_00, 120_00), (10, 22), 1),
    trade_of(S::TaxisRideshares, 4121, 3600, (11_00, 42_00), (6, 23), 1),
    trade_of(S::PublicTransit, 4111, 3000, (5_00, 50_00), (5, 22), 1),
    trade_of(S::Gas, 5541, 1500, (80_00, 220_00), (6, 22), 1),
    trade_of(S::ParkingTolls, 7523, 1100, (6_00, 35_00), (7, 22), 1),
    trade_of(S::AutoExpenses, 7538, 220, (120_00, 900_00), (8, 18), 6),
    trade_of(S::Pharmacies, 5912, 1700, (18_00, 140_00), (8, 22), 1),
    trade_of(S::Health, 8011, 420, (120_00, 450_00), (8, 18), 4),
    trade_of(S::HairBeauty, 7230, 700, (40_00, 160_00), (9, 19), 1),
    trade_of(S::Education, 8299, 160, (90_00, 600_00), (9, 20), 6),
    trade_of(
        S::HomeDecorAppliances,
        5712,
        330,
        (90_00, 1400_00),
        (10, 21),
        12,
    ),
    trade_of(S::LaundryDryCleaning, 7211, 180, (25_00, 90_00), (8, 18), 1),
    trade_of(S::VeterinaryServices, 742, 140, (90_00, 350_00), (9, 18), 3),
    trade_of(S::PetSupplies, 5995, 420, (40_00, 220_00), (9, 20), 1),
    trade_of(
        S::ClothingAccessories,
        5651,
        800,
        (60_00, 380_00),
        (10, 21),
        6,
    ),
    trade_of(S::DepartmentStore, 5311, 520, (50_00, 480_00), (10, 21), 8),
    trade_of(S::Electronics, 5732, 170, (150_00, 2600_00), (10, 21), 12),
    trade_of(S::ECommerce, 5969, 1500, (30_00, 320_00), (7, 23), 6),
    trade_of(S::Gifts, 5947, 250, (35_00, 180_00), (10, 21), 1),
    trade_of(S::BooksNews, 5942, 260, (30_00, 130_00), (10, 21), 1),
    trade_of(
        S::EventsParksMuseums,
        7922,
        330,
        (40_00, 300_00),
        (10, 22),
        3,
    ),
    trade_of(S::Gaming, 5816, 420, (15_00, 200_00), (9, 23), 1),
    trade_of(S::Accommodation, 7011, 130, (250_00, 1100_00), (8, 22), 6),
    trade_of(S::Flights, 4511, 110, (350_00, 1600_00), (7, 23), 10),
    trade_of(S::Lottery, 7995, 260, (5_00, 45_00), (9, 19), 1),
    trade_of(S::OfficeSupplies, 5943, 180, (12_00, 90_00), (9, 19), 1),
    trade_of(
        S::ProfessionalServices,
        8999,
        90,
        (80_00, 400_00),
        (9, 18),
        3,
    ),
    trade_of(S::AutoRental, 7512, 30, (180_00, 700_00), (8, 20), 3),
    trade_of(S::MileagePrograms, 7299, 40, (30_00, 180_00), (8, 23), 4),
];

/// The category that a subcategory stands under.
pub(crate) fn category(subcategory: Subcategory) -> Category {
    match subcategory {
        S::ElectricityEnergy | S::Rent | S::Telecommunications | S::Water => {
            Category::BillsUtilities
        }
        S::Auto
        | S::CreditCard
        | S::Instalment
        | S::InterestCharges
        | S::Mortgage
        | S::PayAdvance
        | S::Personal => Category::CreditsLoans,
        S::Adjustments | S::BankFees | S::Chargeback | S::Refund | S::BlockedBalances => {
            Category::FeesCharges
        }
        S::AlcoholTobacco
        | S::BakeryCoffee
        | S::BarsNightclubs
        | S::ConvenienceStore
        | S::Delivery
        | S::Groceries
        | S::Restaurants => Category::FoodGroceries,
        S::Education
        | S::GymsFitness
        | S::HairBeauty
        | S::Health
        | S::HomeDecorAppliances
        | S::LaundryDryCleaning
        | S::Pharmacies
        | S::ProfessionalServices
        | S::VeterinaryServices => Category::HomeLife,
        S::Alimony | S::Freelance | S::Interest | S::Retirement | S::Salary | S::Government => {
            Category::IncomePayments
        }
        S::HomeInsurance | S::AutoInsurance | S::HealthLifeInsurance => Category::Insurance,
        S::Savings
        | S::FixedIncome
        | S::Equity
        | S::InvestmentFunds
        | S::Derivatives
        | S::Cryptocurrencies => Category::InvestmentsSavings,
        S::AppsSoftwareCloudServices
        | S::EventsParksMuseums
        | S::Gambling
        | S::Gaming
        | S::Lottery
        | S::MovieAudio
        | S::BooksNews => Category::OnlinePlatformsLeisure,
        S::ClothingAccessories
        | S::DepartmentStore
        | S::Electronics
        | S::ECommerce
        | S::Gifts
        | S::OfficeSupplies
        | S::PetSupplies => Category::PersonalShopping,
        S::AutoTaxFees
        | S::Donation
        | S::GovernmentFees
        | S::IncomeTax
        | S::RealEstateTaxFees
        | S::TaxReturn => Category::Taxes,
        S::Accommodation
        | S::AutoExpenses
        | S::AutoRental
        | S::Flights
        | S::Gas
        | S::MileagePrograms
        | S::ParkingTolls
        | S::PublicTransit
        | S::TaxisRideshares => Category::TransportTravel,
        S::Other => Category::Transfers,
    }
}
