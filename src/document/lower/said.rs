//! Tags, tenants and kinds that rules speak of, whether an asset has them or not.

use crate::document::syntax::{Does, Knows, KnowsForm, Selector, Trigger};
use crate::document::whole::Whole;

/// What selectors and rules speak of, on nodes or not.
#[derive(Default)]
pub(super) struct Said {
    pub(super) tags: Vec<String>,
    pub(super) tenants: Vec<String>,
    pub(super) kinds: Vec<String>,
}

impl Said {
    /// Collects what the whole document speaks of.
    pub(super) fn everywhere(&mut self, whole: &Whole) {
        for right in &whole.playbook.rights {
            self.selector(&right.assets.value);
            self.tenants.extend(
                right
                    .limits
                    .value
                    .tenants
                    .value
                    .iter()
                    .map(|tenant| tenant.value.clone()),
            );
        }
        self.tags.extend(
            whole
                .playbook
                .severity
                .value
                .iter()
                .filter_map(|reaches| reaches.tag.value.clone()),
        );
        self.tags.extend(
            whole
                .scenario
                .clocks
                .iter()
                .filter_map(|clock| clock.tag.value.clone()),
        );
        for request in &whole.scenario.requests {
            if let Trigger::Known(tag) = &request.on.value {
                self.tags.push(tag.value.clone());
            }
        }
        for inject in &whole.scenario.injects {
            if let Some(Does::OwnershipDisputed { assets } | Does::ApprovalDemanded { assets, .. }) =
                &inject.does.value
            {
                self.selector(&assets.value);
            }
        }
        for person in &whole.organisation.people {
            match &person.knows.value {
                Knows::Own => {}
                Knows::Form(form) => self.knows(form),
                Knows::These(forms) => forms.iter().for_each(|form| self.knows(&form.value)),
            }
        }
    }

    fn knows(&mut self, form: &KnowsForm) {
        match form {
            KnowsForm::Assets(selector) => self.selector(selector),
            KnowsForm::Kind(kind) => self.kinds.push(kind.value.clone()),
            KnowsForm::Tag(tag) => self.tags.push(tag.value.clone()),
            KnowsForm::Tenant(tenant) => self.tenants.push(tenant.value.clone()),
            KnowsForm::All | KnowsForm::Own | KnowsForm::Team(_) | KnowsForm::Asset(_) => {}
        }
    }

    fn selector(&mut self, selector: &Selector) {
        match selector {
            Selector::Kind(kind) => self.kinds.push(kind.value.clone()),
            Selector::Tag(tag) => self.tags.push(tag.value.clone()),
            Selector::Tenant(tenant) => self.tenants.push(tenant.value.clone()),
            Selector::AnyOf(inner) | Selector::AllOf(inner) => {
                for one in inner {
                    self.selector(one);
                }
            }
            Selector::Not(inner) => self.selector(inner),
            Selector::All | Selector::Asset(_) | Selector::Assets(_) | Selector::Team(_) => {}
        }
    }
}
