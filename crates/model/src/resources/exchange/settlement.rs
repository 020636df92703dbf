//! How foreign currency changes hands.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How foreign currency changes hands, with the central bank's code of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SettlementMethod {
    /// A letter of credit at sight (10).
    CartaCreditoAVista,
    /// A letter of credit at term (15).
    CartaCreditoAPrazo,
    /// A deposit account (20).
    ContaDeposito,
    /// An account in foreign currency in Brazil (21).
    ContaDepositoMoedaEstrangeiraPais,
    /// An exporter's account abroad (22).
    ContaDepositoExportadorMantidaNoExterior,
    /// An account with, or a payment to an exporter by, an institution abroad (23).
    ContaDepositoOuPagamentoExportadorInstituicaoExterior,
    /// An agreement on mutual payments (25).
    ConvenioPagamentosECreditosReciprocos,
    /// A cheque (30).
    Cheque,
    /// Notes or traveller's cheques (50).
    EspecieChequesViagem,
    /// A prepaid card (55).
    CartaoPrepago,
    /// A transfer by wire (65).
    Teletransmissao,
    /// Securities (75).
    TitulosValores,
    /// On paper only (90).
    Simbolica,
    /// No funds move (91).
    SemMovimentacaoValores,
    /// Any other way (99).
    Demais,
    /// A way that Open Finance Brasil has no word for.
    OutroNaoMapeadoOfb,
}
