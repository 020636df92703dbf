//! What Chile's registers say of a purchase or a sale besides its amounts.

use caudal_model::resources::chile_invoice::{PurchaseDetails, SalesDetails};

use super::money;
use crate::company::{Deal, Purpose};
use crate::person::Person;
use crate::price::Cents;

/// A sale that is neither a gift nor for others nor by transport, by the seller's only branch.
pub(super) fn ordinary_sale(seller: &Person, exempt: Cents, vat: Cents) -> SalesDetails {
    let none = Some(money(0));
    let branch = seller.chance.branch("tax file");
    SalesDetails {
        construction_sector_tax_credit: none,
        tax_free_trade_zone_amount: none,
        container_deposit_guarantee: none,
        is_free_of_charge: Some(false),
        periodic_billing_type: Some(false),
        non_billable_amount: none,
        total_amount_for_period: none,
        domestic_transportation_amount: none,
        international_transportation_amount: none,
        branch_code: u32::try_from(branch.between("branch", 70_000_000, 89_999_999)).ok(),
        tax_exempt_amount: Some(money(exempt)),
        credit_or_debit_note_on_purchase: Some(false),
        additional_tax_code: None,
        additional_tax_rate: None,
        additional_tax_amount: none,
        vat_total_withheld: none,
        vat_partially_withheld: none,
        vat_non_withheld: none,
        vat_sales: Some(money(vat)),
        vat_third_party: none,
        vat_past_due: none,
        invoice_settlement_sender_id: None,
        invoice_settlement_net_commission: none,
        invoice_settlement_exempt_commission: none,
        invoice_settlement_vat_commission: none,
        reference_document_type: None,
        reference_document_folio: None,
        foreign_recipient_id: None,
        foreign_recipient_nationality: None,
    }
}

/// All of a company's purchases serve taxed sales, so all of their tax is set against that on sales.
pub(super) fn purchase(deal: &Deal, exempt: Cents, vat: Cents) -> PurchaseDetails {
    let none = Some(money(0));
    let kept = is_kept(deal);
    let of_kept = |amount: Cents| Some(money(if kept { amount } else { 0 }));
    PurchaseDetails {
        vat_refundable_amount: Some(money(vat)),
        vat_non_refundable_amount: none,
        vat_non_refundable_code: None,
        net_amount_fixed_assets: of_kept(deal.net),
        vat_fixed_assets: of_kept(vat),
        vat_common_use: none,
        tax_non_credit_amount: none,
        vat_non_withheld: none,
        tax_exempt_amount: Some(money(exempt)),
        credit_or_debit_note_on_purchase: Some(false),
        tax_cigarettes_amount: none,
        tax_cigar_amount: none,
        tax_processed_tobacco_amount: none,
        additional_tax_amount: none,
        additional_tax_rate: None,
        additional_tax_code: None,
    }
}

/// Whether it was bought to be kept.
pub(super) fn is_kept(deal: &Deal) -> bool {
    matches!(deal.purpose, Purpose::Equipment | Purpose::Computers)
}
