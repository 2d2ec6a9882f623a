//! What sites say instead of content, in lower case, apostrophes straight. A phrase stands for whole words. One file an apology.

mod default_page;
mod for_sale;
mod geo_blocked;
mod moved;
mod not_found;
mod oops;
mod out_of_order;
mod private;
mod removed;
mod said;
mod suspended;

use self::for_sale::OFFERS;
pub use self::said::apology_in;
pub(super) use self::said::{errors_in, said_in};
use super::Apology;

/// A text as the tables are written.
pub(super) fn in_lower_case(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase().replace('’', "'") }
}

/// What sites say, the gravest first.
const PHRASES: &[(Apology, &[&str])] = &[
    (Apology::GeoBlocked, geo_blocked::PHRASES),
    (Apology::ForSale, for_sale::PHRASES),
    (Apology::Suspended, suspended::PHRASES),
    (Apology::DefaultPage, default_page::PHRASES),
    (Apology::Private, private::PHRASES),
    (Apology::OutOfOrder, out_of_order::PHRASES),
    (Apology::Removed, removed::PHRASES),
    (Apology::NotFound, not_found::PHRASES),
    (Apology::NotFound, not_found::OF_LISTS),
    (Apology::Moved, moved::PHRASES),
    (Apology::Oops, oops::PHRASES),
];

/// Whether a phrase is one that a list on a live page says as well.
pub(super) fn is_of_list(phrase: &str) -> bool {
    not_found::OF_LISTS.contains(&phrase)
}

#[cfg(test)]
mod tests {
    use crate::check::{Apology, apology_in};

    #[test]
    fn a_placeholder_of_a_hoster_is_no_site() {
        for (said, what) in [
            (
                "SORRY! If you are the owner of this website, please contact your hosting provider: a@b.test",
                Apology::DefaultPage,
            ),
            ("a.test is registered, but the owner currently does not have an active website here.", Apology::ForSale),
            ("a.test Ce nom de domaine est à vendre. Faites une offre !", Apology::ForSale),
            ("The owner of a.test is offering it for sale for an asking price of 390 EUR!", Apology::ForSale),
            ("Este domínio está registrado no Registro.br", Apology::ForSale),
            ("이 도메인은 가비아에서 등록된 도메인입니다.", Apology::ForSale),
            ("Der Webspace wurde erfolgreich eingerichtet.", Apology::DefaultPage),
        ] {
            assert_eq!(apology_in(said), Some(what), "{said}");
        }
        for said in [
            "The trust is registered, but the owner of the mill is not.",
            "Choosing a hosting provider for your website",
            "Ce nom de domaine est le mien",
            "How a domain is registered",
            "Der Webspace wird voll",
        ] {
            assert_eq!(apology_in(said), None, "{said}");
        }
    }
}
