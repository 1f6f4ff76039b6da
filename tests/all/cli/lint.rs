//! Hazards, told where they are.

use super::*;

#[test]
fn hazards_are_told_with_their_place_and_a_way_around() {
    let project = Project::sqlite();
    project.write("autogen.yaml", "models: models\ndialects: [postgres, sqlite]\n");
    project.entity("shops", "pub name: String,\n    pub phone: Option<String>,");
    project.ok("revision --offline -m initial").lacks("hazard");
    project.ok("lint").prints("4 scripts: no hazard");

    // What has just been written is looked at before anyone else does.
    project.entity("shops", "#[sea_orm(indexed)]\n    pub name: String,");
    let phone = "migrations/0002_less/up.postgres.sql";
    project
        .ok("revision --offline -m less --drop shops.phone")
        .prints(&format!("{phone}:"))
        .prints("DL101: a table, a partition or a column goes with what it holds: shops.phone")
        .prints("instead: deploy an application that does not use it");
    let told = project.run("lint 2 --format json").exit(1).json();
    let codes: Vec<&str> = (told["findings"].as_array().unwrap().iter())
        .filter(|it| it["path"] == phone)
        .filter_map(|it| it["code"].as_str())
        .collect();
    assert!(codes.contains(&"DL101"), "{codes:?}");
    project.ok("lint 1");
    project.run("lint --format github").exit(1).prints("::error file=migrations/0002_less/");
    project.run("lint --format sarif").exit(1).prints("\"2.1.0\"");
    project.refused("lint --format markdown").says("text, json, sarif and github");
    project.refused("lint 7").says("Can't locate revision identified by '7'");

    // A project says what it does not want to hear, and a script why.
    let with = |ignored: &str| {
        project.write(
            "autogen.yaml",
            &format!("models: models\ndialects: [postgres, sqlite]\nlint: {{ignore: {ignored}}}\n"),
        );
    };
    with("[PG*, DL101]");
    project.ok("lint");
    with("[PG*, XX7]");
    project.run("lint -q").exit(1).says("names XX7, which is not a code");
    for file in [phone, "migrations/0002_less/up.sqlite.sql"] {
        let script = project.read(file);
        let remark = "-- lint: ignore DL101 nobody reads it since May\n";
        let place = script.find("ALTER TABLE \"shops\" DROP").expect("the drop");
        project.write(file, &format!("{}{remark}{}", &script[..place], &script[place..]));
    }
    with("[PG*]");
    project.ok("lint");
}
