//! To a bucket, where every request may fail: what readers see then, and what the next run makes of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::num::NonZeroU64;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt;
use nutgraf::build::{self, Silent};
use nutgraf::output::{Finished, Output};
use nutgraf::publish::{
    self, Actor, BucketStore, Done, Folder, Patience, Plan, PublishError, Remote, Rules, Site, Store, Work,
};
use object_store::memory::InMemory;
use object_store::{ObjectStore, ObjectStoreExt};

use crate::faulty::{Fault, Faulty};
use crate::support::{self, article};

const SETTINGS: &str = "search: false\ncards: false\ndata: false\n";

/// Two builds of a site: explainers are added, changed and deleted between.
struct Builds {
    one: (support::Site, Site),
    two: (support::Site, Site),
}

fn builds() -> Builds {
    let empty = || support::Site::empty().with("nutgraf.yaml", SETTINGS);
    let one = empty()
        .with("content/articles/stays.md", &article("Stays", "Kazakhstan said so."))
        .with("content/articles/goes.md", &article("Goes", "Text."))
        .with("static/style.css", "a{}");
    let two = empty()
        .with("content/articles/stays.md", &article("Stays", "Norway and Kazakhstan said [so](comes.md)."))
        .with("content/articles/comes.md", &article("Comes", "[Back](stays.md)."))
        .with("static/style.css", "b{}");
    Builds { one: built(one), two: built(two) }
}

fn built(site: support::Site) -> (support::Site, Site) {
    let (root, folder) = (site.root().to_path_buf(), site.path("public"));
    let output = Output::open(&folder, &root, || ()).unwrap();
    assert!(build::build(&support::request(&root), output, &Silent).unwrap().written.is_some());
    let finished = Finished::look(&folder, &root).unwrap();
    (site, Site::read(finished).unwrap())
}

fn store(bucket: Arc<dyn ObjectStore>) -> BucketStore {
    patient_store(bucket, IMPATIENT)
}

fn patient_store(bucket: Arc<dyn ObjectStore>, patience: Patience) -> BucketStore {
    let folders = ["site", "site.releases"].map(|prefix| Folder::new(bucket.clone(), prefix));
    drop(bucket);
    let [site, kept] = folders;
    BucketStore::new("memory", site, kept, Rules::default(), patience).unwrap()
}

/// What a bucket in memory answers it answers at once; what it does not, never.
const IMPATIENT: Patience =
    Patience { answer: Duration::from_millis(1), slowest: NonZeroU64::new(16 * 1024).unwrap(), tries: 3 };

fn anna() -> Actor {
    Actor { name: "anna@desk".to_owned(), now: support::NOW.parse().unwrap(), force: false }
}

/// As the command does it.
fn publish(store: &BucketStore, site: &Site, by: &Actor) -> Result<Done, PublishError> {
    let remote = store.look()?;
    carry_out(store, site, &remote, by)
}

fn carry_out(store: &BucketStore, site: &Site, remote: &Remote, by: &Actor) -> Result<Done, PublishError> {
    let files = site.files(|path| store.headers(path));
    let plan = Plan::new(&files, remote);
    store.publish(
        &Work { site, files: &files, plan: &plan, remote, by, invalidations: &BTreeSet::new() },
        &publish::Silent,
    )
}

/// What readers see, unpacked.
fn served(bucket: &InMemory) -> BTreeMap<String, Vec<u8>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let found: Vec<_> = bucket.list(Some(&"site".into())).try_collect().await.unwrap();
        let mut files = BTreeMap::new();
        for meta in found {
            let object = bucket.get(&meta.location).await.unwrap();
            let packed = object.attributes.get(&object_store::Attribute::ContentEncoding).is_some();
            let bytes = object.bytes().await.unwrap().to_vec();
            let bytes = if packed { unpacked(&bytes) } else { bytes };
            files.insert(meta.location.as_ref().strip_prefix("site/").unwrap().to_owned(), bytes);
        }
        files
    })
}

pub(crate) fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut text).unwrap();
    text
}

