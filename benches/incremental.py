#!/usr/bin/env python3
"""What an edit costs: in a preview, until the served page has it, and in a build.

    benches/incremental.py SITE [--program target/release/nutgraf] [--rounds 15]
                           [--hugo SITE] [--zola SITE]

SITE is a folder in Nutgraf's layout; it is changed and restored. The same articles in Hugo's and
Zola's layout are previewed in the same run by `hugo server` and `zola serve`, where these are installed, so that
the figures are ratios on one machine at one time. Standard library only.
"""

import argparse
import http.client
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--program", default="target/release/nutgraf")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--hugo", type=Path)
    parser.add_argument("--zola", type=Path)
    parser.add_argument("--without-builds", action="store_true")
    options = parser.parse_args()
    program = str(Path(options.program).resolve())
    if not options.without_builds:
        builds(program, options.site)
    own = preview("nutgraf", [program, "serve", "--root", "."], options.site, options.rounds, own_url)
    for name, site, command in [
        ("hugo", options.hugo, ["hugo", "server", "--port", "1414", "--disableLiveReload", "--bind", "127.0.0.1"]),
        ("zola", options.zola, ["zola", "serve", "--port", "1414"]),
    ]:
        if site and shutil.which(name):
            other = preview(name, command, site, 3, url_by_folder)
            print(f"{name}: {other / own:.0f} times as long as nutgraf")
        elif site:
            print(f"{name}: not installed")


def own_url(article):
    return f"/articles/{article.stem}/"


def url_by_folder(article):
    """Hugo and Zola take an article's folders into its address."""
    return f"/articles/{article.parent.name}/{article.stem}/"


def builds(program, site):
    def build(*arguments):
        start = time.perf_counter()
        subprocess.run([program, "build", "--root", ".", *arguments], cwd=site, check=True, capture_output=True)
        return time.perf_counter() - start

    shutil.rmtree(site / ".nutgraf", ignore_errors=True)
    shutil.rmtree(site / "public", ignore_errors=True)
    clean = build()
    # Files that were written a moment ago are read again: their times could hide a second change.
    time.sleep(2.5)
    build()
    nothing = min(build() for _ in range(3))
    article = articles(site)[0]
    text = article.read_text()
    article.write_text(text + "\nAnother sentence.\n")
    one = build()
    article.write_text(text)
    build()
    print(f"build, clean           {clean:8.2f} s")
    print(f"build, nothing changed {nothing:8.2f} s   1/{clean / nothing:.0f}")
    print(f"build, one article     {one:8.2f} s   1/{clean / one:.0f}")


def articles(site):
    found = sorted((site / "content").rglob("*.md"))
    return [path for path in found if "articles" in path.parts and path.stem not in ("index", "_index")]


def preview(name, command, site, rounds, url_of):
    log = open(os.devnull, "w") if name != "nutgraf" else subprocess.PIPE
    server = subprocess.Popen(command, cwd=site, stdout=subprocess.DEVNULL, stderr=log, text=True)
    try:
        host, prefix = address_of(name, server)
        body = edits(name, site, rounds, host, prefix, url_of, body_edit)
        print(f"{name}: an edited body is served after {body * 1000:8.1f} ms (median of {rounds})")
        title = edits(name, site, rounds, host, prefix, url_of, title_edit)
        print(f"{name}: a changed title is served after {title * 1000:8.1f} ms (median of {rounds})")
        if name == "nutgraf":
            said = edits(name, site, rounds, host, prefix, url_of, reaction_edit)
            print(f"{name}: a changed reaction is served after {said * 1000:8.1f} ms (median of {rounds})")
        print(f"{name}: resident memory {resident(server.pid):.0f} MB")
        return body
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def address_of(name, server):
    if name != "nutgraf":
        return "127.0.0.1:1414", ""
    for line in server.stderr:
        found = re.search(r"at http://([^/]+)(/\S*)", line)
        if found:
            return found.group(1), found.group(2).rstrip("/")
    sys.exit("the preview ended before it began")


def edits(name, site, rounds, host, prefix, url_of, edit):
    chosen = random.Random(7).sample(articles(site), rounds)
    times = []
    for number, article in enumerate(chosen):
        word = f"benchmarked{number}"
        before = article.read_text()
        url = prefix + url_of(article)
        wait_for(host, url, "", 600)
        text = edit(before, word)
        start = time.perf_counter()
        article.write_text(text)
        wait_for(host, url, word, 120)
        times.append(time.perf_counter() - start)
        article.write_text(before)
        wait_for(host, url, word, 120, gone=True)
    return statistics.median(times)


def body_edit(text, word):
    return text + f"\nA sentence with {word}.\n"


def title_edit(text, word):
    return re.sub(r'^(title\s*[:=]\s*"?)', rf"\g<1>{word} ", text, count=1, flags=re.M)


def reaction_edit(text, word):
    """Another stance and other words of the first reaction."""
    reactions = text.index("reactions:")
    head, rest = text[:reactions], text[reactions:]
    rest = re.sub(r'stance: "(\w+)"', lambda it: f'stance: "{"mixed" if it[1] == "opposed" else "opposed"}"', rest, count=1)
    return head + re.sub(r'(text: ")', rf"\g<1>{word} ", rest, count=1)


def wait_for(host, url, word, seconds, gone=False):
    end = time.perf_counter() + seconds
    answer = None
    while time.perf_counter() < end:
        try:
            connection = http.client.HTTPConnection(host, timeout=seconds)
            connection.request("GET", url)
            answer = connection.getresponse()
            page = answer.read().decode("utf-8", "replace")
            if answer.status == 200 and (word in page) != gone:
                return
        except (OSError, http.client.HTTPException):
            # Not up yet, or a page was served while it was written.
            time.sleep(0.05)
    sys.exit(f"{url} never had the edit; the last answer was {answer.status if answer else 'none'}")


def resident(pid):
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024


main()
