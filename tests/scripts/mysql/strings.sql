INSERT INTO t VALUES ('it\'s; a', "say \"hi;\"", 'it''s', `we``;ird`, 'c:\\'); # comment; 'x
SELECT 5--4; -- comment;
SELECT 1 --
;
/*!40101 SET NAMES utf8mb4 */;
/*!50003 SELECT 1; */;
/* comment; /* not nested */ SELECT 2 /*+ hint; */;
/*M!100100 SELECT 3 */;
