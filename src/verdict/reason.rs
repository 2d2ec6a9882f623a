//! The table of reason codes: reports, config keys, docs and `aircheck explain CODE` all read it.

use super::Class;

/// What a reason code means, for people.
#[derive(Clone, Copy, Debug)]
pub struct ReasonText {
    /// The reason.
    pub reason: Reason,
    /// The stable code, in kebab case.
    pub code: &'static str,
    /// The class that it leads to.
    pub class: Class,
    /// One line.
    pub title: &'static str,
    /// What it means, how it is found, and what to do.
    pub help: &'static str,
}

/// Declares the reasons and their table in one place, so that neither can lack the other's entries.
macro_rules! reasons {
    ($($name:ident $code:literal $class:ident $title:literal $help:literal)*) => {
        /// Why a link is judged as it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Reason {
            $(#[doc = $title] $name,)*
        }

        /// Every reason, in the order of the classes.
        pub const REASONS: &[ReasonText] = &[
            $(ReasonText { reason: Reason::$name, code: $code, class: Class::$class, title: $title, help: $help },)*
        ];
    };
}

reasons! {
    Ok "ok" Ok "it works" "The address answers with what was meant."
}

impl Reason {
    /// The entry of the table.
    ///
    /// # Panics
    /// Never: the table is made from the same list.
    #[must_use]
    pub fn text(self) -> &'static ReasonText {
        REASONS.iter().find(|entry| entry.reason == self).expect("every reason is in the table")
    }

    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.text().code
    }

    /// The reason of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        REASONS.iter().find(|entry| entry.code == code).map(|entry| entry.reason)
    }
}
