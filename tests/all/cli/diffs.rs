//! `diff` and `inspect` of databases and files, where there is no project.

use autogen::revision::script::{Lexis, split};

use super::*;

/// Two databases need no project, and neither do files.
#[test]
fn two_databases_are_compared() {
    for (project, other) in Project::each().zip(Project::each()) {
        project.remove("autogen.yaml");
        let shops = "CREATE TABLE shops (id int NOT NULL PRIMARY KEY, title varchar(40))";
        project.sql(&[shops, "INSERT INTO shops VALUES (1, 'a')"]);
        other.sql(&[
            "CREATE TABLE stores (id int NOT NULL PRIMARY KEY, name varchar(40))",
            "CREATE VIEW names AS SELECT name FROM stores",
        ]);
        let (a, b) = (&project.database.url, &other.database.url);
        project
            .ok(&format!("diff {a} {b}"))
            .prints("- table shops")
            .prints("+ table stores")
            .says("Was table shops renamed to stores? Then say --rename-table shops=stores")
            .says("view names (only in the second)");
        let renamed = format!(
            "diff '{a}' '{b}' --rename-table shops=stores --rename shops.title=name --format sql"
        );
        let up = project.ok(&renamed).lacks("DROP TABLE").stdout;
        let down = project.ok(&format!("{renamed} --reverse")).stdout;
        let same = format!("diff '{a}' '{b}' --exit-code");
        project.run(&same).exit(1);
        let first = project.schema();
        run_script(&project, &up);
        project.ok(&same).prints("No differences");
        assert_eq!(project.ok(&format!("diff '{a}' '{b}' --format sql")).stdout, "");
        assert_eq!(project.rows("SELECT id, name FROM stores"), ["1|a"]);

        project.write("wanted.yaml", &first);
        project.run("diff database wanted.yaml --exit-code").exit(1);
        run_script(&project, &down);
        project.ok("diff database wanted.yaml --exit-code").prints("No differences");
        assert_eq!(project.schema(), first);
        assert_eq!(project.rows("SELECT id, title FROM shops"), ["1|a"]);
        let columns = "SELECT * FROM shops";
        assert_eq!(project.rows(columns), ["1|a"]);

        let script = project.ok(&format!("inspect '{b}' --format sql")).stdout;
        project.sql(&["DROP TABLE shops"]);
        run_script(&project, &script);
        project.ok(&same);
        project.refused("diff models database").says("there is no autogen.yaml");
        project.refused(&format!("diff '{a}' '{b}' --rename stores.nothing=name")).says("nothing");
        let elsewhere = Project::sqlite();
        if project.engine() != Engine::Sqlite {
            let of_two_kinds = format!("diff '{a}' '{}'", elsewhere.database.url);
            project
                .refused(&of_two_kinds)
                .says("cannot be compared")
                .says("autogen diff URL models");
        }
    }
    let project = Project::sqlite();
    project.remove("autogen.yaml");
    let table = "tables: {shops: {columns: [id: {type: i32}], primary_key: [id]}}\n";
    project.write("a.yaml", "tables: {}\n").write("b.yaml", table);
    project.ok("diff a.yaml b.yaml").prints("+ table shops");
    for (dialect, id) in [("sqlite", "integer"), ("postgres", "integer"), ("mysql", "int")] {
        project
            .ok(&format!("diff a.yaml b.yaml --format sql --dialect {dialect}"))
            .prints(&format!(" {id} NOT NULL"));
    }
    project.ok("inspect b.yaml --format sql --dialect postgres").prints("CREATE TABLE \"shops\"");
}

/// A value keeps its rows under another name, when that is said.
#[test]
fn values_of_types_get_other_names() {
    let (Some(project), Some(other)) =
        (Project::of(Engine::Postgres), Project::of(Engine::Postgres))
    else {
        return;
    };
    let table = "CREATE TABLE orders (id int PRIMARY KEY, state mood DEFAULT 'new')";
    project.sql(&[
        "CREATE TYPE mood AS ENUM ('new', 'it is paid')",
        table,
        "INSERT INTO orders VALUES (1, 'new'), (2, 'it is paid')",
    ]);
    other.sql(&["CREATE TYPE mood AS ENUM ('new', 'paid')", table]);
    let diff = format!("diff '{}' '{}'", project.database.url, other.database.url);
    let flag = "--rename-value 'mood.it is paid=paid'";
    project
        .ok(&diff)
        .says(&format!("Was value it is paid of mood renamed to paid? Then say {flag}"));
    let renamed = project.ok(&format!("{diff} {flag} --format sql"));
    assert!(!renamed.stderr.contains("Was value"), "{renamed}");
    run_script(&project, &renamed.stdout);
    project.ok(&format!("{diff} --exit-code")).prints("No differences");
    assert_eq!(project.rows("SELECT id, state FROM orders ORDER BY id"), ["1|new", "2|paid"]);
    project.refused(&format!("{diff} --rename-value mood.lost=paid")).says("lost");
    project.refused(&format!("{diff} --rename-value mood=paid")).says("names no type");
}

/// What belongs to others is left alone, and told where it is not the same.
#[test]
fn partitions_and_heirs_are_set_side_by_side() {
    let (Some(project), Some(other)) =
        (Project::of(Engine::Postgres), Project::of(Engine::Postgres))
    else {
        return;
    };
    let both = [
        "CREATE TABLE logs (at date, text text) PARTITION BY RANGE (at)",
        "CREATE TABLE logs_2023 PARTITION OF logs FOR VALUES FROM ('2023-01-01') TO ('2024-01-01')",
        "CREATE TABLE people (id int, name text)",
    ];
    project.sql(&both).sql(&[
        "CREATE TABLE logs_2024 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
        "CREATE TABLE heirs (own int) INHERITS (people)",
        "ALTER TABLE people ALTER COLUMN name SET STATISTICS 100",
        "ALTER TABLE people ALTER COLUMN name SET STORAGE EXTERNAL",
        "ALTER TABLE people ADD COLUMN gone text",
        "ALTER TABLE people ALTER COLUMN gone SET STORAGE MAIN",
    ]);
    other.sql(&both).sql(&[
        "CREATE TABLE logs_2024 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2024-07-01')",
        "CREATE TABLE heirs (own bigint) INHERITS (people)",
        "ALTER TABLE people ALTER COLUMN name SET STATISTICS 500",
    ]);
    let diff = format!("diff '{}' '{}'", project.database.url, other.database.url);
    let script = project.ok(&format!("{diff} --format sql")).prints("DROP COLUMN \"gone\"").stdout;
    run_script(&project, &script);
    project
        .ok(&diff)
        .prints("No differences")
        .says("partition logs_2023 on logs\n")
        .says("partition logs_2024 on logs (not the same in both)")
        .says("inherited table heirs (not the same in both)")
        .says("column statistics name on people (not the same in both)")
        .says("column storage name on people (only in the first)");
}

/// A printed script, piece by piece as a client of the database sends it.
fn run_script(project: &Project, text: &str) {
    let lexis = match project.engine() {
        Engine::Sqlite => Lexis::Sqlite,
        Engine::Postgres => Lexis::Postgres,
        Engine::Mysql => Lexis::MySql,
    };
    let pieces = split(lexis, text).expect("a script");
    project.sql(&pieces.iter().map(|it| it.text.as_str()).collect::<Vec<_>>());
}
