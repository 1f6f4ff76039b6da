-- finds
DROP INDEX sqlite_autoindex_shops_1;
DROP INDEX shops_name;
