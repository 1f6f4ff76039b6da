use super::member::{Member, member};
use super::*;

impl Member for Index {
    member!(Index, indexes);

    fn key(&self) -> String {
        Index::key(self)
    }

    fn name(&mut self) -> Option<&mut Facet<String>> {
        Some(&mut self.name)
    }

    fn operation(table: &QualifiedName, change: Change<Self>) -> Operation {
        Operation::Index(table.clone(), change)
    }
}
