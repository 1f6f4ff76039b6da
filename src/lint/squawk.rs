//! Hazards of PostgreSQL that [Squawk](https://squawkhq.com/docs/rules) finds, by codes of ours:
//! its messages change from version to version, and its rules have names.

use squawk_linter::{Linter, Rule};
use squawk_syntax::SourceFile;

/// What Squawk is asked for, and the code it is told under.
const RULES: &[(Rule, &str)] = &[
    (Rule::RequireConcurrentIndexCreation, "PG101"),
    (Rule::RequireConcurrentIndexDeletion, "PG102"),
    (Rule::RequireConcurrentReindex, "PG104"),
    (Rule::AddingSerialPrimaryKeyField, "PG105"),
    (Rule::DisallowedUniqueConstraint, "PG106"),
    (Rule::RequireEnumValueOrdering, "PG302"),
    (Rule::RequireConcurrentPartitionDetach, "PG401"),
    (Rule::BanCreateDomainWithConstraint, "PG403"),
    (Rule::BanAlterDomainWithAddConstraint, "PG403"),
    (Rule::BanDuplicateColumnAssignments, "PG404"),
    (Rule::BanCharField, "PG501"),
    (Rule::PreferBigintOverInt, "PG502"),
    (Rule::PreferBigintOverSmallint, "PG502"),
    (Rule::PreferIdentity, "PG503"),
    (Rule::PreferTextField, "PG504"),
    (Rule::PreferTimestampTz, "PG505"),
    (Rule::PreferRobustStmts, "PG507"),
    (Rule::RequireLockTimeout, "PG508"),
    (Rule::RequireStatementTimeout, "PG508"),
    (Rule::RequireTableSchema, "PG509"),
];

/// The codes found in a script, each with the byte at which its place begins.
///
/// A statement that Squawk cannot read is passed over; ours are read by words.
pub fn find(text: &str) -> Vec<(&'static str, usize)> {
    let parse = SourceFile::parse(text);
    let mut linter = Linter::from(RULES.iter().map(|(rule, _)| *rule));
    // The oldest server that scripts are written for.
    if let Ok(version) = "12".parse() {
        linter.settings.pg_version = version;
    }
    let found = linter.lint(&parse, text);
    let code = |rule: Rule| RULES.iter().find(|(it, _)| *it == rule).map(|(_, code)| *code);
    found
        .into_iter()
        .filter_map(|it| Some((code(it.code)?, usize::from(it.text_range.start()))))
        .collect()
}