fn local(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let read = |path: &String| fs::read(Path::new(site.folder()).join(path)).unwrap();
    site.files(|_| publish::Headers::default()).keys().map(|path| (path.clone(), read(path))).collect()
}

/// The addresses that a reader comes to who begins at the home page and finds nothing there.
fn broken(files: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let mut broken = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut next: Vec<String> = files.keys().filter(|path| *path == "index.html").cloned().collect();
    while let Some(path) = next.pop() {
        let Some(bytes) = files.get(&path) else {
            broken.insert(path);
            continue;
        };
        if path.rsplit_once('.').is_some_and(|(_, kind)| kind == "html") && seen.insert(path.clone()) {
            next.extend(links(&String::from_utf8_lossy(bytes)).into_iter().filter(|link| !seen.contains(link)));
        }
    }
    broken
}

fn links(html: &str) -> Vec<String> {
    let starts = ["href=\"/", "src=\"/"].into_iter().flat_map(|start| html.split(start).skip(1));
    let links = starts.filter_map(|rest| rest.split(['"', '#', '?']).next());
    links
        .map(|link| if link.is_empty() || link.ends_with('/') { format!("{link}index.html") } else { link.to_owned() })
        .collect()
}

#[test]
fn a_bucket_holds_the_site_as_it_was_built() {
    let builds = builds();
    let bucket = Arc::new(InMemory::new());
    let healthy = store(bucket.clone());
    for site in [&builds.one.1, &builds.two.1] {
        publish(&healthy, site, &anna()).unwrap();
        assert_eq!(served(&bucket), local(site));
        assert_eq!(broken(&served(&bucket)), BTreeSet::new());
        let again = Plan::new(&site.files(|path| healthy.headers(path)), &healthy.look().unwrap());
        assert!(again.is_empty(), "{again:?}");
    }
}

/// Wherever it ends: readers find all that pages lead them to, and one more run ends in the exact site.
#[test]
fn every_request_may_fail() {
    let builds = builds();
    for fault in [Fault::Once, Fault::Killed, Fault::AnswerLost, Fault::Silent, Fault::SilentlyDone, Fault::Dead] {
        for first in [true, false] {
            let mut at = 0;
            while fails(&builds, fault, first, at) {
                at += 1;
            }
            eprintln!("{fault:?}, first: {first}: {at} requests");
            assert!(at > 20, "{at} requests");
        }
    }
}

/// Publishes with a fault at that request; `false` if there are not so many.
fn fails(builds: &Builds, fault: Fault, first: bool, at: usize) -> bool {
    let bucket = Arc::new(InMemory::new());
    if !first {
        publish(&store(bucket.clone()), &builds.one.1, &anna()).unwrap();
    }
    let before = served(&bucket);
    let faulty = Faulty::new(bucket.clone(), fault, at);
    let site = &builds.two.1;
    let result = publish(&store(Arc::new(faulty.clone())), site, &anna());
    let told = format!("{fault:?} at {at}, first: {first}: {result:?}");
    is_told(fault, &result, &told);

    let now = served(&bucket);
    assert_eq!(broken(&now), BTreeSet::new(), "{told}");
    let wanted = local(site);
    let all_there = wanted.iter().all(|(path, bytes)| now.get(path) == Some(bytes));
    assert!(all_there || before.keys().all(|path| now.contains_key(path)), "deleted before all was up: {told}");

    publish(&store(bucket.clone()), site, &anna()).unwrap_or_else(|error| panic!("{told}; then {error}"));
    assert_eq!(served(&bucket), wanted, "{told}");
    if !first {
        let back = roll_back(&store(bucket.clone()));
        back.unwrap_or_else(|error| panic!("{told}; then back: {error}"));
        assert_eq!(served(&bucket), local(&builds.one.1), "{told}: nothing is lost");
    }
    at < faulty.asked()
}

