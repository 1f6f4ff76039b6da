-- Every table, index, view and trigger with the text that made it; what stands behind virtual tables
-- is told apart.
SELECT CASE WHEN l.type IN ('virtual', 'shadow') THEN l.type ELSE o.type END, o.name, o.tbl_name, o.sql
FROM sqlite_schema AS o
LEFT JOIN pragma_table_list AS l ON o.type = 'table' AND l.schema = 'main' AND l.name = o.name
WHERE o.name NOT LIKE 'sqlite\_%' ESCAPE '\'
ORDER BY o.rowid
