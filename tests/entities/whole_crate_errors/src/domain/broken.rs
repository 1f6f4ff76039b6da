pub enum Color {
