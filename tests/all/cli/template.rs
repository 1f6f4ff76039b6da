//! A template application: SQLite in development, PostgreSQL in production, branches that meet.

use super::*;

#[test]
fn one_set_of_models_serves_development_and_production() {
    let project = Project::sqlite();
    project.write(
        "autogen.yaml",
        "database_url: ${DATABASE_URL:-sqlite://dev.sqlite}\nmodels: models\ndialects: [sqlite, postgres]\n",
    );
    // One to many with a cascade, and many to many by a table between.
    let cascade = ", on_delete = \"Cascade\"";
    let orders = belongs_to("user", cascade);
    let items = belongs_to("order", cascade) + "\n" + &belongs_to("product", "");
    project.entity("users", "#[sea_orm(unique)] pub email: String,");
    project.entity("products", "pub name: String, #[sea_orm(indexed)] pub user_id: Option<i32>,");
    project.related("orders", "pub user_id: i32,", &orders);
    project.related("order_items", "pub order_id: i32, pub product_id: i32,", &items);
    project.ok("revision -m initial").prints("up.postgres.sql").prints("ON DELETE CASCADE");
    project.ok("upgrade").prints("at 0001_initial");
    project.sql(&[
        "INSERT INTO users (email) VALUES ('a')",
        "INSERT INTO products (name) VALUES ('p')",
        "INSERT INTO orders (user_id) VALUES (1)",
        "INSERT INTO order_items (order_id, product_id) VALUES (1, 1)",
    ]);

    // Two branches, each of which somebody has applied.
    let base = "#[sea_orm(unique)] pub email: String,";
    project.entity("users", &format!("{base} pub profile_picture_url: Option<String>,"));
    project.ok("revision -m 'add profile picture'");
    project.entity("users", base);
    project.entity("reviews", "pub text: String,");
    project.ok("revision -m 'add reviews' --head 1 --offline");
    project.entity("users", &format!("{base} pub profile_picture_url: Option<String>,"));
    project.refused("upgrade").says("Multiple heads are present");
    project.ok("merge").prints("0004_merge");
    project.ok("upgrade").prints("at 0004_merge");
    project.ok("check --head --strict").prints("5 entities agree");
    assert_eq!(project.rows("SELECT count(*) FROM order_items"), ["1"]);

    let preview = project.ok("upgrade --sql --dialect postgres").stdout;
    let rest = project.ok("upgrade 1:head --sql --dialect postgres").stdout;
    assert!(!rest.contains("\"orders\"") && rest.contains("profile_picture_url"), "{rest}");
    let Some(production) = Project::of(Engine::Postgres) else { return };
    production.sql(&[&preview]);
    let url = &production.database.url;
    for line in ["check --head --strict", "downgrade base", "upgrade", "check --head --strict"] {
        project.ok(&format!("{line} --database-url {url}"));
    }
}
