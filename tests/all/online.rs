//! Scripts for tables that are in use: no step holds a strong lock while it works through rows.
//!
//! Files of `tests/online/DIALECT` have two schemas and the script between them. `AUTOGEN_BLESS=1`
//! writes the scripts anew. That they run is for the laws.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use autogen::dialect::dialect;
use autogen::ops::{self, Change, ColumnOperation, Operation, Renames};
use autogen::plan::{Setting, plan};
use autogen::schema::Schema;
use autogen::target::{DialectName, Target};
use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Case {
    before: Schema,
    after: Schema,
    /// Values of rows that have none, by column.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    fills: BTreeMap<String, String>,
}

#[test]
fn scripts_keep_nobody_waiting() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/online");
    let mut count = 0;
    for name in [DialectName::Postgres, DialectName::Mysql, DialectName::Mariadb] {
        let files = fs::read_dir(folder.join(name.to_string())).into_iter().flatten();
        for file in files.map(|it| it.expect("an entry").path()) {
            count += 1;
            check(&file, name);
        }
    }
    assert!(count > 4);
}

/// The schemas stand above a line of dashes, and the script below it.
fn check(file: &Path, name: DialectName) {
    const LINE: &str = "\n---\n";
    let text = fs::read_to_string(file).expect("a file");
    let (schemas, expected) = text.split_once(LINE).unwrap_or((&text, ""));
    let case: Case = serde_yaml::from_str(schemas).unwrap_or_else(|e| panic!("{file:?}: {e}"));
    let mut changes = ops::diff(&case.before, &case.after, &Renames::default()).expect("changes");
    for change in &mut changes {
        let Operation::Column(ColumnOperation { change, fill, .. }) = change else { continue };
        *fill = Change::after(change).and_then(|it| case.fills.get(&it.name)).cloned();
    }
    let target = Target::floor(name);
    let setting = Setting { dialect: dialect(name), target: &target, live: None, online: true };
    let found = plan(&case.before, &changes, setting).expect("a plan").up.to_string();
    let wrong = crate::announced::of_plan(&found, &target, &case.before, false);
    assert!(wrong.is_empty(), "{}:\n{}", file.display(), wrong.join("\n"));
    if std::env::var("AUTOGEN_BLESS").is_ok() {
        fs::write(file, format!("{schemas}{LINE}{found}")).expect("a written file");
    } else {
        assert_eq!(found, expected, "{}", file.display());
    }
}
