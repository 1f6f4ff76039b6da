//! The statements of the lease: one row, which says who runs and until when.

use std::time::Duration;

use sea_query::{ColumnDef, Expr, ExprTrait, Query, Table};

use super::{History, table_ref};
use crate::schema::QualifiedName;

impl History<'_> {
    /// The name of the table with the lease.
    fn lease(&self) -> QualifiedName {
        self.table.name.sibling(format!("{}_lease", self.table.name.name))
    }

    pub(crate) fn create_lease(&self) -> String {
        let table = Table::create()
            .table(table_ref(&self.lease()))
            .if_not_exists()
            .col(ColumnDef::new("id").integer().not_null().primary_key())
            .col(ColumnDef::new("owner").string_len(255).not_null())
            // Milliseconds of the server's clock since 1970.
            .col(ColumnDef::new("expires_at").big_integer().not_null())
            .take();
        self.dialect.builder().table(&table)
    }

    /// Takes a lease that nobody holds any more. It touches one row if it did.
    pub(crate) fn take_lease(&self, owner: &str, span: Duration) -> String {
        let query = Query::update()
            .table(table_ref(&self.lease()))
            .value("owner", owner)
            .value("expires_at", self.expiry(span))
            .and_where(Expr::col("id").eq(1))
            .and_where(Expr::col("expires_at").lt(Expr::cust(self.dialect.clock())))
            .take();
        self.dialect.builder().query(&query)
    }

    /// Takes the lease for the first time; refused when there is one.
    pub(crate) fn first_lease(&self, owner: &str, span: Duration) -> String {
        let query = Query::insert()
            .into_table(table_ref(&self.lease()))
            .columns(["id", "owner", "expires_at"])
            .values_panic([1.into(), owner.into(), self.expiry(span)])
            .take();
        self.dialect.builder().query(&query)
    }

    /// Holds the lease for longer. It touches no row when it expired.
    pub(crate) fn renew_lease(&self, owner: &str, span: Duration) -> String {
        let query = Query::update()
            .table(table_ref(&self.lease()))
            .value("expires_at", self.expiry(span))
            .and_where(Expr::col("id").eq(1))
            .and_where(Expr::col("owner").eq(owner))
            .and_where(Expr::col("expires_at").gte(Expr::cust(self.dialect.clock())))
            .take();
        self.dialect.builder().query(&query)
    }

    pub(crate) fn release_lease(&self, owner: &str) -> String {
        let query = Query::delete()
            .from_table(table_ref(&self.lease()))
            .and_where(Expr::col("owner").eq(owner))
            .take();
        self.dialect.builder().query(&query)
    }

    pub(crate) fn lease_holder(&self) -> String {
        let query = Query::select().column("owner").from(table_ref(&self.lease())).take();
        self.dialect.builder().query(&query)
    }

    fn expiry(&self, span: Duration) -> Expr {
        Expr::cust(format!("{} + {}", self.dialect.clock(), span.as_millis()))
    }
}
