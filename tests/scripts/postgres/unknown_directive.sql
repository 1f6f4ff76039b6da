SELECT 1;
  -- autogen: rebild shops
SELECT 2;
