-- Indexes that are not those of primary keys and exclusion constraints. indnullsnotdistinct is a
-- column since PostgreSQL 15, and as a field of JSON it is absent before.
SELECT i.indrelid,
       x.relname,
       m.amname,
       i.indisunique,
       k.contype IS NOT NULL,
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
       THEN
         (SELECT json_agg(CASE WHEN NOT o.opcdefault THEN quote_ident(o.opcname) END ORDER BY u.n)
          FROM unnest(i.indclass::oid[]) WITH ORDINALITY u(class, n)
          JOIN pg_opclass o ON o.oid = u.class)
       END,
       CASE WHEN NOT i.indcollation::oid[] <@ ARRAY[0, 100]::oid[] THEN
         (SELECT json_agg(CASE WHEN a.attcollation <> u.coll THEN o.collname END ORDER BY u.n)
          FROM unnest(i.indcollation::oid[], (i.indkey::int2[])[0:i.indnkeyatts - 1])
               WITH ORDINALITY u(coll, attnum, n)
          LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.attnum AND u.attnum > 0
          LEFT JOIN pg_collation o ON o.oid = u.coll)
       END,
       pg_get_expr(i.indpred, i.indrelid, true),
       CASE WHEN i.indisunique THEN to_jsonb(i) ->> 'indnullsnotdistinct' END,
       i.indisvalid,
       CASE WHEN NOT i.indisvalid THEN pg_get_indexdef(i.indexrelid) END
FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid AND c.relkind IN ('r', 'p')
JOIN pg_class x ON x.oid = i.indexrelid
JOIN pg_am m ON m.oid = x.relam
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype = 'u'
WHERE n.nspname = ANY ({schemas})
  AND NOT i.indisprimary AND NOT i.indisexclusion
ORDER BY i.indrelid, x.relname
