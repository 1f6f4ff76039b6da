//! Expressions that a server spells in its own way, from the models to a clean `check`.

use super::*;

/// Fields with a check, a default and a time, all of them spelled as no server does.
fn fields(check: &str) -> String {
    format!(
        r#"#[sea_orm(column_type = "String(StringLen::N(20))", extra = "CHECK ({check})")]
    pub state: String,
    #[sea_orm(default_expr = "Expr::cust(\"(LENGTH( 'abc' )+1)\")")]
    pub size: i32,
    #[sea_orm(default_expr = "Expr::current_timestamp()")]
    pub made_at: DateTime,"#
    )
}

const CHECK: &str = "state  IN ('new', 'it''s done')";

#[test]
fn what_a_server_spells_in_its_own_way_is_no_difference() {
    for project in Project::each() {
        project.entity("orders", &fields(CHECK));
        project.ok("revision -m orders");
        // The recorded changes keep the words of the models.
        assert!(project.read("migrations/0001_orders/revision.yaml").contains("state  IN ("));
        project.ok("upgrade");
        project.ok("check --head --strict").lacks("comparable").lacks("Drift");
        project.ok("diff --exit-code").prints("No differences");
        project.ok("revision -m nothing").prints("No changes");

        // A change of the models is an alteration with SQL both ways.
        let wider = "state IN ('new', 'it''s done', 'gone')";
        project.entity("orders", &fields(wider));
        project.ok("revision -m wider");
        for direction in ["up", "down"] {
            let script = project.read(&format!("migrations/0002_wider/{direction}.sql"));
            assert!(script.contains("it''s done"), "{script}");
        }
        project.ok("upgrade").lacks("comparable");
        project.ok("check --head --strict");
        project.ok("downgrade -1");
        project.ok("upgrade");
        project.ok("check --head --strict");
    }
}

#[test]
fn what_means_something_else_to_the_server_is_drift() {
    for project in Project::each() {
        project.entity("orders", &fields(CHECK)).ok("revision -m orders");
        project.ok("upgrade");
        let by_hand = match project.engine() {
            // A column cannot get another default here.
            Engine::Sqlite => continue,
            Engine::Postgres => "ALTER TABLE orders ALTER size SET DEFAULT length('abc') + 2",
            Engine::Mysql => "ALTER TABLE orders ALTER size SET DEFAULT (length('abc') + 2)",
        };
        project.sql(&[by_hand]);
        project.run("check").exit(1).prints("Drift").prints("orders.size");
        project.run("diff --exit-code").exit(1).prints("orders.size");
    }
}

/// Without the right to make temporary tables, and where nothing may be written.
#[test]
fn a_server_that_cannot_be_asked_is_no_judge() {
    for project in Project::each().filter(|it| it.engine() != Engine::Sqlite) {
        project.entity("orders", &fields(CHECK)).ok("revision -m orders");
        project.ok("upgrade");
        let (setting, told, url) = match project.engine() {
            Engine::Mysql => {
                let database = project.rows("SELECT database()").concat();
                let reader = format!("reader_of_{}", &database[database.len() - 20..]);
                let grant = format!(
                    "GRANT SELECT, REFERENCES, SHOW VIEW, TRIGGER ON `{database}`.* TO {reader}"
                );
                project.sql(&[&format!("CREATE USER {reader} IDENTIFIED BY 'secret'")]);
                (
                    grant,
                    "Access denied",
                    project.database.url.clone().replace("autogen:", &format!("{reader}:")),
                )
            }
            _ => {
                let database = project.rows("SELECT current_database()").concat();
                let setting = "SET default_transaction_read_only = on";
                let told = "in a read-only transaction";
                (format!("ALTER DATABASE {database} {setting}"), told, project.database.url.clone())
            }
        };
        project.sql(&[&setting]);
        let on = |command: &str| format!("{command} --database-url {url}");
        project.ok(&on("check")).prints("Not comparable").prints(told).lacks("Drift");
        project.run(&on("check --strict")).exit(1).prints("column orders.size");
        project
            .ok(&on("diff --exit-code"))
            .says("column orders.size cannot be compared")
            .says(told);
    }
}
