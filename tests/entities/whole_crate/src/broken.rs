fn half_written( {
