WITH own AS (
  SELECT n.oid, CASE WHEN n.nspname <> 'public' THEN n.nspname || '.' ELSE '' END AS prefix
  FROM pg_namespace n
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
), t AS (
  SELECT c.*, own.prefix || c.relname AS name
  FROM pg_class c JOIN own ON own.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                    AND d.objid = c.oid AND d.deptype = 'e')
)
SELECT format('table %s %s %s options %s access %s rls %s/%s parents %s by %s bound %s comment %L',
              t.name, t.relkind, t.relpersistence,
              (SELECT array_agg(o ORDER BY o) FROM unnest(t.reloptions) o)::text,
              (SELECT amname FROM pg_am WHERE oid = t.relam), t.relrowsecurity,
              t.relforcerowsecurity,
              (SELECT array_agg(inhparent::regclass::text ORDER BY inhseqno) FROM pg_inherits
               WHERE inhrelid = t.oid),
              CASE WHEN t.relkind = 'p' THEN pg_get_partkeydef(t.oid) END,
              pg_get_expr(t.relpartbound, t.oid), obj_description(t.oid, 'pg_class'))
FROM t
UNION ALL
SELECT format('column %s.%s %s null %s default %s identity %s generated %s collation %s inherited %s comment %L',
              t.name, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
              pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated,
              (SELECT collname FROM pg_collation WHERE oid = a.attcollation), a.attinhcount,
              col_description(t.oid, a.attnum))
FROM t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
UNION ALL
SELECT format('constraint %s.%s %s valid %s inherited %s/%s comment %L', t.name, k.conname,
              pg_get_constraintdef(k.oid), k.convalidated, k.conislocal, k.connoinherit,
              obj_description(k.oid, 'pg_constraint'))
FROM t JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype NOT IN ('n', 't')
UNION ALL
SELECT format('index %s options %s valid %s clustered %s identity %s comment %L',
              regexp_replace(pg_get_indexdef(i.indexrelid), ' WITH \([^)]*\)', ''),
              (SELECT array_agg(o ORDER BY o) FROM pg_class x, unnest(x.reloptions) o
               WHERE x.oid = i.indexrelid)::text,
              i.indisvalid, i.indisclustered, i.indisreplident,
              obj_description(i.indexrelid, 'pg_class'))
FROM t JOIN pg_index i ON i.indrelid = t.oid
UNION ALL
SELECT format('sequence %s%s of %s.%s %s from %s by %s in %s..%s cycle %s', own.prefix, c.relname, t.name,
              a.attname, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax,
              s.seqcycle)
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN own ON own.oid = c.relnamespace
JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
  AND d.refclassid = 'pg_class'::regclass
JOIN t ON t.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
UNION ALL
SELECT format('enum %s%s %s', own.prefix, y.typname,
              (SELECT array_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum
               WHERE enumtypid = y.oid)::text)
FROM pg_type y JOIN own ON own.oid = y.typnamespace
WHERE y.typtype = 'e'
