CREATE TABLE a (b int);
COPY a (b) FROM stdin WITH (FORMAT csv);
1
\.
