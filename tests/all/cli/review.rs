//! Approvals, and what needs them.

use super::*;

#[test]
fn what_nobody_reviewed_is_not_applied_where_that_is_wanted() {
    for project in Project::each() {
        let with = |more: &str| {
            project.write("autogen.yaml", &format!("models: models\n{more}"));
        };
        project.entity("shops", "pub name: String,\n    pub phone: Option<String>,");
        project.ok("revision --offline -m initial");
        project.ok("upgrade");
        with("require_review: true\n");
        project.sql(&["INSERT INTO shops (id, name, phone) VALUES (1, 'a', '1')"]);
        project.entity("shops", "pub name: String,");
        project.ok("revision -m less --drop shops.phone");
        project
            .refused("upgrade --allow-data-loss")
            .says("0002_less was not reviewed")
            .says("`autogen review 0002_less`");

        project.ok("status").prints("0002_less     pending  wants a review\n");

        // It is shown in full, and nobody is taken at a word that was not given.
        project
            .refused("review")
            .says("nobody can be asked here")
            .prints("- column shops.phone")
            .prints("DL101")
            .prints("lost: 1 values of column shops.phone");
        project.ok("review 2 --yes --by ada").prints("Recorded the approval of 0002_less by ada");
        let yaml = project.read("migrations/0002_less/revision.yaml");
        assert!(yaml.contains("review: {by: ada, at: "), "{yaml}");
        project.ok("review 2").prints("Reviewed by ada");
        project.ok("status").lacks("wants a review");

        // What was approved is what it says, and no other text.
        let up = "migrations/0002_less/up.sql";
        let script = project.read(up);
        project.write(up, &format!("{script}\n-- a remark\n"));
        project.ok("upgrade --dry-run");
        project.write(up, &format!("{script}SELECT 1;\n"));
        project
            .refused("upgrade --allow-data-loss")
            .says("0002_less was edited after ada reviewed it");
        project.ok("status").prints("wants a review again: edited since ada's");
        let told = project.ok("status --format json").json();
        assert_eq!(told["revisions"][1]["review_wanted"], "edited");
        project.run("review 2").exit(2).prints("Edited since ada reviewed it");
        project.write(up, &script);
        let checks = format!("{yaml}checks: [SELECT 1 WHERE 1 = 0]\n");
        project.write("migrations/0002_less/revision.yaml", &checks);
        project.refused("upgrade --allow-data-loss").says("was edited after ada reviewed it");
        project.ok("review 2 --yes --by grace");
        let again = project.read("migrations/0002_less/revision.yaml");
        assert_eq!(again.matches("review:").count(), 1, "{again}");
        project.ok("upgrade --allow-data-loss");
        project.ok("downgrade");

        // A date leaves alone what came before it.
        project.write("migrations/0002_less/revision.yaml", &yaml.replace("by: ada", "by: eve"));
        project.write(up, &format!("{script}SELECT 1;\n"));
        with("require_review: 2999-01-01\n");
        project.ok("upgrade --allow-data-loss");
        with("require_review: often\n");
        project.refused("upgrade").says("true, or the date since when");
    }
}

#[test]
fn a_folder_of_scripts_is_reviewed_too() {
    let project = Project::sqlite();
    project.write("autogen.yaml", "models: models\nrequire_review: true\n");
    project.write("migrations/0001_a/up.sql", "CREATE TABLE a (id integer PRIMARY KEY);\n");
    project.write("migrations/0002_b/up.sql", "CREATE TABLE b (id integer PRIMARY KEY);\n");
    project.refused("upgrade").says("0001_a was not reviewed");
    project.ok("review 1 --yes --by ada");
    project.ok("review 2 --yes --by ada");
    project.ok("history").prints("0002_b");
    project.ok("upgrade");
    assert_eq!(project.rows("SELECT count(*) FROM b"), ["0"]);
}