/// A silent request is made again; a host that stays silent is given up with a message that says so.
fn is_told(fault: Fault, result: &Result<Done, PublishError>, told: &str) {
    match (fault, result) {
        (Fault::Silent | Fault::SilentlyDone, Err(_)) => panic!("it was not tried again: {told}"),
        (Fault::Dead, Err(error)) => {
            assert!(matches!(error, PublishError::Failed { .. }), "{told}");
            assert!(error.to_string().contains("did not answer within 0.001 s"), "{error}");
        }
        _ => {}
    }
}

/// To the release before the present one.
fn roll_back(store: &BucketStore) -> Result<Done, PublishError> {
    let remote = store.look()?;
    let releases = store.releases()?;
    let to = remote.previous(&releases).expect("an earlier release");
    store.roll_back(to, &remote, &anna(), &publish::Silent)
}

#[test]
fn a_request_that_is_made_twice_is_made_once() {
    let builds = builds();
    let bucket = Arc::new(InMemory::new());
    for at in 0..80 {
        let site = if at % 2 == 0 { &builds.one.1 } else { &builds.two.1 };
        let repeated = store(Arc::new(Faulty::new(bucket.clone(), Fault::Repeated, at)));
        publish(&repeated, site, &anna()).unwrap_or_else(|error| panic!("at {at}: {error}"));
        assert_eq!(served(&bucket), local(site), "at {at}");
    }
}

#[test]
fn the_way_back_is_gone_to_its_end() {
    let builds = builds();
    for at in 0..200 {
        let bucket = Arc::new(InMemory::new());
        publish(&store(bucket.clone()), &builds.one.1, &anna()).unwrap();
        publish(&store(bucket.clone()), &builds.two.1, &anna()).unwrap();
        let faulty = Faulty::new(bucket.clone(), Fault::Killed, at);
        let back = roll_back(&store(Arc::new(faulty.clone())));
        assert_eq!(broken(&served(&bucket)), BTreeSet::new(), "killed at {at}");
        let remote = store(bucket.clone()).look().unwrap();
        if back.is_err() || remote.is_unfinished() {
            roll_back(&store(bucket.clone())).unwrap_or_else(|error| panic!("killed at {at}: {error}"));
        }
        assert_eq!(served(&bucket), local(&builds.one.1), "killed at {at}");
        if at >= faulty.asked() {
            return;
        }
    }
    panic!("a rollback takes fewer requests");
}

/// A release that did not arrive is taken back to the one that readers saw.
#[test]
fn what_did_not_arrive_can_be_taken_back() {
    let builds = builds();
    for at in 0..60 {
        let bucket = Arc::new(InMemory::new());
        publish(&store(bucket.clone()), &builds.one.1, &anna()).unwrap();
        let faulty = Faulty::new(bucket.clone(), Fault::Killed, at);
        let _ = publish(&store(Arc::new(faulty)), &builds.two.1, &anna());
        let remote = store(bucket.clone()).look().unwrap();
        if remote.is_unfinished() && remote.manifest.as_ref().unwrap().files != BTreeMap::new() {
            roll_back(&store(bucket.clone())).unwrap_or_else(|error| panic!("killed at {at}: {error}"));
            let back = served(&bucket);
            assert!(back == local(&builds.one.1) || back == local(&builds.two.1), "killed at {at}");
        }
    }
}

/// What was begun with one build is completed with another, which lacks files that are up already.
#[test]
fn another_build_may_complete_what_one_began() {
    let builds = builds();
    for at in (0..200).step_by(7) {
        let bucket = Arc::new(InMemory::new());
        publish(&store(bucket.clone()), &builds.one.1, &anna()).unwrap();
        let faulty = Faulty::new(bucket.clone(), Fault::Killed, at);
        let _ = publish(&store(Arc::new(faulty)), &builds.two.1, &anna());
        publish(&store(bucket.clone()), &builds.one.1, &anna()).unwrap();
        assert_eq!(served(&bucket), local(&builds.one.1), "killed at {at}");
    }
}

