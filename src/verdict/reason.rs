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
    ($($class:ident { $($name:ident $code:literal $title:literal $help:literal)* })*) => {
        /// Why a link is judged as it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Reason {
            $($(#[doc = $title] $name,)*)*
        }

        /// Every reason, in the order of the classes.
        pub const REASONS: &[ReasonText] = &[
            $($(ReasonText { reason: Reason::$name, code: $code, class: Class::$class, title: $title, help: $help },)*)*
        ];
    };
}

reasons! {
Broken {
    NotFound "not-found" "there is no such page (404)"
        "The server says that it has nothing at this address. It was asked twice, the second time with the headers of a browser, so that a server that \
         turns robots away with 404 is not taken at its word; once if a run of the last two weeks was told the same twice. Look for the page's new address, or link to an archived copy."
    Gone "gone" "removed for good (410)"
        "The server says that what was here has been removed on purpose and will not come back (RFC 9110 §15.5.11). Remove the link, or link to an \
         archived copy."
    Removed "removed" "the site says that it has been removed"
        "The page answers, but the site itself, asked where it tells programs the truth (such as oEmbed), says that the video, post or episode isn't \
         there any more. Remove the link, or link to an archived copy."
    BadRequest "bad-request" "the server rejects the address (400)"
        "The server can't make sense of the address: often a piece of it is missing, or a character of the sentence got into it. Compare it with the \
         address that a browser shows."
    MethodNotAllowed "method-not-allowed" "the address isn't made for visitors (405)"
        "The address answers programs that send something, not people who follow a link. Link to the page that belongs to it."
    ClientError "client-error" "the server refuses the request (4xx)"
        "The server answered with an error that blames the request, to a robot and to a browser's headers alike. Open the link; if you see the same, \
         replace it."
    ServerError "server-error" "the server fails (5xx)"
        "The server failed each time it was asked in this run, minutes apart at most. It may be back tomorrow: with a store and --confirm-after, such a \
         failure counts only once it has lasted."
    Timeout "timeout" "no answer in time"
        "The server took the connection, or didn't even do that, and gave no answer within the time-out; it was asked twice. It may be back tomorrow. \
         --timeout sets how long to wait."
    HostSilent "host-silent" "the host answers nobody"
        "So many links to this host had no answer in time that this one wasn't asked any more. If the host comes back, so will the link."
    ConnectionRefused "connection-refused" "nobody listens there"
        "The machine exists, but no web server listens at this port. It was tried several times."
    ConnectionReset "connection-reset" "the connection breaks off"
        "The server ends each connection before it has answered. It was tried several times, at last over HTTP/1.1 on a connection of its own."
    Unreachable "unreachable" "no way leads to the server"
        "No route leads to the server's addresses. If many links say so, it is this machine's network that is at fault."
    DomainGone "domain-gone" "the domain doesn't exist"
        "The name servers say that there is no such name (NXDOMAIN), twice. The domain has lapsed or is mistyped. Remove the link before somebody \
         else buys the domain."
    NoAddress "no-address" "the domain has no web server"
        "The name exists, but no address belongs to it: perhaps only mail is left, or `www.` is missing or too much."
    DnsFailure "dns-failure" "the domain's name servers fail"
        "The name servers failed or gave no answer, several times in this run. It may pass."
    TlsExpired "tls-expired" "the certificate has expired"
        "Browsers show a warning instead of the page. The site's owner must renew the certificate; often it takes a day or two until they notice."
    TlsNotYetValid "tls-not-yet-valid" "the certificate isn't valid yet"
        "Browsers show a warning instead of the page. Either the server's certificate or this machine's clock is wrong."
    TlsWrongHost "tls-wrong-host" "the certificate is for another name"
        "Browsers show a warning instead of the page: the certificate that the server shows belongs to another domain. Try the address with or \
         without `www.`."
    TlsUnknownIssuer "tls-unknown-issuer" "nobody vouches for the certificate"
        "The certificate is self-signed, comes from an authority that this machine doesn't trust, or lacks the certificate in between. Browsers show a \
         warning instead of the page."
    TlsCertificate "tls-certificate" "the certificate is faulty"
        "Browsers show a warning instead of the page."
    TlsFailure "tls-failure" "no secure connection can be made"
        "The server offers no version or cipher of TLS that is still considered safe, or doesn't speak TLS at this port. Browsers show an error. Try \
         the address with http://."
    NotHttp "not-http" "the answer isn't HTTP"
        "Something answers at this address, but not a web server."
    RedirectLoop "redirect-loop" "it redirects in circles"
        "The redirects lead back to where they began, also with cookies and for a plain program. Browsers give up with an error."
    TooManyRedirects "too-many-redirects" "more redirects than browsers follow"
        "Browsers give up after 20 redirects."
    BadRedirect "bad-redirect" "it redirects to nowhere"
        "The server answers with a redirect that has no usable target."
    PrivateRedirect "private-redirect" "it redirects into a private network"
        "The redirect leads to an address that listeners can't reach. aircheck didn't follow it. --allow-private opens a range."
    NoContent "no-content" "there is nothing there (204)"
        "The server answers that it has no content: whoever clicks stays where they are."
    Garbled "garbled" "the answer is garbled"
        "The page broke off before its first byte or makes no sense in the encoding it claims, more than once. Browsers show an error."
}
Invalid {
    Empty "empty-address" "a link without an address"
        "The link's text can be clicked, but leads nowhere. Add the address, or remove the link."
    MissingScheme "missing-scheme" "https:// is missing"
        "Without https:// a browser takes the address for a page of the show's own site, where there is none. This is the commonest defect of show \
         notes, and often in a sponsor's link. The suggestion was checked, too."
    MistypedScheme "mistyped-scheme" "http:// or https:// is mistyped"
        "A browser doesn't know this scheme, or takes the address for a page of the show's own site."
    DoubledScheme "doubled-scheme" "the scheme, such as https://, stands twice"
        "A browser takes the second `https` for the name of the server."
    PastedText "pasted-text" "something else was pasted into the address"
        "White space, a line break or a note is part of the address."
    InvisibleCharacter "invisible-character" "an invisible character is in the address"
        "A character that can't be seen, such as a zero-width space, was pasted with the address."
    StrayPunctuation "stray-punctuation" "a character of the sentence got into the address"
        "A bracket, quote or other punctuation around the address became part of it."
    Placeholder "placeholder" "a placeholder was published"
        "The link was meant to be filled in later."
    NoHost "no-host" "the address names no server"
        "There is no server's name behind the scheme, or one that can't be a name."
    LocalFile "local-file" "a file on somebody's own machine"
        "The address leads to a file on the author's computer. Nobody else has it."
    Relative "relative-without-base" "only part of an address"
        "The address is relative, and the page's own address isn't known. --base-url names it."
    Malformed "malformed" "not an address"
        "No browser can make a URL of it."
    PrivateAddress "private-address" "an address in a private network"
        "The address is that of the author's own machine or network: listeners can't reach it. aircheck didn't connect to it. --allow-private CIDR opens \
         a range, for a staging site."
    BlockedPort "blocked-port" "a port that browsers refuse"
        "Browsers refuse to speak HTTP on this port, since other services live there (WHATWG Fetch, port blocking)."
}
Suspicious {
    SoftNotFound "soft-404" "it says that there is no such page"
        "The server answers 200, as if all were well, but the page says that there is nothing, or the same page stands at an address that was made up. \
         Open it."
    RemovedContent "removed-content" "what was here has been removed"
        "The page is there, but it says that the video, post or product was removed, is private or unavailable. Open it."
    MovedNotice "moved-notice" "the page says that it has moved"
        "The page is there, but has little more to say than that its content stands at another address now. Open it, and write the address that it \
         names."
    PrivateContent "private-content" "the site says that it is private"
        "The video, post or repository is there, but the site shows it only to some. Ask its owner, or remove the link."
    ParkedDomain "parked-domain" "the domain is for sale or parked"
        "The domain has lapsed and somebody offers it for sale or fills it with advertising. Remove the link: what comes next may be worse."
    SuspendedSite "suspended-site" "the site or account is suspended"
        "The page says that the account or site is suspended."
    DefaultPage "default-page" "a server without a site"
        "The server shows the page that it was installed with. The site has moved or is gone."
    SentHome "sent-home" "it redirects to the home page"
        "A link to a page now leads to the site's home page: the page itself is gone, and nobody said so. Look for its new address."
    SentToList "sent-to-list" "it redirects to a list of pages"
        "A link to one page now leads to the section in which it stood, a shop's shelf or a search: the page itself is most likely gone, and nobody said \
         so. Look for its new address."
    ErrorPage "error-page" "it redirects to an error page"
        "The redirect leads to an address that looks like an error page."
    CatchAll "catch-all" "the site shows the same page at every address"
        "The server answers 200, but an address beside it that was made up shows the very same page, and the page says nothing of what the link says. \
         What was meant is most likely gone; open it and find its new address."
    OutOfOrder "out-of-order" "the site shows an error of its own"
        "The server answers 200, but the page is an error message of the site's own software: a lost database, a crash, maintenance. It may be back \
         tomorrow; open it, and tell the site's owner if it lasts."
    EmptyPage "empty-page" "the page is empty"
        "The server answers 200 with nothing at all."
    MissingAnchor "missing-anchor" "the place on the page is missing"
        "The page is there and was read to its end, but it has no element with the id that follows the `#`. Listeners land at the top of the page."
    NotMedia "not-media" "something else instead of a file"
        "A file should be here, going by what the feed declares or by the ending of its address, such as .mp3 or .pdf, but the server answers with a web page \
         that doesn't show it, or calls a file what is none: a page, an error message, a picture. Its first bytes were read."
    BrokenBody "broken-body" "the page breaks off"
        "The page begins, but its body doesn't arrive in whole."
    OddRedirect "odd-redirect" "a redirect without a target"
        "The server answers with a redirect status that leads nowhere by itself."
    OddStatus "odd-status" "an unknown status code"
        "The server answers with a status code that no standard knows."
}
Redirected {
    MovedPermanently "moved-permanently" "it has moved for good"
        "Every redirect on the way is permanent (301 or 308) and the new address works. Write the new one, before the old one is switched off. `aircheck \
         fix` does it."
    MovedPartly "moved-partly" "it has moved for good, and redirects further"
        "The first redirects are permanent, a later one is temporary. The suggestion is the end of the permanent part."
}
Unverified {
    BotWall "bot-wall" "the site turns robots away"
        "A protection service answered instead of the site: it wants to see a browser, and a person. The link may be fine; open it to be sure."
    LoginWall "login-wall" "the site asks for a login"
        "Only members see what is behind the link. Whether it is there, a robot can't tell."
    ConsentWall "consent-wall" "the site asks for consent first"
        "A consent page stands before the content. Whether it is there, a robot can't tell."
    PaymentRequired "paywall" "the site asks for payment"
        "What is behind the link must be paid for."
    Forbidden "forbidden" "the server refuses access (403)"
        "The server refuses, to a robot and to a browser's headers alike: either to everyone, or to machines like this one. Open it to be sure."
    RateLimited "rate-limited" "the host wants to be left alone for a while"
        "The host answers 429 (too many requests), or 503 (busy, or down for now) with a Retry-After that is longer than this run waits. Try again later. \
         A 429 is meant for robots: a lower --host-concurrency helps. A 503 meets listeners, too, until it has passed."
    GeoBlock "geo-block" "it isn't shown in this country"
        "The page says that it isn't shown to visitors from where this machine stands. Listeners elsewhere may get it: open it from there, or link to a \
         page that all can see."
    LegalReasons "legal-reasons" "blocked for legal reasons (451)"
        "The server says that it may not show the page, perhaps only here (RFC 7725)."
    Negotiation "negotiation" "the server wants to be asked otherwise"
        "The server refuses the form of the request, not the address (406, 412, 415, 421, 426, 428). Browsers may fare better."
    LeavesWeb "leaves-web" "it leads into an app"
        "The redirect leads to an address that an app opens. Whether it works depends on the listener's device."
    NoIpv6 "no-ipv6" "this machine has no IPv6"
        "The host has IPv6 addresses only, and no route leads from this machine to any of those. The link wasn't judged: check it from a machine with IPv6."
    ProxyFailure "proxy-failure" "the proxy failed"
        "The proxy of this machine's environment refused or failed. The link wasn't judged."
    NotSent "not-sent" "the request couldn't be sent"
        "This machine couldn't send the request. The link wasn't judged."
    NotAsked "not-asked" "the run ended before it was asked"
        "The run was interrupted. The link wasn't judged."
}
Ok {
    Ok "ok" "it works"
        "The address answers with what was meant."
    Attested "attested" "the site says that it is there"
        "The site was asked where it tells programs the truth (such as oEmbed), since its pages look the same for what is there and what isn't."
    TemporaryRedirect "temporary-redirect" "it works, by a temporary redirect"
        "The address works, by a redirect that says of itself that it is temporary, or that a page makes by refresh or script. The link is right as it is."
    Redirector "redirector" "it works, by a redirector"
        "The address belongs to a service whose job it is to redirect: a shortener, a download counter, a vanity address of a sponsor or \
         of somebody's home page. The redirect is meant, so the link is right as it is."
    TrivialRedirect "trivial-redirect" "it works, by a redirect that changes nothing much"
        "The redirect only adds or removes a slash at the end, changes the case, names the home page otherwise, or adds parameters for statistics."
    IncompleteChain "incomplete-chain" "it works, its certificate chain is incomplete"
        "The server forgets to send the certificate between its own and the authority's. It was fetched from where the server's certificate says that it \
         is, as browsers do; programs and old devices may fail. The site's owner can mend it."
    NotModified "not-modified" "it works (304)"
        "The server says that nothing has changed, to someone who had nothing before. Browsers get the page."
}
Skipped {
    OtherScheme "other-scheme" "not a web address"
        "Mail, telephone, apps and the like aren't asked."
    SamePage "same-page" "a place in the episode or on the page"
        "Timestamps and places on the same page aren't asked."
    Ignored "ignored" "ignored by a rule"
        "A directive in the notes, or a rule or a level in the configuration, says to leave it alone."
}
}

