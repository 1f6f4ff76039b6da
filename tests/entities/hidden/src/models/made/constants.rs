pub const A: i32 = 1;
