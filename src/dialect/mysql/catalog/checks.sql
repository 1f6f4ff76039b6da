-- MariaDB has the table beside the check, MySQL has it in another view; each passes over the
-- comments that are for the other.
SELECT NULLIF(c.CONSTRAINT_SCHEMA, DATABASE()), TABLE_NAME, c.CONSTRAINT_NAME, c.CHECK_CLAUSE
  /*M! , c.LEVEL */
FROM information_schema.CHECK_CONSTRAINTS c
/*!80016 JOIN information_schema.TABLE_CONSTRAINTS t
  ON t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND t.CONSTRAINT_NAME = c.CONSTRAINT_NAME
  AND t.CONSTRAINT_TYPE = 'CHECK' */
WHERE c.CONSTRAINT_SCHEMA {schemas}
