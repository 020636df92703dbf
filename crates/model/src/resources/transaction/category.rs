//! What money was for: sixteen categories and their subcategories.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What money was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Category {
    /// Rent, electricity, water, telephone.
    #[serde(rename = "Bills & Utilities")]
    BillsUtilities,
    /// Instalments and interest of what was borrowed.
    #[serde(rename = "Credits & Loans")]
    CreditsLoans,
    /// Cash and cheques paid in.
    Deposits,
    /// What the bank charges or gives back.
    #[serde(rename = "Fees & Charges")]
    FeesCharges,
    /// Eating and drinking, at home and out.
    #[serde(rename = "Food & Groceries")]
    FoodGroceries,
    /// Health, home, school and personal services.
    #[serde(rename = "Home & Life")]
    HomeLife,
    /// Wages, pensions, benefits and interest received.
    #[serde(rename = "Income & Payments")]
    IncomePayments,
    /// Premiums.
    Insurance,
    /// Money put aside or taken back.
    #[serde(rename = "Investments & Savings")]
    InvestmentsSavings,
    /// Entertainment, games and software.
    #[serde(rename = "Online Platforms & Leisure")]
    OnlinePlatformsLeisure,
    /// Clothes, electronics, gifts and other goods.
    #[serde(rename = "Personal Shopping")]
    PersonalShopping,
    /// Taxes, duties and donations.
    Taxes,
    /// Money sent to or received from others or own accounts.
    Transfers,
    /// Getting about: fuel, fares, flights, stays.
    #[serde(rename = "Transport & Travel")]
    TransportTravel,
    /// Nothing that could be told.
    Unknown,
    /// Cash taken out.
    #[serde(rename = "Withdrawal & ATM")]
    WithdrawalATM,
}

