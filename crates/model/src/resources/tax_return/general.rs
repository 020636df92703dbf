//! What all returns begin with.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Line;

/// What every return begins with: whose it is, of which period, and when it was filed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GeneralInformation {
    /// The taxpayer's number (RFC).
    pub rfc: Option<String>,
    /// A person's name; absent from companies' returns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nombre: Option<String>,
    /// A company's registered name; absent from persons' returns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominacion_razon_social: Option<String>,
    /// `Normal`, or `Complementaria` for one that corrects an earlier one.
    pub tipo_declaracion: Option<String>,
    /// What kind of correction it is.
    pub tipo_complementaria: Option<String>,
    /// The year that is declared.
    pub ejercicio: Option<i16>,
    /// The month, in words, or `Del Ejercicio` for a year.
    pub periodo_declaracion: Option<String>,
    /// When it was filed, with the offset from UTC.
    pub fecha_hora_presentacion: Option<String>,
    /// The number of the filing.
    pub numero_operacion: Option<String>,
}

/// An amount by who stands on the other side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Parties {
    /// With companies of the same group.
    pub partes_relacionadas: Line,
    /// With everybody else.
    pub partes_no_relacionadas: Line,
    /// Both together.
    pub total: Line,
}
