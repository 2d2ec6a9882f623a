//! Hosts that only the author's machine or network knows.

use super::{Findings, Level, Rule, Scene};
use crate::net::{FailureKind, Guard};
use crate::text::is_local_name;

pub(super) const RULE: Rule = Rule {
    code: "private-address",
    level: Level::Error,
    on: true,
    title: "a host in the author's own network",
    help: "The address names the author's own machine or a place in a local network: localhost, 192.168.1.10, \
           nas.local. No listener can reach it. --allow-private turns the rule off, for shows that are checked where \
           they are made.",
    check,
};

fn check(scene: &Scene<'_>, found: &mut Findings) {
    let guard = Guard::default();
    for (index, _, url) in scene.web() {
        let refused = guard.inspect(url).is_err_and(|failure| failure.kind == FailureKind::PrivateAddress);
        let local = url.domain().is_some_and(is_local_name);
        if refused || local {
            found.link(
                index,
                format!(
                    "no listener can reach {}: it is a place in the author's own network",
                    url.host_str().unwrap_or_default()
                ),
                None,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::flagged;

    #[test]
    fn local_places_are_flagged_and_public_ones_are_not() {
        let notes = "[a](http://localhost:3000/x) [b](http://192.168.1.10/) [c](http://nas.local/) [d](http://[::1]/) [e](http://1.1.1.1/) [f](https://local.example/)";
        let wanted = ["http://localhost:3000/x", "http://192.168.1.10/", "http://nas.local/", "http://[::1]/"];
        assert_eq!(flagged("private-address", notes), wanted);
    }
}
