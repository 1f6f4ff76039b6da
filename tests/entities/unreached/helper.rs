pub fn no_entity() {}
