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
       -- A class is said where it is not the default of the column's type, though it be that of another
       -- type: text_ops of citext. Only such classes, which a cast leads to, are looked at.
       CASE WHEN i.indclass::oid[] && (SELECT array_agg(o.oid) FROM pg_opclass o
                                       WHERE NOT o.opcdefault OR o.opcintype IN (
                                         SELECT k.casttarget FROM pg_cast k
                                         JOIN pg_opclass d ON d.opcintype = k.castsource AND d.opcdefault
                                         WHERE k.castmethod = 'b' AND k.castcontext = 'i'))
             OR EXISTS (SELECT FROM pg_attribute e WHERE e.attrelid = i.indexrelid
                        AND e.attoptions IS NOT NULL)
       THEN
         (SELECT json_agg(
             CASE WHEN NOT o.opcdefault OR e.attoptions IS NOT NULL
                    OR o.opcintype <> b.type AND EXISTS (
                      SELECT FROM pg_opclass d
                      WHERE d.opcmethod = o.opcmethod AND d.opcdefault AND d.opcintype = b.type)
             THEN
               CASE WHEN o.opcnamespace IN ('pg_catalog'::regnamespace, current_schema()::regnamespace)
                    THEN '' ELSE o.opcnamespace::regnamespace::text || '.' END
               || quote_ident(o.opcname)
               || coalesce('(' || array_to_string(e.attoptions, ', ') || ')', '')
             END ORDER BY u.n)
          FROM unnest(i.indclass::oid[], (i.indkey::int2[])[0:i.indnkeyatts - 1])
               WITH ORDINALITY u(class, attnum, n)
          JOIN pg_opclass o ON o.oid = u.class
          JOIN pg_attribute e ON e.attrelid = i.indexrelid AND e.attnum = u.n
          LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.attnum AND u.attnum > 0
          -- The type of an expression is that of its column in the index, unless the class keeps another.
          JOIN pg_type t ON t.oid = CASE WHEN a.attnum IS NOT NULL THEN a.atttypid
                                         WHEN o.opckeytype = 0 THEN e.atttypid ELSE o.opcintype END
          -- Domains and varchar have the classes of other types.
          CROSS JOIN LATERAL (SELECT coalesce(nullif(t.typbasetype, 0), t.oid) AS oid) base
          CROSS JOIN LATERAL (SELECT CASE base.oid WHEN 'varchar'::regtype THEN 'text'::regtype::oid
                                                   ELSE base.oid END AS type) b)
       END,
       -- The collation of an expression is its own where the definition does not say it. The default
       -- one is said where the column has another.
       CASE WHEN NOT i.indcollation::oid[] <@ ARRAY[0, 100]::oid[]
             OR i.indrelid IN (SELECT attrelid FROM pg_attribute
                               WHERE attrelid >= 16384 AND attnum > 0 AND attcollation NOT IN (0, 100))
       THEN
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
