//! The four countries, their clocks and their money.

use jiff::tz::TimeZone;

/// A country of the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Country {
    /// Brazil.
    Brazil,
    /// Mexico.
    Mexico,
    /// Colombia.
    Colombia,
    /// Chile.
    Chile,
}

/// A currency and how finely people divide it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Currency {
    /// Brazilian real.
    Brl,
    /// Mexican peso.
    Mxn,
    /// Colombian peso: ISO 4217 knows centavos, nobody uses them.
    Cop,
    /// Chilean peso, which has no fraction.
    Clp,
}

impl Country {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Brazil, Self::Mexico, Self::Colombia, Self::Chile];

    /// The two letters of ISO 3166-1.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Brazil => "BR",
            Self::Mexico => "MX",
            Self::Colombia => "CO",
            Self::Chile => "CL",
        }
    }

    /// The three letters of ISO 3166-1.
    #[must_use]
    pub fn long_code(self) -> &'static str {
        match self {
            Self::Brazil => "BRA",
            Self::Mexico => "MEX",
            Self::Colombia => "COL",
            Self::Chile => "CHL",
        }
    }

    /// The country of a two-letter code, upper or lower case.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|country| country.code().eq_ignore_ascii_case(code))
    }

    /// Its money.
    #[must_use]
    pub fn currency(self) -> Currency {
        match self {
            Self::Brazil => Currency::Brl,
            Self::Mexico => Currency::Mxn,
            Self::Colombia => Currency::Cop,
            Self::Chile => Currency::Clp,
        }
    }

    /// The IANA name of the zone whose clock its banks go by.
    #[must_use]
    pub fn zone_name(self) -> &'static str {
        match self {
            Self::Brazil => "America/Sao_Paulo",
            Self::Mexico => "America/Mexico_City",
            Self::Colombia => "America/Bogota",
            Self::Chile => "America/Santiago",
        }
    }

    /// That zone; UTC where the zone database does not know it, which the bundled one does.
    #[must_use]
    pub fn zone(self) -> TimeZone {
        TimeZone::get(self.zone_name()).unwrap_or(TimeZone::UTC)
    }
}

impl Currency {
    /// The three letters of ISO 4217.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Brl => "BRL",
            Self::Mxn => "MXN",
            Self::Cop => "COP",
            Self::Clp => "CLP",
        }
    }

    /// Decimal places that prices have in practice: two for BRL and MXN, none for COP and CLP.
    #[must_use]
    pub fn scale(self) -> u32 {
        match self {
            Self::Brl | Self::Mxn => 2,
            Self::Cop | Self::Clp => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_its_zone_and_code() {
        for country in Country::ALL {
            assert_ne!(country.zone(), TimeZone::UTC, "{country:?}");
            assert_eq!(Country::from_code(country.code()), Some(country));
        }
        assert_eq!(Country::from_code("mx"), Some(Country::Mexico));
        assert_eq!(Country::from_code("AR"), None);
    }
}
