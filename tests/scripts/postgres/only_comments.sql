-- nothing to do
/* on this
   /* database */ */
