-- Every column, hidden ones of generated columns (2 virtual, 3 stored) included.
-- A virtual table has no page of its own, and its module may be one that is not here.
SELECT t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
FROM sqlite_schema AS t, pragma_table_xinfo(t.name) AS c
WHERE t.type = 'table' AND t.rootpage > 0 AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
ORDER BY t.rowid, c.cid
