//! All files of an exercise as one document.

use super::code::Code;
use super::report::Report;
use super::spanned::Spanned;
use super::syntax::{Estate, Exercise, File, LawFile, Organisation, Playbook, Scenario};

/// One exercise, gathered from its files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Whole {
    /// The exercise itself; its parts are taken out of it.
    pub(crate) exercise: Exercise,
    /// The organisation.
    pub(crate) organisation: Organisation,
    /// The estate.
    pub(crate) estate: Estate,
    /// The playbook.
    pub(crate) playbook: Playbook,
    /// The scenario, with the clocks and requests of the law.
    pub(crate) scenario: Scenario,
    /// Whether there is a scenario.
    pub(crate) has_scenario: bool,
}

impl Whole {
    /// The exercise with the parts that stand in its own file.
    pub(crate) fn of(mut exercise: Exercise) -> Self {
        let scenario = exercise.scenario.take();
        Self {
            organisation: exercise.organisation.take().unwrap_or_default(),
            estate: exercise.estate.take().unwrap_or_default(),
            playbook: exercise.playbook.take().unwrap_or_else(playbook),
            has_scenario: scenario.is_some(),
            scenario: scenario.unwrap_or_default(),
            exercise,
        }
    }

    /// Adds a used file.
    pub(crate) fn add(&mut self, file: File, written: &Spanned<String>, report: &mut Report<'_>) {
        report.enter(written.place);
        match file {
            File::Exercise(_) => {
                let title = format!(
                    "`{}` is an exercise, and cannot be used by another",
                    written.value
                );
                report.say(Code::WrongDocument, written.place, title);
            }
            File::Organisation(part) => self.add_organisation(*part, report),
            File::Estate(part) => self.add_estate(*part),
            File::Playbook(part) => self.add_playbook(*part, report),
            File::Scenario(part) if self.has_scenario => {
                drop(part);
                let title = format!("`{}` is a second scenario", written.value);
                report.say(Code::TwoScenarios, written.place, title);
            }
            File::Scenario(part) => {
                let (requests, clocks) = (
                    std::mem::take(&mut self.scenario.requests),
                    std::mem::take(&mut self.scenario.clocks),
                );
                self.scenario = *part;
                self.scenario.requests.extend(requests);
                self.scenario.clocks.extend(clocks);
                self.has_scenario = true;
            }
            File::Law(part) => self.add_law(*part),
        }
    }

    fn add_organisation(&mut self, part: Organisation, report: &mut Report<'_>) {
        let Organisation {
            zone,
            holidays,
            jurisdictions,
            people,
            teams,
            roles,
            rotas,
            bodies,
            profiles,
        } = part;
        let whole = &mut self.organisation;
        once("zone", &mut whole.zone, zone, report);
        whole.holidays.0.extend(holidays.0);
        whole.jurisdictions.0.extend(jurisdictions.0);
        whole.people.extend(people);
        whole.teams.0.extend(teams.0);
        whole.roles.0.extend(roles.0);
        whole.rotas.extend(rotas);
        whole.bodies.extend(bodies);
        whole.profiles.extend(profiles);
    }

    fn add_estate(&mut self, part: Estate) {
        let Estate {
            nodes,
            edges,
            nodes_csv: _,
            edges_csv: _,
            edge_kinds,
            platforms,
        } = part;
        let whole = &mut self.estate;
        whole.nodes.extend(nodes);
        whole.edges.extend(edges);
        whole.edge_kinds.extend(edge_kinds);
        whole.platforms.extend(platforms);
    }

    fn add_playbook(&mut self, part: Playbook, report: &mut Report<'_>) {
        let Playbook {
            rights,
            chains,
            actions,
            runbook,
            vendors,
            ..
        } = part;
        let whole = &mut self.playbook;
        whole.rights.extend(rights);
        whole.chains.0.extend(chains.0);
        whole.actions.extend(actions);
        whole.runbook.0.extend(runbook.0);
        whole.vendors.extend(vendors);
        once("triage", &mut whole.triage, part.triage, report);
        once("severity", &mut whole.severity, part.severity, report);
        once("contested", &mut whole.contested, part.contested, report);
        once(
            "investigation",
            &mut whole.investigation,
            part.investigation,
            report,
        );
        once("recognition", &mut whole.recognition, part.recognition, report);
        once("watch", &mut whole.watch, part.watch, report);
        once("stand_down", &mut whole.stand_down, part.stand_down, report);
        once(
            "longest_stretch",
            &mut whole.longest_stretch,
            part.longest_stretch,
            report,
        );
        once("rest", &mut whole.rest, part.rest, report);
    }

    fn add_law(&mut self, part: LawFile) {
        let LawFile {
            holidays,
            jurisdictions,
            requests,
            clocks,
        } = part;
        self.organisation.holidays.0.extend(holidays.0);
        self.organisation.jurisdictions.0.extend(jurisdictions.0);
        self.scenario.requests.extend(requests);
        self.scenario.clocks.extend(clocks);
    }
}

/// A playbook in which nothing is written but the defaults.
fn playbook() -> Playbook {
    Playbook {
        watch: super::syntax::default_watch(),
        stand_down: super::syntax::default_stand_down(),
        longest_stretch: super::syntax::default_longest_stretch(),
        rest: super::syntax::default_rest(),
        ..Playbook::default()
    }
}

/// Takes a single value that may be written in one file only.
fn once<T>(field: &str, whole: &mut Spanned<T>, part: Spanned<T>, report: &mut Report<'_>) {
    if part.is_written() && whole.is_written() {
        let also = report.locate(whole.place);
        let title = format!("`{field}` is written in two files");
        let diagnostic = report
            .draft(Code::WrittenTwice, part.place, title)
            .also(also, "it is written here too");
        report.push(diagnostic);
    }
    whole.patch(part);
}
