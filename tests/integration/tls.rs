//! Encrypted servers with certificates of the test's own authority, over HTTP/1.1 and HTTP/2.
//!
//! Linux only: there the program's trust store honours `SSL_CERT_FILE`.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rcgen::{BasicConstraints, CertificateParams, CustomExtension, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use tokio::net::TcpListener;

use crate::driver::{Desk, Ran, page};
use crate::report::Report;
use crate::web::{self, Conversation, Reply, Web};

/// An authority that the program trusts if it is told to.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

/// What may be wrong with a certificate.
struct Flaws {
    name: &'static str,
    until: i32,
}

const SOUND: Flaws = Flaws { name: "127.0.0.1", until: 2100 };

impl Authority {
    fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(params, key), pem }
    }

    fn config(&self, flaws: &Flaws, protocols: &[&str]) -> Arc<ServerConfig> {
        let mut params = CertificateParams::new([flaws.name.to_owned()]).unwrap();
        params.not_before = date_time_ymd(2010, 1, 1);
        params.not_after = date_time_ymd(flaws.until, 1, 1);
        let key = KeyPair::generate().unwrap();
        let leaf = params.signed_by(&key, &self.issuer).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let builder = ServerConfig::builder().with_no_client_auth();
        let mut config = builder.with_single_cert(vec![leaf.der().clone()], key).unwrap();
        config.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
        Arc::new(config)
    }

    fn web(&self, flaws: &Flaws) -> Web {
        let config = self.config(flaws, &["http/1.1"]);
        Web::wrapped(Arc::new(move |stream| encrypted(&config, stream)))
    }

    /// Checks one page; the program trusts this authority.
    fn check(&self, url: &str) -> Ran {
        let notes = format!("<p><a href=\"{url}\">A link about knots</a></p>");
        let desk = Desk::new().file("page.html", page(&notes)).file("ca.pem", &self.pem);
        let arguments = ["check", "page.html", "--allow-private", "127.0.0.1", "--format", "json", "--retries", "0"];
        Ran::of(desk.command(&arguments).env("SSL_CERT_FILE", desk.path("ca.pem")))
    }
}

fn encrypted(config: &Arc<ServerConfig>, mut stream: TcpStream) -> Option<Box<dyn Conversation>> {
    let mut connection = ServerConnection::new(Arc::clone(config)).unwrap();
    while connection.is_handshaking() {
        if connection.complete_io(&mut stream).is_err() {
            // The alert that says why must still go out.
            connection.write_tls(&mut stream).and_then(|_| stream.flush()).ok();
            return None;
        }
    }
    Some(Box::new(StreamOwned::new(connection, stream)))
}

fn secure(web: &Web) -> String {
    format!("https://127.0.0.1:{}/knots", web.port())
}

#[test]
fn a_trusted_certificate_is_fine() {
    let authority = Authority::new("Known");
    let web = authority.web(&SOUND).on("/knots", [web::ok()]);
    let report = Report::of(&authority.check(&secure(&web)).ends(0));
    assert_eq!(report.link(&secure(&web)).verdict.as_deref(), Some("ok"));
}

#[test]
fn a_named_authority_is_trusted_besides_the_platforms() {
    let authority = Authority::new("Company");
    let web = authority.web(&SOUND).on("/knots", [web::ok()]);
    let notes = format!("<p><a href=\"{}\">A link about knots</a></p>", secure(&web));
    let desk = Desk::new().file("page.html", page(&notes)).file("ca.pem", &authority.pem).file("none.pem", "nothing");
    let usual =
        ["check", "page.html", "--allow-private", "127.0.0.1", "--no-store", "--format", "json", "--retries", "0"];
    let verdict = |more: &[&str]| {
        let report = Report::of(&desk.run(&[&usual[..], more].concat()));
        report.link(&secure(&web)).reason.clone().unwrap()
    };
    assert_eq!(verdict(&[]), "tls-unknown-issuer");
    assert_eq!(verdict(&["--ca-cert", "ca.pem"]), "ok");
    let wrong = desk.run(&[&usual[..], &["--ca-cert", "none.pem"]].concat()).ends(2);
    assert!(wrong.err.starts_with("error: none.pem: there is no certificate in it"), "{}", wrong.err);
}

#[test]
fn each_fault_of_a_certificate_has_its_own_code() {
    let authority = Authority::new("Known");
    let cases =
        [(Flaws { until: 2020, ..SOUND }, "tls-expired"), (Flaws { name: "other.example", ..SOUND }, "tls-wrong-host")];
    for (flaws, reason) in cases {
        let web = authority.web(&flaws);
        let report = Report::of(&authority.check(&secure(&web)).ends(1));
        let found = report.link(&secure(&web));
        assert_eq!((found.verdict.as_deref(), found.reason.as_deref()), (Some("broken"), Some(reason)));
    }
}

#[test]
fn a_certificate_that_is_fine_for_one_host_is_not_for_another() {
    let authority = Authority::new("Known");
    let web = authority.web(&SOUND).on("/knots", [web::ok()]).on("/bends", [web::ok()]);
    let other = format!("https://localhost:{}/hitches", web.port());
    let own = [secure(&web), secure(&web).replace("knots", "bends")];
    let link = |url: &String| format!("<p><a href=\"{url}\">A link about knots</a></p>");
    let notes: String = own.iter().chain([&other]).map(link).collect();
    let desk = Desk::new().file("page.html", page(&notes)).file("ca.pem", &authority.pem);
    let arguments = ["check", "page.html", "--allow-private", "127.0.0.1", "--format", "json", "--retries", "0"];
    let ran = Ran::of(desk.command(&arguments).env("SSL_CERT_FILE", desk.path("ca.pem")));
    let report = Report::of(&ran.ends(1));
    let reason = |url: &str| report.link(url).reason.clone().unwrap();
    assert_eq!(own.each_ref().map(|url| reason(url)), ["ok", "ok"]);
    assert_eq!(reason(&other), "tls-wrong-host");
}

