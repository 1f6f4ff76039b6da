-- finds
CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE public.items (id bigint PRIMARY KEY);
