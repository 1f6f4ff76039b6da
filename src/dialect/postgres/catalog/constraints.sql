-- Foreign keys and checks; primary keys and UNIQUE constraints come with their indexes. Keys to a
-- partitioned table have a copy for each of its partitions, with a parent. What is new since
-- PostgreSQL 15 is absent before as a field of JSON.
SELECT k.conrelid,
       k.conname,
       k.contype,
       array_to_json(k.conkey),
       nullif(fn.nspname, current_schema()),
       f.relname,
       CASE WHEN k.contype = 'f' THEN
         (SELECT json_agg(a.attname ORDER BY u.n)
          FROM unnest(k.confkey) WITH ORDINALITY u(attnum, n)
          JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.attnum)
       END,
       k.confdeltype,
       k.confupdtype,
       k.condeferrable,
       k.condeferred,
       k.convalidated,
       CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid, true) END,
       CASE WHEN k.confdeltype IN ('n', 'd') THEN to_jsonb(k) ->> 'confdelsetcols' END,
       k.confmatchtype,
       k.connoinherit,
       CASE WHEN NOT k.convalidated THEN to_jsonb(k) ->> 'conenforced' END
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid AND c.relkind IN ('r', 'p')
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class f ON f.oid = k.confrelid AND k.contype = 'f'
LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
WHERE n.nspname = ANY ({schemas})
  AND k.contype IN ('f', 'c')
  AND k.conparentid = 0
  AND NOT (k.contype = 'f' AND current_setting('server_version_num')::int >= 180000
           AND to_jsonb(k) ->> 'conperiod' = 'true')
ORDER BY k.conrelid, k.conname