#[test]
fn an_authority_that_nobody_knows_is_not_trusted() {
    let (trusted, stranger) = (Authority::new("Known"), Authority::new("Stranger"));
    let web = stranger.web(&SOUND);
    let report = Report::of(&trusted.check(&secure(&web)));
    assert_eq!(report.link(&secure(&web)).reason.as_deref(), Some("tls-unknown-issuer"));
}

/// The extension by which a certificate says where its issuer's is (RFC 5280 §4.2.2.1), in DER.
fn issuer_at(url: &str) -> CustomExtension {
    const CA_ISSUERS: &[u8] = &[6, 8, 43, 6, 1, 5, 5, 7, 48, 2];
    let tagged = |tag: u8, content: &[u8]| [&[tag, u8::try_from(content.len()).unwrap()], content].concat();
    let access = tagged(0x30, &[CA_ISSUERS, &tagged(0x86, url.as_bytes())].concat());
    CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 1], tagged(0x30, &access))
}

/// A certificate that an authority signs, and names the place of its issuer's.
fn signed(mut params: CertificateParams, by: &Issuer<'_, KeyPair>, at: &str) -> (Issuer<'static, KeyPair>, Vec<u8>) {
    let key = KeyPair::generate().unwrap();
    params.custom_extensions.push(issuer_at(at));
    let der = params.signed_by(&key, by).unwrap().der().to_vec();
    (Issuer::new(params, key), der)
}

#[test]
fn a_chain_that_lacks_two_certificates_is_completed() {
    let authority = Authority::new("Known");
    let files = Web::new();
    let between = |name: &str| {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
    };
    let (upper, upper_der) = signed(between("Upper"), &authority.issuer, &files.url("/root"));
    let (lower, lower_der) = signed(between("Lower"), &upper, &files.url("/upper"));
    let mut params = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
    (params.not_before, params.not_after) = (date_time_ymd(2010, 1, 1), date_time_ymd(2100, 1, 1));
    let (leaf, leaf_der) = signed(params, &lower, &files.url("/lower"));
    let file = |der: Vec<u8>| Reply::Bytes([&b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"[..], &der].concat());
    let files = files.on("/lower", [file(lower_der)]).on("/upper", [file(upper_der)]);
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(leaf.key().serialize_der()));
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![leaf_der.into()], key).unwrap();
    let config = Arc::new(config);
    let web = Web::wrapped(Arc::new(move |stream| encrypted(&config, stream))).on("/knots", [web::ok()]);
    let report = Report::of(&authority.check(&secure(&web)).ends(0));
    assert_eq!(report.link(&secure(&web)).verdict.as_deref(), Some("ok"));
    assert_eq!(files.order(), ["/lower", "/upper"]);
}

#[test]
fn a_server_without_tls_is_told_apart() {
    let authority = Authority::new("Known");
    let web = Web::wrapped(Arc::new(|mut stream| {
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").ok()?;
        stream.shutdown(Shutdown::Write).ok()?;
        stream.read_to_end(&mut Vec::new()).ok()?;
        None
    }));
    let report = Report::of(&authority.check(&secure(&web)));
    assert_eq!(report.link(&secure(&web)).reason.as_deref(), Some("tls-failure"));
}

/// A server that speaks nothing but HTTP/2, and counts its requests.
struct Http2 {
    address: SocketAddr,
    asked: Arc<AtomicUsize>,
    _runtime: tokio::runtime::Runtime,
}

impl Http2 {
    fn new(config: Arc<ServerConfig>) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(AtomicUsize::new(0));
        runtime.spawn(serve(listener, config, Arc::clone(&asked)));
        Self { address, asked, _runtime: runtime }
    }
}

async fn serve(listener: TcpListener, config: Arc<ServerConfig>, asked: Arc<AtomicUsize>) {
    let acceptor = tokio_rustls::TlsAcceptor::from(config);
    while let Ok((stream, _)) = listener.accept().await {
        let Ok(stream) = acceptor.accept(stream).await else { continue };
        let asked = Arc::clone(&asked);
        tokio::spawn(async move {
            let mut connection = h2::server::handshake(stream).await.unwrap();
            while let Some(Ok((request, mut respond))) = connection.accept().await {
                let status = if request.uri().path() == "/knots" { 200 } else { 404 };
                asked.fetch_add(usize::from(status == 200), Ordering::SeqCst);
                let head =
                    http::Response::builder().status(status).header("content-type", "text/html").body(()).unwrap();
                let mut body = respond.send_response(head, false).unwrap();
                let text =
                    "<title>Knots</title><h1>Knots</h1><p>All about bowlines, hitches and bends, with pictures.</p>";
                body.send_data(text.into(), true).unwrap();
            }
        });
    }
}

#[test]
fn http2_is_spoken_where_the_server_wants_it() {
    let authority = Authority::new("Known");
    let server = Http2::new(authority.config(&SOUND, &["h2"]));
    let url = format!("https://{}/knots", server.address);
    let report = Report::of(&authority.check(&url).ends(0));
    assert_eq!(report.link(&url).verdict.as_deref(), Some("ok"));
    assert_eq!(server.asked.load(Ordering::SeqCst), 1);
}