#[test]
fn who_did_not_finish_is_asked_before_another_publishes() {
    let builds = builds();
    let bucket = Arc::new(InMemory::new());
    let faulty = Faulty::new(bucket.clone(), Fault::Killed, 20);
    let told = publish(&store(Arc::new(faulty)), &builds.one.1, &anna()).unwrap_err().to_string();
    assert!(told.contains("files are up, nothing was deleted; run `nutgraf publish` again"), "{told}");
    let remote = store(bucket).look().unwrap();
    let boris = Actor { name: "boris@desk".to_owned(), ..anna() };
    assert_eq!(remote.pending_of_another(&boris).unwrap().publisher, "anna@desk");
    assert_eq!(remote.pending_of_another(&anna()), None);
}

/// What nobody knows the meaning of is not written over, and files of others stay.
#[test]
fn what_is_not_ours_stays() {
    let builds = builds();
    let bucket = Arc::new(InMemory::new());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let put = |path: &str, text: &'static str| runtime.block_on(bucket.put(&path.into(), text.into())).unwrap();
    put("site/theirs.txt", "theirs");
    publish(&store(bucket.clone()), &builds.one.1, &anna()).unwrap();
    publish(&store(bucket.clone()), &builds.two.1, &anna()).unwrap();
    assert_eq!(served(&bucket)["theirs.txt"], b"theirs");
    put("site.releases/manifest.json", "{\"name\": \"An app\"}");
    let told = publish(&store(bucket.clone()), &builds.one.1, &anna()).unwrap_err().to_string();
    assert!(told.contains("site.releases/manifest.json") && told.contains("not written by Nutgraf"), "{told}");
    assert!(served(&bucket).contains_key("articles/comes/index.html"));
}

#[test]
fn of_two_publishers_at_once_one_is_told() {
    two_publishers(Arc::new(InMemory::new()));
}

pub(crate) fn two_publishers(bucket: Arc<dyn ObjectStore>) {
    let builds = builds();
    let store = patient_store(bucket, Patience::default());
    publish(&store, &builds.one.1, &anna()).unwrap();
    let seen_by_both = store.look().unwrap();
    let boris = Actor { name: "boris@desk".to_owned(), ..anna() };
    carry_out(&store, &builds.two.1, &seen_by_both, &boris).unwrap();
    let told = carry_out(&store, &builds.one.1, &seen_by_both, &anna()).unwrap_err().to_string();
    assert!(told.contains("boris@desk") && told.contains("nothing was changed"), "{told}");
}

#[test]
fn other_headers_alone_are_published() {
    let builds = builds();
    let bucket = Arc::new(InMemory::new());
    let before = store(bucket.clone());
    publish(&before, &builds.one.1, &anna()).unwrap();
    let folder = |prefix| Folder::new(bucket.clone(), prefix);
    let rules = Rules { cache: vec![("/*".to_owned(), "no-cache".to_owned())], ..Rules::default() };
    let after = BucketStore::new("memory", folder("site"), folder("site.releases"), rules, IMPATIENT).unwrap();
    let plan = Plan::new(&builds.one.1.files(|path| after.headers(path)), &after.look().unwrap());
    assert!(plan.uploads.iter().all(|upload| upload.change == publish::Change::Headers), "{plan:?}");
    publish(&after, &builds.one.1, &anna()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let home = runtime.block_on(bucket.get(&"site/index.html".into())).unwrap();
    assert_eq!(home.attributes.get(&object_store::Attribute::CacheControl).map(AsRef::as_ref), Some("no-cache"));
}

#[test]
fn only_what_five_releases_need_is_kept() {
    let builds = builds();
    let bucket = Arc::new(InMemory::new());
    let store = store(bucket.clone());
    for turn in 0..7 {
        let site = if turn % 2 == 0 { &builds.one.1 } else { &builds.two.1 };
        publish(&store, site, &anna()).unwrap();
    }
    let releases = store.releases().unwrap();
    assert_eq!(releases.len(), 5);
    let gone = store.purge(&releases[1].release).unwrap();
    assert_eq!(gone, 0, "the releases before and after it have the same");
    assert_eq!(store.releases().unwrap().len(), 4);
    roll_back(&store).unwrap();
    assert_eq!(served(&bucket), local(&builds.one.1));
}

/// What was changed there by hand is not taken for what the release held.
#[test]
fn the_way_back_is_not_gone_over_what_was_changed_by_hand() {
    let builds = builds();
    let bucket = Arc::new(InMemory::new());
    let store = store(bucket.clone());
    publish(&store, &builds.one.1, &anna()).unwrap();
    publish(&store, &builds.two.1, &anna()).unwrap();
    let key = "site/robots.txt".into();
    let put = bucket.put(&key, "theirs".into());
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(put).unwrap();
    let refused = roll_back(&store).unwrap_err().to_string();
    assert!(refused.contains("robots.txt") && refused.contains("changed there by hand"), "{refused}");
    publish(&store, &builds.two.1, &anna()).unwrap();
    roll_back(&store).unwrap();
    assert_eq!(served(&bucket), local(&builds.one.1));
}

/// Puts bytes into a bucket by another way than this program's.
fn overwrite(bucket: &InMemory, keys: &[&str], bytes: impl Fn(usize) -> Vec<u8>) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        for key in keys {
            let size = bucket.head(&(*key).into()).await.unwrap().size;
            bucket.put(&(*key).into(), bytes(usize::try_from(size).unwrap()).into()).await.unwrap();
        }
    });
}

