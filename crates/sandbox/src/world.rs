//! The world itself: who may enter where, and what is shown to them.

use caudal_latam::Country;
use caudal_model::resources::institution::Institution;
use caudal_model::{Document, Extent, Kind, Stamper};

use crate::catalogue;
use crate::catalogue::username_fits;
use crate::person::{archetypes, document_of};
use crate::persona::{Introduction, Persona};
use crate::views::{Request, documents, holder, taxpayer};
use crate::visit::{Access, Credentials, Holder, Visit};

/// A synthetic world. Two worlds of one seed are the same world.
#[derive(Clone, Debug)]
pub struct World {
    seed: u64,
    institutions: Vec<Institution>,
}

impl World {
    /// The world of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            institutions: catalogue::institutions(),
        }
    }

    /// The institutions of the sandbox.
    #[must_use]
    pub fn institutions(&self) -> &[Institution] {
        &self.institutions
    }

    /// The kinds of people who live here: a short name, and a sentence about each.
    pub fn inhabitants() -> impl Iterator<Item = (&'static str, &'static str)> {
        archetypes().map(|archetype| (archetype.name, archetype.sentence))
    }

    /// A username that leads to somebody of a kind at an institution: the kind's name and the turn, or
    /// a document number where the institution's form wants one. Another turn is another person.
    /// Nothing where no username of the form does, or where there is no such kind.
    #[must_use]
    pub fn username(institution: &Institution, kind: &str, turn: u64) -> Option<String> {
        let archetype = archetypes().find(|archetype| archetype.name == kind)?;
        let country = Country::from_code(&institution.country_code)?;
        let plain = archetype.name.replace('-', "_");
        let numbered = if turn == 0 {
            plain
        } else {
            format!("{plain}_{turn}")
        };
        [Some(numbered), document_of(country, archetype, turn)]
            .into_iter()
            .flatten()
            .find(|username| username_fits(institution, username))
    }

    /// What an institution answers to a login.
    ///
    /// Every organisation meets the same people, and beside them the personas that it described
    /// itself: `persona` is the one that is known under these credentials, where there is one.
    #[must_use]
    pub fn login(
        &self,
        institution: &Institution,
        credentials: &Credentials,
        persona: Option<&Persona>,
    ) -> Access {
        Visit::login(institution, credentials, persona)
    }

    /// What there is to tell of a persona before anybody logs in as it.
    #[must_use]
    pub fn introduce(&self, persona: &Persona) -> Introduction {
        persona.introduce(self.seed, &self.institutions)
    }

    /// What the institution answers to the token it asked for; a wrong one brings a new challenge.
    #[must_use]
    pub fn resume(&self, visit: &Visit, token: Option<&str>) -> Access {
        visit.resume(token)
    }

    /// Who gives a consent by this visit.
    #[must_use]
    pub fn holder(&self, visit: &Visit, institution: &Institution) -> Option<Holder> {
        holder(self.seed, visit, institution)
    }

    /// The taxpayer number of whoever enters a Mexican tax authority with these credentials.
    #[must_use]
    pub fn taxpayer(
        &self,
        institution: &Institution,
        credentials: &Credentials,
        persona: Option<&Persona>,
    ) -> Option<String> {
        match Visit::login(institution, credentials, persona) {
            Access::Open(visit) | Access::Challenge { visit, .. } => {
                taxpayer(self.seed, &visit, institution)
            }
            Access::Refused(_) | Access::Malformed | Access::Down => None,
        }
    }

    /// The documents of one kind that the institution shows to this visitor at the stamper's moment:
    /// [`fetch_all`](Self::fetch_all) of that kind alone.
    #[must_use]
    pub fn fetch(
        &self,
        visit: &Visit,
        institution: &Institution,
        kind: Kind,
        extent: Extent,
        stamper: &Stamper,
    ) -> Vec<Document> {
        self.fetch_all(visit, institution, &[kind], extent, stamper)
    }

    /// The documents of these kinds that the institution shows to this visitor at the stamper's
    /// moment, in the order of the kinds. The life behind them is lived once, so asking for several
    /// kinds together costs little more than asking for one.
    ///
    /// Without a period in the `extent` everything that the institution keeps is shown. Its account is
    /// an account's id under this stamper and limits what belongs to accounts to that one.
    #[must_use]
    pub fn fetch_all(
        &self,
        visit: &Visit,
        institution: &Institution,
        kinds: &[Kind],
        extent: Extent,
        stamper: &Stamper,
    ) -> Vec<Document> {
        let request = Request { extent, stamper };
        documents(self.seed, visit, institution, kinds, request)
    }
}
