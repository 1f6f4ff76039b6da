-- Spells expressions as the server does: in temporary tables that no one else sees, within a
-- subtransaction that is always rolled back, each expression alone.
--
-- `boards` is a list of tables, {create, table, questions: [{number, before, after, undo, texts:
-- [expected, actual]}]}: an expression stands between `before` and `after`, and `undo` takes it
-- away. The server's spelling is fed back until it stays: that of `varchar IN (...)` changes once
-- more. Two trees that differ in how a call or a cast is written are one: timezone(...) and AT TIME
-- ZONE. A default has its `column` too, and where both are made of constants and PostgreSQL's own
-- immutable functions, their values decide: one value has many spellings. A `part` of an index is
-- spelled in its predicate.
CREATE FUNCTION pg_temp.autogen_settle(boards jsonb)
RETURNS TABLE (number text, expected text, actual text, alike boolean, refused text)
LANGUAGE plpgsql SET standard_conforming_strings = on AS $autogen$
DECLARE
  board jsonb;
  question jsonb;
  tab text;
  spelled text[];
  trees text[];
  stored text[];
  said text;
  told text;
  stripped text;
  side integer;
BEGIN
  FOR board IN SELECT * FROM jsonb_array_elements(boards) LOOP
    tab := board ->> 'table';
    BEGIN
      EXECUTE board ->> 'create';
      FOR question IN SELECT * FROM jsonb_array_elements(board -> 'questions') LOOP
        number := question ->> 'number';
        spelled := NULL;
        trees := NULL;
        alike := false;
        refused := NULL;
        BEGIN
          FOR side IN 1..2 LOOP
            spelled[side] := question -> 'texts' ->> side - 1;
            FOR round IN 1..4 LOOP
              said := spelled[side];
              EXECUTE (question ->> 'before') || said || (question ->> 'after');
              SELECT coalesce(pg_get_expr(tree, tab::regclass), 'NULL'),
                     regexp_replace(tree::text, ':(location|[a-z]+format) -?[0-9]+', '', 'g')
              INTO told, stripped
              FROM (SELECT coalesce(
                (SELECT adbin FROM pg_attrdef WHERE adrelid = tab::regclass),
                (SELECT conbin FROM pg_constraint WHERE conrelid = tab::regclass AND contype = 'c'),
                (SELECT indpred FROM pg_index WHERE indrelid = tab::regclass)) AS tree) kept;
              trees[side] := stripped;
              -- A part stands in `(... IS NOT NULL)`, which needs no operator class.
              spelled[side] := CASE WHEN question ? 'part' THEN substr(told, 2, length(told) - 14)
                                    ELSE told END;
              EXECUTE question ->> 'undo';
              EXIT WHEN spelled[side] = said;
            END LOOP;
          END LOOP;
          alike := spelled[1] = spelled[2] OR coalesce(trees[1] = trees[2], false);
          IF question ? 'column' AND NOT alike THEN
            BEGIN
              stored := NULL;
              FOR side IN 1..2 LOOP
                EXECUTE format('CREATE INDEX ON %s ((0)) WHERE (%s) IS NOT NULL', tab, spelled[side]);
                EXECUTE (question ->> 'before') || spelled[side] || (question ->> 'after');
                PERFORM FROM pg_depend
                WHERE classid = 'pg_attrdef'::regclass
                  AND objid = (SELECT oid FROM pg_attrdef WHERE adrelid = tab::regclass)
                  AND refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass, 'pg_cast'::regclass);
                IF FOUND THEN
                  RAISE SQLSTATE 'AG000';
                END IF;
                EXECUTE format('INSERT INTO %s (%s) VALUES (DEFAULT) RETURNING quote_nullable(%2$s::text)',
                               tab, question ->> 'column') INTO said;
                stored[side] := said;
              END LOOP;
              RAISE SQLSTATE 'AG001';
            EXCEPTION
              WHEN SQLSTATE 'AG001' THEN alike := stored[1] = stored[2];
              WHEN OTHERS THEN NULL;
            END;
          END IF;
        EXCEPTION WHEN OTHERS THEN
          refused := SQLERRM;
        END;
        expected := spelled[1];
        actual := spelled[2];
        RETURN NEXT;
      END LOOP;
      RAISE SQLSTATE 'AG001';
    EXCEPTION
      WHEN SQLSTATE 'AG001' THEN NULL;
      WHEN OTHERS THEN
        -- The table itself: a type that is not there.
        FOR question IN SELECT * FROM jsonb_array_elements(board -> 'questions') LOOP
          number := question ->> 'number';
          expected := NULL;
          actual := NULL;
          alike := false;
          refused := SQLERRM;
          RETURN NEXT;
        END LOOP;
    END;
  END LOOP;
END
$autogen$
