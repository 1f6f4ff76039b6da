use heck::{
    ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToTitleCase, ToUpperCamelCase,
};

/// A value of SeaORM's `rename_all`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseStyle {
    Camel,
    Kebab,
    Mixed,
    ShoutySnake,
    Snake,
    Title,
    Upper,
    Lower,
    ScreamingKebab,
    Pascal,
}

impl CaseStyle {
    /// The names that SeaORM knows.
    pub const NAMES: &str = "camelCase, PascalCase, kebab-case, snake_case, SCREAMING_SNAKE_CASE, \
                             SCREAMING-KEBAB-CASE, lowercase, UPPERCASE, title_case, mixed_case";

    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "camel_case" | "PascalCase" => Self::Pascal,
            "camelCase" => Self::Camel,
            "snake_case" | "snek_case" => Self::Snake,
            "kebab_case" | "kebab-case" => Self::Kebab,
            "SCREAMING-KEBAB-CASE" => Self::ScreamingKebab,
            "shouty_snake_case" | "shouty_snek_case" | "SCREAMING_SNAKE_CASE" => Self::ShoutySnake,
            "title_case" => Self::Title,
            "mixed_case" => Self::Mixed,
            "lowercase" => Self::Lower,
            "UPPERCASE" => Self::Upper,
            _ => return None,
        })
    }

    /// A Rust name in this style.
    pub fn convert(self, name: &str) -> String {
        match self {
            Self::Pascal => name.to_upper_camel_case(),
            Self::Kebab => name.to_kebab_case(),
            Self::Mixed => name.to_lower_camel_case(),
            Self::ShoutySnake => name.to_shouty_snake_case(),
            Self::Snake => name.to_snake_case(),
            Self::Title => name.to_title_case(),
            Self::Upper => name.to_uppercase(),
            Self::Lower => name.to_lowercase(),
            Self::ScreamingKebab => name.to_kebab_case().to_uppercase(),
            Self::Camel => {
                let camel = name.to_upper_camel_case();
                let mut chars = camel.chars();
                chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect()
            }
        }
    }
}
