//! To an S3 server, by the binary. The server is moto, which scripts/test installs.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt;
use nutgraf::publish::{BucketStore, Folder, Patience, Rules, Store};
use object_store::aws::AmazonS3Builder;
use object_store::{ClientOptions, ObjectStore, ObjectStoreExt};

use crate::desk::Desk;
use crate::stored::{self, Stored};

const REGION: &str = "us-east-1";

/// A server with one bucket, `bucket`; stopped when dropped.
struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start() -> Self {
        let own = std::env::var_os("NUTGRAF_MOTO").map(PathBuf::from);
        let program = own.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target/moto/bin/moto_server"));
        let mut command = Command::new(&program);
        command.args(["-H", "127.0.0.1", "-p", "0"]).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}; scripts/test installs moto there", program.display()));
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address =
            lines.find_map(|line| line.unwrap().split_once("Running on ").map(|(_, at)| at.trim().to_owned()));
        // Whoever writes to a pipe that nobody reads is stopped.
        std::thread::spawn(move || lines.for_each(drop));
        let server = Self { child, address: address.expect("the server says where it listens") };
        server.make_bucket();
        server
    }

    fn make_bucket(&self) {
        self.put("/bucket", "");
    }

    /// Lets everybody read what is in the bucket.
    fn open_to_all(&self) {
        let policy = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
            "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#;
        self.put("/bucket?policy", policy);
    }

    /// What no crate here does.
    fn put(&self, path: &str, body: &str) {
        let host = self.address.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        let length = body.len();
        let head =
            "Authorization: AWS4-HMAC-SHA256 Credential=anna/20260101/us-east-1/s3/aws4_request\r\nConnection: close";
        write!(stream, "PUT {path} HTTP/1.1\r\nHost: {host}\r\n{head}\r\nContent-Length: {length}\r\n\r\n{body}")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 2"), "{answer}");
    }

    /// A desk whose target is the folder `site` of the bucket.
    fn desk(&self, more: &str) -> Desk {
        let target = format!("{{to: \"s3://bucket/site\", endpoint: \"{}\", region: {REGION}{more}}}", self.address);
        let desk = Desk::with_target(&target, tempfile::tempdir().unwrap());
        desk.with("AWS_ACCESS_KEY_ID", "anna").with("AWS_SECRET_ACCESS_KEY", "secret")
    }

    fn bucket(&self) -> Arc<dyn ObjectStore> {
        stored::prepare();
        let builder = AmazonS3Builder::new().with_endpoint(&self.address).with_allow_http(true).with_region(REGION);
        let builder = builder.with_bucket_name("bucket").with_access_key_id("a").with_secret_access_key("b");
        Arc::new(builder.build().unwrap())
    }

    /// What is in the folder, as it is stored, with its headers.
    fn stored(&self) -> Stored {
        stored::stored(&self.bucket())
    }

    /// Replaces all that is below a key by bytes of the same length.
    fn damage(&self, below: &str) {
        let (bucket, runtime) =
            (self.bucket(), tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap());
        runtime.block_on(async {
            let found: Vec<_> = bucket.list(Some(&below.into())).try_collect().await.unwrap();
            assert!(!found.is_empty());
            for meta in found {
                let bytes = vec![b'x'; usize::try_from(meta.size).unwrap()];
                bucket.put(&meta.location, bytes.into()).await.unwrap();
            }
        });
    }

    fn served(&self) -> BTreeMap<String, Vec<u8>> {
        stored::served(self.stored())
    }
}

#[test]
fn a_site_is_published_and_taken_back_on_a_real_server() {
    let server = Server::start();
    let desk = server.desk("");
    desk.build();
    let first = desk.publish();
    assert!(first.err.contains("2 explainers") && first.err.contains("s3://bucket/site"), "{first:?}");
    assert_eq!(server.served(), desk.built());
    let [kind, cache, encoding] = &server.stored()["articles/one/index.html"].1;
    assert_eq!([kind.as_str(), encoding.as_str()], ["text/html; charset=utf-8", "gzip"]);
    assert!(cache.contains("must-revalidate"), "{cache}");
    assert!(desk.publish().err.contains("nothing to publish"));

    let before = server.served();
    fs::remove_file(desk.site.path("content/articles/one.md")).unwrap();
    desk.write("three", "More.");
    desk.publish();
    assert_eq!(server.served(), desk.built());
    desk.done(&["publish", "--rollback"]);
    assert_eq!(server.served(), before);
    let releases = desk.releases();
    assert_eq!(releases.len(), 2);
    desk.done(&["publish", "--rollback", &releases[0]]);
    assert_eq!(server.served(), desk.built());
    let purged = desk.done(&["publish", "--purge", &releases[1]]);
    assert!(purged.err.contains("files went with it"), "{purged:?}");
    assert_eq!(desk.releases(), releases[..1]);
}

