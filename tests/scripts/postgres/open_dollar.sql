SELECT $a$ x $b$;
