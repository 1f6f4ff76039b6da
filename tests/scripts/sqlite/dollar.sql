SELECT $a, $$;
