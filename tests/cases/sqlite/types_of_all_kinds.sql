-- Whatever people write behind a name.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a, b int, c bigint, d varchar(20), e nvarchar(10), f decimal(10, 2), g "some type", h double precision, i unsigned big int, j datetime, k timestamp, l date, m boolean, n blob, o clob, p json, q numeric, r tinyint, s character(4), t real, u uuid_text, v native character(70));
-- rows
INSERT INTO t VALUES (1, 'x');
