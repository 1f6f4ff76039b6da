-- autogen: batch
UPDATE t SET a = u.a FROM u WHERE u.id = t.id;
