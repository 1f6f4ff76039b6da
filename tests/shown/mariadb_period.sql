CREATE TABLE `t` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `a` date NOT NULL,
  `b` date NOT NULL,
  PERIOD FOR `p` (`a`, `b`),
  PRIMARY KEY (`id`,`p` WITHOUT OVERLAPS)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
