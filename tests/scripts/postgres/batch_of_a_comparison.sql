-- autogen: batch
UPDATE t SET differs = a IS DISTINCT FROM b WHERE differs IS NULL;
