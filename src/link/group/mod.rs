//! Whose a link is: the editor's, a sponsor's, or the podcast host's.

mod hosts;
pub(super) mod lines;
mod offer;
mod sentence;
mod sponsor;
mod words;

use std::sync::LazyLock;

use url::Url;

pub(super) use self::hosts::is_footer;
pub(super) use self::sponsor::Words;
use super::Group;
use crate::text::PhraseBook;

/// Whose a link is: from where it leads, the heading above it, its own text and what the words around it say.
pub(super) fn of(url: Option<&Url>, section: Option<&str>, text: &str, said: Group) -> Group {
    if url.is_some_and(hosts::is_hosts_own) {
        Group::Host
    } else if said == Group::Editorial && (section.is_some_and(sponsor::is_heading) || sponsor::opens(text)) {
        Group::Sponsor
    } else {
        said
    }
}

/// Whose the links of a whole paragraph with these words are, if it says.
pub(super) fn of_paragraph(text: &str, words: &Words) -> Option<Group> {
    if hosts::names_itself(text) {
        return Some(Group::Host);
    }
    words.say_of_paragraph(text).then_some(Group::Sponsor)
}

/// Whose the links of a paragraph are that begins so, if it says.
pub(super) fn of_block(text: &str) -> Option<Group> {
    if hosts::names_itself(text) {
        return Some(Group::Host);
    }
    (sponsor::opens(text) || sponsor::is_bare(text)).then_some(Group::Sponsor)
}

/// Whose a link is that stands at `at` of a text with these words, if the sentence around it says. On a page with some names of its `own`, in lower case, the
/// show may be one of them.
pub(super) fn of_sentence(text: &str, words: &Words, at: usize, own: &str) -> Option<Group> {
    if words.is_empty() {
        return None;
    }
    words.say_of_sentence(text, &sentence::around(text, at), own).then_some(Group::Sponsor)
}

/// Whether a short paragraph with a colon is a heading: it announces sponsors, or what comes after them.
pub(super) fn announces(said: &str, section: Option<&str>) -> bool {
    sponsor::is_heading(said) || is_sponsors(section)
}

static CREDITS: LazyLock<PhraseBook> = LazyLock::new(|| PhraseBook::new(words::CREDITS));

/// Whether what stands under `section` ends with a paragraph that begins so: "Music by" is said of no sponsor.
pub(super) fn leaves(section: Option<&str>, text: &str) -> bool {
    is_credit(text) && is_sponsors(section)
}

/// Whether a text begins as what is said of no sponsor: "Guest:", "Music by".
pub(super) fn is_credit(text: &str) -> bool {
    begins_with_any(text, &CREDITS)
}

/// Whether a heading is one over sponsors.
pub(super) fn is_sponsors(section: Option<&str>) -> bool {
    section.is_some_and(sponsor::is_heading)
}

/// Whether a heading is one over sponsors, and says no more than that, so that it needs no sign of a heading.
pub(super) fn is_bare_heading(said: &str) -> bool {
    sponsor::is_bare(said)
}

/// Whether a line says no more than that whatever stands with it in a box is a sponsor's.
pub(super) fn is_label(said: &str) -> bool {
    sponsor::is_label(said)
}

/// Whether a heading may stand over several sponsors: "Our sponsors", "This episode is sponsored by".
pub(super) fn may_be_of_many(said: &str) -> bool {
    !said.contains('&') && (lines::is_of_many(said) || lines::announces(said))
}

/// Whether a line asks the reader to do something for the sponsors, who are named below it.
pub(super) fn calls_for_sponsors(text: &str) -> bool {
    sponsor::is_call(text)
}

/// What is looked for at the beginning of a text is no longer than this, in bytes.
const BEGINNING: usize = 80;

