-- Every column pair of every foreign key; SQLite numbers the keys of a table from the last.
-- A virtual table has no page of its own, and its module may be one that is not here.
SELECT t.name, k.id, k."table", k."from", k."to", k.on_update, k.on_delete
FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS k
WHERE t.type = 'table' AND t.rootpage > 0 AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
ORDER BY t.rowid, k.id DESC, k.seq
