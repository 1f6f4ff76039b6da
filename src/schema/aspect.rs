/// The part of an object that something is said about, so that it can be told at the place where
/// that part is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// The object as it is declared.
    #[default]
    Whole,
    Name,
    Type,
    Default,
    Generated,
    AutoIncrement,
    Collation,
    OnUpdate,
    Comment,
    /// One value of an enum type.
    Value(String),
}
