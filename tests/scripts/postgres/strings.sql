INSERT INTO t VALUES ('it''s; fine', E'it\'s; too', e'\\', 'back\', U&'\0061;', B'01', "we""ird;" );
SELECT 'a' -- comment; with 'quote
;;
SELECT $1, a$b$c, $$; ' $x$ ; $$, $tag$ $$ ; $tag$, $ü$;$ü$ FROM "t";
SELECT ARRAY[1;
SELECT 'value' /* outer /* inner ; */ ; */ || 'b';
SELECT 5 --4;
;