/// What money was for more precisely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Subcategory {
    /// Electricity and gas.
    #[serde(rename = "Electricity & Energy")]
    ElectricityEnergy,
    /// Rent and condominium fees.
    Rent,
    /// Telephone, internet and television.
    Telecommunications,
    /// Water and sewerage.
    Water,
    /// A loan for a vehicle.
    Auto,
    /// Payment of a card bill.
    #[serde(rename = "Credit Card")]
    CreditCard,
    /// An instalment of a purchase.
    Instalment,
    /// Interest and charges on credit.
    #[serde(rename = "Interest & Charges")]
    InterestCharges,
    /// A loan on a home.
    Mortgage,
    /// An advance on pay.
    #[serde(rename = "Pay Advance")]
    PayAdvance,
    /// A personal loan.
    Personal,
    /// A correction by the bank.
    Adjustments,
    /// A fee of the bank.
    #[serde(rename = "Bank Fees")]
    BankFees,
    /// A disputed purchase given back.
    Chargeback,
    /// A purchase given back.
    Refund,
    /// Money held by order, such as of a court.
    #[serde(rename = "Blocked Balances")]
    BlockedBalances,
    /// Maintenance paid or received.
    Alimony,
    /// Drink and tobacco.
    #[serde(rename = "Alcohol & Tobacco")]
    AlcoholTobacco,
    /// Bakeries and coffee shops.
    #[serde(rename = "Bakery & Coffee")]
    BakeryCoffee,
    /// Going out.
    #[serde(rename = "Bars & Nightclubs")]
    BarsNightclubs,
    /// Small shops with long hours.
    #[serde(rename = "Convenience Store")]
    ConvenienceStore,
    /// Meals brought home.
    Delivery,
    /// Supermarkets and markets.
    Groceries,
    /// Eating out.
    Restaurants,
    /// Schools and courses.
    Education,
    /// Sport.
    #[serde(rename = "Gyms & Fitness")]
    GymsFitness,
    /// Hairdressers and cosmetics.
    #[serde(rename = "Hair & Beauty")]
    HairBeauty,
    /// Doctors, hospitals, laboratories.
    Health,
    /// Furniture and household machines.
    #[serde(rename = "Home Decor & Appliances")]
    HomeDecorAppliances,
    /// Laundries.
    #[serde(rename = "Laundry & Dry Cleaning")]
    LaundryDryCleaning,
    /// Pharmacies.
    Pharmacies,
    /// Lawyers, accountants, craftsmen.
    #[serde(rename = "Professional Services")]
    ProfessionalServices,
    /// Veterinarians.
    #[serde(rename = "Veterinary Services")]
    VeterinaryServices,
    /// Pay for work on one's own account.
    Freelance,
    /// Interest received.
    Interest,
    /// A pension.
    Retirement,
    /// Wages.
    Salary,
    /// Benefits from the state.
    Government,
    /// For a home.
    #[serde(rename = "Home Insurance")]
    HomeInsurance,
    /// For a vehicle.
    #[serde(rename = "Auto Insurance")]
    AutoInsurance,
    /// For health or life.
    #[serde(rename = "Health & Life Insurance")]
    HealthLifeInsurance,
    /// Savings accounts.
    Savings,
    /// Bonds and deposits.
    #[serde(rename = "Fixed income")]
    FixedIncome,
    /// Shares.
    Equity,
    /// Funds.
    #[serde(rename = "Investment Funds")]
    InvestmentFunds,
    /// Options and futures.
    Derivatives,
    /// Cryptocurrencies.
    Cryptocurrencies,
    /// Software and storage.
    #[serde(rename = "Apps, Software and Cloud Services")]
    AppsSoftwareCloudServices,
    /// Tickets.
    #[serde(rename = "Events, Parks and Museums")]
    EventsParksMuseums,
    /// Betting and casinos.
    Gambling,
    /// Video games.
    Gaming,
    /// Lotteries.
    Lottery,
    /// Films and music.
    #[serde(rename = "Movie & Audio")]
    MovieAudio,
    /// Books, newspapers, magazines.
    #[serde(rename = "Books & News")]
    BooksNews,
    /// Clothes and shoes.
    #[serde(rename = "Clothing & Accessories")]
    ClothingAccessories,
    /// Department stores.
    #[serde(rename = "Department Store")]
    DepartmentStore,
    /// Electronics.
    Electronics,
    /// Online shops of all kinds.
    #[serde(rename = "E-commerce")]
    ECommerce,
    /// Presents and flowers.
    Gifts,
    /// Stationery.
    #[serde(rename = "Office Supplies")]
    OfficeSupplies,
    /// Food and goods for animals.
    #[serde(rename = "Pet Supplies")]
    PetSupplies,
    /// Tax and fees on a vehicle.
    #[serde(rename = "Auto Tax & Fees")]
    AutoTaxFees,
    /// A donation.
    Donation,
    /// Fees of the state.
    #[serde(rename = "Government Fees")]
    GovernmentFees,
    /// Tax on income.
    #[serde(rename = "Income Tax")]
    IncomeTax,
    /// Tax and fees on a home.
    #[serde(rename = "Real Estate Tax & Fees")]
    RealEstateTaxFees,
    /// Tax given back.
    #[serde(rename = "Tax Return")]
    TaxReturn,
    /// Hotels and rooms.
    Accommodation,
    /// Repairs, parts, washing.
    #[serde(rename = "Auto Expenses")]
    AutoExpenses,
    /// Rented vehicles.
    #[serde(rename = "Auto Rental")]
    AutoRental,
    /// Airlines.
    Flights,
    /// Fuel.
    Gas,
    /// Loyalty programmes.
    #[serde(rename = "Mileage Programs")]
    MileagePrograms,
    /// Parking and tolls.
    #[serde(rename = "Parking & Tolls")]
    ParkingTolls,
    /// Buses, trains, metro.
    #[serde(rename = "Public Transit")]
    PublicTransit,
    /// Taxis and ride hailing.
    #[serde(rename = "Taxis & Rideshares")]
    TaxisRideshares,
    /// None of these.
    Other,
}
