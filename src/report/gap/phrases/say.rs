//! Saying phrases.

use std::cell::RefCell;
use std::collections::BTreeSet;

use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value, context};

use crate::report::gap::causes::Words;
use crate::report::gap::document::OwnWording;
use crate::report::gap::wording::tidy;

use super::mistake::TemplateMistake;
use super::phrase::{PHRASES, Phrase};
use super::templates::{Template, Templates};

/// What one sentence may cost; the dearest that is built in costs a hundredth of it.
const FUEL: u64 = 50_000;
/// How long what a template says may be, in bytes.
const LONGEST: usize = 20_000;

/// All phrases, ready to be said; what goes wrong is kept until somebody asks.
pub(in crate::report::gap) struct Phrases {
    environment: Environment<'static>,
    templates: Templates,
    mistakes: RefCell<Vec<TemplateMistake>>,
}

impl Phrases {
    /// Reads all templates.
    ///
    /// # Errors
    /// Templates that cannot be read, or that ask for what there is not.
    pub(in crate::report::gap) fn new(templates: &Templates) -> Result<Self, Vec<TemplateMistake>> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        environment.set_debug(false);
        let mut mistakes = Vec::new();
        for phrase in &PHRASES {
            let template = templates.of(phrase);
            if let Err(error) = environment.add_template_owned(phrase.name, template.text.clone()) {
                mistakes.push(said(phrase, template, &error));
            } else if let Some(unknown) = unknown(&environment, phrase) {
                mistakes.push(no_variable(phrase, template, &unknown));
            }
        }
        if mistakes.is_empty() {
            Ok(Self {
                environment,
                templates: templates.clone(),
                mistakes: RefCell::default(),
            })
        } else {
            Err(mistakes)
        }
    }

    /// The sentence, on one line and without what hides or turns text.
    pub(in crate::report::gap) fn say(&self, name: &str, told: &Value) -> String {
        self.lines(name, told).join(" ")
    }

    /// The lines of it that are not empty.
    pub(in crate::report::gap) fn lines(&self, name: &str, told: &Value) -> Vec<String> {
        let text = match self.render(name, told) {
            Ok(text) => text,
            Err(mistake) => {
                self.mistakes.borrow_mut().extend(mistake);
                String::new()
            }
        };
        let lines = text.lines().map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            tidy(&words.join(" "))
        });
        lines.filter(|line| !line.is_empty()).collect()
    }

    /// What went wrong, each mistake once.
    pub(in crate::report::gap) fn mistakes(&self) -> Vec<TemplateMistake> {
        let mut mistakes = self.mistakes.borrow().clone();
        mistakes.dedup();
        mistakes
    }

    /// What a cause of lost time is called.
    pub(in crate::report::gap) fn cause(&self, of: &Words) -> String {
        self.say("cause", &context! { cause => of.cause, title => of.title })
    }

    /// Those of users.
    pub(in crate::report::gap) fn used(&self) -> Vec<OwnWording> {
        self.templates.used()
    }

    fn render(&self, name: &str, told: &Value) -> Result<String, Option<TemplateMistake>> {
        let phrase = Phrase::of(name).ok_or(None)?;
        let template = || self.templates.of(phrase);
        let rendered = self
            .environment
            .get_template(name)
            .and_then(|found| found.render(told));
        let text = rendered.map_err(|error| said(phrase, template(), &error))?;
        if text.len() > LONGEST {
            let error = Error::new(
                ErrorKind::InvalidOperation,
                "what it says is too long for a sentence",
            );
            return Err(Some(said(phrase, template(), &error)));
        }
        Ok(text)
    }
}

/// The first variable that the template asks for and is not told, whether or not it comes to it.
fn unknown(environment: &Environment<'_>, phrase: &Phrase) -> Option<String> {
    let template = environment.get_template(phrase.name).ok()?;
    let known: BTreeSet<&str> = phrase
        .variables
        .iter()
        .flat_map(|one| prefixes(one.path))
        .collect();
    let asked: BTreeSet<String> = template.undeclared_variables(true).into_iter().collect();
    let global = |name: &str| environment.globals().any(|(known, _)| known == name);
    asked
        .into_iter()
        .find(|name| !known.contains(name.as_str()) && !global(name))
}

/// `lead.name` is told, and so is `lead`; of `others[].name` it is `others` alone.
fn prefixes(path: &'static str) -> Vec<&'static str> {
    match path.split_once("[]") {
        Some((before, _)) => vec![before],
        None => path
            .split_once('.')
            .into_iter()
            .map(|(before, _)| before)
            .chain([path])
            .collect(),
    }
}

fn said(phrase: &Phrase, template: Template, error: &Error) -> TemplateMistake {
    let detail = error.detail().map_or_else(
        || error.kind().to_string(),
        |detail| format!("{}: {detail}", error.kind()),
    );
    TemplateMistake {
        file: template.file,
        line: error.line().unwrap_or(1),
        wrong: detail,
        help: format!("available to `{}`: {}", phrase.name, phrase.available()),
        text: template.text,
    }
}

fn no_variable(phrase: &Phrase, template: Template, name: &str) -> TemplateMistake {
    let line = template.text.lines().position(|line| line.contains(name));
    TemplateMistake {
        file: template.file,
        line: line.map_or(1, |place| place + 1),
        wrong: format!("there is no `{name}`"),
        help: format!("available to `{}`: {}", phrase.name, phrase.available()),
        text: template.text,
    }
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::{Phrases, Template, Templates};

    fn with(name: &str, text: &str) -> Result<Phrases, String> {
        let own = Template {
            file: format!("house/{name}.txt"),
            text: text.to_owned(),
        };
        let templates = Templates::new([(name.to_owned(), own)]).map_err(|wrong| wrong[0].to_string())?;
        Phrases::new(&templates).map_err(|wrong| wrong[0].to_string())
    }

    #[test]
    fn what_is_built_in_is_sound() {
        assert!(Phrases::new(&Templates::default()).is_ok());
    }

    #[test]
    fn mistakes_have_a_place_and_say_what_there_is() {
        let wrong = with("luck", "from\n{{ rnage }}").err().unwrap();
        for part in [
            "there is no `rnage`",
            "house/luck.txt:2",
            "available to `luck`: `range`",
        ] {
            assert!(wrong.contains(part), "{wrong}");
        }
        let wrong = with("luck", "{% if range %}").err().unwrap();
        assert!(
            wrong.contains("syntax error") && wrong.contains("house/luck.txt:1"),
            "{wrong}"
        );
        let wrong = with("lcuk", "").err().unwrap();
        assert!(wrong.contains("did you mean `luck`?"), "{wrong}");
    }

    #[test]
    fn a_template_that_never_ends_or_says_too_much_is_stopped() {
        let wrong = |text: &str| {
            let phrases = with("luck", text).expect("it can be read");
            assert_eq!(phrases.say("luck", &context! { range => "1–2 %" }), "");
            phrases.mistakes()[0].to_string()
        };
        let endless = "{% for i in range(9999) %}{% for j in range(9999) %}{{ i }}{% endfor %}{% endfor %}";
        assert!(wrong(&endless.replace("range(", "[1] * (")).contains("fuel"));
        assert!(wrong("{{ range * 9000 }}").contains("too long"));
    }

    #[test]
    fn what_it_says_stays_on_a_line_and_is_text() {
        let phrases = with("luck", "a\n  b {{ range }}").unwrap();
        let told = context! { range => "<b>\u{202e}x" };
        assert_eq!(phrases.say("luck", &told), "a b <b> x");
    }
}
