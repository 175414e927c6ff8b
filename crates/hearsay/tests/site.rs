//! A small web site on loopback for the tests of fetching: it answers as told and remembers who asked what and when.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A request as it came in.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// `GET`, mostly.
    pub(crate) method: String,
    /// With its query.
    pub(crate) path: String,
    /// Names in small letters.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) at: Instant,
}

/// What is answered.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Body,
}

#[derive(Clone, Debug)]
enum Body {
    Bytes(Vec<u8>),
    /// A byte each time, without end.
    Drip(Duration),
    /// The same block without end.
    Endless(Vec<u8>),
    /// Nothing is ever said, not even a status.
    Silence,
    /// These bytes stand for the whole answer.
    Raw(Vec<u8>),
}

impl Reply {
    pub(crate) fn ok(kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Reply { status: 200, headers: vec![], body: Body::Bytes(body.into()) }.with("Content-Type", kind)
    }

    pub(crate) fn html(body: impl Into<Vec<u8>>) -> Self {
        Reply::ok("text/html; charset=utf-8", body)
    }

    pub(crate) fn status(status: u16) -> Self {
        Reply { status, headers: vec![], body: Body::Bytes(vec![]) }
    }

    pub(crate) fn to(status: u16, location: &str) -> Self {
        Reply::status(status).with("Location", location)
    }

    pub(crate) fn drip(every: Duration) -> Self {
        Reply { status: 200, headers: vec![], body: Body::Drip(every) }
    }

    pub(crate) fn endless(block: impl Into<Vec<u8>>) -> Self {
        Reply { status: 200, headers: vec![], body: Body::Endless(block.into()) }
    }

    pub(crate) fn silence() -> Self {
        Reply { status: 0, headers: vec![], body: Body::Silence }
    }

    pub(crate) fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Reply { status: 0, headers: vec![], body: Body::Raw(bytes.into()) }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

type Answers = dyn Fn(&Asked) -> Reply + Send + Sync;

/// A site. It stops answering when it is dropped.
pub(crate) struct Site {
    pub(crate) address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    asked: Mutex<Vec<Asked>>,
    connections: AtomicUsize,
    now: AtomicUsize,
    most: AtomicUsize,
    over: std::sync::atomic::AtomicBool,
}

impl Site {
    /// Listens at an address of loopback, at a free port if the port is 0.
    pub(crate) fn open(at: &str, answers: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(at).expect("the address is free");
        let address = listener.local_addr().expect("it is bound");
        let state = Arc::new(State::default());
        let (shared, answers): (Arc<State>, Arc<Answers>) = (Arc::clone(&state), Arc::new(answers));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if shared.over.load(Ordering::Relaxed) {
                    break;
                }
                shared.connections.fetch_add(1, Ordering::Relaxed);
                let (state, answers) = (Arc::clone(&shared), Arc::clone(&answers));
                std::thread::Builder::new()
                    .stack_size(128 << 10)
                    .spawn(move || serve(stream, &state, &*answers))
                    .expect("a thread can be started");
            }
        });
        Site { address, state }
    }

    /// Anywhere on loopback.
    pub(crate) fn anywhere(answers: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        Site::open("127.0.0.1:0", answers)
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked, in order.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.state.asked.lock().expect("no thread has failed").clone()
    }

    /// The paths that were asked for, without robots.txt.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.path).filter(|path| path != "/robots.txt").collect()
    }

    /// Connections that were made, whether or not anything was asked.
    pub(crate) fn connections(&self) -> usize {
        self.state.connections.load(Ordering::Relaxed)
    }

    /// The most requests that were under way at once.
    pub(crate) fn most_at_once(&self) -> usize {
        self.state.most.load(Ordering::Relaxed)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.state.over.store(true, Ordering::Relaxed);
        TcpStream::connect(self.address).ok();
    }
}

fn serve(mut stream: TcpStream, state: &State, answers: &Answers) {
    let at = Instant::now();
    let mut head = Vec::new();
    let mut block = [0; 1024];
    while !head.windows(4).any(|four| four == b"\r\n\r\n") {
        match stream.read(&mut block) {
            Ok(0) | Err(_) => return,
            Ok(n) => head.extend_from_slice(&block[..n]),
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut lines = head.split("\r\n");
    let mut first = lines.next().unwrap_or_default().split(' ');
    let asked = Asked {
        method: first.next().unwrap_or_default().to_owned(),
        path: first.next().unwrap_or_default().to_owned(),
        headers: lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect(),
        at,
    };
    let now = state.now.fetch_add(1, Ordering::SeqCst) + 1;
    state.most.fetch_max(now, Ordering::SeqCst);
    state.asked.lock().expect("no thread has failed").push(asked.clone());
    let reply = answers(&asked);
    // It counts as under way until just before the answer is out: the other side may come back at once.
    say(&mut stream, reply, || {
        state.now.fetch_sub(1, Ordering::SeqCst);
    });
    stream.shutdown(Shutdown::Write).ok();
}

fn say(stream: &mut TcpStream, reply: Reply, answered: impl FnOnce()) -> Option<()> {
    let mut head = format!("HTTP/1.1 {} X\r\nConnection: close\r\n", reply.status);
    for (name, value) in &reply.headers {
        head += &format!("{name}: {value}\r\n");
    }
    match reply.body {
        Body::Bytes(bytes) => {
            head += &format!("Content-Length: {}\r\n\r\n", bytes.len());
            answered();
            stream.write_all(head.as_bytes()).ok()?;
            stream.write_all(&bytes).ok()
        }
        Body::Raw(bytes) => {
            answered();
            stream.write_all(&bytes).ok()
        }
        Body::Drip(every) => {
            stream.write_all(format!("{head}\r\n").as_bytes()).ok()?;
            answered();
            loop {
                stream.write_all(b" ").ok()?;
                std::thread::sleep(every);
            }
        }
        Body::Endless(block) => {
            stream.write_all(format!("{head}\r\n").as_bytes()).ok()?;
            answered();
            loop {
                stream.write_all(&block).ok()?;
            }
        }
        Body::Silence => {
            answered();
            // Until the other side has had enough.
            stream.read(&mut [0]).ok().map(drop)
        }
    }
}
