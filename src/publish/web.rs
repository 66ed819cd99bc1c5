//! A page, as a reader gets it.

use std::time::Duration;

use super::pack;

/// What a host answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) bytes: Vec<u8>,
}

/// TLS by ring, which needs no C compiler that knows the newest processors.
pub(super) fn prepare() {
    // Another part of the program may have been first.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// Asks for an address, past all caches.
pub(super) async fn get(address: &str, patience: Duration) -> Result<Answer, reqwest::Error> {
    prepare();
    let agent = concat!("nutgraf/", env!("CARGO_PKG_VERSION"));
    let client = reqwest::Client::builder().user_agent(agent).timeout(patience).build()?;
    let answer = client.get(address).header("Cache-Control", "no-cache").send().await?;
    let status = answer.status().as_u16();
    let encoding = answer.headers().get("Content-Encoding").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let bytes = answer.bytes().await?.to_vec();
    Ok(Answer { status, bytes: pack::unpacked(bytes, encoding.as_deref()) })
}
