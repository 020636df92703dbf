//! The query string: parameters, paging and field selection.

use caudal_engine::{PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, Paging};
use caudal_model::body::shortened;
use caudal_model::{ApiError, Failure};
use percent_encoding::percent_decode;

use crate::select::Selection;

/// The parameters of a query, decoded, in the order given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) parameters: Vec<(String, String)>,
}

/// The most parameters of one request.
const PARAMETERS_MAX: usize = 200;

impl Query {
    /// Decodes a query string.
    ///
    /// # Errors
    /// `invalid` on a parameter that is not UTF-8, or for too many parameters.
    pub(crate) fn read(text: &str) -> Result<Self, ApiError> {
        let mut parameters = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decoded(name).unwrap_or_default();
            let Some(value) = decoded(value) else {
                return Err(Failure::invalid(shortened(&name), "Enter text in UTF-8.").into());
            };
            if parameters.len() == PARAMETERS_MAX {
                let message = format!("No more than {PARAMETERS_MAX} parameters are taken.");
                return Err(Failure::invalid(shortened(&name), message).into());
            }
            parameters.push((name, value));
        }
        Ok(Self { parameters })
    }

    /// The last value under this name that is not empty.
    pub(crate) fn last(&self, name: &str) -> Option<&str> {
        let mut found = self
            .parameters
            .iter()
            .filter(|(key, text)| key == name && !text.is_empty());
        found.next_back().map(|(_, text)| text.as_str())
    }

    /// Which page is wanted. A size above the limit is cut down to it.
    ///
    /// # Errors
    /// `invalid` on `page` or `page_size` for anything but a whole number of at least 1.
    pub(crate) fn paging(&self) -> Result<Paging, ApiError> {
        let number = |name: &'static str, default: u64| match self.last(name) {
            None => Ok(default),
            Some(text) => whole(text)
                .ok_or_else(|| Failure::invalid(name, "Enter a whole number of at least 1.")),
        };
        let (page, size) = (number("page", 1), number("page_size", PAGE_SIZE_DEFAULT));
        match (page, size) {
            (Ok(page), Ok(size)) => Ok(Paging {
                page,
                page_size: size.min(PAGE_SIZE_MAX),
            }),
            (page, size) => {
                let failures = page.err().into_iter().chain(size.err());
                Err(ApiError::collect(failures).unwrap_or_else(|| Failure::InvalidPage.into()))
            }
        }
    }

    /// Which keys of each item are wanted.
    pub(crate) fn selection(&self) -> Selection {
        Selection::new(self.last("fields"), self.last("omit"))
    }
}

/// A number of at least 1; one that is too large for the machine is the largest there is.
fn whole(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits
        .then(|| text.parse().unwrap_or(u64::MAX))
        .filter(|number| *number > 0)
}

fn decoded(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    percent_decode(spaced.as_bytes())
        .decode_utf8()
        .ok()
        .map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_decoded_in_order() {
        let query = Query::read("a=1&b=x%20y+z&a=2&c&name__icontains=se%C3%A7").unwrap();
        assert_eq!(query.last("a"), Some("2"));
        assert_eq!(query.last("b"), Some("x y z"));
        assert_eq!(query.last("c"), None);
        assert_eq!(query.last("name__icontains"), Some("seç"));
        assert!(Query::read("a=%FF").is_err());
    }

    #[test]
    fn pages_are_whole_numbers_within_the_limit() {
        let paging = |text| Query::read(text).unwrap().paging();
        assert_eq!(
            paging("").unwrap(),
            Paging {
                page: 1,
                page_size: 100
            }
        );
        assert_eq!(
            paging("page=3&page_size=5000").unwrap(),
            Paging {
                page: 3,
                page_size: 1000
            }
        );
        assert_eq!(
            paging("page=99999999999999999999999").unwrap().page,
            u64::MAX
        );
        for wrong in [
            "page=0",
            "page=-1",
            "page=x",
            "page_size=0",
            "page_size=1.5",
            "page=１",
        ] {
            assert!(paging(wrong).is_err(), "{wrong}");
        }
    }
}
