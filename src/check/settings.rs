//! What an exercise says about findings: other levels, and silence, each with a reason.

use crate::document::{FindingLevel, FindingSetting, What};

use super::controls::cite;
use super::finding::{Counterexample, Finding, Level};
use super::rule::{Rule, rule_of};

/// A setting that changes nothing: kept, it would hide the next one.
pub(super) static RULE: Rule = Rule {
    code: "OUT090",
    name: "stale-setting",
    level: Level::Warning,
    meaning: "a finding is silenced or changed that does not occur",
    why: "A silenced finding that is gone leaves a hole behind: if it comes back, nobody hears of it.",
    example: "findings: [Finding(code: \"OUT016\", about: \"night-rota\", level: Silenced, reason: \"agreed until the move\")]",
    fix: "Remove the setting; if the finding moved, write what it is about now.",
    controls: &[
        cite("CSF 2.0 GV.PO-02"),
        cite("CSF 2.0 ID.IM-04"),
        cite("SP 800-53 IR-3(3)"),
        cite("ISO 27001 A.5.27"),
    ],
    find: |_| Vec::new(),
};

/// The findings to be shown, and those that are silenced. `all`: whether every alternative was looked at; only
/// then is a setting without effect known to be stale.
pub(super) fn apply(
    settings: &[FindingSetting],
    found: Vec<Finding>,
    all: bool,
    alternatives: &[String],
) -> (Vec<Finding>, Vec<Finding>) {
    let (mut shown, mut silenced) = (Vec::new(), Vec::new());
    let mut used = vec![false; settings.len()];
    for mut finding in found {
        // The last setting that fits holds, so that a special one may follow a general one.
        let mut held = None;
        for (setting, used) in settings
            .iter()
            .zip(&mut used)
            .filter(|(setting, _)| fits(setting, &finding))
        {
            *used = true;
            held = Some(setting);
        }
        let Some(setting) = held else {
            shown.push(finding);
            continue;
        };
        finding.changed = Some((finding.level, setting.reason.clone()));
        match level_of(setting.level) {
            Some(level) => {
                finding.level = level;
                shown.push(finding);
            }
            None => silenced.push(finding),
        }
    }
    let stale = settings.iter().zip(used).filter(|(setting, used)| {
        let unknown = rule_of(&setting.code).is_none();
        !used && (all || unknown)
    });
    shown.extend(stale.map(|(setting, _)| stale_setting(setting, alternatives)));
    (shown, silenced)
}

fn fits(setting: &FindingSetting, finding: &Finding) -> bool {
    setting.code == finding.code
        && setting
            .about
            .as_ref()
            .is_none_or(|about| *about == finding.about.1)
}

const fn level_of(level: FindingLevel) -> Option<Level> {
    match level {
        FindingLevel::Silenced => None,
        FindingLevel::Note => Some(Level::Note),
        FindingLevel::Warning => Some(Level::Warning),
        FindingLevel::Error => Some(Level::Error),
    }
}

fn stale_setting(setting: &FindingSetting, alternatives: &[String]) -> Finding {
    let about = setting
        .about
        .as_ref()
        .map_or(String::new(), |about| format!(" about `{about}`"));
    let (title, help) = if rule_of(&setting.code).is_none() {
        (
            format!("there is no finding `{}`", setting.code),
            "`outrun explain` lists the codes there are".to_owned(),
        )
    } else {
        (
            format!("`{}`{about} is set, and does not occur", setting.code),
            format!("remove it; it was written because: {}", setting.reason),
        )
    };
    Finding {
        code: RULE.code,
        level: RULE.level,
        title,
        place: setting.at.clone(),
        about: (What::Exercise, setting.code.clone()),
        counterexample: Counterexample {
            text: "no alternative has this finding".to_owned(),
            ..Counterexample::default()
        },
        help,
        fixes: Vec::new(),
        controls: RULE.controls,
        alternatives: alternatives.to_vec(),
        changed: None,
    }
}
