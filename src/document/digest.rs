//! stub
use super::Summary;
pub struct Digest { pub summary: u64, pub anchors: u64 }
impl Summary {
    pub fn digest(&self) -> Digest {
        use std::hash::{Hash, Hasher};
        let mut s = self.clone();
        s.anchors.clear(); s.links.clear();
        s.address = 0..0; s.head = 0..0;
        let mut h = std::collections::hash_map::DefaultHasher::new();
        format!("{s:?}").hash(&mut h);
        Digest { summary: h.finish(), anchors: 0 }
    }
}
