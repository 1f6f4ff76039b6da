-- before: shops.state enum('a','b')
-- finds
ALTER TABLE shops MODIFY state enum('a','c','b') NOT NULL;
-- finds
ALTER TABLE shops MODIFY state enum('a') NOT NULL;
-- finds
ALTER TABLE people MODIFY tags set('x','y');
ALTER TABLE shops MODIFY state enum('a','b','c') NOT NULL;
ALTER TABLE shops MODIFY state enum('b') NOT NULL, LOCK=NONE;
