CREATE TABLE a (b int);
CREATE TABLE "größe;" (c text DEFAULT '日本;')