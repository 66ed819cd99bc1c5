//! What a store says, as an editor understands it.

use object_store::Error;

use super::patience::Silence;
use crate::publish::PublishError;
use crate::publish::error::with_causes;

/// What a failure means and what to do about it; `doing` is what was tried.
pub(super) fn explain(place: &str, doing: &str, error: Error) -> PublishError {
    if let Some(silence) = Silence::of(&error) {
        return PublishError::failed(format!("{doing} at {place}"), silence.to_string());
    }
    let text = with_causes(&error);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let why = if has(&["NoSuchBucket", "ContainerNotFound", "The specified bucket does not exist"]) {
        format!("there is no such bucket; look at `to`, `endpoint` and `region` of the target {place}")
    } else if has(&["without LOCATION", "PermanentRedirect", "AuthorizationHeaderMalformed"]) {
        format!("the bucket is in another region; set `region` of the target {place}")
    } else if has(&["SlowDown", "ServerBusy", "503 Service Unavailable", "429 Too Many Requests"]) {
        "the host is overloaded; try again in a few minutes".to_owned()
    } else if has(&["RequestTimeTooSkewed", "time too skewed"]) {
        "this machine's clock is wrong, so the host does not accept its signature; set it".to_owned()
    } else if has(&[
        "InvalidAccessKeyId",
        "SignatureDoesNotMatch",
        "ExpiredToken",
        "InvalidToken",
        "AuthenticationFailed",
        "Server failed to authenticate the request",
    ]) {
        "the host does not accept the credentials; look whether they are complete, and not expired".to_owned()
    } else if has(&["Missing AccessKeyId", "Missing SecretAccessKey"]) {
        format!("half of the credentials is missing; {}", credentials_for(place))
    } else if has(&["169.254.169.254", "metadata.google.internal", "credential", "Account must be specified"]) {
        format!("there are no credentials; {}", credentials_for(place))
    } else if has(&["error sending request", "client error (Connect)", "dns error", "Connection refused"]) {
        format!("nobody answers; look at `endpoint` of the target {place}, and whether the network is there")
    } else if matches!(error, Error::PermissionDenied { .. } | Error::Unauthenticated { .. }) || has(&["403 Forbidden"])
    {
        "the credentials do not allow it; publishing needs to list, read, write and delete objects".to_owned()
    } else if is_web_page(text.as_bytes()) {
        web_page(place)
    } else {
        return PublishError::failed(format!("{doing} at {place}"), error);
    };
    PublishError::failed(format!("{doing} at {place}"), why)
}

/// Whether that is, or has in it, what only a web server says.
pub(super) fn is_web_page(bytes: &[u8]) -> bool {
    // A manifest is long and no page: its beginning tells.
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2000)]).to_lowercase();
    !start.trim_start().starts_with('{') && ["<!doctype html", "<html"].iter().any(|mark| start.contains(mark))
}

pub(super) fn web_page(place: &str) -> String {
    format!(
        "the server of {place} answers with a web page, and not as one of buckets does; look at `endpoint` of the target"
    )
}

fn credentials_for(place: &str) -> &'static str {
    if place.starts_with("gs:") {
        "set GOOGLE_APPLICATION_CREDENTIALS, or run `gcloud auth application-default login`"
    } else if place.starts_with("az:") {
        "set AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY, or what else Azure's tools read"
    } else {
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run `aws configure`"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_mended_is_said_plainly() {
        let generic = |source: &str| Error::Generic { store: "S3", source: source.into() };
        let denied = Error::PermissionDenied { path: "a".to_owned(), source: "403".into() };
        for (error, place, expected) in [
            (generic("<Code>NoSuchBucket</Code>"), "s3://b", "there is no such bucket"),
            (generic("<Code>RequestTimeTooSkewed</Code>"), "s3://b", "this machine's clock is wrong"),
            (generic("<Code>SignatureDoesNotMatch</Code>"), "s3://b", "does not accept the credentials"),
            (generic("http://169.254.169.254/latest"), "s3://b", "set AWS_ACCESS_KEY_ID"),
            (generic("http://metadata.google.internal/"), "gs://b", "set GOOGLE_APPLICATION_CREDENTIALS"),
            (denied, "az://b", "publishing needs to list, read, write and delete objects"),
            (generic("Missing SecretAccessKey"), "s3://b", "half of the credentials is missing"),
            (generic("error sending request for url (http://x/)"), "s3://b", "look at `endpoint`"),
            (generic("Received redirect without LOCATION"), "s3://b", "in another region; set `region`"),
            (generic("503 Service Unavailable: <Code>SlowDown</Code>"), "s3://b", "overloaded; try again in a few"),
            (generic("404 Not Found: <!DOCTYPE html><html>"), "s3://b", "with a web page"),
            (generic("connection reset"), "s3://b", "connection reset"),
        ] {
            let told = explain(place, "put a", error).to_string();
            assert!(told.starts_with(&format!("cannot put a at {place}: ")) && told.contains(expected), "{told}");
        }
    }
}
