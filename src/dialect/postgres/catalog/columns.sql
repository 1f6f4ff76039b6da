-- Columns. A serial column owns the sequence that its default takes numbers from. Types that the
-- server shows without their schema because of the search path are shown with it, but for those of
-- the current schema.
SELECT a.attrelid,
       a.attnum,
       a.attname,
       a.atttypid,
       CASE WHEN t.typnamespace <> 'pg_catalog'::regnamespace AND pg_type_is_visible(a.atttypid)
             AND tn.nspname <> current_schema()
            THEN quote_ident(tn.nspname) || '.' ELSE '' END
         || format_type(a.atttypid, a.atttypmod),
       a.attnotnull,
       a.attidentity,
       a.attgenerated,
       pg_get_expr(d.adbin, d.adrelid, true),
       s.deptype = 'a',
       CASE WHEN a.attcollation NOT IN (0, 100) AND a.attcollation <> t.typcollation THEN
         (SELECT CASE WHEN o.collnamespace IN ('pg_catalog'::regnamespace, current_schema()::regnamespace)
                 THEN o.collname::text
                 ELSE format('"%s"."%s"', replace(cn.nspname, '"', '""'), replace(o.collname, '"', '""')) END
          FROM pg_collation o JOIN pg_namespace cn ON cn.oid = o.collnamespace
          WHERE o.oid = a.attcollation)
       END,
       m.description,
       CASE WHEN q.seqrelid IS NOT NULL THEN
         json_build_array(q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache,
                          q.seqcycle::int)
       END,
       (SELECT relname FROM pg_class WHERE oid = s.sequence)
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
JOIN pg_namespace tn ON tn.oid = t.typnamespace
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_description m ON m.classoid = 'pg_class'::regclass
                          AND m.objoid = a.attrelid AND m.objsubid = a.attnum
LEFT JOIN (SELECT p.refobjid, p.refobjsubid, p.objid AS sequence, p.deptype, u.objid AS taken_by
           FROM pg_depend p
           JOIN pg_class q ON q.oid = p.objid AND q.relkind = 'S'
           LEFT JOIN pg_depend u ON p.deptype = 'a' AND u.classid = 'pg_attrdef'::regclass
                                AND u.refclassid = 'pg_class'::regclass AND u.refobjid = p.objid
           WHERE p.classid = 'pg_class'::regclass AND p.refclassid = 'pg_class'::regclass
             AND p.deptype IN ('a', 'i') AND p.refobjsubid > 0) s
  ON s.refobjid = a.attrelid AND s.refobjsubid = a.attnum
 AND (s.deptype = 'i' AND a.attidentity <> ''
      OR s.taken_by = d.oid
         AND pg_get_expr(d.adbin, d.adrelid) = format('nextval(%L::regclass)', s.sequence::regclass))
LEFT JOIN pg_sequence q ON q.seqrelid = s.sequence
WHERE n.nspname = ANY ({schemas}) AND c.relkind IN ('r', 'p')
ORDER BY a.attrelid, a.attnum
