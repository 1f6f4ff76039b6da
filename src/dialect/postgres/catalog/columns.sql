-- Columns. A serial column owns the sequence that its default takes numbers from.
SELECT a.attrelid,
       a.attnum,
       a.attname,
       a.atttypid,
       format_type(a.atttypid, a.atttypmod),
       a.attnotnull,
       a.attidentity,
       a.attgenerated,
       pg_get_expr(d.adbin, d.adrelid, true),
       pg_get_expr(d.adbin, d.adrelid) = format('nextval(%L::regclass)', s.sequence::regclass),
       CASE WHEN a.attcollation NOT IN (0, 100) AND a.attcollation <> t.typcollation THEN
         (SELECT CASE o.collnamespace WHEN 'pg_catalog'::regnamespace THEN o.collname::text
                 ELSE format('"%s"."%s"', replace(o.collnamespace::regnamespace::text, '"', ''),
                             replace(o.collname, '"', '""')) END
          FROM pg_collation o WHERE o.oid = a.attcollation)
       END,
       m.description
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_description m ON m.classoid = 'pg_class'::regclass
                          AND m.objoid = a.attrelid AND m.objsubid = a.attnum
LEFT JOIN (SELECT p.refobjid, p.refobjsubid, min(p.objid) AS sequence
           FROM pg_depend p JOIN pg_class q ON q.oid = p.objid AND q.relkind = 'S'
           WHERE p.classid = 'pg_class'::regclass AND p.refclassid = 'pg_class'::regclass
             AND p.deptype = 'a' AND p.refobjsubid > 0
           GROUP BY 1, 2) s ON s.refobjid = a.attrelid AND s.refobjsubid = a.attnum
WHERE n.nspname = ANY ({schemas}) AND c.relkind IN ('r', 'p')
ORDER BY a.attrelid, a.attnum
