-- Tables; partitions, typed tables and those that inherit belong to others. How a table is
-- partitioned, stored and replicated are options of it.
SELECT c.oid,
       nullif(n.nspname, current_schema()),
       c.relname,
       CASE WHEN c.relispartition THEN 'partition'
            WHEN EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = c.oid) THEN 'inherited table'
            WHEN c.reloftype <> 0 THEN 'typed table'
       END,
       obj_description(c.oid, 'pg_class'),
       (SELECT json_agg(json_build_array(nullif(pn.nspname, current_schema()), p.relname))
        FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent
        JOIN pg_namespace pn ON pn.oid = p.relnamespace
        WHERE h.inhrelid = c.oid),
       (SELECT json_object_agg(o.name, o.value)
        FROM (SELECT 'unlogged' AS name, 'true' AS value WHERE c.relpersistence = 'u'
              UNION ALL
              SELECT 'partition_by', pg_get_partkeydef(c.oid) WHERE c.relkind = 'p'
              UNION ALL
              SELECT 'access_method', m.amname FROM pg_am m WHERE m.oid = c.relam AND m.amname <> 'heap'
              UNION ALL
              SELECT 'tablespace', s.spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace
              UNION ALL
              SELECT 'replica_identity', CASE c.relreplident WHEN 'f' THEN 'full' ELSE 'nothing' END
              WHERE c.relreplident IN ('f', 'n')
              UNION ALL
              SELECT split_part(p.text, '=', 1), substr(p.text, strpos(p.text, '=') + 1)
              FROM unnest(c.reloptions) AS p (text)
              UNION ALL
              SELECT 'toast.' || split_part(p.text, '=', 1), substr(p.text, strpos(p.text, '=') + 1)
              FROM pg_class s, unnest(s.reloptions) AS p (text)
              WHERE s.oid = c.reltoastrelid) o)
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ({schemas})
  AND c.relkind IN ('r', 'p')
  AND NOT EXISTS (SELECT FROM pg_depend e
                  WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY 2 NULLS FIRST, 3
