-- finds
GRANT ALL ON shop.* TO 'app'@'%';
GRANT SELECT ON shop.orders TO 'app'@'%';
