-- autogen: rebuild
SELECT 1;
