-- Every table, index, view and trigger with the text that made it; what stands behind virtual tables
-- is told apart.
-- A trigger keeps the name of its table as it was written, in whatever case.
SELECT CASE WHEN l.type IN ('virtual', 'shadow') THEN l.type ELSE o.type END, o.name,
  CASE o.type WHEN 'trigger' THEN coalesce(
    (SELECT t.name FROM sqlite_schema AS t WHERE t.type IN ('table', 'view') AND t.name = o.tbl_name COLLATE NOCASE),
    o.tbl_name
  ) ELSE o.tbl_name END, o.sql
FROM sqlite_schema AS o
LEFT JOIN pragma_table_list AS l ON o.type = 'table' AND l.schema = 'main' AND l.name = o.name
WHERE o.name NOT LIKE 'sqlite\_%' ESCAPE '\'
ORDER BY o.rowid
