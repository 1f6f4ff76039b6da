-- db/structure.sql of a Rails 7.1 application, without its SET statements.
CREATE TYPE public.order_status AS ENUM ('pending', 'paid', 'shipped', 'refunded');

CREATE TABLE public.schema_migrations (
    version character varying NOT NULL
);
ALTER TABLE ONLY public.schema_migrations ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);

CREATE TABLE public.ar_internal_metadata (
    key character varying NOT NULL,
    value character varying,
    created_at timestamp(6) without time zone NOT NULL,
    updated_at timestamp(6) without time zone NOT NULL
);
ALTER TABLE ONLY public.ar_internal_metadata ADD CONSTRAINT ar_internal_metadata_pkey PRIMARY KEY (key);

CREATE TABLE public.users (
    id bigserial NOT NULL,
    email character varying DEFAULT ''::character varying NOT NULL,
    encrypted_password character varying DEFAULT ''::character varying NOT NULL,
    reset_password_token character varying,
    reset_password_sent_at timestamp(6) without time zone,
    sign_in_count integer DEFAULT 0 NOT NULL,
    admin boolean DEFAULT false NOT NULL,
    time_zone character varying(64) DEFAULT 'UTC'::character varying,
    preferences jsonb DEFAULT '{}'::jsonb NOT NULL,
    last_sign_in_ip inet,
    created_at timestamp(6) without time zone NOT NULL,
    updated_at timestamp(6) without time zone NOT NULL
);
ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX index_users_on_email ON public.users USING btree (email);
CREATE UNIQUE INDEX index_users_on_reset_password_token ON public.users USING btree (reset_password_token);
CREATE INDEX index_users_on_lower_email ON public.users USING btree (lower((email)::text));
COMMENT ON TABLE public.users IS 'People who can sign in';
COMMENT ON COLUMN public.users.sign_in_count IS 'kept by Devise';

CREATE TABLE public.products (
    id bigserial NOT NULL,
    sku character varying NOT NULL,
    name character varying NOT NULL,
    description text,
    price numeric(10,2) DEFAULT 0.0 NOT NULL,
    weight double precision,
    tags character varying[] DEFAULT '{}'::character varying[],
    discarded_at timestamp(6) without time zone,
    lock_version integer DEFAULT 0,
    created_at timestamp(6) without time zone NOT NULL,
    updated_at timestamp(6) without time zone NOT NULL,
    CONSTRAINT price_not_negative CHECK ((price >= (0)::numeric))
);
ALTER TABLE ONLY public.products ADD CONSTRAINT products_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX index_products_on_sku ON public.products USING btree (sku) WHERE (discarded_at IS NULL);
CREATE INDEX index_products_on_tags ON public.products USING gin (tags);

CREATE TABLE public.orders (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    user_id bigint NOT NULL,
    number serial NOT NULL,
    status public.order_status DEFAULT 'pending'::public.order_status NOT NULL,
    total_cents bigint DEFAULT 0 NOT NULL,
    currency character varying(3) DEFAULT 'EUR'::character varying NOT NULL,
    placed_on date,
    delivered_at timestamp with time zone,
    created_at timestamp(6) without time zone NOT NULL,
    updated_at timestamp(6) without time zone NOT NULL
);
ALTER TABLE ONLY public.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.orders ADD CONSTRAINT fk_rails_f868b47f6a FOREIGN KEY (user_id) REFERENCES public.users(id);
CREATE INDEX index_orders_on_user_id ON public.orders USING btree (user_id);
CREATE UNIQUE INDEX index_orders_on_number_and_user_id ON public.orders USING btree (number, user_id);

CREATE TABLE public.line_items (
    id bigserial NOT NULL,
    order_id uuid NOT NULL,
    product_id bigint,
    quantity integer DEFAULT 1 NOT NULL,
    "position" smallint,
    unit_price numeric(10,2) NOT NULL,
    line_total numeric(12,2) GENERATED ALWAYS AS (((quantity)::numeric * unit_price)) STORED,
    created_at timestamp(6) without time zone NOT NULL,
    updated_at timestamp(6) without time zone NOT NULL
);
ALTER TABLE ONLY public.line_items ADD CONSTRAINT line_items_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.line_items ADD CONSTRAINT fk_rails_2dc2e5c22c FOREIGN KEY (order_id) REFERENCES public.orders(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.line_items ADD CONSTRAINT fk_rails_11e15d5c6b FOREIGN KEY (product_id) REFERENCES public.products(id) ON DELETE SET NULL;
CREATE INDEX index_line_items_on_order_id ON public.line_items USING btree (order_id);
CREATE INDEX index_line_items_on_product_id ON public.line_items USING btree (product_id);

CREATE TABLE public.comments (
    id bigserial NOT NULL,
    commentable_type character varying NOT NULL,
    commentable_id bigint NOT NULL,
    parent_id bigint,
    body text NOT NULL,
    created_at timestamp(6) without time zone NOT NULL,
    updated_at timestamp(6) without time zone NOT NULL
);
ALTER TABLE ONLY public.comments ADD CONSTRAINT comments_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.comments ADD CONSTRAINT fk_rails_31554e7034 FOREIGN KEY (parent_id) REFERENCES public.comments(id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX index_comments_on_commentable ON public.comments USING btree (commentable_type, commentable_id);
CREATE VIEW public.recent_orders AS SELECT id, number FROM public.orders WHERE created_at > '2020-01-01';
