//! A web server of one page's length: HTTP/1.1 on loopback, one answer a connection.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use url::Url;

use super::show::{self, Reply};
use crate::text::without_query;

/// The longest request that is read, in bytes.
const LONGEST_REQUEST: usize = 16 * 1024;

/// The show's web server. It stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts to serve, on a port that is free.
    ///
    /// # Errors
    /// If nothing can be served on loopback.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        Ok(Self { address, task: tokio::spawn(serve(listener, address)) })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The page of the episode.
    ///
    /// # Panics
    /// Never: an address and a path make a URL.
    #[must_use]
    pub fn episode(&self) -> Url {
        Url::parse(&format!("http://{}{}", self.address, show::EPISODE)).expect("an address and a path make a URL")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(listener: TcpListener, address: SocketAddr) {
    while let Ok((stream, _)) = listener.accept().await {
        // A client that hangs up spoils its own answer only.
        tokio::spawn(async move { answer(stream, address).await.ok() });
    }
}

async fn answer(mut stream: TcpStream, address: SocketAddr) -> io::Result<()> {
    let Some(head) = request_head(&mut stream).await? else { return Ok(()) };
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or("/"));
    let path = without_query(path);
    stream.write_all(written(&show::reply(path, &address.to_string()), method == "HEAD").as_bytes()).await?;
    stream.shutdown().await
}

/// The request up to the empty line; `None` if it never comes.
async fn request_head(stream: &mut TcpStream) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 1024];
    while bytes.len() < LONGEST_REQUEST {
        let read = stream.read(&mut chunk).await?;
        bytes.extend_from_slice(&chunk[..read]);
        if bytes.windows(4).any(|window| window == b"\r\n\r\n") {
            return Ok(Some(String::from_utf8_lossy(&bytes).into_owned()));
        }
        if read == 0 {
            break;
        }
    }
    Ok(None)
}

fn written(reply: &Reply, head_only: bool) -> String {
    let Reply { status, headers, body } = reply;
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n"
    );
    if head_only { head } else { head + body }
}
