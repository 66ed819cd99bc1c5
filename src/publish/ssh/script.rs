//! What is done on the machine that serves the site. Each script begins with the names of its folders.

use super::shell::quoted;
use crate::publish::{KEPT, ReleaseId};

/// Of a release: 20261124T174500Z-01234567.
const RELEASE: &str = "[0-9]*T[0-9]*Z-*";

/// `served` is the link that a web server follows, `releases` the folder beside it.
pub(super) fn places(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    format!(
        "served={}; releases={}; name={}\n",
        quoted(path),
        quoted(&format!("{path}.releases")),
        quoted(&format!("{name}.releases"))
    )
}

/// Sets `present` to what the link leads to; `none` where nothing is.
const PRESENT: &str = r#"
if [ -L "$served" ]; then present=$(readlink "$served")
elif [ -e "$served" ]; then refuse taken
else present=none; fi
case "$present" in none) ;; "$name"/*|"$releases"/*) present=${present##*/} ;; *) refuse taken ;; esac
"#;

/// Prints what is on its way; nothing where nothing is.
const PENDING: &str = r#"
pending() { if [ -e "$releases/pending.json" ]; then cat "$releases/pending.json"; fi; }
"#;

/// Prints the manifest of `$1`, and nothing where there is none.
const SHOW: &str = r#"
show() { if [ -f "$releases/$1.ready.json" ]; then cat "$releases/$1.ready.json"; elif [ -f "$releases/$1.json" ]; then cat "$releases/$1.json"; fi; echo; }
"#;

/// Prints the release, its manifest, what is on its way, and all files with their sizes.
pub(super) fn look() -> String {
    format!(
        r#"{PRESENT}{SHOW}{PENDING}
echo "$present"
show "$present"
pending
echo
if [ -d "$releases/$present" ]; then cd "$releases/$present"; find . -type f -exec wc -c {{}} +; fi
"#
    )
}

/// Takes the place, if it is as expected, and clears up what earlier runs left. Reads what is on its way.
pub(super) fn begin(expected: &str, pending: Option<&str>) -> String {
    let (expected, pending) = (quoted(expected), quoted(pending.unwrap_or_default()));
    format!(
        r#"mkdir -p "$releases"
{PRESENT}{PENDING}
[ "$present" = {expected} ] || refuse overtaken
there=$(pending)
[ "$there" = {pending} ] || refuse overtaken
cat > "$releases/pending.$$"
if [ -n "$there" ]; then mv -f "$releases/pending.$$" "$releases/pending.json"
elif ln "$releases/pending.$$" "$releases/pending.json" || [ "$(pending)" = "$(cat "$releases/pending.$$")" ]; then rm -f "$releases/pending.$$"
else [ ! -e "$releases/pending.json" ] || refuse overtaken; exit 1; fi
cd "$releases"
for old in pending.[0-9]*; do rm -f "$old"; done
for old in *.part; do if [ -d "$old" ]; then rm -rf "./$old"; fi; done
for ready in *.ready.json; do
  [ -f "$ready" ] || continue
  id=${{ready%.ready.json}}
  if [ "$id" = "$present" ]; then mv -f "$ready" "$id.json"; else rm -f "$ready"; fi
done
for folder in {RELEASE}; do
  if [ -d "$folder" ] && [ ! -f "$folder.json" ] && [ "$folder" != "$present" ]; then rm -rf "./$folder"; fi
done
"#
    )
}

/// Lets a release's folder, made if it is not there, have what others put into another; reads their paths, a line each.
pub(super) fn carry_over(from: &str, part: &str) -> String {
    let (from, part) = (quoted(from), quoted(part));
    format!(
        r#"cd "$releases"
mkdir -p {part}
while IFS= read -r file; do
  to={part}/"$file"
  mkdir -p "${{to%/*}}"
  rm -f "$to"
  ln {from}/"$file" "$to" 2>/dev/null || cp -p {from}/"$file" "$to"
done
"#
    )
}

/// Prints a checksum, the size and the path of each file in a folder of a release; where `cksum` is not, the last two.
pub(super) fn sums(folder: &str) -> String {
    let folder = quoted(folder);
    format!(
        r#"cd "$releases"
[ -d {folder} ] || refuse gone
cd {folder}
if command -v cksum > /dev/null; then find . -type f -exec cksum {{}} +; else find . -type f -exec wc -c {{}} +; fi
"#
    )
}

/// Shows a release to readers, if the place is still ours; reads its manifest. `part` is its folder until now.
pub(super) fn show(release: &ReleaseId, part: Option<&str>, expected: &str, pending: &str) -> String {
    let (id, expected, pending) = (quoted(&release.to_string()), quoted(expected), quoted(pending));
    let arrive = part.map(|part| format!("mv {} \"$id\"", quoted(part))).unwrap_or_default();
    format!(
        r#"{PRESENT}{PENDING}
id={id}
there=$(pending)
[ "$present" = {expected} ] && [ "$there" = {pending} ] || refuse overtaken
cd "$releases"
cat > manifest.new
{arrive}
[ -d "$id" ] || {{ rm -f manifest.new pending.json; refuse gone; }}
mv -f manifest.new "$id.ready.json"
rm -f link.new
ln -s "$name/$id" link.new
if mv --help 2>&1 | grep -q -e '-T'; then mv -fT link.new "$served"; else mv -fh link.new "$served"; fi
mv -f "$id.ready.json" "$id.json"
rm -f pending.json
ls -d {RELEASE}.json | sort -r | tail -n +{next} | while IFS= read -r old; do
  old=${{old%.json}}
  [ "$old" = "$id" ] || {{ rm -f "$old.json"; rm -rf "./$old"; }}
done
"#,
        next = KEPT + 1,
    )
}

/// Prints the manifests of the releases that were shown, a line each, the latest first.
pub(super) fn releases() -> String {
    format!(
        r#"{PRESENT}{SHOW}
cd "$releases" 2>/dev/null || exit 0
{{ for file in {RELEASE}.json; do
  case "$file" in *.ready.json) ;; *) if [ -f "$file" ]; then echo "${{file%.json}}"; fi ;; esac
done; [ "$present" = none ] || echo "$present"; }} | sort -ru | while IFS= read -r id; do show "$id"; done
"#
    )
}

/// Removes a release, and prints how many files it had.
pub(super) fn purge(release: &ReleaseId) -> String {
    let id = quoted(&release.to_string());
    format!(
        r#"{PRESENT}
id={id}
[ "$id" != "$present" ] || refuse present
cd "$releases"
if [ -d "$id" ]; then find "$id" -type f | wc -l; else echo 0; fi
rm -f "$id.json" "$id.ready.json"
rm -rf "./$id"
"#
    )
}

/// Writes the manifest of the present release again; reads it.
pub(super) fn note(release: &ReleaseId) -> String {
    let id = quoted(&release.to_string());
    format!(
        r#"{PRESENT}
id={id}
[ "$id" = "$present" ] || refuse overtaken
cd "$releases"
cat > manifest.new
mv -f manifest.new "$id.json"
"#
    )
}
