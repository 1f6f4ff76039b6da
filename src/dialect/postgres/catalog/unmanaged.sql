-- What the model does not hold: kind, name, table, definition, what of the model it reads, and
-- what of it uses it.
-- Objects of other schemas are told where they read something in these.
WITH depending AS (
  SELECT DISTINCT
         CASE WHEN w.rulename = '_RETURN' THEN 'pg_class'::regclass ELSE d.classid END AS classid,
         CASE WHEN w.rulename = '_RETURN' THEN w.ev_class ELSE d.objid END AS objid,
         d.refclassid, d.refobjid, d.refobjsubid
  FROM pg_depend d
  LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
  WHERE d.refclassid IN ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_type'::regclass)
    AND (d.classid IN ('pg_rewrite'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass,
                       'pg_proc'::regclass, 'pg_statistic_ext'::regclass,
                       'pg_publication_rel'::regclass, 'pg_type'::regclass)
         OR d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_type'::regclass
         OR d.classid = 'pg_constraint'::regclass
            AND d.objid IN (SELECT oid FROM pg_constraint WHERE contype IN ('f', 'x', 'p', 'u')))
), read AS (
  SELECT d.classid, d.objid, 'column' AS kind, c.relnamespace AS schema, c.relname AS name,
         a.attname AS part
  FROM depending d
  JOIN pg_class c ON c.oid = d.refobjid AND c.relkind IN ('r', 'p')
  JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
  WHERE d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
  UNION
  SELECT d.classid, d.objid, 'table', c.relnamespace, c.relname, NULL
  FROM depending d
  LEFT JOIN pg_type t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid
  LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
  JOIN pg_class c ON c.relkind IN ('r', 'p')
   AND c.oid = CASE d.refclassid WHEN 'pg_class'::regclass THEN d.refobjid
                                 ELSE coalesce(e.typrelid, t.typrelid) END
  WHERE d.refclassid <> 'pg_constraint'::regclass AND d.refobjsubid = 0
  UNION
  SELECT d.classid, d.objid, CASE WHEN i.indisprimary THEN 'primary key' ELSE 'index' END,
         c.relnamespace, c.relname, x.relname
  FROM depending d
  LEFT JOIN pg_constraint k ON d.refclassid = 'pg_constraint'::regclass AND k.oid = d.refobjid
  JOIN pg_index i ON i.indexrelid = CASE d.refclassid WHEN 'pg_class'::regclass THEN d.refobjid
                                                      ELSE k.conindid END
  JOIN pg_class x ON x.oid = i.indexrelid
  JOIN pg_class c ON c.oid = i.indrelid
  WHERE d.refclassid <> 'pg_type'::regclass AND (k.oid IS NULL OR k.contype IN ('p', 'u'))
  UNION
  SELECT d.classid, d.objid, 'enum', coalesce(e.typnamespace, t.typnamespace),
         coalesce(e.typname, t.typname), NULL
  FROM depending d
  JOIN pg_type t ON t.oid = d.refobjid
  LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
  WHERE d.refclassid = 'pg_type'::regclass AND coalesce(e.typtype, t.typtype) = 'e'
), reads AS (
  SELECT r.classid, r.objid,
         json_agg(json_build_array(r.kind, nullif(n.nspname, current_schema()), r.name, r.part)
                  ORDER BY n.nspname, r.name, r.kind, r.part) AS list
  FROM read r JOIN pg_namespace n ON n.oid = r.schema
  WHERE n.nspname = ANY ({schemas})
  GROUP BY 1, 2
), extension AS (
  SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), modelled AS (
  SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY ({schemas}) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.reloftype = 0 AND c.oid NOT IN (SELECT inhrelid FROM pg_inherits)
), used AS (
  -- What objects of the model use, and for what an extension brought, the extension.
  SELECT DISTINCT coalesce(x.refclassid, d.usedclass) AS classid,
         coalesce(x.refobjid, d.usedid) AS objid, d.kind, d.relid, d.part
  FROM (
    SELECT u.classid, u.objid, k.kind, k.relid, k.part,
           CASE WHEN t.typrelid <> 0 THEN 'pg_class'::regclass ELSE u.refclassid END AS usedclass,
           CASE WHEN t.typrelid <> 0 THEN t.typrelid ELSE coalesce(t.oid, u.refobjid) END AS usedid
    FROM pg_depend u
    LEFT JOIN pg_type e ON u.refclassid = 'pg_type'::regclass AND e.oid = u.refobjid
    LEFT JOIN pg_type t
      ON t.oid = CASE WHEN e.typelem <> 0 AND e.typcategory = 'A' THEN e.typelem ELSE e.oid END
    CROSS JOIN LATERAL (
      SELECT 'column' AS kind, a.attrelid AS relid, a.attname::text AS part
      FROM pg_attribute a
      WHERE u.classid = 'pg_class'::regclass AND a.attrelid = u.objid AND a.attnum = u.objsubid
        AND u.objsubid > 0
      UNION ALL
      SELECT 'column', a.attrelid, a.attname
      FROM pg_attrdef v JOIN pg_attribute a ON a.attrelid = v.adrelid AND a.attnum = v.adnum
      WHERE u.classid = 'pg_attrdef'::regclass AND v.oid = u.objid
      UNION ALL
      SELECT 'check', c.conrelid, c.conname
      FROM pg_constraint c
      WHERE u.classid = 'pg_constraint'::regclass AND c.oid = u.objid AND c.contype = 'c'
      UNION ALL
      SELECT 'index', i.indrelid, c.relname
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE u.classid = 'pg_class'::regclass AND i.indexrelid = u.objid AND NOT i.indisprimary
    ) k
    WHERE u.deptype IN ('n', 'a')
      AND u.refclassid IN ('pg_type'::regclass, 'pg_proc'::regclass, 'pg_opclass'::regclass,
                           'pg_operator'::regclass, 'pg_collation'::regclass,
                           'pg_class'::regclass, 'pg_am'::regclass)
  ) d
  LEFT JOIN pg_depend x ON x.classid = d.usedclass AND x.objid = d.usedid AND x.deptype = 'e'
  WHERE d.relid IN (SELECT oid FROM modelled)
), serves AS (
  SELECT u.classid, u.objid,
         json_agg(json_build_array(u.kind, nullif(n.nspname, current_schema()), c.relname, u.part)
                  ORDER BY n.nspname, c.relname, u.kind, u.part) AS list
  FROM used u JOIN pg_class c ON c.oid = u.relid JOIN pg_namespace n ON n.oid = c.relnamespace
  GROUP BY 1, 2
), people AS (
  SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), found AS (
  SELECT 'pg_class'::regclass AS classid, c.oid AS objid, c.relnamespace AS schema,
         CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
                        WHEN 'f' THEN 'foreign table' WHEN 'S' THEN 'sequence'
                        ELSE 'composite type' END AS kind,
         c.relname::text AS name, NULL::oid AS owner,
         CASE WHEN c.relkind IN ('v', 'm') THEN
           format('CREATE %sVIEW %s AS %s', CASE c.relkind WHEN 'm' THEN 'MATERIALIZED ' END,
                  c.oid::regclass, rtrim(pg_get_viewdef(c.oid), ';'))
         WHEN c.relkind = 'S' THEN
           (SELECT format('CREATE SEQUENCE %s AS %s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s%s',
                          c.oid::regclass, q.seqtypid::regtype, q.seqincrement, q.seqmin, q.seqmax,
                          q.seqstart, q.seqcache, CASE WHEN q.seqcycle THEN ' CYCLE' END)
            FROM pg_sequence q WHERE q.seqrelid = c.oid)
           || coalesce((SELECT format(' OWNED BY %s.%I', d.refobjid::regclass, a.attname)
                        FROM pg_depend d JOIN pg_attribute a
                          ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                          AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a'), '')
         WHEN c.relkind = 'c' THEN
           format('CREATE TYPE %s AS (%s)', c.oid::regclass,
                  (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)),
                                     ', ' ORDER BY a.attnum)
                   FROM pg_attribute a
                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))
         END AS definition
  FROM pg_class c
  WHERE c.relnamespace IN (SELECT oid FROM people)
    AND (c.relkind IN ('v', 'm', 'f', 'c')
     OR c.relkind = 'S' AND NOT EXISTS (
       -- The sequence of a serial or an identity column.
       SELECT FROM pg_depend d
       WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
         AND (d.deptype = 'i' OR d.deptype = 'a' AND EXISTS (
           SELECT FROM pg_attrdef v JOIN pg_depend u ON u.classid = 'pg_attrdef'::regclass
                                                    AND u.objid = v.oid AND u.refobjid = c.oid
           WHERE v.adrelid = d.refobjid AND v.adnum = d.refobjsubid))))
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid, t.typnamespace,
         CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'range type' END, t.typname, NULL,
         CASE t.typtype WHEN 'd' THEN
           format('CREATE DOMAIN %s AS %s%s%s%s', t.oid::regtype,
                  format_type(t.typbasetype, t.typtypmod),
                  -- PostgreSQL 12 has no regcollation.
                  (SELECT ' COLLATE ' || CASE WHEN pg_collation_is_visible(l.oid) THEN ''
                                         ELSE l.collnamespace::regnamespace::text || '.' END
                          || quote_ident(l.collname)
                   FROM pg_collation l, pg_type b
                   WHERE l.oid = t.typcollation AND b.oid = t.typbasetype
                     AND l.oid <> b.typcollation),
                  ' DEFAULT ' || t.typdefault,
                  (SELECT string_agg(format(' CONSTRAINT %I %s', k.conname,
                                            pg_get_constraintdef(k.oid)), '' ORDER BY k.conname)
                   FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'))
           || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
         ELSE
           (SELECT format('CREATE TYPE %s AS RANGE (SUBTYPE = %s)', t.oid::regtype,
                          format_type(g.rngsubtype, NULL))
            FROM pg_range g WHERE g.rngtypid = t.oid)
         END
  FROM pg_type t
  WHERE t.typtype IN ('d', 'r') AND t.typnamespace IN (SELECT oid FROM people)
  UNION ALL
  SELECT 'pg_rewrite'::regclass, r.oid, c.relnamespace, 'rule', r.rulename, c.oid,
         rtrim(pg_get_ruledef(r.oid), ';')
  FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
  WHERE r.rulename <> '_RETURN' AND c.relnamespace IN (SELECT oid FROM people)
  UNION ALL
  SELECT 'pg_trigger'::regclass, g.oid, c.relnamespace, 'trigger', g.tgname, c.oid,
         pg_get_triggerdef(g.oid)
  FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
  WHERE NOT g.tgisinternal
  UNION ALL
  SELECT 'pg_policy'::regclass, p.oid, c.relnamespace, 'policy', p.polname, c.oid,
         format('CREATE POLICY %I ON %s%s FOR %s TO %s%s%s', p.polname, p.polrelid::regclass,
                CASE WHEN NOT p.polpermissive THEN ' AS RESTRICTIVE' END,
                CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                              WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                (SELECT string_agg(CASE o WHEN 0 THEN 'PUBLIC' ELSE o::regrole::text END, ', ')
                 FROM unnest(p.polroles) o),
                ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
                ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
  UNION ALL
  SELECT 'pg_class'::regclass, c.oid, c.relnamespace, 'row level security', c.relname, c.oid,
         format('ALTER TABLE %s %s ROW LEVEL SECURITY', c.oid::regclass,
                CASE WHEN c.relforcerowsecurity THEN 'FORCE' ELSE 'ENABLE' END)
  FROM pg_class c
  WHERE c.relrowsecurity OR c.relforcerowsecurity
  UNION ALL
  SELECT 'pg_constraint'::regclass, k.oid, c.relnamespace,
         CASE k.contype WHEN 'x' THEN 'exclusion constraint' WHEN 'n' THEN 'not null constraint'
                        ELSE 'key over periods' END, k.conname, c.oid,
         format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname,
                pg_get_constraintdef(k.oid))
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
  WHERE k.contype = 'x'
     OR k.contype = 'n' AND (k.connoinherit OR NOT k.convalidated)
     OR k.contype IN ('p', 'u', 'f') AND current_setting('server_version_num')::int >= 180000
        AND to_jsonb(k) ->> 'conperiod' = 'true'
  UNION ALL
  -- Keys to these tables from others.
  SELECT 'pg_constraint'::regclass, k.oid, c.relnamespace, 'foreign key',
         format('%s of %s', k.conname, k.conrelid::regclass), NULL,
         format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname,
                pg_get_constraintdef(k.oid))
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.confrelid
  WHERE k.contype = 'f' AND k.conparentid = 0 AND k.confrelid IN (SELECT oid FROM modelled)
    AND k.conrelid NOT IN (SELECT oid FROM modelled)
  UNION ALL
  SELECT 'pg_description'::regclass, k.oid, c.relnamespace, 'constraint comment', k.conname, c.oid,
         format('COMMENT ON CONSTRAINT %I ON %s IS %L', k.conname, k.conrelid::regclass, m.description)
  FROM pg_description m
  JOIN pg_constraint k ON m.classoid = 'pg_constraint'::regclass AND k.oid = m.objoid
  JOIN pg_class c ON c.oid = k.conrelid
  WHERE k.contype <> 'u' AND c.oid IN (SELECT oid FROM modelled)
  UNION ALL
  -- What columns are told that the model does not hold.
  SELECT 'pg_attribute'::regclass, c.oid, c.relnamespace, s.kind, a.attname, c.oid,
         format('ALTER TABLE %s ALTER COLUMN %I SET %s', c.oid::regclass, a.attname, s.setting)
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
  CROSS JOIN LATERAL (VALUES
    ('column statistics', 'STATISTICS ' || nullif(a.attstattarget, -1)),
    ('column storage', CASE WHEN a.attstorage <> t.typstorage THEN
       'STORAGE ' || CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'
                                       WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END),
    ('column compression', CASE to_jsonb(a) ->> 'attcompression' WHEN 'p' THEN 'COMPRESSION pglz'
                                                                 WHEN 'l' THEN 'COMPRESSION lz4' END),
    ('column option', '(' || array_to_string(a.attoptions, ', ') || ')')) s (kind, setting)
  WHERE a.attnum > 0 AND NOT a.attisdropped AND s.setting IS NOT NULL
    AND c.oid IN (SELECT oid FROM modelled)
  UNION ALL
  SELECT 'pg_statistic_ext'::regclass, s.oid, s.stxnamespace, 'statistics object', s.stxname,
         s.stxrelid, pg_get_statisticsobjdef(s.oid)
  FROM pg_statistic_ext s
  UNION ALL
  SELECT 'pg_publication_rel'::regclass, p.oid, c.relnamespace, 'publication', b.pubname, c.oid, NULL
  FROM pg_publication_rel p JOIN pg_publication b ON b.oid = p.prpubid
  JOIN pg_class c ON c.oid = p.prrelid
  UNION ALL
  SELECT 'pg_collation'::regclass, l.oid, l.collnamespace, 'collation', l.collname, NULL, NULL
  FROM pg_collation l
  WHERE l.collnamespace IN (SELECT oid FROM people)
  UNION ALL
  -- An extension's schema is where its objects are, and no part of its name.
  SELECT 'pg_extension'::regclass, x.oid, current_schema()::regnamespace, 'extension', x.extname,
         NULL, format('CREATE EXTENSION %I SCHEMA %I', x.extname, x.extnamespace::regnamespace)
  FROM pg_extension x
  WHERE x.extnamespace IN (SELECT oid FROM people)
  UNION ALL
  SELECT 'pg_proc'::regclass, p.oid, p.pronamespace,
         CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, p.proname, NULL,
         CASE WHEN p.prokind IN ('f', 'p') THEN pg_get_functiondef(p.oid) END
  FROM pg_proc p
  WHERE p.pronamespace IN (SELECT oid FROM people)
    -- Those of a range type come and go with it.
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass
                    AND d.objid = p.oid AND d.deptype = 'i')
)
SELECT f.kind,
       nullif(n.nspname, current_schema()),
       f.name,
       f.owner IS NOT NULL,
       nullif(cn.nspname, current_schema()),
       c.relname,
       f.definition,
       r.list,
       s.list
FROM found f
JOIN pg_namespace n ON n.oid = f.schema
LEFT JOIN pg_class c ON c.oid = f.owner
LEFT JOIN pg_namespace cn ON cn.oid = c.relnamespace
LEFT JOIN reads r ON r.classid = f.classid AND r.objid = f.objid
LEFT JOIN serves s ON s.classid = f.classid AND s.objid = f.objid
WHERE (n.nspname = ANY ({schemas})
       OR r.list IS NOT NULL AND n.oid IN (SELECT oid FROM people))
  AND NOT EXISTS (SELECT FROM extension e WHERE e.classid = f.classid AND e.objid = f.objid)
ORDER BY 1, 2 NULLS FIRST, 3, 6
