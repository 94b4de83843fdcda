//! Who can receive an inject: everybody whom the exercise knows.

use crate::conduct::materials::names::{CONTROLLERS, EVERYBODY};
use crate::conduct::materials::package::ExercisePackage;
use crate::model::Exercise;

/// The names of those who may receive injects.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    names: Vec<String>,
}

/// Two names this alike may be meant for each other.
const ALIKE: f64 = 0.8;

impl Directory {
    /// Everybody whom the exercise and its timeline name; `labels` are what people are called.
    pub fn of(exercise: &Exercise, package: &ExercisePackage, labels: &[String]) -> Self {
        let organisation = &exercise.organisation;
        let mut names: Vec<String> = vec![EVERYBODY.to_owned(), CONTROLLERS.to_owned()];
        names.extend(package.timeline.injects.iter().map(|inject| inject.to.clone()));
        names.extend(package.seats.iter().map(|seat| seat.who.clone()));
        names.extend(labels.iter().cloned());
        names.extend(organisation.roles.iter().map(|role| role.id.to_string()));
        names.extend(organisation.rotas.iter().map(|rota| rota.id.to_string()));
        names.extend(organisation.bodies.iter().map(|body| body.id.to_string()));
        for team in &organisation.teams {
            names.extend([team.id.to_string(), format!("team {}", team.id)]);
        }
        names.retain(|name| !name.is_empty());
        names.sort();
        names.dedup();
        Self { names }
    }

    /// The recipients that a cell names, as the exercise writes them; in one cell they stand apart by commas or semicolons.
    ///
    /// # Errors
    /// Those that nobody knows, each with the name that may be meant.
    pub(super) fn recipients(&self, written: &str) -> Result<String, String> {
        if let Some(known) = self.known(written) {
            return Ok(known.to_owned());
        }
        let parts = written
            .split([',', ';'])
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for part in parts {
            match self.known(part) {
                Some(name) => known.push(name),
                None => unknown.push(self.not_known(part)),
            }
        }
        if unknown.is_empty() {
            Ok(known.join(", "))
        } else {
            Err(unknown.join("; "))
        }
    }

    fn known(&self, written: &str) -> Option<&str> {
        let lower = written.to_lowercase();
        let found = self.names.iter().find(|name| name.to_lowercase() == lower);
        found.map(String::as_str)
    }

    fn not_known(&self, written: &str) -> String {
        let meant = nearest(written, self.names.iter().map(String::as_str));
        let meant = meant.map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
        format!("nobody is called `{written}`{meant}")
    }
}

/// The most alike of some names, if any is alike at all.
pub(super) fn nearest<'n>(written: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let lower = written.to_lowercase();
    let likeness = |name: &str| strsim::jaro_winkler(&lower, &name.to_lowercase());
    let alike = names.filter(|name| likeness(name) >= ALIKE);
    alike.max_by(|one, other| likeness(one).total_cmp(&likeness(other)))
}
