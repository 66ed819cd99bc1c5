//! To an Azure Blob server, by the binary. The server is Azurite, which scripts/test installs.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use object_store::ObjectStore;
use object_store::azure::{MicrosoftAzure, MicrosoftAzureBuilder};

use crate::desk::Desk;
use crate::faults;
use crate::stored::{self, Stored};

/// The account that every Azurite has, and its key, which is no secret.
const ACCOUNT: &str = "devstoreaccount1";
const KEY: &str = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

/// A server with one container, `container`; stopped when dropped.
struct Server {
    child: Child,
    address: String,
    /// Where it keeps what it must.
    _folder: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start() -> Self {
        let own = std::env::var_os("NUTGRAF_AZURITE").map(PathBuf::from);
        let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/azurite/node_modules/.bin/azurite-blob");
        let program = own.unwrap_or(installed);
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(&program);
        command.args(["--blobPort", "0", "--inMemoryPersistence", "--disableTelemetry", "--silent"]);
        let child = command.current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child =
            child.unwrap_or_else(|error| panic!("{}: {error}; scripts/test installs Azurite there", program.display()));
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address =
            lines.find_map(|line| line.unwrap().split_once("listens on ").map(|(_, at)| at.trim().to_owned()));
        // Whoever writes to a pipe that nobody reads is stopped.
        std::thread::spawn(move || lines.for_each(drop));
        let server = Self { child, address: address.expect("the server says where it listens"), _folder: folder };
        server.make_container();
        server
    }

    fn endpoint(&self) -> String {
        format!("{}/{ACCOUNT}", self.address)
    }

    /// What no crate here does.
    fn make_container(&self) {
        let host = self.address.strip_prefix("http://").unwrap();
        let date =
            jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&jiff::Timestamp::now()).unwrap();
        let headers = format!("x-ms-date:{date}\nx-ms-version:2023-11-03\n");
        let line_feeds = "\n".repeat(12);
        let signed = format!("PUT{line_feeds}{headers}/{ACCOUNT}/{ACCOUNT}/container\nrestype:container");
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &BASE64_STANDARD.decode(KEY).unwrap());
        let signature = BASE64_STANDARD.encode(ring::hmac::sign(&key, signed.as_bytes()));
        let headers = headers.replace('\n', "\r\n");
        let mut stream = TcpStream::connect(host).unwrap();
        write!(
            stream,
            "PUT /{ACCOUNT}/container?restype=container HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
             Content-Length: 0\r\n{headers}Authorization: SharedKey {ACCOUNT}:{signature}\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    }

    /// A desk whose target is the folder `site` of the container.
    fn desk(&self) -> Desk {
        let target = format!("{{to: \"az://container/site\", endpoint: \"{}\"}}", self.endpoint());
        let desk = Desk::with_target(&target, tempfile::tempdir().unwrap());
        desk.with("AZURE_STORAGE_ACCOUNT_NAME", ACCOUNT).with("AZURE_STORAGE_ACCOUNT_KEY", KEY)
    }

    fn container(&self) -> MicrosoftAzure {
        stored::prepare();
        let builder = MicrosoftAzureBuilder::new().with_endpoint(self.endpoint()).with_allow_http(true);
        builder.with_account(ACCOUNT).with_access_key(KEY).with_container_name("container").build().unwrap()
    }

    fn stored(&self) -> Stored {
        let container: Arc<dyn ObjectStore> = Arc::new(self.container());
        stored::stored(&container)
    }

    fn served(&self) -> BTreeMap<String, Vec<u8>> {
        stored::served(self.stored())
    }
}

#[test]
fn a_site_is_published_and_taken_back_on_a_real_server() {
    let server = Server::start();
    let desk = server.desk();
    desk.build();
    let first = desk.publish();
    assert!(first.err.contains("2 explainers") && first.err.contains("az://container/site"), "{first:?}");
    assert_eq!(server.served(), desk.built());
    let [kind, cache, encoding] = &server.stored()["articles/one/index.html"].1;
    assert_eq!([kind.as_str(), encoding.as_str()], ["text/html; charset=utf-8", "gzip"]);
    assert!(cache.contains("must-revalidate"), "{cache}");
    assert!(desk.publish().err.contains("nothing to publish"));

    let before = server.stored();
    fs::remove_file(desk.site.path("content/articles/one.md")).unwrap();
    desk.write("three", "More.");
    desk.publish();
    assert_eq!(server.served(), desk.built());
    desk.done(&["publish", "--rollback"]);
    assert_eq!(server.stored(), before, "bytes and headers");
    let releases = desk.releases();
    desk.done(&["publish", "--rollback", &releases[0]]);
    desk.done(&["publish", "--purge", &releases[1]]);
    assert_eq!(desk.releases(), releases[..1]);
    assert_eq!(server.served(), desk.built());
}

#[test]
fn of_two_publishers_at_once_one_is_told() {
    let server = Server::start();
    faults::two_publishers(Arc::new(server.container()));
}

#[test]
fn what_a_server_refuses_is_told_plainly() {
    let server = Server::start();
    let desk = server.desk();
    desk.build();
    let settings = fs::read_to_string(desk.site.path("nutgraf.yaml")).unwrap();
    desk.site.write("nutgraf.yaml", settings.replace("//container/", "//other-container/").as_bytes());
    let run = desk.run(&["publish"]);
    assert_eq!(run.status, 3);
    assert!(run.err.contains("there is no such bucket") && run.err.contains("nothing was changed"), "{run:?}");
    let desk = desk.with("AZURE_STORAGE_ACCOUNT_KEY", BASE64_STANDARD.encode("another"));
    let run = desk.run(&["publish"]);
    assert_eq!(run.status, 3);
    assert!(run.err.contains("does not accept the credentials"), "{run:?}");
}
