//! What is kept of a Rust file: the few forms that entities are made of, as plain values that
//! can leave the thread that parsed them.

use std::fmt;

/// A place in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub start: Position,
    pub end: Position,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Counted from 1; 0 is the file as a whole.
    pub line: u32,
    /// In characters, counted from 0.
    pub column: u32,
}

#[derive(Debug, Default)]
pub struct Module {
    pub uses: Vec<Use>,
    pub items: Vec<Item>,
    pub impls: Vec<Impl>,
    pub modules: Vec<ModuleItem>,
    /// The calls that were not expanded.
    pub macros: Vec<MacroCall>,
    pub rules: Vec<MacroRules>,
}

/// A `macro_rules!`.
#[derive(Debug)]
pub struct MacroRules {
    pub name: String,
    pub text: String,
}

/// A macro called where items stand, which it makes.
#[derive(Debug)]
pub struct MacroCall {
    pub name: String,
    /// Of the name.
    pub span: Span,
    /// The names given to it that may be types.
    pub names: Vec<String>,
    /// What is given to it, if that is a string alone.
    pub text: Option<String>,
}

/// `mod name;` or `mod name { ... }`.
#[derive(Debug)]
pub struct ModuleItem {
    pub name: String,
    pub span: Span,
    /// The value of `#[path = "..."]`.
    pub path: Option<String>,
    pub inline: Option<Module>,
    /// Whether its `cfg` holds.
    pub enabled: bool,
}

/// One leaf of a `use`.
#[derive(Debug)]
pub struct Use {
    pub path: Vec<String>,
    /// With `::` in front.
    pub absolute: bool,
    /// The name that it binds; none is a glob.
    pub name: Option<String>,
    pub public: bool,
}

#[derive(Debug)]
pub struct Item {
    pub name: String,
    /// Of the name.
    pub span: Span,
    pub attributes: Attributes,
    pub kind: ItemKind,
}

#[derive(Debug)]
pub enum ItemKind {
    Alias { parameters: Vec<String>, ty: Type },
    Struct(Fields),
    Enum(Vec<Variant>),
}

#[derive(Debug)]
pub enum Fields {
    Named(Vec<Field>),
    /// The types of a tuple struct; none for a unit struct.
    Tuple(Vec<Type>),
}

#[derive(Debug)]
pub struct Field {
    /// Without `r#`.
    pub name: String,
    pub span: Span,
    pub ty: Type,
    pub attributes: Attributes,
}

#[derive(Debug)]
pub struct Variant {
    /// Without `r#`.
    pub name: String,
    pub span: Span,
    pub attributes: Attributes,
}

/// The attributes that count, `cfg_attr` already decided.
#[derive(Debug, Default)]
pub struct Attributes {
    /// The last segments of what is derived.
    pub derives: Vec<String>,
    /// The same of what would be derived if the conditions of `cfg_attr` held.
    pub switched_off: Vec<String>,
    /// Of all `#[sea_orm(...)]`, in order.
    pub sea_orm: Vec<Meta>,
    /// How many of them stand in the first `#[sea_orm(...)]`.
    pub sea_orm_first: Option<usize>,
    /// Of all `#[cfg_attr(any(), autogen(...))]`, in order.
    pub autogen: Vec<Meta>,
    /// `#[sea_orm::model]`, or `#[sea_orm::compact_model]`.
    pub model: Option<ModelMacro>,
    /// `#[strum(disabled)]`: a variant of `Column` that is no column.
    pub disabled: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelMacro {
    Dense,
    Compact,
}

impl Attributes {
    pub fn derives(&self, name: &str) -> bool {
        self.derives.iter().any(|derived| derived == name)
    }

    /// The last `name` of the `sea_orm` attributes, which is the one that SeaORM heeds.
    pub fn get(&self, name: &str) -> Option<&Meta> {
        self.sea_orm.iter().rev().find(|meta| meta.name == name)
    }

    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Those of the first attribute: some of SeaORM's macros read no other.
    pub fn first(&self) -> &[Meta] {
        &self.sea_orm[..self.sea_orm_first.unwrap_or(0).min(self.sea_orm.len())]
    }
}

/// The name of an item that could not be read.
pub const MALFORMED: &str = "?";

/// One item of an attribute's list.
#[derive(Debug)]
pub struct Meta {
    pub name: String,
    /// Of the whole item.
    pub span: Span,
    pub value: MetaValue,
}

#[derive(Debug)]
pub enum MetaValue {
    Flag,
    Value(Expr),
    /// A string that holds Rust code; the code or what is wrong with it.
    Code {
        text: String,
        code: Result<Expr, String>,
    },
    List(Vec<Meta>),
}

/// The `impl` of a trait that says something about a table.
#[derive(Debug)]
pub struct Impl {
    /// The last segment of its path.
    pub of: String,
    pub target: Path,
    pub functions: Vec<Function>,
    pub types: Vec<(String, Type)>,
}

impl Impl {
    pub fn function(&self, name: &str) -> Option<&Function> {
        self.functions.iter().find(|function| function.name == name)
    }
}

/// A function and the expression that is its body.
#[derive(Debug)]
pub struct Function {
    pub name: String,
    pub span: Span,
    pub body: Expr,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    pub span: Span,
    /// With `::` in front.
    pub absolute: bool,
    /// The type of `<Type as Trait>::name`.
    pub qself: Option<Box<Type>>,
    pub segments: Vec<Segment>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Without `r#`.
    pub name: String,
    pub arguments: Vec<Type>,
}

impl Path {
    /// The path that is one name.
    pub fn of(name: &str, span: Span) -> Self {
        let segments = vec![Segment { name: name.to_owned(), arguments: Vec::new() }];
        Self { span, absolute: false, qself: None, segments }
    }

