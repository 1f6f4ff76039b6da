SELECT
-- autogen: rebuild shops
1;
