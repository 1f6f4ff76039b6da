//! Branches of a team: several heads are told of, joined, put after each other, and undone.

use super::*;

const NAME: &str = "pub name: String,";
const PHONE: &str = "pub name: String, pub phone: Option<String>,";
const FAX: &str = "pub name: String, pub fax: Option<String>,";
const BOTH: &str = "pub name: String, pub phone: Option<String>, pub fax: Option<String>,";

/// Two revisions after the first, as two people wrote them: the models are in the state of the
/// second when it is done.
fn fork(project: &Project, one: (&str, &str), other: (&str, &str)) {
    project.entity("shops", NAME).ok("revision -m initial");
    project.ok("upgrade");
    for (message, fields) in [one, other] {
        project.entity("shops", fields);
        project.ok(&format!("revision -m {message} --head 1 --offline"));
    }
}

fn two_columns(project: &Project) {
    fork(project, ("phone", PHONE), ("faxes", FAX));
    project.entity("shops", BOTH);
}

#[test]
fn branches_that_commute_are_merged() {
    for project in Project::each() {
        two_columns(&project);
        for line in ["check", "check --offline", "upgrade", "revision -m more", "merge 1 2"] {
            project.refused(line).says("0002_phone");
        }
        for line in ["check", "upgrade", "upgrade head", "revision -m more"] {
            let told = "Multiple heads are present: 0002_phone, 0003_faxes";
            project.refused(line).says(told).says("autogen merge");
        }
        project.ok("heads").prints("0002_phone").prints("0003_faxes").says("autogen rebase");
        project.ok("upgrade heads").prints("the database is at 0002_phone, 0003_faxes");
        project.ok("downgrade 1");

        // One database goes by the one branch, another by the other.
        project.ok("upgrade 3");
        project
            .ok("merge")
            .prints("Wrote migrations/0004_merge, which joins 0002_phone, 0003_faxes");
        let yaml = project.read("migrations/0004_merge/revision.yaml");
        assert!(yaml.starts_with("format: 1\nrevises: [0002_phone, 0003_faxes]\n"), "{yaml}");
        project.ok("heads").prints("0004_merge (head) (merge)").lacks("Multiple");
        project.ok("upgrade --sql 3:head").prints("phone").lacks("\"fax\"");
        project.ok("upgrade --sql 3:2").prints("phone").lacks("\"fax\"");
        project.ok("upgrade").prints("2 revisions applied; the database is at 0004_merge");
        project.ok("check --head --strict").prints("agree");
        project.ok("downgrade base");
        project.ok("upgrade").prints("4 revisions applied");
        project.ok("check --head --strict").prints("agree");
        project.ok("merge").prints("Nothing to merge");

        // Every name that a place has.
        project.ok("downgrade -1").prints("at 0002_phone, 0003_faxes");
        project.refused("downgrade -1").says("name the revision");
        project.ok("upgrade +1").prints("at 0004_merge");
        project.ok("downgrade 0002").prints("at 0002_phone");
        project.ok("upgrade 0002_phone+1").prints("at 0004_merge");
        project.refused("downgrade 4-2").says("'4-2' could go by any of 0002_phone, 0003_faxes");
        project.ok("downgrade 2-1").prints("at 0001_initial");
        project.ok("downgrade base");
        project.ok("upgrade base+1").prints("at 0001_initial");
        project.ok("history 2:4").prints("0001_initial -> 0002_phone").lacks("base -> ");
        project.ok("history :1").prints("0001_initial").lacks("0002");
        project.ok("upgrade heads").prints("at 0004_merge");
        project.refused("upgrade +1").says("leads out of the revisions");
    }
}

#[test]
fn a_conflict_is_shown() {
    for project in Project::each() {
        fork(
            &project,
            ("text", "#[sea_orm(column_type = \"Text\")] pub name: String,"),
            ("short", "#[sea_orm(column_type = \"String(StringLen::N(40))\")] pub name: String,"),
        );
        for line in ["merge", "rebase 3", "rebase 2 --onto 3 --offline"] {
            project
                .refused(line)
                .says("column shops.name")
                .says("0002_text: ~ column shops.name")
                .says("0003_short: ~ column shops.name")
                .says("autogen revision");
        }
        project.remove("migrations/0003_short").remove("snapshots/schema.yaml");

        // One takes away what the other builds on.
        project.entity("shops", "").ok("revision -m gone --head 1 --offline --drop shops.name");
        project
            .refused("merge")
            .says("0002_text: ~ column shops.name")
            .says("0003_gone: - column shops.name");
        project.remove("migrations/0003_gone").remove("migrations/0002_text");
        let indexed = "#[sea_orm(indexed)] pub name: String,";
        project.entity("shops", indexed).ok("revision -m indexed --head 1 --offline");
        project.entity("shops", "pub title: String,");
        project.ok("revision -m title --head 1 --offline --rename shops.name=title");
        project.refused("merge").says("0002_indexed: + index").says("0003_title: ~ column");

        // Both would have an index of the same name, which a schema has once.
        if project.engine() != Engine::Mysql {
            project.remove("migrations/0002_indexed").remove("migrations/0003_title");
            for (table, message) in [("one", "one"), ("two", "two")] {
                project.entity("shops", NAME);
                let twins = "#[cfg_attr(any(), autogen(index(columns(code), name = \"by_code\")))]";
                let file = format!("models/{table}.rs");
                let text = entity(table, "pub code: i32,", "");
                project.write(
                    &file,
                    &text.replace("#[derive(Clone", &format!("{twins}\n#[derive(Clone")),
                );
                project.ok(&format!("revision -m {message} --head 1 --offline"));
                project.remove(&file);
            }
            project.refused("merge").says("by_code");
        }
    }
}

