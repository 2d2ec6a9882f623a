//! A web server for one test: it answers as planned, and the test fails where it wasn't asked as planned.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// What is sent for one request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Bytes, after which the connection is closed.
    Bytes(Vec<u8>),
    /// Nothing, until the test ends.
    Silence,
    /// Nothing, and the connection is closed.
    HangUp,
    /// Another reply, once something else has been asked for.
    After(Gate, Box<Reply>),
}

/// A path of some server, which has to be asked for first.
#[derive(Clone)]
pub struct Gate {
    shared: Arc<Shared>,
    path: String,
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path.fmt(f)
    }
}

impl Gate {
    /// Waits until the path has been asked for, or the test ends.
    fn wait(&self) {
        let state = self.shared.state.lock().unwrap();
        let is_early = |state: &mut State| !state.closed && state.asked.iter().all(|asked| asked.path != self.path);
        drop(self.shared.changed.wait_while(state, is_early).unwrap());
    }
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    pub path: String,
    /// Header lines with lower-case names.
    pub headers: BTreeMap<String, String>,
}

/// A page with enough text to be a real one.
pub fn ok() -> Reply {
    answer(
        "200 OK",
        "",
        "<title>Knots</title><h1>Knots</h1><p>All about bowlines, hitches and bends, with pictures.</p>",
    )
}

pub fn not_found() -> Reply {
    answer("404 Not Found", "", "<title>Not found</title>")
}

pub fn redirect(status: u16, to: &str) -> Reply {
    answer(&format!("{status} Redirect"), &format!("Location: {to}\r\n"), "")
}

pub fn answer(status: &str, headers: &str, body: &str) -> Reply {
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {length}\r\nConnection: close\r\n");
    Reply::Bytes(format!("{head}{headers}\r\n{body}").into_bytes())
}

/// What is planned for one path: the replies in turn, the last one for ever.
struct Route {
    replies: Vec<Reply>,
    asked: usize,
}

#[derive(Default)]
struct State {
    routes: BTreeMap<String, Route>,
    /// Everything that was asked, in order.
    asked: Vec<Asked>,
    /// Requests for paths that nobody planned.
    unplanned: Vec<String>,
    closed: bool,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

/// A server under plan.
pub struct Web {
    shared: Arc<Shared>,
    address: SocketAddr,
}

/// Wraps an accepted connection, for TLS.
pub type Wrap = Arc<dyn Fn(TcpStream) -> Option<Box<dyn Conversation>> + Send + Sync>;

/// Something to read requests from and to write replies to.
pub trait Conversation: Read + Write + Send {}
impl<T: Read + Write + Send> Conversation for T {}

impl Web {
    pub fn new() -> Self {
        Self::at("127.0.0.1")
    }

    /// A server at such an address of this machine.
    pub fn at(address: &str) -> Self {
        Self::listening(TcpListener::bind((address, 0)).unwrap(), Arc::new(|stream| Some(Box::new(stream))))
    }

    pub fn wrapped(wrap: Wrap) -> Self {
        Self::listening(TcpListener::bind("127.0.0.1:0").unwrap(), wrap)
    }

    fn listening(listener: TcpListener, wrap: Wrap) -> Self {
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared::default());
        let own = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (shared, wrap) = (Arc::clone(&own), Arc::clone(&wrap));
                thread::spawn(move || wrap(stream).and_then(|mut stream| converse(&shared, &mut *stream)));
            }
        });
        Self { shared, address }
    }

    /// Plans `replies` for `path`; the test fails if it is never asked for.
    pub fn on(self, path: &str, replies: impl IntoIterator<Item = Reply>) -> Self {
        let route = Route { replies: replies.into_iter().collect(), asked: 0 };
        self.shared.state.lock().unwrap().routes.insert(path.to_owned(), route);
        self
    }

    /// `reply`, once this server has been asked for `path`.
    pub fn after(&self, path: &str, reply: Reply) -> Reply {
        Reply::After(Gate { shared: Arc::clone(&self.shared), path: path.to_owned() }, Box::new(reply))
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Everything that was asked for `path`, in order.
    pub fn asked(&self, path: &str) -> Vec<Asked> {
        let state = self.shared.state.lock().unwrap();
        state.asked.iter().filter(|asked| asked.path == path).cloned().collect()
    }

    /// The paths that were asked for, in order.
    pub fn order(&self) -> Vec<String> {
        self.shared.state.lock().unwrap().asked.iter().map(|asked| asked.path.clone()).collect()
    }

    /// Waits until there have been so many requests, from now on.
    pub fn wait_for_requests(&self, number: usize) {
        let state = self.shared.state.lock().unwrap();
        let enough = state.asked.len() + number;
        drop(self.shared.changed.wait_while(state, |state| state.asked.len() < enough).unwrap());
    }

    /// Waits until `path` has been asked for.
    pub fn wait_for(&self, path: &str) {
        let state = self.shared.state.lock().unwrap();
        let arrived = |state: &mut State| state.routes.get(path).is_none_or(|route| route.asked == 0);
        drop(self.shared.changed.wait_while(state, arrived).unwrap());
    }
}

impl Drop for Web {
    fn drop(&mut self) {
        let mut state = self.shared.state.lock().unwrap();
        state.closed = true;
        self.shared.changed.notify_all();
        if thread::panicking() {
            return;
        }
        let missed: Vec<&String> =
            state.routes.iter().filter(|(_, route)| route.asked == 0).map(|(path, _)| path).collect();
        assert!(missed.is_empty(), "never asked for {missed:?}; asked: {:?}", state.asked);
        assert!(state.unplanned.is_empty(), "asked for what nobody planned: {:?}", state.unplanned);
    }
}

/// One request, one reply. `None` where the client went away.
fn converse(shared: &Shared, stream: &mut dyn Conversation) -> Option<()> {
    let asked = read_request(stream)?;
    let reply = reply_to(shared, asked);
    send(shared, stream, reply)
}

fn send(shared: &Shared, stream: &mut dyn Conversation, reply: Reply) -> Option<()> {
    match reply {
        Reply::Bytes(bytes) => {
            stream.write_all(&bytes).ok()?;
            stream.flush().ok()
        }
        Reply::HangUp => None,
        Reply::Silence => {
            let state = shared.state.lock().unwrap();
            drop(shared.changed.wait_while(state, |state| !state.closed).unwrap());
            None
        }
        Reply::After(gate, reply) => {
            gate.wait();
            send(shared, stream, *reply)
        }
    }
}

fn reply_to(shared: &Shared, asked: Asked) -> Reply {
    let mut state = shared.state.lock().unwrap();
    let path = asked.path.clone();
    state.asked.push(asked);
    shared.changed.notify_all();
    let Some(route) = state.routes.get_mut(&path) else {
        // Once a site, aircheck may ask for a page that can't be there, to see how the site says so.
        if !path.ends_with("-no-such-page") {
            state.unplanned.push(path);
        }
        return not_found();
    };
    route.asked += 1;
    route.replies[(route.asked - 1).min(route.replies.len() - 1)].clone()
}

fn read_request(stream: &mut dyn Conversation) -> Option<Asked> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    let mut words = first.split(' ');
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = BTreeMap::new();
    for line in lines {
        let line = line.ok()?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    Some(Asked { method, path, headers })
}
