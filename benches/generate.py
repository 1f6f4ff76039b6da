"""Makes the projects that are measured: entities, as many revisions as asked for, and the same
tables for SQLAlchemy."""

from pathlib import Path

COLUMNS = """\
    pub name: String,
    #[sea_orm(column_type = "String(StringLen::N(120))")]
    pub title: String,
    pub note: Option<String>,
    pub count: i32,
    pub size: i64,
    pub weight: Option<f64>,
    pub active: bool,
    pub created_at: DateTime,
"""


def entity(n: int, count: int) -> str:
    """Ten columns, a primary key, two indexes and a foreign key to another table."""
    return f"""\
//! Table {n} of {count}.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "{table(n)}")]
pub struct Model {{
    #[sea_orm(primary_key)]
    pub id: i64,
{indexed(COLUMNS)}    pub parent_id: Option<i64>,
}}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {{
    #[sea_orm(
        belongs_to = "super::{table(parent(n))}::Entity",
        from = "Column::ParentId",
        to = "super::{table(parent(n))}::Column::Id"
    )]
    Parent,
}}

impl Related<super::{table(parent(n))}::Entity> for Entity {{
    fn to() -> RelationDef {{
        Relation::Parent.def()
    }}
}}

impl ActiveModelBehavior for ActiveModel {{}}
"""


def indexed(columns: str) -> str:
    for name in ["title", "count"]:
        columns = columns.replace(f"    pub {name}:", f"    #[sea_orm(indexed)]\n    pub {name}:")
    return columns


def table(n: int) -> str:
    return f"table_{n:05}"


def parent(n: int) -> int:
    return n // 2


def project(folder: Path, count: int, dialects: list[str]) -> None:
    models = folder / "models"
    models.mkdir(parents=True)
    for n in range(count):
        (models / f"{table(n)}.rs").write_text(entity(n, count))
    (models / "lib.rs").write_text("".join(f"pub mod {table(n)};\n" for n in range(count)))
    (folder / "autogen.yaml").write_text(
        f"models: models\nmigrations: migrations\nsnapshots: snapshots\n"
        f"dialects: [{', '.join(dialects)}]\n"
    )


def revisions(folder: Path, first: str, count: int) -> None:
    """An even number of small revisions after the first: each makes an index, or drops it again."""
    before = first
    for n in range(2, count - count % 2 + 2):
        address, index = table(0), f"extra_{n // 2}"
        make, drop = f'CREATE INDEX "{index}" ON "{address}" ("size")', f'DROP INDEX "{index}"'
        fields = f"  index: {{name: {index}, columns: [size]}}\n"
        if n % 2 == 0:
            change, up, down = f"add_index: {address}", make, drop
        else:
            change, up, down = f"drop_index: {address}", drop, make
        id = f"{n:04}_{'make' if n % 2 == 0 else 'drop'}_{index}"
        path = folder / "migrations" / id
        path.mkdir()
        (path / "revision.yaml").write_text(
            f"format: 1\nrevises: [{before}]\nmessage: {id}\n"
            f"created: 2026-11-21T09:14:00Z\n"
            f"dialects: {{sqlite: 3.35, postgres: 12, mysql: 8.0.16}}\n"
            f"changes:\n- {change}\n{fields}"
        )
        for dialect in ["sqlite", "postgres", "mysql"]:
            for direction, sql in [("up", up), ("down", down)]:
                if dialect == "mysql":
                    sql = sql.replace('"', "`")
                    if sql.startswith("DROP"):
                        sql += f" ON `{address}`"
                    text = f"{sql};\n"
                else:
                    text = f"BEGIN;\n{sql};\nCOMMIT;\n"
                (path / f"{direction}.{dialect}.sql").write_text(text)
        before = id


def alembic(folder: Path, count: int) -> None:
    """The same tables for SQLAlchemy, as Alembic's own templates lay a project out."""
    (folder / "versions").mkdir(parents=True)
    (folder / "alembic.ini").write_text("[alembic]\nscript_location = %(here)s\nprepend_sys_path = %(here)s\n")
    (folder / "env.py").write_text(ENV)
    parts = [MODELS]
    for n in range(count):
        parts.append(
            f"""

class Table{n}(Base):
    __tablename__ = "{table(n)}"
    id: Mapped[int] = mapped_column(Big, primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    title: Mapped[str] = mapped_column(String(120))
    note: Mapped[str | None] = mapped_column(String(255))
    count: Mapped[int]
    size: Mapped[int] = mapped_column(Big)
    weight: Mapped[float | None] = mapped_column(Double)
    active: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Moment)
    parent_id: Mapped[int | None] = mapped_column(Big, ForeignKey("{table(parent(n))}.id"))
    __table_args__ = (Index("idx-{table(n)}-title", "title"), Index("idx-{table(n)}-count", "count"))
"""
        )
    (folder / "models.py").write_text("".join(parts))


def alembic_revisions(folder: Path, count: int) -> None:
    """The same small revisions for Alembic."""
    before = None
    for n in range(2, count - count % 2 + 2):
        index = f"extra_{n // 2}"
        make = f'op.create_index("{index}", "{table(0)}", ["size"])'
        drop = f'op.drop_index("{index}", "{table(0)}")'
        up, down = (make, drop) if n % 2 == 0 else (drop, make)
        (folder / "versions" / f"{n:04}_{index}.py").write_text(
            f"""\
from alembic import op

revision = "{n:04}"
down_revision = {before!r}


def upgrade():
    {up}


def downgrade():
    {down}
"""
        )
        before = f"{n:04}"


ENV = """\
import os
from alembic import context
from sqlalchemy import create_engine
from models import Base

engine = create_engine(os.environ["DATABASE_URL"])
if os.environ.get("COUNT"):
    from sqlalchemy import event
    sent = 0

    @event.listens_for(engine, "before_cursor_execute")
    def count(*_):
        global sent
        sent += 1

with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        compare_server_default=True,
        include_name=lambda name, kind, parents: not (name or "").startswith("autogen_"),
    )
    with context.begin_transaction():
        context.run_migrations()
if os.environ.get("COUNT"):
    print("STATEMENTS", sent)
"""

MODELS = """\
from datetime import datetime
from sqlalchemy import BigInteger, DateTime, Double, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


# What SeaORM has for these on SQLite.
Big = BigInteger().with_variant(Integer, "sqlite")
Moment = DateTime().with_variant(Text, "sqlite")


class Base(DeclarativeBase):
    pass
"""