#[test]
fn a_branch_is_put_after_the_other() {
    for project in Project::each() {
        two_columns(&project);
        // A person's remark, and the spacing that was liked.
        let yaml = "migrations/0003_faxes/revision.yaml";
        let text =
            project.read(yaml).replace("message: faxes", "# for the old shops\nmessage:  faxes");
        project.write(yaml, &text);
        let up = project.read("migrations/0003_faxes/up.sql");
        project.refused("rebase 1").says("before all heads");
        project.refused("rebase nothing").says("Can't locate revision");
        project.ok("rebase 3").prints("Moved after 0002_phone").prints("0003_faxes");
        assert_eq!(project.read(yaml), text.replace("[0001_initial]", "[0002_phone]"));
        assert_eq!(project.read("migrations/0003_faxes/up.sql"), up);
        let down = project.read("migrations/0003_faxes/down.sql");
        assert!(down.lines().next().unwrap().ends_with("stamp 0002_phone"), "{down}");
        project.refused("rebase 3").says("one head");
        project.ok("upgrade").prints("2 revisions applied; the database is at 0003_faxes");
        project.ok("check --head --strict");
        project.ok("downgrade base");
    }
}

#[test]
fn old_numbers_are_understood() {
    for project in Project::each() {
        two_columns(&project);
        // The branch is applied here, under the number that it had.
        project.ok("upgrade 2");
        project
            .ok("rebase 2 --renumber")
            .prints("0002_phone, now 0004_phone")
            .says("0002_phone is applied to this database");
        let yaml = project.read("migrations/0004_phone/revision.yaml");
        assert!(
            yaml.starts_with("format: 1\nwas: [0002_phone]\nrevises: [0003_faxes]\n"),
            "{yaml}"
        );
        let up = project.read("migrations/0004_phone/up.sql");
        assert!(up.lines().next().unwrap().ends_with("stamp 0004_phone"), "{up}");
        assert!(!project.path("migrations/0002_phone").exists());
        project.ok("current").prints("0004_phone").lacks("not in the folder");
        project.ok("status").prints("0003_faxes    pending").lacks("edited");
        project.ok("history").prints("0003_faxes -> 0004_phone (head)");
        project.ok("upgrade").prints("1 revision applied; the database is at 0004_phone");
        project.ok("check --head --strict");
        // A branch of somebody who has not heard of it goes on from the old name.
        project.write(
            "migrations/0005_later/revision.yaml",
            "format: 1\nrevises: [0002_phone]\nchanges: []\n",
        );
        project.write("migrations/0005_later/up.sql", "SELECT 1;\n");
        project.write("migrations/0005_later/down.sql", "SELECT 1;\n");
        project.ok("upgrade").prints("at 0005_later");
        project.ok("downgrade 0002_phone").prints("at 0004_phone");
        project.ok("downgrade -1").prints("at 0003_faxes");
        assert_eq!(project.rows("SELECT revision FROM autogen_version ORDER BY 1").len(), 2);
        project.ok("upgrade");
        project.ok("check --head --strict");
        project.refused("revision -m again --empty --rev-id 0002_phone").says("0002_phone");
    }
}

/// A script that builds a table anew knows all of its columns, or loses one.
#[test]
fn rebuilt_tables_keep_what_the_other_branch_added() {
    let project = Project::sqlite();
    fork(
        &project,
        ("phone", PHONE),
        ("text", "#[sea_orm(column_type = \"Text\")] pub name: String,"),
    );
    let merged = "#[sea_orm(column_type = \"Text\")] pub name: String, pub phone: Option<String>,";
    project.entity("shops", merged);
    let told = "0003_text builds table shops anew on sqlite, and 0002_phone changes it";
    project.refused("merge").says(told).says("autogen rebase");

    let up = project.read("migrations/0003_text/up.sql");
    project.write("migrations/0003_text/up.sql", &format!("{up}SELECT 1;\n"));
    project.refused("rebase 3").says("written by hand").says(told);
    project.write("migrations/0003_text/up.sql", &up);
    project.ok("upgrade 3");
    project.refused("rebase 3").says("autogen downgrade 0001_initial");
    project.ok("downgrade 1");
    project.ok("rebase 3").prints("written anew");
    project.ok("upgrade 2");
    project.sql(&["INSERT INTO shops (name, phone) VALUES ('a', '1')"]);
    project.ok("upgrade");
    project.ok("check --head --strict");
    project.ok("downgrade 2");
    assert_eq!(project.rows("SELECT name, phone FROM shops"), ["a|1"]);
    project.ok("upgrade");
    assert_eq!(project.rows("SELECT name, phone FROM shops"), ["a|1"]);
}

