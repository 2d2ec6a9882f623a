//! Completing certificate chains: servers forget to send the certificate in between, browsers fetch it, and so do we.

use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use tokio::time::timeout;
use url::Url;

use super::{Answer, Client, FailureKind, Http, Request};

/// Certificates are smaller than this, in bytes.
const LARGEST: usize = 64 * 1024;

/// How long fetching one may take.
const TIME: Duration = Duration::from_secs(5);

/// How many certificates may lack in a chain.
const LONGEST: usize = 3;

/// The decorator: asks again when the certificate that was missing has been fetched.
pub struct Chained {
    client: Client,
}

impl Chained {
    /// Completes the chains of servers that `client` asks.
    #[must_use]
    pub fn new(client: Client) -> Self {
        Self { client }
    }

    /// Fetches what the chain of `host` lacks; whether there is something new.
    async fn complete(&self, host: &str) -> bool {
        let Some(url) = self.client.verifier().take_missing(host) else { return false };
        let Ok(Some(certificate)) = timeout(TIME, self.fetch(url)).await else { return false };
        self.client.verifier().add_fetched(certificate);
        true
    }

    async fn fetch(&self, url: Url) -> Option<CertificateDer<'static>> {
        let bytes = self.client.fetch(url, LARGEST).await?;
        if bytes.starts_with(b"-----BEGIN") {
            return CertificateDer::from_pem_slice(&bytes).ok();
        }
        Some(CertificateDer::from(bytes))
    }
}

impl Http for Chained {
    fn expect(&self, urls: &[Arc<Url>]) {
        self.client.expect(urls);
    }

    async fn send(&self, request: Request) -> Answer {
        let host = request.url.host_str().unwrap_or_default().to_owned();
        let mut answer = self.client.send(request.clone()).await;
        for _ in 0..LONGEST {
            let unknown = answer.end.as_ref().is_err_and(|failure| failure.kind == FailureKind::TlsUnknownIssuer);
            if !unknown || !self.complete(&host).await {
                break;
            }
            answer = self.client.send(request.clone()).await.after(answer.attempts);
        }
        answer
    }
}