impl Reason {
    /// The entry of the table.
    ///
    /// # Panics
    /// Never: the table is made from the same list.
    #[must_use]
    pub fn text(self) -> &'static ReasonText {
        &REASONS[self as usize]
    }

    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.text().code
    }

    /// The class that it leads to.
    #[must_use]
    pub fn class(self) -> Class {
        self.text().class
    }

    /// The reason of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        REASONS.iter().find(|entry| entry.code == code).map(|entry| entry.reason)
    }

    /// Whether the failure may pass by itself, so that it counts only once it has lasted.
    #[must_use]
    pub fn may_pass(self) -> bool {
        matches!(
            self,
            Self::ServerError
                | Self::Timeout
                | Self::HostSilent
                | Self::ConnectionRefused
                | Self::ConnectionReset
                | Self::Unreachable
                | Self::DnsFailure
                | Self::TlsExpired
                | Self::Garbled
                | Self::OutOfOrder
                | Self::MovedNotice
                | Self::NotHttp
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_reason_stands_at_its_own_place() {
        for entry in REASONS {
            assert_eq!(entry.reason.text().code, entry.code);
            assert_eq!(Reason::from_code(entry.code), Some(entry.reason));
        }
    }

    #[test]
    fn codes_are_unique_and_in_kebab_case() {
        let codes: BTreeSet<_> = REASONS.iter().map(|entry| entry.code).collect();
        assert_eq!(codes.len(), REASONS.len());
        for code in codes {
            assert!(code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{code}");
        }
    }

    #[test]
    fn titles_are_fragments_and_helps_are_sentences() {
        for entry in REASONS {
            assert!(!entry.title.ends_with('.') && entry.title.len() <= 50, "{}", entry.title);
            assert!(entry.help.ends_with('.') && entry.help.len() > 20, "{}", entry.code);
        }
    }
}
