pub struct Model {
    pub id: i32,
    pub name String,
}
