-- finds
REVOKE INSERT ON shop.* FROM 'app'@'%';
GRANT SELECT ON shop.orders TO 'app'@'%';
