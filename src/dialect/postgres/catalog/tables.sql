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
              WHERE s.oid = c.reltoastrelid) o),
       -- Of what belongs to others all that is its own, so that two of them can be told apart.
       CASE WHEN c.relispartition OR EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = c.oid) THEN
         format('CREATE TABLE %s', c.oid::regclass)
         || CASE WHEN c.relispartition THEN '' ELSE
              format(' (%s)', (SELECT string_agg(format('%I %s', a.attname,
                                                        format_type(a.atttypid, a.atttypmod)),
                                                 ', ' ORDER BY a.attnum)
                               FROM pg_attribute a
                               WHERE a.attrelid = c.oid AND a.attislocal AND a.attnum > 0
                                 AND NOT a.attisdropped))
            END
         || (SELECT format(CASE WHEN c.relispartition THEN ' PARTITION OF %s ' ELSE ' INHERITS (%s)' END,
                           string_agg(h.inhparent::regclass::text, ', ' ORDER BY h.inhseqno))
             FROM pg_inherits h WHERE h.inhrelid = c.oid)
         || coalesce(pg_get_expr(c.relpartbound, c.oid), '')
         || coalesce(' PARTITION BY ' || pg_get_partkeydef(c.oid), '')
         || coalesce((SELECT string_agg('; ' || pg_get_indexdef(i.indexrelid), ''
                                        ORDER BY i.indexrelid::regclass::text)
                      FROM pg_index i
                      WHERE i.indrelid = c.oid
                        AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.indexrelid)), '')
         || coalesce((SELECT string_agg(format('; ALTER TABLE %s ADD CONSTRAINT %I %s', c.oid::regclass,
                                               k.conname, pg_get_constraintdef(k.oid)), ''
                                        ORDER BY k.conname)
                      FROM pg_constraint k
                      WHERE k.conrelid = c.oid AND k.contype IN ('c', 'f', 'x') AND k.conislocal
                        AND k.conparentid = 0), '')
       END
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ({schemas})
  AND c.relkind IN ('r', 'p')
  AND NOT EXISTS (SELECT FROM pg_depend e
                  WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY 2 NULLS FIRST, 3
