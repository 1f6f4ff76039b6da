COPY a FROM '/tmp/x' ; COPY (SELECT stdin FROM t) TO '/tmp/y';
