//! `nutgraf publish`

mod after;
mod copy;
mod releases;
mod told;

use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;

use told::Planned;

use super::progress::Bar;
use super::site::FormatName;
use super::{Exit, report};
use crate::build;
use crate::config::PublishTarget;
use crate::output::{self, Finished, Unfinished};
use crate::publish::{self, Actor, NotReady, Plan, PublishError, Remote, Site, Store, Work};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Which target of nutgraf.yaml; the first by default
    target: Option<String>,
    /// The folder of the site
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Where the site was built; public/ in the site's folder by default
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Show what would be done, and do nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// How the plan and the releases are printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: PlanFormat,
    /// Overrule another publisher, and write over files that Nutgraf did not put there
    #[arg(long)]
    force: bool,
    /// Delete without a question, however much it is
    #[arg(long, short)]
    yes: bool,
    /// How much may be deleted without a question, in percent of the files; 20 by default
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    delete_limit: Option<u8>,
    #[command(flatten)]
    instead: Instead,
}

/// What else can be done with a target.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct Instead {
    /// Go back to an earlier release; the one before, if none is named
    #[arg(long, value_name = "RELEASE", num_args = 0..=1, default_missing_value = PREVIOUS)]
    rollback: Option<String>,
    /// List the releases that can be gone back to
    #[arg(long)]
    releases: bool,
    /// Remove an earlier release for good
    #[arg(long, value_name = "RELEASE")]
    purge: Option<String>,
}

/// What `--rollback` goes back to when no release is named.
const PREVIOUS: &str = "previous";

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum PlanFormat {
    /// For people
    #[default]
    Human,
    /// One JSON document
    Json,
}

/// Why a command ended early, already told.
type Ended<T> = Result<T, Exit>;

pub(super) fn run(arguments: &Arguments) -> Exit {
    match carry_out(arguments) {
        Ok(()) => Exit::Done,
        Err(exit) => exit,
    }
}

fn carry_out(arguments: &Arguments) -> Ended<()> {
    let target = target(arguments)?;
    let shell = std::env::var("RSYNC_RSH").ok();
    let store = publish::open(&target, &arguments.root, shell.as_deref()).map_err(|error| failed(&error))?;
    let job = Job { arguments, target: &target, store: store.as_ref(), by: actor(arguments) };
    match &arguments.instead {
        Instead { rollback: Some(release), .. } => job.roll_back(Some(release.as_str()).filter(|it| *it != PREVIOUS)),
        Instead { purge: Some(release), .. } => job.purge(release),
        Instead { releases: true, .. } => job.list_releases(),
        _ => job.publish(),
    }
}

/// What is to be done with a target.
struct Job<'j> {
    arguments: &'j Arguments,
    target: &'j PublishTarget,
    store: &'j dyn Store,
    by: Actor,
}

