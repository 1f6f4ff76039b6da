"""The tables of `benches/stall`, and what is done to them."""

ITEMS = """\
//! What is for sale.

use sea_orm::entity::prelude::*;

#[cfg_attr(
    any(),
    autogen(
        unique(columns(sku)),
        unique(columns(place, id)),
        check("v_is_small", "v < 2000000000"),
        foreign_key(columns(shop_id), references("shops", id)),
    )
)]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub parent_id: i32,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub email: String,
    pub v: i32,
    pub code: i32,
    pub sku: i32,
    #[sea_orm(indexed)]
    pub place: i32,
    pub note: Option<String>,
    pub status: Status,
    pub old: Option<i32>,
    pub shop_id: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "item_status", rename_all = "snake_case")]
pub enum Status {
    Draft,
    Paid,
    Gone,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
"""

SMALL = """\
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "NAME")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub v: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
"""

# A table whose rows refer to items.
BESIDE = SMALL.replace(
    "#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]",
    '#[cfg_attr(any(), autogen(foreign_key(columns(item_id), references("items", sku))))]\n'
    "#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]",
).replace("    pub v: i32,\n", "    pub item_id: i32,\n")

MODELS = {
    "items": ITEMS,
    "parents": SMALL.replace("NAME", "parents"),
    "shops": SMALL.replace("NAME", "shops"),
    "reviews": BESIDE.replace("NAME", "reviews"),
}
BASE = {"postgres": MODELS, "mariadb": MODELS}

COLUMNS = "INSERT INTO items (id, parent_id, email, v, code, sku, place, note, status)"
INSERT = f"{COLUMNS} VALUES (%s, %s, %s, 0, %s, %s, %s, 'n', 'draft')"
# `n` runs from 1 to the number of rows.
VALUES = "n, 1 + n % 1000, concat('someone', n, '@example.org'), 0, n, n, n % 5000, 'a note that nobody reads'"
REST = """
INSERT INTO shops VALUES (1, 0);
INSERT INTO reviews VALUES (1, 1), (2, 2);
"""
FILL = {
    "postgres": f"""
INSERT INTO parents SELECT n, 0 FROM generate_series(1, 1000) n;
{COLUMNS} SELECT {VALUES}, CASE WHEN n % 2 = 0 THEN 'paid' ELSE 'draft' END::item_status
FROM generate_series(1, ROWS) n;
{REST}
VACUUM ANALYZE;
""",
    "mariadb": f"""
INSERT INTO parents SELECT seq, 0 FROM seq_1_to_1000;
{COLUMNS} SELECT {VALUES}, IF(n % 2 = 0, 'paid', 'draft') FROM (SELECT seq AS n FROM seq_1_to_ROWS) numbers;
{REST}
""",
}


def field(text: str) -> list:
    """A new column."""
    return [("items", "    pub shop_id:", f"    {text}\n    pub shop_id:")]


def member(text: str) -> tuple:
    """A new key, index or check."""
    return ("items", "        unique(columns(sku)),", f"        unique(columns(sku)),\n        {text},")


def is_now(old: str, new: str) -> list:
    return [("items", old, new)]


EMAIL = '#[sea_orm(column_type = "String(StringLen::N(50))")]'
LOSES = {"upgrade": ["--allow-data-loss"]}
OPERATIONS = [
    {"name": "new column", "edits": field("pub extra: Option<i32>,")},
    {"name": "new column, constant default", "edits": field("#[sea_orm(default_value = 0)]\n    pub extra: i32,")},
    {
        "name": "new column, volatile default",
        "edits": [],
        "postgres": field('#[sea_orm(default_expr = "Expr::cust(\\"gen_random_uuid()\\")")]\n    pub extra: Uuid,'),
        "mariadb": field(
            '#[sea_orm(column_type = "String(StringLen::N(36))", default_expr = "Expr::cust(\\"uuid()\\")")]\n    pub extra: String,'
        ),
    },
    {
        "name": "new required column, filled",
        "edits": field("pub extra: i32,"),
        "flags": ["--default", "items.extra=code + 1"],
    },
    {
        "name": "new identity column",
        "edits": field("#[cfg_attr(any(), autogen(identity))]\n    pub extra: i64,"),
        "not": ["mariadb"],
    },
    {
        "name": "new stored column",
        "edits": field('#[cfg_attr(any(), autogen(generated("v * 2", stored)))]\n    pub extra: Option<i32>,'),
    },
    {
        "name": "new column with check",
        "edits": [*field("pub extra: Option<i32>,"), member('check("extra_is_positive", "extra > 0")')],
    },
    {
        "name": "new column with foreign key",
        "edits": [*field("pub extra: Option<i32>,"), member('foreign_key(columns(extra), references("parents", id))')],
    },
    {"name": "drop column", "edits": is_now("    pub old: Option<i32>,\n", ""), **LOSES},
    {
        "name": "rename column",
        "edits": is_now("pub old:", "pub older:"),
        "flags": ["--rename", "items.old=older"],
    },
    {"name": "int to bigint", "edits": is_now("pub code: i32", "pub code: i64")},
    {"name": "varchar(50) to (100)", "edits": is_now(EMAIL, EMAIL.replace("50", "100"))},
    {"name": "varchar(50) to text", "edits": is_now(EMAIL, '#[sea_orm(column_type = "Text")]')},
    {"name": "varchar(50) to (40)", "edits": is_now(EMAIL, EMAIL.replace("50", "40"))},
    {"name": "set not null", "edits": is_now("pub note: Option<String>", "pub note: String")},
    {"name": "drop not null", "edits": is_now("pub code: i32", "pub code: Option<i32>")},
    {"name": "set default", "edits": is_now("    pub code:", "    #[sea_orm(default_value = 7)]\n    pub code:")},
    {"name": "new index", "edits": is_now("    pub code:", "    #[sea_orm(indexed)]\n    pub code:")},
    {"name": "drop index", "edits": is_now("    #[sea_orm(indexed)]\n", "")},
    {"name": "new unique key", "edits": [member("unique(columns(code))")]},
    {"name": "drop unique key", "edits": is_now("        unique(columns(place, id)),\n", "")},
    {
        "name": "another primary key",
        "edits": is_now("    pub code:", "    #[sea_orm(primary_key, auto_increment = false)]\n    pub code:"),
    },
    {"name": "new foreign key", "edits": [member('foreign_key(columns(parent_id), references("parents", id))')]},
    {
        "name": "drop foreign key",
        "edits": is_now('        foreign_key(columns(shop_id), references("shops", id)),\n', ""),
    },
    {"name": "new check", "edits": [member('check("code_is_positive", "code > 0")')]},
    {"name": "drop check", "edits": is_now('        check("v_is_small", "v < 2000000000"),\n', "")},
    {"name": "new enum value", "edits": is_now("    Paid,\n", "    Paid,\n    Sent,\n")},
    {
        "name": "rename enum value",
        "edits": is_now("    Paid,\n", "    Settled,\n"),
        "flags": ["--rename-value", "item_status.paid=settled"],
    },
    {"name": "drop enum value", "edits": is_now("    Gone,\n", "")},
    {"name": "new table that refers to it", "edits": [("notes", None, BESIDE.replace("NAME", "notes"))]},
    {
        "name": "drop table that refers to it",
        "edits": [("reviews", "", None)],
        "flags": ["--drop", "reviews"],
        **LOSES,
    },
    {
        "name": "comment",
        "edits": is_now("    pub code:", '    #[sea_orm(comment = "what it is")]\n    pub code:'),
    },
]
