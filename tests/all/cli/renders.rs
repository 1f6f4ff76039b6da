//! The scripts of further dialects, written from revisions with every kind of change.

use super::*;

/// A story of revisions on SQLite, in which everything changes that an entity can say.
fn story() -> Project {
    let project = Project::sqlite();
    let dialects = "models: models\ndialects: [sqlite]\n";
    project.write("autogen.yaml", dialects);
    let revise = |message: &str, flags: &str| {
        project.ok(&format!("revision --offline -m {message} {flags}"));
    };
    let kinds = r#"
#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "kind")]
pub enum Kind {
    #[sea_orm(string_value = "small")]
    Small,
    VALUES
    #[sea_orm(string_value = "large")]
    Large,
}
"#;
    let shop = |fields: &str, values: &str| {
        let text = entity("shops", fields, "") + &kinds.replace("VALUES", values);
        project.write("models/shops.rs", &text);
    };
    let fields = "pub name: String, pub kind: Kind, pub old: Option<String>,";
    shop(fields, "");
    project.entity("notes", "pub text: String,");
    revise("made", "");
    let fields = r#"#[sea_orm(indexed, column_type = "String(StringLen::N(80))")] pub name: String,
        pub kind: Kind, #[sea_orm(unique)] pub code: Option<String>,
        #[sea_orm(default_value = 5)] pub size: i32, pub made_at: Option<DateTimeUtc>,"#;
    let middle = "#[sea_orm(string_value = \"it's\")] Middle,";
    shop(fields, middle);
    project.related(
        "items",
        "pub shop_id: i32,",
        &belongs_to("shop", r#", on_delete = "Cascade""#),
    );
    revise("columns", "--drop shops.old");
    let fields = r#"#[sea_orm(column_type = "Text")] pub title: String,
        pub kind: Kind, pub code: String,
        #[sea_orm(default_value = 7)] pub size: i64, pub made_at: Option<DateTimeUtc>,"#;
    shop(fields, middle);
    project.write("models/notes.rs", &entity("remarks", "pub text: Option<String>,", ""));
    revise(
        "names",
        "--rename shops.name=title --rename-table notes=remarks --default shops.code=id",
    );
    let checked = project.read("models/shops.rs").replacen(
        "#[derive(Clone",
        "#[cfg_attr(any(), autogen(check(sized, \"size > 0\"), index(name = \"by_both\", columns(code, size), unique)))]\n#[derive(Clone",
        1,
    );
    project.write("models/shops.rs", &checked);
    project.related("items", "pub shop_id: Option<i64>, pub n: i32,", "");
    revise("keys", "--default items.n=1");
    project.remove("models/notes.rs");
    revise("gone", "--drop remarks");
    project
}

#[test]
fn every_kind_of_change_is_rendered_and_runs() {
    let story = story();
    let revisions = story.ok("history").stdout.lines().count();
    assert!(revisions >= 5, "{revisions}");
    for name in ["postgres", "mysql"] {
        let rendered = story.ok(&format!("render --dialect {name}")).stdout;
        assert_eq!(rendered.matches("Wrote the ").count(), 5, "{rendered}");
        assert!(rendered.contains("List "), "{rendered}");
    }
    story.write("autogen.yaml", "models: models\ndialects: [sqlite, postgres, mysql]\n");
    for other in Project::each() {
        for (path, text) in story.files() {
            let name = path.strip_prefix(story.path("")).expect("within");
            if path.is_file() {
                other.write(&name.to_string_lossy(), &text);
            }
        }
        let empty = other.schema();
        for _ in 0..2 {
            other.ok("upgrade").prints("5 revisions applied");
            other.ok("check --head --strict").lacks("Drift").lacks("Model changes");
            other.ok("downgrade base");
            assert_eq!(other.schema(), empty);
        }
        other.ok("diff snapshot models --exit-code");
    }
}

/// All or nothing, with the revision and what to do.
#[test]
fn what_a_dialect_cannot_hold_is_refused() {
    let project = Project::sqlite();
    project.write("autogen.yaml", "models: models\ndialects: [postgres]\n");
    project.entity("shops", "pub name: String,");
    project.ok("revision --offline -m shops");
    project.entity("tags", "pub all: Vec<String>,");
    project.ok("revision --offline -m tags");
    project
        .refused("render --dialect mysql")
        .says("0002_tags")
        .says("tags.all")
        .says("Nothing was written");
    project.ok("revision --offline -m by_hand --empty");
    // A script that was lost is written again.
    project.remove("migrations/0001_shops/up.sql");
    project.ok("render --dialect postgres").prints("Wrote the postgres scripts of 0001_shops");
    project.ok("upgrade --sql --dialect postgres").prints("CREATE TABLE \"shops\"");
}