#[test]
fn a_revision_is_undone_by_a_new_one() {
    for project in Project::each() {
        project.entity("shops", NAME).ok("revision -m initial");
        project.entity("shops", PHONE).ok("revision -m phone --offline");
        project.entity("shops", BOTH).ok("revision -m faxes --offline");
        project.ok("upgrade");
        project.sql(&["INSERT INTO shops (name, phone, fax) VALUES ('a', '1', '2')"]);

        project.ok("revert 2").prints("- column shops.phone").prints("0004_revert_0002_phone");
        let folder = |id: &str, file: &str| {
            let text = project.read(&format!("migrations/{id}/{file}"));
            text.split_once('\n').expect("lines").1.to_owned()
        };
        let id = "0004_revert_0002_phone";
        assert_eq!(folder(id, "up.sql"), folder("0002_phone", "down.sql"));
        assert_eq!(folder(id, "down.sql"), folder("0002_phone", "up.sql"));
        project.ok("upgrade --allow-data-loss");
        project.run("check").exit(1).prints("+ column shops.phone");
        project.entity("shops", FAX).ok("check --head --strict");
        assert_eq!(project.rows("SELECT name, fax FROM shops"), ["a|2"]);
        project.ok("downgrade -1");
        project.ok("upgrade");

        // In the middle, what depends on it stands in the way, by name.
        let refused = project.refused("revert 1").says("what came later depends on it");
        refused.says("0002_phone: + column shops.phone").says("0003_faxes: + column shops.fax");
        project.refused("revert 2").says("0004_revert_0002_phone").says("Revert");
        project.refused("revert 9").says("Can't locate revision identified by '9'");

        // SQL by hand is undone by its own way back, and without one not at all.
        project.ok("revision -m notes --empty");
        project.write("migrations/0005_notes/up.sql", "CREATE TABLE notes (id integer);\n");
        project.write("migrations/0005_notes/down.sql", "DROP TABLE notes;\n");
        project.ok("upgrade");
        project.ok("revert 5 -m 'no notes'").prints("DROP TABLE notes;");
        project.ok("upgrade");
        project.ok("check").lacks("notes");
        project.ok("revert head -m 'notes again'").prints("CREATE TABLE notes");
        project.remove("migrations/0005_notes/down.sql");
        project.refused("revert 5").says("has no down script");
    }
}

/// What lays out new scripts lays out all of them.
/// What was made in a table is not undone in another that has its name now.
#[test]
fn a_revision_of_a_table_that_is_gone_is_not_undone() {
    for project in Project::each() {
        let note = "pub name: String, pub note: Option<String>,";
        project.entity("shops", NAME).ok("revision -m initial --offline");
        project.entity("shops", note).ok("revision -m note --offline");
        project.remove("models/shops.rs").entity("stores", note);
        project.ok("revision -m stores --offline --rename-table shops=stores");
        project.entity("shops", "pub note: Option<String>,").ok("revision -m shops --offline");
        let refused = project.refused("revert 2").says("what came later depends on it");
        refused.says("0003_stores").says("Revert 0003_stores first");
        project.ok("revert 4");
    }
}

#[test]
fn hooks_see_what_merge_and_revert_write() {
    let project = Project::sqlite();
    two_columns(&project);
    let hook = "hooks:\n  after_revision: echo '-- looked at {revision}' >> {up}\n";
    project.write("autogen.yaml", &format!("models: models\n{hook}"));
    let seen = |id: &str| {
        let up = project.read(&format!("migrations/{id}/up.sql"));
        assert!(up.ends_with(&format!("-- looked at {id}\n")), "{up}");
    };
    project.ok("merge");
    seen("0004_merge");
    project.ok("revert 3").prints("-- looked at 0005_revert_0003_faxes");
    seen("0005_revert_0003_faxes");
    project.ok("upgrade");
}

/// What a third branch is built on takes it along, and nobody has looked at it.
#[test]
fn a_third_branch_is_not_moved_unseen() {
    let project = Project::sqlite();
    fork(&project, ("phone", PHONE), ("faxes", FAX));
    for (table, message) in [("people", "people"), ("items", "items")] {
        project.entity("shops", PHONE).entity(table, "");
        project.ok(&format!("revision -m {message} --head 2 --offline"));
        project.remove(&format!("models/{table}.rs"));
    }
    project
        .refused("rebase 4 --onto 3")
        .says("0004_people cannot be moved alone: 0005_items follows 0002_phone too")
        .says("autogen rebase 0005_items --onto 0004_people")
        .says("autogen merge 0004_people 0005_items");
    project.ok("rebase 5 --onto 4").prints("Moved after 0004_people:\n  0005_items\n");
    project
        .ok("rebase 5 --onto 3")
        .prints("Moved after 0003_faxes:\n  0002_phone\n  0004_people\n  0005_items\n");
    project.entity("shops", BOTH).entity("people", "").entity("items", "");
    project.ok("upgrade").prints("at 0005_items");
    project.ok("check --head --strict");
}