impl Job<'_> {
    fn publish(&self) -> Ended<()> {
        let site = self.site()?;
        let files = site.files(|path| self.store.headers(path));
        let remote = self.look()?;
        let plan = Plan::new(&files, &remote);
        let undone = self.undone(&files, &remote);
        self.tell(Planned { plan: &plan, remote: &remote, back_to: None, undone: &undone });
        let is_done = plan.is_empty() && !remote.is_unfinished();
        if self.arguments.dry_run || is_done {
            return match self.arguments.dry_run {
                true if is_done => Ok(()),
                true => self.store.check_access().map_err(|error| failed(&error)),
                false => self.nothing_to_publish(&remote),
            };
        }
        self.refuse_others(&remote, &plan).inspect_err(|_| self.remember_refused(&remote))?;
        self.confirm_undone(&undone, &remote)?;
        self.confirm_deletes(&plan)?;
        let bar = Bar::new();
        let invalidations = self.invalidations_of(&plan);
        let work = Work {
            site: &site,
            files: &files,
            plan: &plan,
            remote: &remote,
            by: &self.by,
            invalidations: &invalidations,
        };
        let done = self.store.publish(&work, &bar);
        bar.finish();
        done.inspect_err(|_| self.remember_refused(&remote)).map_err(|error| self.stopped(&error))?;
        self.remember(&work.next());
        anstream::eprintln!("{}", told::done(&plan, &self.store.place(), self.target));
        let invalidated = self.invalidate(&work.next().invalidations);
        self.look_at_what_readers_see(&plan, &files);
        invalidated
    }

    /// What is there. Whoever uses force doubts it.
    fn look(&self) -> Ended<Remote> {
        let look = if self.by.force { self.store.look_closely() } else { self.store.look() };
        look.map_err(|error| failed(&error))
    }

    /// Says why it was not carried out, and how to go on.
    fn stopped(&self, error: &PublishError) -> Exit {
        match error {
            PublishError::Overtaken { .. } => refused(&told::overtaken(error, self.arguments.target.as_deref())),
            _ => failed(error),
        }
    }

    fn nothing_to_publish(&self, remote: &Remote) -> Ended<()> {
        anstream::eprintln!("nothing to publish: {} is as the site is here", self.store.place());
        remote.manifest.iter().for_each(|manifest| self.remember(manifest));
        let left = remote.manifest.as_ref().map(|manifest| &manifest.invalidations);
        left.map_or(Ok(()), |left| self.invalidate(left))
    }

    /// For people the plan is said before it is carried out, for programs on the standard output.
    fn tell(&self, planned: Planned) {
        let text = planned.told(self.arguments.format, self.arguments.dry_run);
        if text.is_empty() {
            return;
        }
        if self.arguments.dry_run || self.arguments.format == PlanFormat::Json {
            anstream::println!("{text}");
        } else {
            anstream::eprintln!("{text}");
        }
    }

    fn site(&self) -> Ended<Site> {
        let root = &self.arguments.root;
        let folder = self.arguments.output.clone().unwrap_or_else(|| in_root(root, "public"));
        let finished = match self.arguments.dry_run {
            true => Finished::look(&folder, root),
            false => Finished::hold(&folder, root, super::build::say_waiting),
        };
        let site = finished.map_err(NotReady::Unfinished).and_then(Site::read);
        let base_url = self.target.base_url.as_ref().map(ToString::to_string);
        let checked = site.and_then(|site| site.check(base_url.as_deref()).map(|()| site));
        checked.map_err(|error| not_ready(&error, &folder))
    }

    fn refuse_others(&self, remote: &Remote, plan: &Plan) -> Ended<()> {
        if self.by.force {
            return Ok(());
        }
        if let Some(edit) = remote.edited_by_another(&self.by) {
            return refuse(&told::edited(edit, &self.store.place()));
        }
        if let Some(pending) = remote.pending_of_another(&self.by) {
            return refuse(&format!(
                "{} has been publishing to {} since {}, and did not finish; ask them first, or overrule them with \
                 --force",
                pending.publisher,
                self.store.place(),
                told::time(pending.since)
            ));
        }
        if plan.foreign.is_empty() {
            return Ok(());
        }
        let place = self.store.place();
        if !remote.is_recorded() {
            let number = if plan.foreign.len() == 1 { "1 file" } else { &format!("{} files", plan.foreign.len()) };
            return refuse(&format!(
                "there is no record of what was published to {place}, and {number} there have the names of the site's: \
                 {}; if an earlier release put them there, take them over with --force, and if not, move them away",
                told::some(&plan.foreign)
            ));
        }
        let it = if plan.foreign.len() == 1 { "it" } else { "them" };
        refuse(&format!(
            "{place} holds {}, which Nutgraf did not put there and the site would replace; move {it} away, or replace \
             {it} with --force",
            told::some(&plan.foreign),
        ))
    }

    fn confirm_deletes(&self, plan: &Plan) -> Ended<()> {
        let limit = self.arguments.delete_limit.unwrap_or(self.target.delete_limit);
        let share = plan.deleted_percent();
        if self.arguments.yes || share <= usize::from(limit) {
            return Ok(());
        }
        let files = if plan.deletes.len() == 1 { "1 file" } else { &format!("{} files", plan.deletes.len()) };
        let slugs = publish::explainers(plan.deletes.iter().map(|delete| delete.path.as_str()));
        let explainers = match slugs.len() {
            0 => String::new(),
            1 => format!(", with the explainer {}", told::some(&slugs)),
            _ => format!(", with the explainers {}", told::some(&slugs)),
        };
        let question = format!("{files} there would be deleted, {share} % of all{explainers}");
        if std::io::stdin().is_terminal() && asked(&question) {
            return Ok(());
        }
        refuse(&format!("{question}; see them with --dry-run, and allow it with --yes or --delete-limit {share}"))
    }
}

/// Asks on the terminal.
fn asked(question: &str) -> bool {
    anstream::eprint!("{question}. Go on? [y/N] ");
    let _ = std::io::stderr().flush();
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
}

fn target(arguments: &Arguments) -> Ended<PublishTarget> {
    let request = build::Request {
        root: arguments.root.clone(),
        base_url: None,
        preview: None,
        drafts: false,
        future: false,
        now: Timestamp::now(),
        deny_warnings: false,
    };
    let (targets, mistakes) = build::targets(&request).map_err(|error| report::failed(&error))?;
    if mistakes.errors() > 0 {
        report::print(&mistakes, FormatName::Human);
        return sound(targets, arguments.target.as_deref());
    }
    let names = targets.iter().map(|target| target.name.as_str()).collect::<Vec<_>>().join("`, `");
    let found = match &arguments.target {
        None => targets.into_iter().next(),
        Some(name) => targets.into_iter().find(|target| target.name == *name),
    };
    match (found, &arguments.target) {
        (Some(target), _) => Ok(target),
        (None, Some(name)) if !names.is_empty() => {
            Err(refused(&format!("nutgraf.yaml has no target `{name}`; its targets are `{names}`")))
        }
        _ => Err(refused(
            "nutgraf.yaml names no place to publish to; add one, as in\n\n    publish:\n      production: \
             {to: \"file:///srv/site\", base_url: \"https://example.org/\"}\n",
        )),
    }
}

