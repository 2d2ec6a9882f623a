//! Why no answer came, classified once.

use std::fmt;

/// Why no answer came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The kind, on which judgement rests.
    pub kind: FailureKind,
    /// The innermost cause in words, for people.
    pub detail: String,
}

impl Failure {
    /// A failure with its cause in words.
    #[must_use]
    pub fn new(kind: FailureKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }
}

impl std::error::Error for Failure {}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

/// The kinds of failures, from DNS up to HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FailureKind {
    /// The name doesn't exist (NXDOMAIN).
    DnsNoName,
    /// The name exists but has no address.
    DnsNoAddress,
    /// The name servers failed (SERVFAIL) or gave no answer in time.
    DnsTemporary,
    /// The name has IPv6 addresses only, and this machine has no IPv6.
    NoIpv6,
    /// The guard refused the address: it isn't global.
    PrivateAddress,
    /// A port that browsers refuse (WHATWG Fetch, "bad port").
    BlockedPort,
    /// The connection was refused.
    Refused,
    /// No route to the address.
    Unreachable,
    /// The connection was reset or closed before an answer.
    Reset,
    /// No connection in time.
    ConnectTimeout,
    /// A connection, but no answer in time.
    ResponseTimeout,
    /// Not asked any more: the host had not answered many others.
    HostSilent,
    /// Not asked: the host wants to be left alone for longer than this run waits.
    Closed,
    /// The certificate has expired.
    TlsExpired,
    /// The certificate isn't valid yet.
    TlsNotYetValid,
    /// The certificate is for another name.
    TlsWrongHost,
    /// The certificate is self-signed or from an unknown authority.
    TlsUnknownIssuer,
    /// Another fault of the certificate.
    TlsCertificate,
    /// No common version or cipher.
    TlsProtocol,
    /// The server doesn't speak TLS there.
    TlsNotTls,
    /// An answer that isn't HTTP.
    NotHttp,
    /// HTTP/2 failed.
    Http2,
    /// The URL can't be sent at all.
    BadRequest,
    /// The proxy of the environment failed.
    Proxy,
    /// None of these.
    Other,
}

impl FailureKind {
    /// Whether asking again soon may help.
    #[must_use]
    pub fn may_pass(self) -> bool {
        matches!(
            self,
            Self::DnsTemporary
                | Self::Refused
                | Self::Unreachable
                | Self::Reset
                | Self::ConnectTimeout
                | Self::ResponseTimeout
                | Self::Http2
                | Self::Other
        )
    }

    /// Whether nothing at all was heard, not even from the name servers: what a machine without network sees everywhere.
    #[must_use]
    pub fn is_silence(self) -> bool {
        matches!(
            self,
            Self::DnsNoName
                | Self::DnsNoAddress
                | Self::DnsTemporary
                | Self::Unreachable
                | Self::ConnectTimeout
                | Self::Proxy
        )
    }
}
