//! Text between tags, gathered until there is enough of it to be worth a look.

/// So much is seen at once, in bytes: of less, most of the work is to begin.
const ENOUGH: usize = 512;

/// Where text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) card: bool,
    pub(super) furniture: bool,
    /// In what a form offers to choose.
    pub(super) choice: bool,
}

/// Text as it is written, with blanks between that of different nodes, all from places of one kind.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) text: String,
    pub(super) place: Place,
}

impl Gathered {
    /// Whether text from such a place may be added to what is there.
    pub(super) fn takes(&self, place: Place) -> bool {
        self.text.is_empty() || self.place == place
    }

    /// Adds the text of a node, and tells whether there is enough.
    pub(super) fn add(&mut self, text: &str, place: Place) -> bool {
        self.place = place;
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(text.trim_ascii());
        self.text.len() >= ENOUGH
    }
}
