pub struct Model {
    pub id: i32,
