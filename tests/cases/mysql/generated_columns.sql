-- They come, go, read something else, and become plain.
-- from
CREATE TABLE t (id int PRIMARY KEY, price int NOT NULL, amount int NOT NULL, total int GENERATED ALWAYS AS (price * amount) STORED, half int GENERATED ALWAYS AS (price / 2) VIRTUAL, was int, KEY by_total (total));
-- to
CREATE TABLE t (id int PRIMARY KEY, price int NOT NULL, amount int NOT NULL, total int GENERATED ALWAYS AS (price * amount + 1) STORED, half int, was int GENERATED ALWAYS AS (amount) VIRTUAL, label varchar(20) GENERATED ALWAYS AS (concat('n', price)) STORED, KEY by_total (total));
-- rows
INSERT INTO t (id, price, amount) VALUES (1, 6, 7);
-- kept
SELECT total, was, label FROM t
= 43|7|n6
