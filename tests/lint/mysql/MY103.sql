-- before: shops.state enum('a','b')
-- finds
ALTER TABLE shops MODIFY state enum('a','c','b') NOT NULL;
-- finds
ALTER TABLE shops MODIFY state enum('a') NOT NULL;
-- finds
ALTER TABLE people MODIFY tags set('x','y');
ALTER TABLE shops MODIFY state enum('a','b','c') NOT NULL;
ALTER TABLE shops MODIFY state enum('b') NOT NULL, LOCK=NONE;
-- next script
-- before: shops.tags set('1','2','3','4','5','6','7')
ALTER TABLE shops MODIFY tags set('1','2','3','4','5','6','7','8');
-- finds
ALTER TABLE shops MODIFY tags set('1','2','3','4','5','6','7','8','9');
-- finds
ALTER TABLE shops MODIFY tags set('2','1','3','4','5','6','7','8','9');
