WITH t AS (
  SELECT l.name, l.wr, l.strict, upper(m.sql) AS text
  FROM pragma_table_list l JOIN sqlite_schema m ON m.name = l.name AND m.type = 'table'
  WHERE l.schema = 'main' AND l.name NOT LIKE 'sqlite\_%' ESCAPE '\'
)
SELECT printf('table %s without rowid %d strict %d autoincrement %d checks %d collations %d deferrable %d conflict %d',
              name, wr, strict, instr(text, 'AUTOINCREMENT') > 0,
              (length(text) - length(replace(text, 'CHECK', ''))) / 5,
              (length(text) - length(replace(text, 'COLLATE', ''))) / 7,
              (length(text) - length(replace(text, 'DEFERRABLE', ''))) / 10,
              (length(text) - length(replace(text, 'CONFLICT', ''))) / 8)
FROM t
UNION ALL
SELECT printf('column %s.%s %s not null %d default %s key %d hidden %d',
              t.name, c.name, lower(replace(c.type, ' ', '')),
              -- A rowid by another name is never null, whatever was declared.
              c."notnull" OR (c.pk AND NOT t.wr AND lower(c.type) = 'integer'
                              AND (SELECT max(k.pk) = 1 FROM pragma_table_info(t.name) k)),
              coalesce(nullif(iif(c.dflt_value LIKE '"%', quote(trim(c.dflt_value, '"')), c.dflt_value), 'NULL'), 'none'), c.pk, c.hidden)
FROM t, pragma_table_xinfo(t.name) c
UNION ALL
SELECT printf('index %s.%s unique %d %s partial %d on %s', t.name,
              CASE i.origin WHEN 'c' THEN i.name ELSE '' END, i."unique", i.origin, i.partial,
              (SELECT group_concat(printf('%s %d %s', coalesce(x.name, 'expression'), x.desc, x.coll), ', ')
               FROM pragma_index_xinfo(i.name) x WHERE x.key))
FROM t, pragma_index_list(t.name) i
UNION ALL
-- A key keeps the names of its parent as they were written, in whatever case.
SELECT printf('key %s (%s) to %s (%s) update %s delete %s', t.name, group_concat(k."from"), lower(k."table"),
              group_concat(coalesce(lower(k."to"), (SELECT lower(p.name) FROM pragma_table_info(k."table") p
                                     WHERE p.pk = k.seq + 1))), k.on_update, k.on_delete)
FROM t, pragma_foreign_key_list(t.name) k
GROUP BY t.name, k.id
