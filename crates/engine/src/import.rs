//! Bringing along documents that an institution does not hand out by itself: electronic invoices as
//! their owner has them, read, checked and stored like those that were fetched. All of them or none.

mod archive;

use std::collections::HashSet;

use caudal_connect::LoginRequest;
use caudal_latam::mexico::cfdi::{Cfdi, TaxNumber};
use caudal_model::resources::institution::InstitutionKind;
use caudal_model::resources::invoice::{Invoice, Source, Standing};
use caudal_model::{ApiError, Document, Failure, Item as _, Kind, Stamper};
use caudal_store::Batch;
use uuid::Uuid;

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};
use crate::links::LinkRecord;
use crate::retrieval::unknown_link;

pub use archive::{ARCHIVE_FILES_MAX, INFLATED_BYTES_MAX, INFLATION_MAX};

/// The most bytes of one import, as they are sent.
pub const IMPORT_BYTES_MAX: usize = 8 * 1024 * 1024;
/// The most faults that one refusal names.
const FAULTS_MAX: usize = 20;
/// The key that faults of what was sent are named under.
const FIELD: &str = "file";

/// What somebody brings along: an XML document, or a ZIP of them.
#[derive(Clone, Debug)]
pub struct Upload {
    /// What to call it when something is wrong with it.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Engine {
    /// Stores electronic invoices of a link's owner, as if they had been fetched: under the same id
    /// as one that was, and leaving alone what the authority said about it. Answers what readers get
    /// of them.
    ///
    /// # Errors
    /// `does_not_exist` for an unknown link, `unsupported_operation` for one that is not with a
    /// Mexican tax authority, `invalid` on `file` for each document that cannot be taken. Then none
    /// is stored.
    pub async fn import_invoices(
        &self,
        caller: &Caller,
        link: Uuid,
        uploads: Vec<Upload>,
    ) -> Outcome<Vec<String>> {
        let _turn = self.link_turn(caller, link).await?;
        let row = self.store.link(caller.organisation(), link).await?;
        let record = LinkRecord::from_row(row.ok_or_else(|| unknown_link(link))?)?;
        caller.trace.concerns(link);
        record.require_usable()?;
        let owner = self.owner(caller, &record).await?;
        let _place = self.place(caller).await?;
        let (stamper, known) = self.stamper(caller, link).await?;
        let reading = tokio::task::spawn_blocking(move || invoices(uploads, &owner, &stamper));
        let mut invoices = reading.await.map_err(EngineError::fault)??;
        let stored = |invoice: &&mut Invoice| known.contains(&*invoice.identity());
        for invoice in invoices.iter_mut().filter(stored) {
            self.keep_standing(caller, invoice).await?;
        }
        let documents: Vec<Document> = invoices
            .iter()
            .map(Document::new)
            .collect::<serde_json::Result<_>>()?;
        drop(invoices);
        let bodies: Vec<String> = documents.iter().map(|each| each.body.clone()).collect();
        let count = bodies.len();
        caller
            .trace
            .note(self.now(), format!("{count} invoices brought along"));
        let mut batch = Batch::new();
        batch.save_documents(record.organisation, link, documents);
        let written = self.write_link(record, batch, |_| Ok(()));
        written.await?.ok_or_else(|| unknown_link(link))?;
        Ok(bodies)
    }

    /// The taxpayer whose link it is.
    async fn owner(&self, caller: &Caller, link: &LinkRecord) -> Outcome<TaxNumber> {
        let (institution, connector) = link.institution(&self.connectors)?;
        let offered = institution.kind == InstitutionKind::Fiscal
            && Kind::Invoices.is_offered_by(institution);
        if !offered {
            return Err(Failure::UnsupportedOperation.into());
        }
        let credentials = self.kept_credentials(link)?;
        let credentials = credentials.ok_or(Failure::ExpiredCredentials)?;
        let request = LoginRequest {
            organisation: caller.organisation(),
            institution,
            credentials: &credentials,
        };
        let number = self.in_time(caller, connector.taxpayer(request)).await?;
        number
            .and_then(|number| number.parse().ok())
            .ok_or_else(|| Failure::UnsupportedOperation.into())
    }

    /// A stamper that knows which invoices are stored already, and which those are.
    async fn stamper(&self, caller: &Caller, link: Uuid) -> Outcome<(Stamper, HashSet<String>)> {
        let mut stamper = Stamper::new(self.identities.clone(), link, self.now());
        let organisation = caller.organisation();
        let mut identities = HashSet::new();
        for known in self.store.known(organisation, link, Kind::Invoices).await? {
            identities.insert(known.identity.clone());
            stamper.remember(Kind::Invoices, known.identity, known.created_at);
        }
        Ok((stamper, identities))
    }

    /// A document does not tell whether it was cancelled: what is known of that stays.
    async fn keep_standing(&self, caller: &Caller, invoice: &mut Invoice) -> Outcome<()> {
        let organisation = caller.organisation();
        let stored = self
            .store
            .document(organisation, Kind::Invoices, invoice.id())
            .await?;
        let Some(stored) = stored else {
            return Ok(());
        };
        let stored: Invoice = serde_json::from_str(&stored)?;
        invoice.status = stored.status;
        invoice.cancelation_status = stored.cancelation_status;
        invoice.cancelation_update_date = stored.cancelation_update_date;
        invoice.sender_tax_fraud_status = stored.sender_tax_fraud_status;
        invoice.receiver_tax_fraud_status = stored.receiver_tax_fraud_status;
        Ok(())
    }
}

/// The invoices in what was brought along, each once, or every fault that was found.
fn invoices(
    uploads: Vec<Upload>,
    owner: &TaxNumber,
    stamper: &Stamper,
) -> Result<Vec<Invoice>, ApiError> {
    let files = archive::unpacked(uploads).map_err(ApiError::from)?;
    let mut found = Vec::with_capacity(files.len());
    let mut faults = Vec::new();
    for file in files {
        match invoice(&file, owner, stamper) {
            Ok(invoice) => found.push(invoice),
            Err(fault) if faults.len() < FAULTS_MAX => {
                faults.push(refused(&file.name, fault));
            }
            Err(_) => {}
        }
    }
    let mut seen = HashSet::new();
    match ApiError::collect(faults) {
        Some(error) => Err(error),
        None => {
            found.retain(|invoice: &Invoice| seen.insert(invoice.id));
            Ok(found)
        }
    }
}

fn invoice(file: &Upload, owner: &TaxNumber, stamper: &Stamper) -> Result<Invoice, String> {
    let document = Cfdi::read(&file.bytes).map_err(|error| error.to_string())?;
    // Whoever read it knows that it is UTF-8.
    let text = String::from_utf8_lossy(&file.bytes);
    let text = text.trim_start_matches('\u{feff}').to_owned();
    let source = Source {
        stamper,
        owner,
        standing: Standing::default(),
        xml: Some(text),
    };
    Invoice::from_cfdi(&document, source).map_err(|error| error.to_string())
}

/// Says which of the files is meant, and what is wrong with it.
fn refused(name: &str, fault: impl std::fmt::Display) -> Failure {
    let name = caudal_model::body::shortened(name);
    Failure::invalid(FIELD, format!("{name}: {fault}"))
}
