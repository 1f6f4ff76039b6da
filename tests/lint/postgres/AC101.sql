-- finds
REVOKE SELECT ON shops FROM reporting;
-- finds
DROP POLICY own_rows ON shops;
-- finds
ALTER POLICY own_rows ON shops USING (owner = current_user);
GRANT SELECT ON shops TO reporting;