fn keys(bucket: &InMemory, below: &str) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let found: Vec<_> = runtime.block_on(bucket.list(Some(&below.into())).try_collect()).unwrap();
    found.into_iter().map(|meta| meta.location.to_string()).collect()
}

/// What is kept is shown again byte for byte, or not at all.
#[test]
fn what_is_kept_and_was_damaged_is_not_shown_again() {
    let builds = builds();
    for as_long in [false, true] {
        let bucket = Arc::new(InMemory::new());
        let store = store(bucket.clone());
        publish(&store, &builds.one.1, &anna()).unwrap();
        publish(&store, &builds.two.1, &anna()).unwrap();
        let kept = keys(&bucket, "site.releases/objects");
        let kept: Vec<&str> = kept.iter().map(String::as_str).collect();
        overwrite(&bucket, &kept, |size| if as_long { vec![b'x'; size] } else { b"bad\n".to_vec() });
        let before = (served(&bucket), store.look().unwrap());
        let (remote, releases) = (store.look().unwrap(), store.releases().unwrap());
        let to = remote.previous(&releases).unwrap();
        for refused in [roll_back(&store).map(|_| ()), store.check_back(to, &remote, &anna())] {
            let refused = refused.unwrap_err();
            let told = refused.to_string();
            assert!(matches!(refused, PublishError::Refused(_)) && told.contains("changed there by hand"), "{told}");
        }
        assert_eq!((served(&bucket), store.look().unwrap()), before, "nothing was changed");
    }
}

#[test]
fn damage_of_the_same_length_is_seen_and_mended() {
    let builds = builds();
    let bucket = Arc::new(InMemory::new());
    let store = store(bucket.clone());
    publish(&store, &builds.one.1, &anna()).unwrap();
    overwrite(&bucket, &["site/robots.txt"], |size| vec![b'x'; size]);
    assert_eq!(store.look().unwrap().damaged, BTreeSet::from(["robots.txt".to_owned()]));
    assert_eq!(store.look_closely().unwrap().damaged, BTreeSet::from(["robots.txt".to_owned()]));
    publish(&store, &builds.one.1, &anna()).unwrap();
    assert_eq!(served(&bucket), local(&builds.one.1));
    assert_eq!(store.look().unwrap().damaged, BTreeSet::new());
    // Where all tags are others, they say nothing of what is there: it is read when it is doubted.
    let all = keys(&bucket, "site");
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        for key in &all {
            let bytes = bucket.get(&key.as_str().into()).await.unwrap().bytes().await.unwrap();
            bucket.put(&key.as_str().into(), bytes.into()).await.unwrap();
        }
    });
    overwrite(&bucket, &["site/robots.txt"], |size| vec![b'x'; size]);
    assert_eq!(store.look().unwrap().damaged, BTreeSet::new());
    assert_eq!(store.look_closely().unwrap().damaged, BTreeSet::from(["robots.txt".to_owned()]));
}
