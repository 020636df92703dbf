//! The balance sheet in a company's return, up to the year 2021.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Line, Parties};

/// The balance sheet, up to the year 2021.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PositionStatement {
    /// What the company owns.
    pub activo: Assets,
    /// What it owes.
    pub pasivo: Liabilities,
    /// What is the owners'.
    pub capital_contable: Equity,
}

/// What the company owns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Assets {
    /// Cash and deposits at home.
    pub efectivo_caja_depositos_instituciones_credito_nacionales: Line,
    /// Deposits abroad.
    pub efectivo_caja_depositos_instituciones_credito_extranjero: Line,
    /// Securities at home, shares apart.
    pub inversiones_valores_instituciones_nacionales_excepto_acciones: Line,
    /// Securities abroad, shares apart.
    pub inversiones_valores_instituciones_extranjero_excepto_acciones: Line,
    /// Claims at home.
    pub cuentas_documentos_por_cobrar_nacionales: Parties,
    /// Claims abroad.
    pub cuentas_documentos_por_cobrar_extranjero: Parties,
    /// Taxes in favour.
    pub contribuciones_a_favor: Line,
    /// Stock.
    pub inventarios: Line,
    /// Other current assets.
    pub otros_activos_circulantes: Line,
    /// Shares at home.
    pub inversiones_en_acciones_nacionales: Line,
    /// Shares abroad.
    pub inversiones_en_acciones_extranjero: Line,
    /// Shares, altogether.
    pub inversiones_en_acciones_total: Line,
    /// Land.
    pub terrenos: Line,
    /// Buildings.
    pub construcciones: Line,
    /// Buildings under way.
    pub construcciones_en_proceso: Line,
    /// Machines.
    pub maquinaria_y_equipo: Line,
    /// Furniture.
    pub mobiliario_y_equipo_oficina: Line,
    /// Computers.
    pub equipo_de_computo: Line,
    /// Vehicles.
    pub equipo_de_transporte: Line,
    /// Other lasting assets.
    pub otros_activos_fijos: Line,
    /// What was written off lasting assets: zero or below.
    pub depreciacion_acumulada: Line,
    /// Deferred charges.
    pub cargos_y_gastos_diferidos: Line,
    /// What was written off deferred charges.
    pub amortizacion_acumulada: Line,
    /// All assets.
    pub suma_activo: Line,
}

/// What the company owes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Liabilities {
    /// Debts at home.
    pub cuentas_documentos_por_pagar_nacionales: Parties,
    /// Debts abroad.
    pub cuentas_documentos_por_pagar_extranjero: Parties,
    /// Taxes and contributions owed.
    pub contribuciones_por_pagar: Line,
    /// Payments of customers in advance.
    pub anticipos_de_clientes: Parties,
    /// Owners' contributions that may have to be given back.
    pub aportaciones_futuros_aumentos_de_capital: Line,
    /// Other debts.
    pub otros_pasivos: Line,
    /// All debts.
    pub suma_pasivo: Line,
}

/// What is the owners'.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Equity {
    /// Capital that was paid in.
    pub capital_social_proveniente_aportaciones: Line,
    /// Capital made of profits.
    pub capital_social_proveniente_capitalizacion: Line,
    /// Reserves.
    pub reservas: Line,
    /// Other equity.
    pub otras_cuentas_capital: Line,
    /// Contributions towards a future increase of capital.
    pub aportaciones_futuros_aumentos_de_capital: Line,
    /// Profits of earlier years.
    pub utilidades_acumuladas: Line,
    /// Profit of the year.
    pub utilidad_del_ejercicio: Line,
    /// Losses of earlier years: zero or below.
    pub perdidas_acumuladas: Line,
    /// Loss of the year: zero or below.
    pub perdida_del_ejercicio: Line,
    /// Excess of restatement.
    pub exceso_en_actualizacion_capital: Line,
    /// Insufficiency of restatement.
    pub insuficiencia_en_actualizacion_capital: Line,
    /// Restatement of the equity.
    pub actualizacion_del_capital_contable: Line,
    /// All equity.
    pub suma_capital_contable: Line,
    /// Debts and equity together: the sum of the assets.
    pub suma_pasivo_mas_capital_contable: Line,
}
