SELECT 1;
\d shops
