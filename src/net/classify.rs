//! What went wrong, told from the innermost cause of an error: DNS, TCP, TLS or HTTP.

use std::error::Error;
use std::io;

use rustls::CertificateError;

use super::{Failure, FailureKind};

/// Classifies an error of the HTTP client.
///
/// Each cause is looked at on the way down; the innermost one that means something wins.
pub(super) fn classify(error: &reqwest::Error) -> Failure {
    let causes = causes(error);
    if let Some(failure) = causes.iter().rev().find_map(|cause| of_cause(*cause)) {
        return failure;
    }
    if error.is_timeout() {
        return if error.is_connect() {
            Failure::new(FailureKind::ConnectTimeout, "no connection in time")
        } else {
            Failure::new(FailureKind::ResponseTimeout, "no answer in time")
        };
    }
    let detail = causes.last().map_or_else(|| error.to_string(), ToString::to_string);
    let kind = if error.is_builder() {
        FailureKind::BadRequest
    } else if causes.iter().any(|cause| is_of_proxy(&cause.to_string())) {
        FailureKind::Proxy
    } else {
        FailureKind::Other
    };
    Failure::new(kind, detail)
}

/// Whether an error is that of a proxy: it wants a password, or makes no tunnel.
fn is_of_proxy(said: &str) -> bool {
    let said = said.to_ascii_lowercase();
    said.contains("proxy") || said.contains("tunnel")
}

/// The chain of causes, outermost first. An I/O error hides its own from `source`, so it is asked apart.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> Vec<&'a (dyn Error + 'static)> {
    let mut chain = vec![error];
    while let Some(next) = next_cause(chain[chain.len() - 1]) {
        chain.push(next);
    }
    chain
}

fn next_cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    if let Some(inner) = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        return Some(inner);
    }
    error.source()
}

fn of_cause(cause: &(dyn Error + 'static)) -> Option<Failure> {
    if let Some(failure) = cause.downcast_ref::<Failure>() {
        return Some(failure.clone());
    }
    let kind = cause
        .downcast_ref::<rustls::Error>()
        .map(of_tls)
        .or_else(|| cause.downcast_ref::<h2::Error>().and_then(of_http2))
        .or_else(|| cause.downcast_ref::<hyper::Error>().and_then(of_http))
        .or_else(|| cause.downcast_ref::<io::Error>().and_then(of_io))?;
    Some(Failure::new(kind, cause.to_string()))
}

fn of_tls(error: &rustls::Error) -> FailureKind {
    match error {
        rustls::Error::InvalidCertificate(fault) => of_certificate(fault),
        rustls::Error::InvalidMessage(_) => FailureKind::TlsNotTls,
        _ => FailureKind::TlsProtocol,
    }
}

fn of_certificate(fault: &CertificateError) -> FailureKind {
    match fault {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => FailureKind::TlsExpired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => FailureKind::TlsNotYetValid,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            FailureKind::TlsWrongHost
        }
        CertificateError::UnknownIssuer => FailureKind::TlsUnknownIssuer,
        CertificateError::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => {
            FailureKind::TlsUnknownIssuer
        }
        _ => FailureKind::TlsCertificate,
    }
}

/// Faults of HTTP/2 itself; those of the connection below it are told by their own cause.
fn of_http2(error: &h2::Error) -> Option<FailureKind> {
    (!error.is_io()).then_some(FailureKind::Http2)
}

fn of_http(error: &hyper::Error) -> Option<FailureKind> {
    if error.is_parse() {
        Some(FailureKind::NotHttp)
    } else if error.is_incomplete_message() || error.is_canceled() || error.is_closed() {
        Some(FailureKind::Reset)
    } else if error.is_timeout() {
        Some(FailureKind::ResponseTimeout)
    } else {
        None
    }
}

fn of_io(error: &io::Error) -> Option<FailureKind> {
    use io::ErrorKind as Kind;
    Some(match error.kind() {
        Kind::ConnectionRefused => FailureKind::Refused,
        Kind::ConnectionReset | Kind::ConnectionAborted | Kind::BrokenPipe | Kind::UnexpectedEof => FailureKind::Reset,
        Kind::HostUnreachable | Kind::NetworkUnreachable | Kind::NetworkDown | Kind::AddrNotAvailable => {
            FailureKind::Unreachable
        }
        Kind::TimedOut => FailureKind::ConnectTimeout,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_inside_io_errors_are_found() {
        let inner = Failure::new(FailureKind::DnsNoName, "no such name");
        let outer = io::Error::other(io::Error::other(inner.clone()));
        let chain = causes(&outer);
        assert_eq!(chain.iter().rev().find_map(|cause| of_cause(*cause)), Some(inner));
    }

    #[test]
    fn certificates_are_told_apart() {
        let kind = |fault| of_tls(&rustls::Error::InvalidCertificate(fault));
        assert_eq!(kind(CertificateError::Expired), FailureKind::TlsExpired);
        assert_eq!(kind(CertificateError::UnknownIssuer), FailureKind::TlsUnknownIssuer);
        assert_eq!(kind(CertificateError::NotValidForName), FailureKind::TlsWrongHost);
        assert_eq!(kind(CertificateError::BadSignature), FailureKind::TlsCertificate);
    }

    #[test]
    fn connections_are_told_apart() {
        let kind = |kind: io::ErrorKind| of_io(&io::Error::from(kind));
        assert_eq!(kind(io::ErrorKind::ConnectionRefused), Some(FailureKind::Refused));
        assert_eq!(kind(io::ErrorKind::ConnectionReset), Some(FailureKind::Reset));
        assert_eq!(kind(io::ErrorKind::TimedOut), Some(FailureKind::ConnectTimeout));
        assert_eq!(kind(io::ErrorKind::InvalidData), None);
    }
}
