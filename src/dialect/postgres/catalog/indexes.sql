-- Indexes that are not those of exclusion constraints and of keys over periods, with the primary
-- keys and UNIQUE constraints that they serve. indnullsnotdistinct is a column since PostgreSQL 15,
-- and as a field of JSON it is absent before.
SELECT i.indrelid,
       x.relname,
       m.amname,
       i.indisunique,
       k.contype,
       k.condeferrable,
       k.condeferred,
       i.indnkeyatts,
       array_to_json(i.indkey::int2[]),
       array_to_json(i.indoption::int2[]),
       CASE WHEN i.indexprs IS NOT NULL THEN
         (SELECT json_agg(CASE u.attnum WHEN 0 THEN pg_get_indexdef(i.indexrelid, u.n::int, true) END
                          ORDER BY u.n)
          FROM unnest(i.indkey::int2[]) WITH ORDINALITY u(attnum, n))
       END,
       CASE WHEN i.indclass::oid[] && (SELECT array_agg(oid) FROM pg_opclass WHERE NOT opcdefault)
             OR EXISTS (SELECT FROM pg_attribute e WHERE e.attrelid = i.indexrelid
                        AND e.attoptions IS NOT NULL)
       THEN
         (SELECT json_agg(
             CASE WHEN NOT o.opcdefault OR e.attoptions IS NOT NULL THEN
               CASE WHEN o.opcnamespace IN ('pg_catalog'::regnamespace, current_schema()::regnamespace)
                    THEN '' ELSE quote_ident(o.opcnamespace::regnamespace::text) || '.' END
               || quote_ident(o.opcname)
               || coalesce('(' || array_to_string(e.attoptions, ', ') || ')', '')
             END ORDER BY u.n)
          FROM unnest(i.indclass::oid[]) WITH ORDINALITY u(class, n)
          JOIN pg_opclass o ON o.oid = u.class
          JOIN pg_attribute e ON e.attrelid = i.indexrelid AND e.attnum = u.n)
       END,
       -- The collation of an expression is its own where the definition does not say it.
       CASE WHEN NOT i.indcollation::oid[] <@ ARRAY[0, 100]::oid[] THEN
         (SELECT json_agg(
             CASE WHEN CASE u.attnum
                         WHEN 0 THEN strpos(pg_get_indexdef(i.indexrelid),
                                            pg_get_indexdef(i.indexrelid, u.n::int, false) || ' COLLATE ') > 0
                         ELSE a.attcollation <> u.coll END
             THEN CASE WHEN o.collnamespace IN ('pg_catalog'::regnamespace, current_schema()::regnamespace)
                       THEN o.collname::text
                       ELSE format('"%s"."%s"', replace(cn.nspname, '"', '""'), replace(o.collname, '"', '""'))
                  END
             END ORDER BY u.n)
          FROM unnest(i.indcollation::oid[], (i.indkey::int2[])[0:i.indnkeyatts - 1])
               WITH ORDINALITY u(coll, attnum, n)
          LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.attnum AND u.attnum > 0
          LEFT JOIN pg_collation o ON o.oid = u.coll
          LEFT JOIN pg_namespace cn ON cn.oid = o.collnamespace)
       END,
       pg_get_expr(i.indpred, i.indrelid, true),
       CASE WHEN i.indisunique THEN to_jsonb(i) ->> 'indnullsnotdistinct' END,
       i.indisvalid,
       CASE WHEN NOT i.indisvalid THEN pg_get_indexdef(i.indexrelid) END,
       (SELECT json_object_agg(o.name, o.value)
        FROM (SELECT split_part(p.text, '=', 1) AS name, substr(p.text, strpos(p.text, '=') + 1) AS value
              FROM unnest(x.reloptions) AS p (text)
              UNION ALL
              SELECT 'tablespace', s.spcname FROM pg_tablespace s WHERE s.oid = x.reltablespace
              UNION ALL
              SELECT 'clustered', 'true' WHERE i.indisclustered
              UNION ALL
              SELECT 'replica_identity', 'true' WHERE i.indisreplident) o),
       CASE WHEN k.oid IS NULL THEN obj_description(i.indexrelid, 'pg_class')
            ELSE obj_description(k.oid, 'pg_constraint') END
FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid AND c.relkind IN ('r', 'p')
JOIN pg_class x ON x.oid = i.indexrelid
JOIN pg_am m ON m.oid = x.relam
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u')
                         AND k.conrelid = i.indrelid
WHERE n.nspname = ANY ({schemas})
  AND NOT i.indisexclusion
  AND NOT (k.oid IS NOT NULL AND current_setting('server_version_num')::int >= 180000
           AND to_jsonb(k) ->> 'conperiod' = 'true')
ORDER BY i.indrelid, x.relname
