//! The preview: a finished site over HTTP, from memory.
//!
//! **Architecture invariant.** Answers only the names of its own listener (against DNS rebinding),
//! and only with files of the site.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Method, Request, Response, StatusCode, header};

use crate::output::{Content, OutputFile};
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

#[derive(Debug)]
struct Preview {
    files: HashMap<String, Content>,
    /// Below which the site stands: empty, or `/explainers`.
    base_path: String,
    /// What a browser may call this listener; `None` where it listens to the world.
    hosts: Option<Vec<String>>,
}

/// Answers until it is interrupted.
///
/// `base_path` is empty, or `/explainers`.
pub fn serve(listener: Listener, files: Vec<OutputFile>, base_path: String) -> io::Result<()> {
    let preview = Preview {
        files: files.into_iter().map(|file| (file.path, file.content)).collect(),
        base_path,
        hosts: own_names(listener.address),
    };
    let router = Router::new().fallback(answer).with_state(Arc::new(preview));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    runtime.block_on(async {
        listener.socket.set_nonblocking(true)?;
        let socket = tokio::net::TcpListener::from_std(listener.socket)?;
        axum::serve(socket, router).with_graceful_shutdown(interrupted()).await
    })
}

async fn interrupted() {
    // Without a signal handler the process ends at Ctrl-C all the same.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn own_names(address: SocketAddr) -> Option<Vec<String>> {
    let port = address.port();
    address.ip().is_loopback().then(|| {
        vec![address.to_string(), format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")]
    })
}

async fn answer(State(preview): State<Arc<Preview>>, request: Request<Body>) -> Response<Body> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let host_is_ours = preview.hosts.as_ref().is_none_or(|hosts| hosts.iter().any(|own| Some(own.as_str()) == host));
    if !host_is_ours {
        return plain(StatusCode::FORBIDDEN, "This preview answers only its own address.");
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "A preview can only be read.");
    }
    let path = percent_encoding::percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
    match path.strip_prefix(&preview.base_path) {
        Some(path) if path.starts_with('/') => preview.file(path),
        _ if path == "/" || path == preview.base_path => redirect(&format!("{}/", preview.base_path)),
        _ => preview.file(" "),
    }
}

impl Preview {
    fn file(&self, path: &str) -> Response<Body> {
        let name = path.trim_start_matches('/');
        let folder = name.is_empty() || name.ends_with('/');
        let name = if folder { format!("{name}index.html") } else { name.to_owned() };
        if let Some(content) = self.files.get(&name) {
            return respond(StatusCode::OK, &name, content);
        }
        if !folder && self.files.contains_key(&format!("{name}/index.html")) {
            let to = percent_encoding::utf8_percent_encode(&name, percent_encoding::CONTROLS);
            return redirect(&format!("{}/{to}/", self.base_path));
        }
        match self.files.get("404.html") {
            Some(content) => respond(StatusCode::NOT_FOUND, "404.html", content),
            None => plain(StatusCode::NOT_FOUND, "There is no such page."),
        }
    }
}

fn respond(status: StatusCode, name: &str, content: &Content) -> Response<Body> {
    let bytes = match content {
        Content::Bytes(bytes) => bytes.clone(),
        Content::CopyOf(file) => match std::fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                return plain(StatusCode::INTERNAL_SERVER_ERROR, &format!("cannot read {}: {error}", file.display()));
            }
        },
    };
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let kind = if kind.type_() == "text" || kind.subtype() == "xml" {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_string()
    };
    let response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        // What a strict host would send, so that a preview shows what it would break.
        .header(header::CONTENT_SECURITY_POLICY, "default-src 'self'; img-src 'self' https: http: data:");
    response.body(Body::from(bytes)).unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "no answer"))
}

fn redirect(to: &str) -> Response<Body> {
    let response =
        Response::builder().status(StatusCode::PERMANENT_REDIRECT).header(header::LOCATION, to).body(Body::empty());
    response.unwrap_or_else(|_| plain(StatusCode::NOT_FOUND, "There is no such page."))
}

fn plain(status: StatusCode, text: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(text.to_owned()));
    *response.status_mut() = status;
    response
}
