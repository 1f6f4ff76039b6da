-- Tables; partitions and inheritance children belong to their parents.
SELECT c.oid,
       nullif(n.nspname, current_schema()),
       c.relname,
       CASE WHEN c.relispartition THEN 'partition'
            WHEN EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = c.oid) THEN 'inherited table'
       END,
       obj_description(c.oid, 'pg_class')
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ({schemas})
  AND c.relkind IN ('r', 'p')
  AND NOT EXISTS (SELECT FROM pg_depend e
                  WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY 2 NULLS FIRST, 3
