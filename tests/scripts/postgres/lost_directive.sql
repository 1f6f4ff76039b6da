SELECT 1;
-- autogen: rebuild shops
