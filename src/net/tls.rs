//! TLS as browsers do it: the platform's trust store, read when the first certificate must be verified, and chains that lack the certificate in between
//! completed from where the leaf says that it is.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::ring::cipher_suite as suite;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme, SupportedCipherSuite};
use rustls_platform_verifier::Verifier;
use url::Url;
use x509_parser::extensions::{GeneralName, ParsedExtension};

use super::vouched::Vouched;

/// An authority that vouches for certificates.
pub type Authority = CertificateDer<'static>;

/// The certificates of a PEM file.
///
/// # Errors
/// If it holds none, or something that is none.
pub fn authorities(pem: &[u8]) -> Result<Vec<Authority>, String> {
    let all: Result<Vec<Authority>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let all = all.map_err(|error| error.to_string())?;
    let sound = all.iter().all(|certificate| x509_parser::parse_x509_certificate(certificate).is_ok());
    match all.is_empty() {
        true => Err("there is no certificate in it (PEM begins with -----BEGIN CERTIFICATE-----)".to_owned()),
        false if !sound => Err("what is in it is no certificate".to_owned()),
        false => Ok(all),
    }
}

/// Cipher suites in the order of browsers: the lighter ones of the same kind first.
const SUITES: &[SupportedCipherSuite] = &[
    suite::TLS13_AES_128_GCM_SHA256,
    suite::TLS13_AES_256_GCM_SHA384,
    suite::TLS13_CHACHA20_POLY1305_SHA256,
    suite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    suite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    suite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    suite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    suite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    suite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
];

/// A TLS configuration for the given application protocols, most wanted first.
///
/// # Panics
/// Never: the provider supports the versions that it names itself.
pub(super) fn config(verifier: Arc<LazyVerifier>, protocols: &[&str]) -> ClientConfig {
    let provider = Arc::clone(&verifier.provider);
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.expect("the provider supports its own default versions");
    let mut config = builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth();
    config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
    config
}

/// The platform's verifier, made when it is first needed: reading the trust store costs more than a run without TLS.
#[derive(Debug)]
pub(super) struct LazyVerifier {
    provider: Arc<CryptoProvider>,
    verifier: OnceLock<Result<Verifier, Error>>,
    /// Chains that need not be verified again.
    vouched: Vouched,
    /// What is trusted besides the platform's authorities.
    authorities: Vec<Authority>,
    /// Certificates that were fetched to complete chains. They vouch for nothing by themselves.
    fetched: RwLock<Vec<CertificateDer<'static>>>,
    /// Where the missing certificate of a host's chain is, by the host's name.
    missing: Mutex<HashMap<String, Url>>,
}

impl LazyVerifier {
    /// A verifier that trusts these authorities and the platform's.
    pub(super) fn trusting(authorities: Vec<Authority>) -> Self {
        let provider = Arc::new(CryptoProvider { cipher_suites: SUITES.to_vec(), ..ring::default_provider() });
        let (fetched, missing) = (RwLock::default(), Mutex::default());
        Self { provider, verifier: OnceLock::new(), vouched: Vouched::default(), authorities, fetched, missing }
    }

    fn platform(&self) -> Result<&Verifier, Error> {
        let make = || match self.authorities.as_slice() {
            [] => Verifier::new(Arc::clone(&self.provider)),
            more => Verifier::new_with_extra_roots(more.iter().cloned(), Arc::clone(&self.provider)),
        };
        self.verifier.get_or_init(make).as_ref().map_err(Clone::clone)
    }

    /// Where the certificate is that the chain of `host` lacks, if its leaf says so. Told once.
    pub(super) fn take_missing(&self, host: &str) -> Option<Url> {
        self.missing.lock().unwrap_or_else(PoisonError::into_inner).remove(host)
    }

    /// Lets a fetched certificate complete chains. Whether the chain leads to a trusted root is verified as ever.
    pub(super) fn add_fetched(&self, certificate: CertificateDer<'static>) {
        let mut fetched = self.fetched.write().unwrap_or_else(PoisonError::into_inner);
        if !fetched.contains(&certificate) {
            fetched.push(certificate);
        }
    }

    fn remember_missing(&self, name: &ServerName<'_>, last: &CertificateDer<'_>) {
        if let Some(url) = issuer_url(last) {
            let host = name.to_str().into_owned();
            self.missing.lock().unwrap_or_else(PoisonError::into_inner).insert(host, url);
        }
    }
}

/// The end of a chain that ends with `last` where it was sent, and goes on with what was `fetched`.
fn end_of_chain<'a>(mut last: &'a CertificateDer<'a>, fetched: &'a [CertificateDer<'a>]) -> &'a CertificateDer<'a> {
    for _ in fetched {
        let Some(next) = fetched.iter().find(|known| is_issuer(known, last)) else { break };
        last = next;
    }
    last
}

/// Whether a certificate bears the name of the issuer of another one.
fn is_issuer(known: &CertificateDer<'_>, of: &CertificateDer<'_>) -> bool {
    let parsed = (x509_parser::parse_x509_certificate(known), x509_parser::parse_x509_certificate(of));
    let (Ok((_, known)), Ok((_, of))) = parsed else { return false };
    known.subject().as_raw() == of.issuer().as_raw()
}

/// Where a certificate says that its issuer's is (RFC 5280 §4.2.2.1, `id-ad-caIssuers`).
fn issuer_url(certificate: &CertificateDer<'_>) -> Option<Url> {
    let (_, certificate) = x509_parser::parse_x509_certificate(certificate).ok()?;
    let accesses = certificate.extensions().iter().find_map(|extension| match extension.parsed_extension() {
        ParsedExtension::AuthorityInfoAccess(access) => Some(&access.accessdescs),
        _ => None,
    })?;
    let issuers = accesses.iter().filter(|access| access.access_method.to_id_string() == "1.3.6.1.5.5.7.48.2");
    let urls = issuers.filter_map(|access| match &access.access_location {
        GeneralName::URI(text) => Url::parse(text).ok(),
        _ => None,
    });
    urls.into_iter().find(|url| url.scheme() == "http")
}

impl ServerCertVerifier for LazyVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.vouched.covers(end_entity, intermediates, server_name, now) {
            return Ok(ServerCertVerified::assertion());
        }
        let platform = self.platform()?;
        let as_sent = platform.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        if as_sent.is_ok() {
            self.vouched.add(end_entity, intermediates, now);
        }
        let Err(Error::InvalidCertificate(CertificateError::UnknownIssuer)) = &as_sent else { return as_sent };
        let chain = [intermediates, &self.fetched.read().unwrap_or_else(PoisonError::into_inner)].concat();
        let completed = platform.verify_server_cert(end_entity, &chain, server_name, ocsp_response, now);
        if completed.is_err() {
            let last = intermediates.last().unwrap_or(end_entity);
            self.remember_missing(server_name, end_of_chain(last, &chain[intermediates.len()..]));
        }
        completed
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.platform()?.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.platform()?.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cipher_suite_is_left_out() {
        let names = |suites: &[SupportedCipherSuite]| {
            suites.iter().map(|suite| format!("{:?}", suite.suite())).collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(names(SUITES), names(ring::DEFAULT_CIPHER_SUITES));
    }
}