    pub fn last(&self) -> &str {
        self.segments.last().map_or("", |segment| &segment.name)
    }

    pub fn names(&self) -> Vec<&str> {
        self.segments.iter().map(|segment| segment.name.as_str()).collect()
    }

    /// The path without its last segment.
    pub fn parent(&self) -> Self {
        let mut path = self.clone();
        path.segments.pop();
        path
    }

    /// The generic arguments of the last segment.
    pub fn arguments(&self) -> &[Type] {
        self.segments.last().map_or(&[], |segment| &segment.arguments)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    pub span: Span,
    pub kind: TypeKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    Path(Path),
    Tuple(Vec<Type>),
    Reference(Box<Type>),
    /// Any other type, as it is written.
    Other(String),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    pub span: Span,
    pub kind: ExprKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    Bool(bool),
    /// Digits with their sign, without suffix.
    Number(String),
    Text(String),
    Char(char),
    Path(Path),
    Call(Box<Expr>, Vec<Expr>),
    Method(Box<Expr>, String, Vec<Expr>),
    Tuple(Vec<Expr>),
    /// An array or `vec![...]`.
    List(Vec<Expr>),
    Struct(Path, Vec<(String, Expr)>),
    Match(Vec<Arm>),
    /// `panic!`, `unimplemented!` and the like.
    Panic,
    /// Any other expression, as it is written.
    Other(String),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// The variants that it matches; none is a wildcard.
    pub variants: Option<Vec<String>>,
    pub value: Expr,
}

/// As the tokens are written, without white space: SeaORM's macros decide by this text.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            TypeKind::Path(path) => path.fmt(f),
            TypeKind::Tuple(types) => {
                f.write_str("(")?;
                list(f, types)?;
                f.write_str(")")
            }
            TypeKind::Reference(ty) => write!(f, "&{ty}"),
            TypeKind::Other(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(ty) = &self.qself {
            write!(f, "<{ty}>::")?;
        }
        for (i, segment) in self.segments.iter().enumerate() {
            let colons = if i > 0 || self.absolute { "::" } else { "" };
            write!(f, "{colons}{}", segment.name)?;
            if !segment.arguments.is_empty() {
                f.write_str("<")?;
                list(f, &segment.arguments)?;
                f.write_str(">")?;
            }
        }
        Ok(())
    }
}

/// As Rust code, close to how it was written: for messages.
impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExprKind::Bool(it) => write!(f, "{it}"),
            ExprKind::Number(it) | ExprKind::Other(it) => f.write_str(it),
            ExprKind::Text(it) => write!(f, "{it:?}"),
            ExprKind::Char(it) => write!(f, "{it:?}"),
            ExprKind::Path(path) => path.fmt(f),
            ExprKind::Call(function, arguments) => {
                write!(f, "{function}(")?;
                list(f, arguments)?;
                f.write_str(")")
            }
            ExprKind::Method(receiver, name, arguments) => {
                write!(f, "{receiver}.{name}(")?;
                list(f, arguments)?;
                f.write_str(")")
            }
            ExprKind::Tuple(items) => {
                f.write_str("(")?;
                list(f, items)?;
                f.write_str(")")
            }
            ExprKind::List(items) => {
                f.write_str("[")?;
                list(f, items)?;
                f.write_str("]")
            }
            ExprKind::Struct(path, _) => write!(f, "{path} {{ .. }}"),
            ExprKind::Match(_) => f.write_str("match .. { .. }"),
            ExprKind::Panic => f.write_str("panic!()"),
        }
    }
}

fn list(f: &mut fmt::Formatter<'_>, items: &[impl fmt::Display]) -> fmt::Result {
    for (i, item) in items.iter().enumerate() {
        let separator = if i == 0 { "" } else { "," };
        write!(f, "{separator}{item}")?;
    }
    Ok(())
}
