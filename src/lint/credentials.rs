//! `https://user:password@host/`: a password in public notes.

use super::{Findings, Level, Rule, Scene};

pub(super) const RULE: Rule = Rule {
    code: "credentials",
    level: Level::Error,
    on: true,
    title: "a user name or password in the address",
    help: "The address carries a user name or a password: everybody who reads the notes can use them. Change the \
           password, and link to the page without it. Reports never show it.",
    check,
};

fn check(scene: &Scene<'_>, found: &mut Findings) {
    for (index, _, url) in scene.web() {
        if !url.username().is_empty() || url.password().is_some() {
            found.link(index, "the address gives away a user name or password", None);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::flagged;

    #[test]
    fn only_an_address_with_a_user_is_flagged() {
        let told = flagged("credentials", "[a](https://u:p@a.example/) [b](https://medium.com/@b)");
        assert_eq!(told, ["https://u:p@a.example/"]);
    }
}
