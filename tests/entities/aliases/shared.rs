pub type Length = Metres;
type Metres = f32;
