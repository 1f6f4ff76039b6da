// ünï
pub fn ä() { let x = ; }
