//! Why a text is not the identifier it claims to be.

/// The text is not a valid identifier of the wanted kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    /// Wrong length, a character that cannot occur, or separators in the wrong place.
    #[error("the text does not have the form of this identifier")]
    Form,
    /// The form is right and the check digits do not follow from the rest.
    #[error("the check digits do not fit")]
    CheckDigit,
}
