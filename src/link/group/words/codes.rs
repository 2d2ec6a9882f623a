//! How codes for buyers are offered, in lower case.

/// How a word is called that is worth money.
pub(in crate::link::group) const CODES: &[&str] = &[
    "code",
    "coupon",
    "voucher",
    "promocode",
    "rabattcode",
    "gutscheincode",
    "código",
    "codigo",
    "cupón",
    "cupom",
    "codice",
    "kod",
    "koden",
    "rabattkod",
    "kodem",
    "kortingscode",
    "promo",
    "promocional",
    "rabatowy",
];

/// How it is called where nothing else is meant by it.
pub(in crate::link::group) const PROMOTED: &[&str] = &[
    "promo code",
    "promocode",
    "discount code",
    "coupon code",
    "gutscheincode",
    "rabattcode",
    "code promo",
    "código promocional",
    "codice sconto",
    "kortingscode",
    "rabattkod",
    "kod rabatowy",
];

/// What it brings.
pub(in crate::link::group) const REDUCED: &[&str] = &[
    "%",
    "％",
    " off",
    "discount",
    "free ",
    "save ",
    "checkout",
    "korting",
    "réduction",
    "remise",
    "descuento",
    "sconto",
    "zniżk",
    "rabat",
    "割引",
];
