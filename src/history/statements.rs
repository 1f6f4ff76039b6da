//! The statements that read and write the version table and its journal.

use sea_query::{
    ColumnDef, Expr, ExprTrait, Func, Index, IntoIden, JoinType, Order, Query, Table, TableRef,
};

use super::*;
use crate::dialect::Builder;

impl History<'_> {
    pub fn create_table(&self) -> String {
        let mut table = Table::create();
        table.table(table_ref(&self.table.name)).if_not_exists();
        match &self.table.columns {
            VersionColumns::Own => table
                .col(ColumnDef::new("revision").string_len(255).not_null().primary_key())
                .col(ColumnDef::new("checksum").string_len(255))
                .col(timestamp("applied_at"))
                .col(ColumnDef::new("duration_ms").big_integer())
                .col(ColumnDef::new("applied_by").string_len(255))
                .col(ColumnDef::new("tool_version").string_len(255)),
            VersionColumns::Given { revision, applied_at } => {
                // The shape that runners of people's own have.
                if revision != "id" {
                    let mut id = ColumnDef::new("id");
                    table.col(id.integer().not_null().auto_increment().primary_key());
                }
                let mut key = ColumnDef::new(revision.clone());
                key.string_len(255).not_null();
                table.col(if revision == "id" { key.primary_key() } else { key.unique_key() });
                if let Some(name) = applied_at {
                    table.col(timestamp(name));
                }
                &mut table
            }
        };
        self.dialect.builder().table(&table)
    }

    pub fn create_journal(&self) -> String {
        let mut table = Table::create()
            .table(table_ref(&self.journal()))
            .if_not_exists()
            .col(ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key())
            .col(ColumnDef::new("revision").string_len(255).not_null())
            .col(ColumnDef::new("direction").string_len(4).not_null())
            .col(ColumnDef::new("statement").integer().not_null())
            .col(ColumnDef::new("state").string_len(7).not_null())
            .col(ColumnDef::new("position").text())
            .col(ColumnDef::new("prefix_hash").string_len(64))
            .col(ColumnDef::new("error").text())
            .col(timestamp("at"))
            .take();
        let builder = self.dialect.builder();
        if builder == Builder::Mysql {
            // Each statement has its rows there, and is looked for to say that it is done.
            table.index(Index::create().name("revision").col("revision"));
        }
        builder.table(&table)
    }

    pub(super) fn select(&self) -> String {
        let mut query = Query::select();
        query.from(table_ref(&self.table.name));
        let key = match &self.table.columns {
            VersionColumns::Own => {
                query.columns(COLUMNS);
                "revision".into_iden()
            }
            VersionColumns::Given { revision, applied_at } => {
                query.column(revision.clone()).expr(Expr::val(None::<String>));
                if let Some(name) = applied_at {
                    query.column(name.clone());
                }
                revision.clone().into_iden()
            }
        };
        self.dialect.builder().query(query.order_by(key, Order::Asc))
    }

    /// The row of a revision.
    pub(super) fn select_one(&self, revision: &str) -> String {
        let key = self.key();
        let query = Query::select()
            .column(key.clone())
            .from(table_ref(&self.table.name))
            .and_where(Expr::col(key).is_in(self.ids(revision)))
            .take();
        self.dialect.builder().query(&query)
    }

    pub fn record(&self, record: &Record) -> String {
        let mut query = Query::insert();
        query.into_table(table_ref(&self.table.name));
        let duration = record.duration_ms.map(|it| i64::try_from(it).unwrap_or(i64::MAX));
        let duration = match record.more {
            Some(more) => Expr::val(duration).add(Expr::cust(more.to_owned())),
            None => duration.into(),
        };
        match &self.table.columns {
            VersionColumns::Own => query.columns(COLUMNS).values_panic([
                record.revision.into(),
                record.checksum.into(),
                Expr::current_timestamp(),
                duration,
                record.by.into(),
                env!("CARGO_PKG_VERSION").into(),
            ]),
            VersionColumns::Given { revision, applied_at: None } => {
                query.columns([revision.clone()]).values_panic([record.revision.into()])
            }
            VersionColumns::Given { revision, applied_at: Some(at) } => query
                .columns([revision.clone(), at.clone()])
                .values_panic([record.revision.into(), Expr::current_timestamp()]),
        };
        self.dialect.builder().query(&query)
    }

    pub fn unrecord(&self, revision: &str) -> String {
        let query = Query::delete()
            .from_table(table_ref(&self.table.name))
            .and_where(Expr::col(self.key()).is_in(self.ids(revision)))
            .take();
        self.dialect.builder().query(&query)
    }

    /// Accepts an edit of a script, where the table holds checksums.
    pub(crate) fn set_checksum(&self, revision: &str, checksum: &str) -> Option<String> {
        if self.table.columns != VersionColumns::Own {
            return None;
        }
        let query = Query::update()
            .table(table_ref(&self.table.name))
            .value("checksum", checksum)
            .and_where(Expr::col("revision").is_in(self.ids(revision)))
            .take();
        Some(self.dialect.builder().query(&query))
    }

    /// The journal's row for a statement.
    pub(crate) fn log(&self, entry: &Entry) -> String {
        self.log_all(std::slice::from_ref(entry))
    }

    /// The journal's rows for statements. The server numbers them, except on MySQL: a number that it
    /// gives there is `LAST_INSERT_ID()` for the script's next statement, and one that it is given
    /// is not (<https://dev.mysql.com/doc/refman/8.0/en/information-functions.html#function_last-insert-id>).
    pub(crate) fn log_all(&self, entries: &[Entry]) -> String {
        let builder = self.dialect.builder();
        let journal = table_ref(&self.journal());
        let numbered = builder == Builder::Mysql;
        let columns = if numbered { &JOURNAL[..] } else { &JOURNAL[1..] };
        let mut query = Query::insert();
        query.into_table(journal.clone()).columns(columns.iter().copied());
        // What was begun under an old id is finished with too.
        let ids = |entry: &'_ Entry| match entry.statement {
            RECORDED => self.ids(&entry.revision).into_iter().map(str::to_owned).collect(),
            _ => vec![entry.revision.clone()],
        };
        let rows = entries.iter().flat_map(|it| ids(it).into_iter().map(move |id| (it, id)));
        for (at, (entry, id)) in (1..).zip(rows) {
            let number_of_row = numbered.then(|| next(&journal, at));
            query.values_panic(number_of_row.into_iter().chain([
                id.into(),
                entry.direction.word().into(),
                number(entry).into(),
                entry.state.word().into(),
                entry.position.clone().into(),
                entry.prefix_hash.as_str().into(),
                entry.error.clone().into(),
                Expr::current_timestamp(),
            ]));
        }
        builder.query(&query)
    }

    /// The journal's entry with which a revision is finished.
    pub(crate) fn recorded(revision: &str, direction: Direction) -> Entry {
        Entry {
            revision: revision.to_owned(),
            direction,
            statement: RECORDED,
            state: State::Done,
            prefix_hash: String::new(),
            error: None,
            position: None,
        }
    }

    /// The journal's row with which a revision is finished.
    pub(crate) fn log_recorded(&self, revision: &str, direction: Direction) -> String {
        self.log(&Self::recorded(revision, direction))
    }

    /// How a statement that was started came out, or how far one in batches is. Batches that are
    /// done stay so when one fails.
    pub(crate) fn log_end(&self, entry: &Entry) -> String {
        let mut query = Query::update()
            .table(table_ref(&self.journal()))
            .value("state", entry.state.word())
            .value("error", entry.error.clone())
            .value("position", entry.position.clone())
            .and_where(Expr::col("revision").is_in(self.ids(&entry.revision)))
            .and_where(Expr::col("direction").eq(entry.direction.word()))
            .and_where(Expr::col("statement").eq(number(entry)))
            .and_where(Expr::col("state").eq(State::Started.word()))
            .take();
        if entry.state == State::Failed {
            query.and_where(Expr::col("position").is_null());
        }
        self.dialect.builder().query(&query)
    }

    pub(super) fn select_pending(&self) -> String {
        let finished = Query::select()
            .column("revision")
            .expr_as(Expr::col("id").max(), "id")
            .from(table_ref(&self.journal()))
            .and_where(Expr::col("statement").eq(0))
            .group_by_col("revision")
            .take();
        let column = |name: &'static str| ("journal", name);
        let query = Query::select()
            .columns(
                ["revision", "direction", "statement", "state", "prefix_hash", "error", "position"]
                    .map(column),
            )
            .from_as(table_ref(&self.journal()), "journal")
            .join_subquery(
                JoinType::LeftJoin,
                finished,
                "finished",
                Expr::col(column("revision")).equals(("finished", "revision")),
            )
            .and_where(
                Expr::col(("finished", "id"))
                    .is_null()
                    .or(Expr::col(column("id")).gt(Expr::col(("finished", "id")))),
            )
            .order_by(column("id"), Order::Asc)
            .take();
        self.dialect.builder().query(&query)
    }

    pub(super) fn key(&self) -> String {
        match &self.table.columns {
            VersionColumns::Own => "revision".to_owned(),
            VersionColumns::Given { revision, .. } => revision.clone(),
        }
    }
}

/// The number of a row behind the last one of the journal: one run alone writes at a time.
fn next(journal: &TableRef, at: i64) -> Expr {
    let last = Func::coalesce([Expr::col("id").max(), Expr::val(0)]);
    let last = Query::select().expr_as(last, "last").from(journal.clone()).take();
    // MySQL reads the table that it writes in a table of its own only.
    let next = Expr::col("last").add(at);
    Expr::SubQuery(
        None,
        Box::new(Query::select().expr(next).from_subquery(last, "journal").take().into()),
    )
}
