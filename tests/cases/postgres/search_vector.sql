-- A generated column of full text, with its index.
-- from
CREATE TABLE tabs (id integer PRIMARY KEY, title text NOT NULL, artist text);
-- to
CREATE TABLE tabs (id integer PRIMARY KEY, title text NOT NULL, artist text, search_vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', title || ' ' || coalesce(artist, ''))) STORED);
CREATE INDEX tabs_search ON tabs USING gin (search_vector);
-- rows
INSERT INTO tabs VALUES (1, 'Blue', NULL);
-- kept
SELECT search_vector @@ 'blue' FROM tabs
= t
