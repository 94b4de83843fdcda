//! Presets at the place of the range that the assumptions say, and which of them are in use.

use std::collections::{BTreeMap, BTreeSet};

use crate::chance::{Distribution, Law as Shape};
use crate::time::SimDuration;

use super::place::Place;
use super::preset::{Family, Parameter, Quantity, Word as PresetWord, word};
use super::spanned::Spanned;
use super::syntax::{Branch, Chance, Form, Law, Word};

/// Where in their ranges the parameters stand, 0 to 1, by id; what is not named stands at 0.5, its nominal value (M7).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assumptions(pub BTreeMap<String, f64>);

impl Assumptions {
    /// Where a parameter stands.
    pub fn of(&self, parameter: &str) -> f64 {
        self.0.get(parameter).copied().unwrap_or(0.5)
    }
}

/// Gives presets, and keeps which it gave.
pub(crate) struct Presets<'a> {
    assumptions: &'a Assumptions,
    used: BTreeMap<&'static str, (&'static Parameter, BTreeSet<Place>)>,
}

impl<'a> Presets<'a> {
    /// No preset in use yet.
    pub(crate) const fn new(assumptions: &'a Assumptions) -> Self {
        Self {
            assumptions,
            used: BTreeMap::new(),
        }
    }

    fn at(&mut self, parameter: &'static Parameter, place: Place) -> Quantity {
        let (_, places) = self
            .used
            .entry(&parameter.id)
            .or_insert_with(|| (parameter, BTreeSet::new()));
        places.insert(place);
        parameter.at(self.assumptions.of(&parameter.id))
    }

    /// The law of a parameter, as if it were written.
    pub(crate) fn law(&mut self, parameter: &'static Parameter, place: Place) -> Spanned<Law> {
        let law = self
            .at(parameter, place)
            .duration()
            .map_or_else(Law::default, |law| written(&law));
        Spanned::new(law, Place::Preset(&parameter.id))
    }

    /// The chance of a parameter, as if it were written.
    pub(crate) fn chance(&mut self, parameter: &'static Parameter, place: Place) -> Spanned<Chance> {
        let quantity = self.at(parameter, place);
        let chance = quantity
            .chance()
            .map_or_else(Chance::default, |chance| Chance::Text(chance.to_string()));
        Spanned::new(chance, Place::Preset(&parameter.id))
    }

    /// Puts the preset in place of a word.
    pub(crate) fn fill_law(&mut self, law: &mut Spanned<Law>, family: Family, place: Place) {
        let word = match &law.value {
            Law::Form(Form::Quick) => Word::Quick,
            Law::Form(Form::Usual) => Word::Usual,
            Law::Form(Form::Slow) => Word::Slow,
            Law::Form(Form::Unknown) => Word::Unknown,
            Law::Form(_) | Law::Fixed(_) => return,
        };
        *law = self.law(parameter(family, word), place);
    }

    /// Puts the preset in place of a word.
    pub(crate) fn fill_chance(&mut self, chance: &mut Spanned<Chance>, family: Family, place: Place) {
        if let Chance::Word(word) = chance.value {
            *chance = self.chance(parameter(family, word), place);
        }
    }

    /// The parameters in use, by id, and where.
    pub(crate) fn into_used(self) -> Vec<(&'static Parameter, BTreeSet<Place>)> {
        self.used.into_values().collect()
    }
}

/// What a word stands for in a family.
fn parameter(family: Family, written: Word) -> &'static Parameter {
    let preset = match written {
        Word::Quick => PresetWord::Quick,
        Word::Usual => PresetWord::Usual,
        Word::Slow => PresetWord::Slow,
        Word::Unknown => PresetWord::Unknown,
    };
    word(family, preset)
}

/// A distribution as people would write it.
pub(crate) fn written(distribution: &Distribution) -> Law {
    let law = written_shape(distribution.law());
    match distribution.cap() {
        Some(cap) => Law::Form(Form::Capped {
            of: Box::new(law),
            at: cap.to_string(),
        }),
        None => law,
    }
}

fn written_shape(shape: &Shape) -> Law {
    let text = |duration: &SimDuration| duration.to_string();
    Law::Form(match shape {
        Shape::Fixed(duration) => return Law::Fixed(text(duration)),
        Shape::Uniform { low, high } => Form::Uniform(text(low), text(high)),
        Shape::Triangular { low, mode, high } => Form::Triangular(text(low), text(mode), text(high)),
        Shape::Exponential { mean } => Form::Exponential(text(mean)),
        Shape::LogNormal { median, p90 } => Form::LogNormal {
            median: text(median),
            p90: text(p90),
        },
        Shape::Weibull { shape, scale } => Form::Weibull {
            shape: *shape,
            scale: text(scale),
        },
        Shape::Gamma { shape, scale } => Form::Gamma {
            shape: *shape,
            scale: text(scale),
        },
        Shape::Empirical(values) => Form::Empirical(values.iter().map(text).collect()),
        Shape::Mixture(branches) => {
            let branch = |(weight, of): &(f64, Distribution)| Branch {
                weight: *weight,
                of: written(of),
            };
            Form::Mixture(branches.iter().map(branch).collect())
        }
    })
}
