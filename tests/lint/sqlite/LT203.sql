-- finds
PRAGMA foreign_key_check;
PRAGMA table_info('shops');
