-- autogen: batch 1000
UPDATE t SET a = 1;
