-- Spellings that the server takes for one.
-- from
CREATE TABLE t (id int8 PRIMARY KEY, a character varying(10) DEFAULT 'x'::character varying, b int DEFAULT '1', c timestamp without time zone DEFAULT now(), d bool DEFAULT 'f', e decimal(4,1) CHECK (e BETWEEN 1 AND 2), f text CHECK (f IN ('a', 'b')), UNIQUE (a));
-- to
CREATE TABLE t (f text, e numeric(4,1), d boolean DEFAULT false, c timestamp DEFAULT now(), b integer DEFAULT 1, a varchar(10) DEFAULT 'x', id bigint NOT NULL, CONSTRAINT t_pkey PRIMARY KEY (id), CONSTRAINT t_a_key UNIQUE (a), CONSTRAINT t_e_check CHECK (e >= 1 AND e <= 2), CONSTRAINT t_f_check CHECK (f = ANY (ARRAY['a', 'b'])));
-- changes
