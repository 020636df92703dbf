//! The stored texts of one page, in one buffer.

/// Several JSON texts in one buffer with commas between them, ready to stand in a JSON array.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Items {
    joined: String,
    ends: Vec<usize>,
}

impl Items {
    /// No items, with room for this many bytes.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            joined: String::with_capacity(bytes),
            ends: Vec::new(),
        }
    }

    /// Adds one text at the end.
    pub fn push(&mut self, text: &str) {
        if !self.ends.is_empty() {
            self.joined.push(',');
        }
        self.joined.push_str(text);
        self.ends.push(self.joined.len());
    }

    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All texts with commas between them.
    #[must_use]
    pub fn as_joined(&self) -> &str {
        &self.joined
    }

    /// All texts with commas between them, in the buffer that they were read into.
    #[must_use]
    pub fn into_joined(self) -> String {
        self.joined
    }

    /// The texts one by one.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|end| end + 1));
        starts
            .zip(&self.ends)
            .filter_map(|(start, end)| self.joined.get(start..*end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_come_out_as_they_went_in() {
        let mut items = Items::default();
        assert_eq!((items.len(), items.as_joined()), (0, ""));
        assert_eq!(items.iter().count(), 0);
        let texts = ["{\"a\":1}", "{}", "{\"b\":[1,2]}"];
        texts.iter().for_each(|text| items.push(text));
        assert_eq!(items.as_joined(), "{\"a\":1},{},{\"b\":[1,2]}");
        assert_eq!(items.iter().collect::<Vec<_>>(), texts);
        assert_eq!(items.len(), 3);
    }
}
