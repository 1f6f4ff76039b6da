CREATE TABLE organization (
    id INTEGER NOT NULL, 
    name VARCHAR(200) NOT NULL, 
    slug VARCHAR(64) NOT NULL, 
    settings JSON, 
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
    CONSTRAINT pk_organization PRIMARY KEY (id), 
    CONSTRAINT uq_organization_name UNIQUE (name)
);

CREATE UNIQUE INDEX ix_organization_slug ON organization (slug);

CREATE TABLE tag (
    id INTEGER NOT NULL, 
    label VARCHAR(50) NOT NULL, 
    CONSTRAINT pk_tag PRIMARY KEY (id)
);

CREATE TABLE category (
    id INTEGER NOT NULL, 
    parent_id INTEGER, 
    title VARCHAR(80) DEFAULT '' NOT NULL, 
    position SMALLINT DEFAULT '0' NOT NULL, 
    CONSTRAINT pk_category PRIMARY KEY (id), 
    CONSTRAINT fk_category_parent_id_category FOREIGN KEY(parent_id) REFERENCES category (id)
);

CREATE TABLE price (
    sku VARCHAR(30) NOT NULL, 
    valid_from DATE NOT NULL, 
    amount NUMERIC(18, 4) NOT NULL, 
    currency CHAR(3) DEFAULT 'EUR' NOT NULL, 
    CONSTRAINT pk_price PRIMARY KEY (sku, valid_from)
);

CREATE TABLE account (
    id INTEGER NOT NULL, 
    organization_id INTEGER NOT NULL, 
    email VARCHAR(320) NOT NULL, 
    full_name VARCHAR(120), 
    is_active BOOLEAN DEFAULT 1 NOT NULL, 
    balance NUMERIC(12, 2) DEFAULT '0.00' NOT NULL, 
    status VARCHAR(6) DEFAULT 'draft' NOT NULL, 
    avatar BLOB, 
    last_login DATETIME, 
    birthday DATE, 
    score FLOAT, 
    CONSTRAINT pk_account PRIMARY KEY (id), 
    CONSTRAINT uq_account_organization_id UNIQUE (organization_id, email), 
    CONSTRAINT ck_account_balance_floor CHECK (balance >= -1000), 
    CONSTRAINT fk_account_organization_id_organization FOREIGN KEY(organization_id) REFERENCES organization (id) ON DELETE CASCADE, 
    CONSTRAINT ck_account_is_active CHECK (is_active IN (0, 1)), 
    CONSTRAINT ck_account_account_status CHECK (status IN ('draft', 'active', 'closed'))
);

CREATE INDEX ix_account_organization_id ON account (organization_id);

CREATE TABLE account_tag (
    account_id INTEGER NOT NULL, 
    tag_id INTEGER NOT NULL, 
    CONSTRAINT pk_account_tag PRIMARY KEY (account_id, tag_id), 
    CONSTRAINT fk_account_tag_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
    CONSTRAINT fk_account_tag_tag_id_tag FOREIGN KEY(tag_id) REFERENCES tag (id)
);

CREATE TABLE audit_log (
    id CHAR(32) NOT NULL, 
    account_id INTEGER, 
    action VARCHAR(40) NOT NULL, 
    payload JSON NOT NULL, 
    took DATETIME, 
    at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
    note TEXT, 
    CONSTRAINT pk_audit_log PRIMARY KEY (id), 
    CONSTRAINT fk_audit_log_account_id_account FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE SET NULL
);

CREATE INDEX ix_audit_log_action_at ON audit_log (action, at);

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

INSERT INTO alembic_version VALUES ('1975ea83b712');
