use super::member::{Member, member};
use super::*;

impl Member for Check {
    member!(Check, checks);

    fn key(&self) -> String {
        Check::key(self)
    }

    fn name(&mut self) -> Option<&mut Facet<String>> {
        Some(&mut self.name)
    }

    fn operation(table: &QualifiedName, change: Change<Self>) -> Operation {
        Operation::Check(table.clone(), change)
    }
}
