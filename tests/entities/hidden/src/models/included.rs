include!("made/entities.rs");
include!("made/constants.rs");
include!(concat!(env!("OUT_DIR"), "/entities.rs"));
include!("../../made.in");
