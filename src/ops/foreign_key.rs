use super::member::{Member, member};
use super::*;

impl Member for ForeignKey {
    member!(ForeignKey, foreign_keys);

    fn key(&self) -> String {
        ForeignKey::key(self)
    }

    fn name(&mut self) -> Option<&mut Facet<String>> {
        Some(&mut self.name)
    }

    fn operation(table: &QualifiedName, change: Change<Self>) -> Operation {
        Operation::ForeignKey(table.clone(), change)
    }
}