/// Of settings with mistakes, the target that was named, if none is in it.
fn sound(targets: Vec<PublishTarget>, named: Option<&str>) -> Ended<PublishTarget> {
    let sound: Vec<PublishTarget> = targets.into_iter().filter(|target| target.is_sound).collect();
    let first = sound.first().map(|target| target.name.clone());
    match (sound.into_iter().find(|target| Some(target.name.as_str()) == named), first) {
        (Some(target), _) => {
            anstream::eprintln!("warning: nutgraf.yaml has mistakes; none is in the target `{}`", target.name);
            Ok(target)
        }
        // Which is the first is not known, so it is not taken for the one that is meant.
        (None, Some(name)) if named.is_none() => {
            anstream::eprintln!("A target without mistakes can be named: `nutgraf publish {name}`");
            Err(Exit::Mistakes)
        }
        (None, _) => Err(Exit::Mistakes),
    }
}

fn in_root(root: &Path, name: &str) -> PathBuf {
    if root == Path::new(".") { PathBuf::from(name) } else { root.join(name) }
}

/// Whoever is logged in, on this machine. In continuous integration, where each run has a machine of its own, the
/// project: so that a run can complete what the one before it began.
fn actor(arguments: &Arguments) -> Actor {
    let name = project().unwrap_or_else(|| user_and_machine(&arguments.root));
    Actor { name, now: Timestamp::now(), force: arguments.force }
}

/// In continuous integration.
fn project() -> Option<String> {
    let project = |ci: &str, name: &str| Some(format!("{ci}@{}", std::env::var(name).ok()?));
    project("github-actions", "GITHUB_REPOSITORY").or_else(|| project("gitlab-ci", "CI_PROJECT_PATH"))
}

/// With the site's folder: of two copies of a site on one machine, neither goes on with what the other began.
fn user_and_machine(root: &Path) -> String {
    let variable = |names: [&str; 2]| names.into_iter().find_map(|name| std::env::var(name).ok());
    let user = variable(["USER", "USERNAME"]).unwrap_or_else(|| "someone".to_owned());
    let machine = variable(["HOSTNAME", "COMPUTERNAME"]).or_else(host_name).unwrap_or_else(|| "a machine".to_owned());
    let folder = output::canonical(root);
    format!("{user}@{machine}:{}", folder.display())
}

#[cfg(unix)]
fn host_name() -> Option<String> {
    let name = rustix::system::uname();
    Some(name.nodename().to_str().ok()?.to_owned())
}

#[cfg(not(unix))]
fn host_name() -> Option<String> {
    None
}

// What stops it

/// Says why nothing is done.
fn refused(why: &str) -> Exit {
    anstream::eprintln!("nutgraf: {why}");
    Exit::Usage
}

fn refuse<T>(why: &str) -> Ended<T> {
    Err(refused(why))
}

fn failed(error: &PublishError) -> Exit {
    match error {
        PublishError::Refused(_) | PublishError::Overtaken { .. } => refused(&error.to_string()),
        PublishError::Failed { .. } => report::machine(error),
    }
}

fn not_ready(error: &NotReady, folder: &Path) -> Exit {
    let folder = told::path(folder);
    let why = match error {
        NotReady::Unfinished(Unfinished::Failed(error)) => return report::machine(error),
        NotReady::Unreadable(..) => return report::machine(error),
        NotReady::Unfinished(Unfinished::Unbuilt) => {
            format!("{folder} holds no finished site; run `nutgraf build` first")
        }
        NotReady::Unfinished(Unfinished::Mistakes(errors)) => {
            let errors = if *errors == 1 { "1 error".to_owned() } else { format!("{errors} errors") };
            format!("the last build found {errors}, so {folder} holds an older site; mend them, and build again")
        }
        NotReady::Unfinished(Unfinished::Touched(files)) => {
            format!("in {folder}, {} changed since the build; run `nutgraf build` again", told::some(files))
        }
        NotReady::OtherAddress { target, .. } => format!("{error}; run `nutgraf build --base-url {target}` first"),
        NotReady::Unpublished(_) => format!("{error}; run `nutgraf build` without them first"),
    };
    refused(&why)
}
