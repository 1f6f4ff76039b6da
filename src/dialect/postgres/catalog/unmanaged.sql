-- What the model does not hold: kind, name, table, definition, and the columns that are read.
WITH reads AS (
  SELECT r.classid, r.objid,
         json_agg(json_build_array(nullif(n.nspname, current_schema()), c.relname, a.attname)
                  ORDER BY n.nspname, c.relname, a.attnum) AS columns
  FROM (SELECT DISTINCT
               CASE WHEN d.classid = 'pg_rewrite'::regclass AND w.rulename = '_RETURN'
                    THEN 'pg_class'::regclass ELSE d.classid END AS classid,
               CASE WHEN d.classid = 'pg_rewrite'::regclass AND w.rulename = '_RETURN'
                    THEN w.ev_class ELSE d.objid END AS objid,
               d.refobjid, d.refobjsubid
        FROM pg_depend d
        LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
        WHERE d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
          AND (d.classid IN ('pg_rewrite'::regclass, 'pg_trigger'::regclass,
                             'pg_policy'::regclass, 'pg_proc'::regclass)
               OR d.classid = 'pg_constraint'::regclass
                  AND d.objid IN (SELECT oid FROM pg_constraint WHERE contype = 'x'))) r
  JOIN pg_class c ON c.oid = r.refobjid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = r.refobjid AND a.attnum = r.refobjsubid
  GROUP BY 1, 2
), extension AS (
  SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), found AS (
  SELECT 'pg_class'::regclass AS classid, c.oid AS objid, n.nspname,
         CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
                        WHEN 'f' THEN 'foreign table' WHEN 'S' THEN 'sequence'
                        ELSE 'composite type' END AS kind,
         c.relname AS name, NULL::name AS table_schema, NULL::name AS table_name,
         CASE WHEN c.relkind IN ('v', 'm') THEN
           format('CREATE %sVIEW %s AS %s', CASE c.relkind WHEN 'm' THEN 'MATERIALIZED ' END,
                  c.oid::regclass, rtrim(pg_get_viewdef(c.oid), ';'))
         END AS definition
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('v', 'm', 'f', 'c')
     OR c.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_depend d
                                        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                                          AND d.deptype IN ('a', 'i'))
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid, n.nspname,
         CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'range type' END, t.typname, NULL, NULL, NULL
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typtype IN ('d', 'r')
  UNION ALL
  SELECT 'pg_rewrite'::regclass, r.oid, n.nspname, 'rule', r.rulename, n.nspname, c.relname,
         rtrim(pg_get_ruledef(r.oid), ';')
  FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE r.rulename <> '_RETURN'
  UNION ALL
  SELECT 'pg_trigger'::regclass, g.oid, n.nspname, 'trigger', g.tgname, n.nspname, c.relname,
         pg_get_triggerdef(g.oid)
  FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT g.tgisinternal
  UNION ALL
  SELECT 'pg_policy'::regclass, p.oid, n.nspname, 'policy', p.polname, n.nspname, c.relname,
         format('CREATE POLICY %I ON %s%s FOR %s TO %s%s%s', p.polname, p.polrelid::regclass,
                CASE WHEN NOT p.polpermissive THEN ' AS RESTRICTIVE' END,
                CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                              WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                (SELECT string_agg(CASE o WHEN 0 THEN 'PUBLIC' ELSE o::regrole::text END, ', ')
                 FROM unnest(p.polroles) o),
                ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
                ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  UNION ALL
  SELECT 'pg_constraint'::regclass, k.oid, n.nspname, 'exclusion constraint', k.conname,
         n.nspname, c.relname,
         format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname,
                pg_get_constraintdef(k.oid))
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE k.contype = 'x'
  UNION ALL
  SELECT 'pg_proc'::regclass, p.oid, n.nspname,
         CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, p.proname, NULL, NULL,
         CASE WHEN p.prokind IN ('f', 'p') THEN pg_get_functiondef(p.oid) END
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
)
SELECT f.kind,
       nullif(f.nspname, current_schema()),
       f.name,
       f.table_name IS NOT NULL,
       nullif(f.table_schema, current_schema()),
       f.table_name,
       f.definition,
       r.columns
FROM found f
LEFT JOIN reads r ON r.classid = f.classid AND r.objid = f.objid
WHERE f.nspname = ANY ({schemas})
  AND NOT EXISTS (SELECT FROM extension e WHERE e.classid = f.classid AND e.objid = f.objid)
ORDER BY 1, 2 NULLS FIRST, 3, 6