/// Whether `text` begins with one of these words, in any case.
fn begins_with_any(text: &str, words: &PhraseBook) -> bool {
    let begin = &text[..text.floor_char_boundary(BEGINNING)];
    let has_capitals = || begin.chars().any(|c| !c.is_ascii() && c.is_uppercase());
    words.begins(begin) || !begin.is_ascii() && has_capitals() && words.begins(&begin.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(url: &str, section: &str) -> Group {
        of(Url::parse(url).ok().as_ref(), Some(section), "", Group::Editorial)
    }

    fn said_of_paragraph(text: &str) -> Option<Group> {
        of_paragraph(text, &Words::of(text))
    }

    /// Whose the link is that stands at `@`.
    fn said_at(text: &str, own: &str) -> Option<Group> {
        let said = text.replace('@', "");
        of_sentence(&said, &Words::of(&said), text.find('@').unwrap(), own)
    }

    #[test]
    fn a_beginning_is_found_in_any_case_and_script() {
        let words = PhraseBook::new(&["épisode offert", "спонсор выпуска", "提供", "s"]);
        for text in ["Épisode OFFERT par", "Спонсор выпуска: x", "提供：x", "S", "street"] {
            assert!(begins_with_any(text, &words), "{text}");
        }
        for text in ["", "é", "Ébène", "спонсоры", "a"] {
            assert!(!begins_with_any(text, &words), "{text}");
        }
    }

    #[test]
    fn the_hosts_own_links_are_not_the_editors() {
        assert_eq!(group("https://acast.com/privacy", ""), Group::Host);
        assert_eq!(group("https://www.buzzsprout.com/1234/support", "Sponsors"), Group::Host);
        assert_eq!(group("https://acast.com/show", "Links"), Group::Editorial);
    }

    #[test]
    fn what_substack_writes_under_every_episode_is_its_own() {
        for url in [
            "https://cuts.substack.com?utm_medium=podcast&utm_campaign=CTA_1",
            "https://cuts.substack.com/subscribe?",
            "https://cuts.substack.com/p/3?utm_source=substack&action=share",
        ] {
            assert_eq!(group(url, ""), Group::Host, "{url}");
        }
        assert_eq!(group("https://cuts.substack.com/p/3", ""), Group::Editorial);
        assert_eq!(group("https://www.buzzsprout.com/twilio/text_messages/1/open_sms", ""), Group::Host);
    }

    #[test]
    fn sponsors_are_thanked_in_many_words() {
        for text in [
            "This week’s show is sponsored by Shaker",
            "Today's sponsor: Shaker",
            "Today’s episode is brought to you by Shaker",
            "This podcast is brought to you by Shaker",
            "This programme is sponsored by Shaker",
        ] {
            assert!(sponsor::opens(text), "{text}");
        }
        for text in ["This week we talk to a sponsor", "This show is about sponsors", "Today is a good day"] {
            assert!(!sponsor::opens(text), "{text}");
        }
    }

    #[test]
    fn a_sponsor_may_be_named_behind_a_sign_a_time_or_a_label() {
        for text in [
            "Sponsor : La Brosse",
            "12:30 Brought to you by Shaker",
            "▼提供：味噌屋",
            "Our sponsor",
            "Check out our sponsor",
            "Unsere Werbepartner: Shaker",
            "Du möchtest mehr über unsere Werbepartner erfahren?",
            "Support for this show is provided by Shaker",
            "Thanks to Shaker for sponsoring this episode",
            "Pipes and drums from Shaker, use promo code CROW",
            "A mug from Shaker #ad",
            "==Sponsor== Shaker",
            "Ad: Shaker",
            "[Anzeige] Shaker",
            "(Werbung) Shaker",
            "Support comes from Shaker",
            "This episode is also brought to you by Shaker",
            "Thanks to our partner Shaker",
            "In Zusammenarbeit mit Shaker",
            "Mit freundlicher Unterstützung von Shaker",
            "Avec le soutien de Shaker",
            "Con el apoyo de Shaker",
            "Sponsor – Shaker",
            "Спонсор выпуска — Shaker",
            "本期赞助：Shaker",
            "협찬: Shaker",
            "Wir danken unserem Sponsor Shaker",
            "I samarbete med Shaker",
        ] {
            assert_eq!(said_of_paragraph(text), Some(Group::Sponsor), "{text}");
        }
        for text in [
            "Support comes in waves",
            "Sponsor a child – with Shaker",
            "Lo sponsor: un romanzo",
            "Our patrons for supporting this episode",
            "A story of a promo code scandal",
            "Adam: a life",
            "Sponsorship: a history",
            "12:30 What a sponsor wants",
            "A talk on #adventure",
            "Powering a town",
        ] {
            assert_eq!(said_of_paragraph(text), None, "{text}");
        }
        assert_eq!(of_block("Powered by Simplecast"), Some(Group::Host));
    }

    #[test]
    fn what_wordpress_appends_is_the_hosts() {
        assert!(is_footer("The post Episode 4 appeared first on Rambles."));
        assert!(is_footer("Der Beitrag Folge 4 erschien zuerst auf Funkstille."));
        assert!(!is_footer("Our first post appeared first on Rambles"));
    }

    #[test]
    fn a_sponsors_links_are_told_by_their_heading() {
        assert_eq!(group("https://a.example/", "🙏 Sponsors"), Group::Sponsor);
        assert_eq!(group("https://a.example/", "Werbung"), Group::Sponsor);
        assert_eq!(group("https://a.example/", "How we found no sponsors"), Group::Editorial);
    }

    #[test]
    fn the_sentence_around_a_link_says_that_it_is_a_sponsors() {
        for text in [
            "We talk of kelp. Gesponsert von @Hammerwerk.",
            "Bell Pod is supported by @Ropes.",
            "Avsnittet sponsras av Björkris – @",
            "Today's story is supported by @Lamps.",
            "Our friends at Yarnbarn sponsor this episode: @",
            "Thanks to @Runway for sponsoring.",
            "Cet épisode vous est offert par @Pradel.",
            "この番組は@抹茶工房の提供でお送りします。",
            "Yarn. Save 20% at @Yarnbarn with the voucher KELP.",
            "Yarn. 提供：@Yarnbarn",
            "Este episódio tem o apoio de @Águas.",
            "Este episodio cuenta con el apoyo de @Sal.",
            "Odcinek powstał we współpracy z @Rower.",
            "Diese Folge entstand in Zusammenarbeit mit @Rad.",
            "Thanks to this week's sponsors: @Bell.",
            "Un épisode en partenariat avec @Sel.",
            "Este episodio es posible gracias a @Sal.",
            "Cloth by @Shuttlebay (sponsor).",
            "A very long text. Get 20% off your first order at @ with code PIGEON at checkout. More text.",
        ] {
            assert_eq!(said_at(text, ""), Some(Group::Sponsor), "{text}");
        }
        for text in [
            "See @Museum. Gesponsert von Hammerwerk.",
            "The claim is supported by @evidence.",
            "Her story is supported by @the files.",
            "Today's theory of how the moon came to be is supported by @rocks.",
            "Vagrant is sponsored by @Fastly.",
            "Das Buch entstand in Zusammenarbeit mit @dem Institut.",
            "O museu tem o apoio de @Lisboa.",
            "This podcast is supported by @listeners like you.",
            "We ask who sponsors podcasts: @the study.",
            "Este episodio es posible gracias a ustedes: @donar.",
            "Un livre en partenariat avec @le musée.",
            "Join our @code review: 20% of all bugs.",
        ] {
            assert_eq!(said_at(text, ""), None, "{text}");
        }
    }

    #[test]
    fn a_show_may_be_called_by_its_name() {
        let on = |own: &str| said_at("Wayfinders is supported by @Shaker.", own);
        assert_eq!(on("paper maps | wayfinders\n"), Some(Group::Sponsor));
        assert_eq!(on("wayfinders of the sea\n"), None);
    }

    #[test]
    fn some_headings_are_a_sponsors_only_where_they_stand_alone() {
        assert_eq!(group("https://a.example/", "Partners"), Group::Sponsor);
        assert_eq!(group("https://a.example/", "Annonser"), Group::Sponsor);
        assert_eq!(group("https://a.example/", "Partners in crime"), Group::Editorial);
        assert_eq!(group("https://a.example/", "Adapters"), Group::Editorial);
        assert_eq!(group("https://a.example/", "Sponsorship: how podcasts pay"), Group::Editorial);
        assert_eq!(group("https://a.example/", "Advertising"), Group::Sponsor);
        for heading in [
            "Thanks to our partners",
            "Episode brought to you by",
            "Partner odcinka",
            "Notre partenaire",
            "Unsere Partner",
            "Onze partner",
            "In partnership with",
            "Presented by",
            "Yhteistyössä",
            "Mainos",
            "Reklame",
            "Reklama",
            "Offerto da",
            "广告",
            "Together with Shaker",
            "Kaffee - Sponsor",
            "Kaffee (Anzeige)",
            "This Episode’s Sponsors",
            "Merci à nos sponsors",
            "Partnerem odcinka jest",
            "En partenariat avec",
            "SPONSORED",
        ] {
            assert_eq!(group("https://a.example/", heading), Group::Sponsor, "{heading}");
        }
        for heading in [
            "How to find a sponsor",
            "Anno – Ad 1200",
            "Presented by candlelight",
            "Reklama dźwignią handlu",
            "Partnerships that last",
            "Adverbs",
            "Together",
        ] {
            assert_eq!(group("https://a.example/", heading), Group::Editorial, "{heading}");
        }
    }
}
