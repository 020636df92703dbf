//! Plain text as registers and banks keep it: upper case, no accents.

/// The text in upper case without accents; `Ñ` becomes `N`, and what is neither a letter, a digit
/// nor one of ` .,-/*&` is left out.
#[must_use]
pub fn folded(text: &str) -> String {
    keep(text, 'N')
}

/// As [`folded`], but `Ñ` stays a letter of its own, as Mexico's registers have it.
#[must_use]
pub fn folded_with_enye(text: &str) -> String {
    keep(text, 'Ñ')
}

fn keep(text: &str, enye: char) -> String {
    text.chars()
        .filter_map(|character| match character {
            'ñ' | 'Ñ' => Some(enye),
            'á' | 'à' | 'â' | 'ã' | 'ä' | 'Á' | 'À' | 'Â' | 'Ã' | 'Ä' => Some('A'),
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => Some('E'),
            'í' | 'ì' | 'î' | 'ï' | 'Í' | 'Ì' | 'Î' | 'Ï' => Some('I'),
            'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'Ó' | 'Ò' | 'Ô' | 'Õ' | 'Ö' => Some('O'),
            'ú' | 'ù' | 'û' | 'ü' | 'Ú' | 'Ù' | 'Û' | 'Ü' => Some('U'),
            'ç' | 'Ç' => Some('C'),
            plain if plain.is_ascii_alphanumeric() => Some(plain.to_ascii_uppercase()),
            sign if " .,-/*&".contains(sign) => Some(sign),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_go_and_letters_stay() {
        assert_eq!(folded("São João d'Ávila, Ñuñoa"), "SAO JOAO DAVILA, NUNOA");
        assert_eq!(folded_with_enye("Muñoz"), "MUÑOZ");
    }
}
