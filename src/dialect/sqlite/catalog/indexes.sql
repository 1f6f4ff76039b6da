-- Every key part of every index that a person or a UNIQUE constraint made.
-- A virtual table has no page of its own, and its module may be one that is not here.
SELECT t.name, i.name, i."unique", i.origin, k.cid, k.name, k."desc", k.coll
FROM sqlite_schema AS t, pragma_index_list(t.name) AS i, pragma_index_xinfo(i.name) AS k
WHERE t.type = 'table' AND t.rootpage > 0 AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND k.key = 1 AND i.origin <> 'pk'
ORDER BY t.rowid, i.seq DESC, k.seqno
