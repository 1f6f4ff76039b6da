SELECT 1;
unlock tables;
