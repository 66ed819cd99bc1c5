#!/usr/bin/env python3
"""The same articles built by Nutgraf, and by Hugo, Zola and Eleventy where these are installed, in turn.

    benches/compare.py [--articles 10000] [--rounds 3] [--program target/release/nutgraf] [--work DIR]
    benches/compare.py --growth 1000,10000,100000
    benches/compare.py --one 101 [--before PROGRAM]

Each run writes to a fresh folder and nothing is deleted until the end, since a file system is slower for minutes after
a large tree was deleted. Times are of whole processes; a table gives medians, peak memory, and ratios to Nutgraf's
median of the same rounds. `nutgraf` makes what the others make, and the older pages of lists; `nutgraf-all` also pages of
relations, and all as data. `cp -r` copies what `nutgraf` wrote. Standard library only; Linux.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--program", type=Path, default=HERE.parent / "target/release/nutgraf")
    parser.add_argument("--work", type=Path, help="a folder with room for all that is written")
    parser.add_argument("--growth", help="numbers of articles, as in 1000,10000: Nutgraf alone")
    parser.add_argument("--one", type=int, metavar="TIMES", help="a site of one file, built so often from nothing: Nutgraf alone")
    parser.add_argument("--before", type=Path, help="with --one: another program, built with in turn")
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="nutgraf-compare-", dir=options.work))
    try:
        if options.growth:
            growth(options, work)
        elif options.one:
            one(options, work)
        else:
            compare(options, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


COMMON = 'title: "Benchmark site"\nbase_url: "https://example.org/"\nsearch: false\ncards: false\n'
SETTINGS = {"nutgraf": COMMON + "data: false\nrelations: false\n", "nutgraf-all": COMMON}


def generators(program):
    """Name, command, and how the output folder is named."""
    for name in SETTINGS:
        yield name, [str(program.resolve()), "build", "--root", "."], "--output"
    if shutil.which("hugo"):
        yield "hugo", ["hugo", "--quiet"], "--destination"
    if shutil.which("zola"):
        yield "zola", ["zola", "build"], "--output-dir"
    if shutil.which("eleventy"):
        yield "eleventy", ["eleventy", "--quiet"], "--output"


def compare(options, work):
    runs, versions = {}, {}
    peers = list(generators(options.program))
    for name, command, _ in peers:
        corpus(options.articles, name.removesuffix("-all"), work / name)
        if name in SETTINGS:
            (work / name / "nutgraf.yaml").write_text(SETTINGS[name])
        versions[name] = version(command[0])
    for number in range(options.rounds):
        for name, command, flag in peers:
            output = work / f"{name}-{number}"
            runs.setdefault(name, []).append(timed([*command, flag, str(output)], work / name))
        copied = timed(["cp", "-r", str(work / f"nutgraf-{number}"), str(work / f"copy-{number}")], work)
        runs.setdefault("cp -r", []).append(copied)
    own = statistics.median(seconds for seconds, _ in runs["nutgraf"])
    print(f"{options.articles} articles, medians of {options.rounds} rounds in turn, {os.cpu_count()} cores")
    print(f"{'':12}{'time':>9}{'ratio':>8}{'memory':>10}{'files':>9}{'bytes':>9}")
    for name, results in runs.items():
        took, peak = (statistics.median(column) for column in zip(*results))
        files, size = extent(work / f"{name}-0") if name in versions else extent(work / "copy-0")
        ratio = f"{took / own:.2f}"
        print(f"{name:12}{took:7.2f} s{ratio:>8}{peak:7.0f} MB{files:9}{size / 1e6:6.0f} MB  {versions.get(name, '')}")


def growth(options, work):
    print(f"{'articles':>9}{'time':>9}{'memory':>10}{'files':>9}{'ms each':>9}")
    for count in map(int, options.growth.split(",")):
        corpus(count, "nutgraf", work / f"site-{count}")
        name, command, _ = next(generators(options.program))
        (work / f"site-{count}" / "nutgraf.yaml").write_text(SETTINGS[name])
        output = work / f"out-{count}"
        took, peak = timed([*command, "--output", str(output)], work / f"site-{count}")
        files, _ = extent(output)
        print(f"{count:9}{took:7.2f} s{peak:7.0f} MB{files:9}{took / count * 1000:9.2f}", flush=True)


ONE = """---
title: Kazakhstan signs an accord
summary: What it says.
date: 2026-01-01
takeaways: [It was signed.]
---
## What it says

Kazakhstan and Israel agreed on trade. The United States hosted the talks.
"""


def one(options, work):
    (work / "site").mkdir()
    (work / "site" / "nutgraf.yaml").write_text(COMMON)
    (work / "site" / "accord.md").write_text(ONE)
    programs = [program for program in (options.before, options.program) if program]
    runs = {program: [] for program in programs}
    for number in range(options.one):
        for program in programs if number % 2 else reversed(programs):
            for folder in ("out", "site/.nutgraf"):
                shutil.rmtree(work / folder, ignore_errors=True)
            command = [str(program.resolve()), "build", "--root", ".", "--output", str(work / "out")]
            took, peak = timed(command, work / "site")
            runs[program].append((took * 1000, peak))
    for program, results in runs.items():
        took, peaks = zip(*results)
        print(f"{program}: {statistics.median(took):.1f} ms in the median, {min(took):.1f} at best, {max(peaks):.0f} MB")


def corpus(articles, flavor, folder):
    flavor_of = ["--articles", str(articles), "--flavor", flavor, "--out", str(folder)]
    subprocess.run([sys.executable, str(HERE / "corpus.py"), *flavor_of], check=True)


def timed(command, folder):
    """Seconds and peak megabytes of a whole process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    if status:
        sys.exit(f"{' '.join(command)} failed:\n{said.decode(errors='replace')}")
    return took, usage.ru_maxrss / 1024


def extent(folder):
    sizes = [path.lstat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def version(program):
    flag = "version" if Path(program).name == "hugo" else "--version"
    said = subprocess.run([program, flag], capture_output=True, text=True).stdout
    return said.strip().splitlines()[-1][:60] if said.strip() else ""


main()
