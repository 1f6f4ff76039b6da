-- With tables, and without.
-- from
CREATE TYPE gone AS ENUM ('a');
CREATE TYPE unused AS ENUM ('b');
CREATE TABLE t (id integer PRIMARY KEY, g gone);
-- to
CREATE TYPE "New Type" AS ENUM ('c', 'd');
CREATE TYPE lonely AS ENUM ('e');
CREATE TABLE t (id integer PRIMARY KEY, n "New Type" DEFAULT 'd', m "New Type"[]);
CREATE TABLE u (n "New Type" PRIMARY KEY);
