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