#[test]
fn what_a_server_refuses_is_told_plainly() {
    let server = Server::start();
    let desk = server.desk("");
    desk.build();
    let settings = fs::read_to_string(desk.site.path("nutgraf.yaml")).unwrap();
    desk.site.write("nutgraf.yaml", settings.replace("//bucket/", "//other-bucket/").as_bytes());
    let run = desk.run(&["publish"]);
    assert_eq!(run.status, 3);
    assert!(run.err.contains("there is no such bucket") && run.err.contains("nothing was changed"), "{run:?}");
    assert!(!run.err.contains("secret"), "{run:?}");
}

#[test]
fn a_folder_of_releases_that_readers_can_reach_is_refused() {
    let server = Server::start();
    server.open_to_all();
    let desk = server.desk(&format!(", base_url: \"{}/bucket/site/\"", server.address));
    desk.done(&["build", "--now", crate::support::NOW, "--base-url", &format!("{}/bucket/site/", server.address)]);
    let run = desk.run(&["publish"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.err.contains("bucket/site.releases/probe.txt") && run.err.contains("`releases:"), "{run:?}");
    assert_eq!(server.stored(), BTreeMap::new());
}

/// The system takes the connection, and nobody answers on it: the client itself would wait for ever.
#[test]
fn a_server_that_says_nothing_is_given_up() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    stored::prepare();
    let builder = AmazonS3Builder::new().with_endpoint(format!("http://{}", silent.local_addr().unwrap()));
    let options = ClientOptions::new().with_allow_http(true).with_timeout_disabled();
    let builder = builder.with_client_options(options).with_region(REGION).with_bucket_name("bucket");
    let bucket = Arc::new(builder.with_access_key_id("a").with_secret_access_key("b").build().unwrap());
    let [site, kept] = ["site", "site.releases"].map(|prefix| Folder::new(bucket.clone(), prefix));
    let patience = Patience { answer: Duration::from_millis(10), tries: 2, ..Patience::default() };
    let store = BucketStore::new("s3://bucket/site", site, kept, Rules::default(), patience).unwrap();
    let told = store.look().unwrap_err().to_string();
    assert!(told.contains("did not answer within 0.01 s") && told.contains("nothing was changed"), "{told}");
}

/// Answers every request with the same, for as long as the test runs.
fn answering(answer: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(&stream).lines();
            while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
            let _ = (&stream).write_all(answer.as_bytes());
        }
    });
    address
}

/// What the client itself says of these is of no use to an editor.
#[test]
fn a_server_of_another_kind_and_another_region_are_told_plainly() {
    for (status, body, expected, exit) in [
        ("200 OK", "<!DOCTYPE html><html><body>Welcome</body></html>", "answers with a web page", 2),
        ("301 Moved Permanently", "<Error><Code>PermanentRedirect</Code></Error>", "another region; set `region`", 3),
    ] {
        let length = body.len();
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close");
        let endpoint =
            answering(format!("{head}\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\nETag: \"a\"\r\n\r\n{body}"));
        let target = format!("{{to: \"s3://bucket/site\", endpoint: \"{endpoint}\", region: {REGION}}}");
        let desk = Desk::with_target(&target, tempfile::tempdir().unwrap());
        let desk = desk.with("AWS_ACCESS_KEY_ID", "anna").with("AWS_SECRET_ACCESS_KEY", "secret");
        desk.build();
        let run = desk.run(&["publish", "--dry-run"]);
        assert!(run.status == exit && run.err.contains(expected), "{run:?}");
    }
}

/// As long as it was, here and among what is kept.
#[test]
fn what_was_damaged_on_a_real_server_is_mended_and_never_shown_again() {
    let server = Server::start();
    let desk = server.desk("");
    desk.build();
    desk.publish();
    assert!(desk.publish().err.contains("nothing to publish"));
    server.damage("site/articles/one");
    assert!(desk.publish().err.contains("change: 1 explainer"));
    assert_eq!(server.served(), desk.built());
    desk.write("three", "More.");
    desk.publish();
    server.damage("site.releases/objects");
    let before = server.stored();
    for arguments in [&["publish", "--rollback"][..], &["publish", "--rollback", "--dry-run"]] {
        let refused = desk.run(arguments);
        assert!(refused.status == 2 && refused.err.contains("changed there by hand"), "{refused:?}");
    }
    assert_eq!(server.stored(), before);
    assert!(desk.done(&["publish", "--force"]).err.contains("nothing to publish"));
}
