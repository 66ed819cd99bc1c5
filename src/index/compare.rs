//! Two indexes beside each other, for tests: one that took changes in, and one that was made anew.

use std::collections::BTreeMap;
use std::fmt::Debug;

use super::Index;

impl Index {
    /// What they differ in; `None` where nothing can tell them apart.
    pub(crate) fn difference(&self, other: &Self) -> Option<String> {
        let (own, others) = (self.parts(), other.parts());
        let differing = own.iter().filter(|(name, part)| others.get(*name) != Some(*part));
        let told: Vec<String> = differing.map(|(name, part)| told(name, part, &others[name])).collect();
        (!told.is_empty()).then(|| told.join("\n"))
    }

    fn parts(&self) -> BTreeMap<&'static str, Vec<String>> {
        let mut findings = lines(&self.findings);
        findings.sort();
        let collisions = lines(&self.collisions);
        BTreeMap::from([
            ("known", sorted(&self.known)),
            ("codes", sorted(&self.codes)),
            ("aliases", sorted(&self.aliases)),
            ("files", lines(&self.files)),
            ("by_file", sorted(&self.by_file)),
            ("documents", sorted(&self.documents)),
            ("words", sorted(&self.words)),
            ("absent", lines(&self.absent)),
            ("articles", lines(&self.articles)),
            ("touching", self.touching.lines()),
            ("paired", self.paired.lines()),
            ("entities", lines(&self.entities)),
            ("relations", lines(&self.relations)),
            ("translations", sorted(&self.translations)),
            ("names", sorted(&self.names)),
            ("sheets", lines(&self.sheets)),
            ("pictures", lines(&*self.around.pictures)),
            ("tables", lines(&*self.around.tables)),
            ("shown", lines(&self.shown)),
            ("aliased", vec![self.aliased.to_string()]),
            ("outputs", self.outputs.lines()),
            ("findings", findings),
            ("collisions", collisions),
            ("checked", sorted(&self.checks.by_document)),
            ("faulty", lines(&self.checks.faulty)),
            ("readers", sorted(&self.checks.readers)),
        ])
    }
}

fn told(name: &str, own: &[String], others: &[String]) -> String {
    let only = |some: &[String], rest: &[String]| -> String {
        some.iter().filter(|line| !rest.contains(line)).map(|line| ["  ", line, "\n"].concat()).collect()
    };
    format!("{name}: changed to\n{}made anew it is\n{}", only(own, others), only(others, own))
}

pub(super) fn lines<T: Debug>(list: impl IntoIterator<Item = T>) -> Vec<String> {
    list.into_iter().map(|item| format!("{item:?}")).collect()
}

pub(super) fn sorted<T: Debug>(list: impl IntoIterator<Item = T>) -> Vec<String> {
    let mut lines = lines(list);
    lines.sort();
    lines
}
