pub struct Plain(String);
