use sea_orm::sea_query::{ColumnType, StringLen, ValueType};

use crate::domain::ids::Text;

pub struct Note(String);

impl ValueType for Note {
    fn column_type() -> ColumnType {
        ColumnType::Text
    }
}

impl<const N: usize> ValueType for Text<N> {
    fn column_type() -> ColumnType {
        ColumnType::String(StringLen::N(64))
    }
}
