//! The preview: a site over HTTP, from memory, while it is written.
//!
//! ```text
//! watch ─► build::Preview::refresh ─► hub ─► open pages
//! ```
//!
//! [`Watch`] hears what changes in the site's folder; [`serve`] has the preview take note of it, and tells the pages
//! that are open in browsers what this means for them. A page is told by server-sent events, which `live.js` reads.
//!
//! **Architecture invariant.** Answers only the names of its own listener (against DNS rebinding),
//! and only with files of the site. Writes nothing.

mod answer;
mod hub;
mod mistakes;
mod path;
mod site;
mod watch;

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use axum::Router;

use self::answer::{Live, answer};
use self::hub::Hub;
use self::watch::Stop;
pub use self::watch::Watch;
use crate::build::{Failed, Preview, Touched};
use crate::diagnostic::Report;
use crate::value::BaseUrl;

/// The first port that is tried when none is asked for.
const FIRST_PORT: u16 = 4000;
/// How many ports are tried.
const PORTS: u16 = 100;

/// A port that was free and is now ours.
#[derive(Debug)]
pub struct Listener {
    socket: TcpListener,
    address: SocketAddr,
}

/// No port could be had.
#[derive(Debug)]
pub struct BindError {
    host: IpAddr,
    port: Option<u16>,
    error: io::Error,
}

impl fmt::Display for BindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            Some(port) if self.error.kind() == io::ErrorKind::AddrInUse => {
                write!(
                    f,
                    "port {port} is in use; choose another with --port, or leave it out to take the next free one"
                )
            }
            Some(port) => write!(f, "cannot listen on {}: {}", SocketAddr::new(self.host, port), self.error),
            None => write!(f, "cannot listen on {}: {}", self.host, self.error),
        }
    }
}

impl std::error::Error for BindError {}

impl Listener {
    /// Takes the port, or the first free one from 4000.
    pub fn bind(host: IpAddr, port: Option<u16>) -> Result<Self, BindError> {
        let failed = |error| BindError { host, port, error };
        let socket = match port {
            Some(port) => TcpListener::bind((host, port)),
            None => first_free(host),
        };
        let socket = socket.map_err(failed)?;
        let address = socket.local_addr().map_err(failed)?;
        Ok(Self { socket, address })
    }

    /// The address of the preview.
    pub fn base_url(&self) -> BaseUrl {
        BaseUrl::of_listener(self.address)
    }
}

fn first_free(host: IpAddr) -> io::Result<TcpListener> {
    let mut last = io::Error::from(io::ErrorKind::AddrInUse);
    for port in FIRST_PORT..FIRST_PORT + PORTS {
        match TcpListener::bind((host, port)) {
            Ok(socket) => return Ok(socket),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// How long open connections may take to end.
const FAREWELL: Duration = Duration::from_secs(1);

/// Is told what happens to a preview.
pub trait Witness {
    /// The preview has taken note of a change; all that is wrong now.
    fn changed(&self, touched: &Touched, took: Duration, report: &Report);
    /// The machine failed; the preview is as it was.
    fn failed(&self, error: &Failed);
    /// The system no longer tells of changes, so files are compared.
    fn polls(&self, why: &str);
}

/// Answers until it is interrupted, and takes note of what changes.
pub fn serve(listener: Listener, preview: Preview, mut watch: Watch, witness: &dyn Witness) -> io::Result<()> {
    let hosts = own_names(listener.address);
    let live = Arc::new(Live { preview: RwLock::new(preview), hub: Hub::default(), hosts });
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let answers = runtime.spawn(answers(listener.socket, Arc::clone(&live), watch.stopper()));
    follow(&live, &mut watch, witness);
    runtime.block_on(answers).unwrap_or_else(|error| Err(io::Error::other(error)))
}

/// Answers requests until it is interrupted.
async fn answers(socket: TcpListener, live: Arc<Live>, stop: Stop) -> io::Result<()> {
    socket.set_nonblocking(true)?;
    let socket = tokio::net::TcpListener::from_std(socket)?;
    let router = Router::new().fallback(answer).with_state(Arc::clone(&live));
    let (interrupt, interruption) = tokio::sync::oneshot::channel::<()>();
    let server = axum::serve(socket, router).with_graceful_shutdown(async { drop(interruption.await) });
    let server = tokio::spawn(server.into_future());
    interrupted().await;
    stop.stop();
    live.hub.end();
    drop(interrupt);
    // Who has not had an answer by then is not waited for.
    match tokio::time::timeout(FAREWELL, server).await {
        Ok(Ok(result)) => result,
        Ok(Err(error)) => Err(io::Error::other(error)),
        Err(_) => Ok(()),
    }
}

async fn interrupted() {
    // Without a signal handler the process ends at Ctrl-C all the same.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Takes note of what changes until the watch is stopped.
fn follow(live: &Live, watch: &mut Watch, witness: &dyn Witness) {
    let mut has_missed = false;
    while let Some(mut touched) = watch.next() {
        if let Some(why) = watch.takes_polls() {
            witness.polls(&why);
        }
        if has_missed {
            touched = Touched::Everything;
        }
        let begun = Instant::now();
        let result = live.preview.write().unwrap_or_else(PoisonError::into_inner).refresh(&touched);
        has_missed = result.is_err();
        if let Err(error) = result {
            witness.failed(&error);
            continue;
        }
        let preview = live.preview();
        live.hub.tell(&preview);
        witness.changed(&touched, begun.elapsed(), &preview.report());
    }
}

fn own_names(address: SocketAddr) -> Option<Vec<String>> {
    let port = address.port();
    address.ip().is_loopback().then(|| {
        vec![address.to_string(), format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")]
    })
}
