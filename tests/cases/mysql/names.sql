-- Names with all that has to be quoted.
-- from
CREATE TABLE `a``b` (`id``x` int PRIMARY KEY, `select` int, `ü x` int AS (`select` + 1), KEY `k``1` (`select`));
-- to
CREATE TABLE `a``b` (`id``x` bigint PRIMARY KEY, `select` bigint, `ü x` bigint AS (`select` + 2), KEY `k``2` (`select`, `id``x`), CONSTRAINT `c``x` CHECK (`select` > 0));
