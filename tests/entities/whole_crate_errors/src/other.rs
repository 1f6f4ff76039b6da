fn bad( {
