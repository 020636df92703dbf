//! Which part of a resource a retrieval asks for, and what is to come with it.

use uuid::Uuid;

use crate::resources::transaction::Direction;
use crate::time::Date;

/// What a retrieval asks of an institution, beyond which resource of whom. The default asks for
/// everything that the institution shows, without attachments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// First and last day, both included. A request for years spans them whole.
    pub period: Option<(Date, Date)>,
    /// Only this account.
    pub account: Option<Uuid>,
    /// Only what the link's owner received, or only what they issued.
    pub direction: Option<Direction>,
    /// Only returns of whole years, or only those of months.
    pub cadence: Option<Cadence>,
    /// Whether documents come with the paper they stand for, as PDF.
    pub attach_pdf: bool,
    /// Whether documents come with the XML that they were read from.
    pub attach_xml: bool,
}

/// How often something is declared to the tax office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cadence {
    /// Every month.
    Monthly,
    /// Once a year.
    Yearly,
}

impl Extent {
    /// Everything within a period.
    #[must_use]
    pub fn within(period: Option<(Date, Date)>) -> Self {
        Self {
            period,
            ..Self::default()
        }
    }
}
