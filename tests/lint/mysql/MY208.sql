-- finds
ALTER TABLE shops ENGINE=InnoDB;
-- finds
ALTER TABLE shops FORCE;
ALTER TABLE shops COMMENT='x';
