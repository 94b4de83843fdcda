//! The codes of everything that can be wrong with the input.

use super::diagnostic::Level;

macro_rules! codes {
    ($($variant:ident $number:literal $meaning:literal),* $(,)?) => {
        /// The code of something that can be wrong with the input.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $meaning] $variant,)*
        }

        impl Code {
            /// All codes, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code as it is printed.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$variant => $number,)* }
            }

            /// What it means, in a line.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

codes! {
    // Files.
    Unreadable "IN001" "a file is missing or cannot be read",
    NotUtf8 "IN002" "a file is not text in UTF-8",
    TooLarge "IN003" "a file is larger than a document may be",
    OutsideLibrary "IN004" "a path leaves the library",
    UsedTwice "IN005" "a file is used twice",
    WrongDocument "IN006" "a file holds another kind of document than is needed here",
    TwoScenarios "IN007" "there is more than one scenario",
    NoScenario "IN008" "there is no scenario",

    // Syntax.
    Syntax "IN010" "the text cannot be read",
    UnknownField "IN011" "a field that does not exist",
    UnknownVariant "IN012" "a word that does not exist",
    MissingField "IN013" "something needed is not written",
    DuplicateField "IN014" "a field is written twice",
    WrongType "IN015" "a value is of another kind than is needed",
    TooDeep "IN016" "values are nested too deeply",
    TooMany "IN017" "there is more of something than can be played",
    WrittenTwice "IN018" "a single value is written in two files",
    BadId "IN019" "a text that cannot be an id",
    BadTable "IN020" "a table cannot be read",
    UnknownColumn "IN021" "a column that does not exist",
    Conflict "IN022" "two fields that exclude each other",
    BadCell "IN023" "a cell of a table that cannot be read",

    // Names.
    DuplicateId "IN100" "an id stands twice",
    UnknownPerson "IN101" "no person has this id",
    UnknownRole "IN102" "no role has this id",
    UnknownTeam "IN103" "no team has this id",
    UnknownRota "IN104" "no rota has this id",
    UnknownBody "IN105" "no body has this id",
    UnknownProfile "IN106" "no reach profile has this id",
    UnknownCalendar "IN107" "no calendar of holidays has this name",
    UnknownJurisdiction "IN108" "no jurisdiction has this name",
    UnknownNode "IN109" "no node has this id",
    UnknownEntry "IN110" "the attacker would enter at a node that does not exist",
    UnknownEdge "IN111" "no edge has this id",
    UnknownEdgeKind "IN112" "no kind of edge has this id",
    UnknownNodeKind "IN113" "no node is of this kind, and no preset knows it",
    UnknownPlatform "IN114" "no platform has this id",
    UnknownChain "IN115" "no chain has this id",
    UnknownAction "IN116" "no action has this id",
    UnknownVendor "IN117" "no vendor has this id",
    UnknownRequest "IN118" "no request has this id",
    UnknownRight "IN119" "no decision right has this id",
    UnknownAttacker "IN120" "no attacker has this name",
    UnknownStage "IN121" "the clock has no such stage",
    UnknownClock "IN122" "no legal clock has this id",
    UnknownInject "IN123" "no inject has this id",
    UnknownMember "IN124" "no role and no person has this id",
    UnknownFacet "IN125" "the node has no such facet",
    UnknownMeasure "IN126" "no measure has this name",
    UnknownAlternative "IN127" "no alternative has this name",
    UnusedTag "IN130" "no node has this tag",
    UnusedTenant "IN131" "no node belongs to this tenant",
    UnusedJurisdiction "IN132" "no node stands in this jurisdiction",
    StrayClass "IN133" "a class that is nearly, but not quite, that of the scenario",
    NearTag "IN134" "a tag of one node alone that is nearly, but not quite, another tag",

    // Values.
    BadDuration "IN200" "a text that is no duration",
    NegativeTime "IN201" "a time below zero",
    BadChance "IN202" "a probability below 0 or above 1, or none at all",
    BadLaw "IN203" "the numbers of a distribution contradict each other",
    BadZone "IN204" "a text that is no time zone",
    BadHours "IN205" "a text that is no hours of the week",
    BadSpan "IN206" "a text that is no date or span of time",
    BadInstant "IN207" "an instant that does not exist or cannot be read",
    BadObjective "IN208" "an objective that cannot be read",
    BadThreshold "IN209" "the threshold of an objective does not fit what is measured",
    OutOfRange "IN210" "a number outside its range",
    NoReplications "IN211" "an exercise of no replications",
    BadLimit "IN212" "a limit of the blast radius that cannot be",
    BadHandOff "IN213" "a text that is no day and time of a hand-off",
    BadTerm "IN214" "a term of the law that cannot be",
    LikeCircle "IN215" "alternatives build on each other in a circle",
    BadSweep "IN216" "a sweep of something that cannot be swept so",
    BadRecurrence "IN217" "a rule of recurrence that cannot be read",

    // Meaning.
    Quorum "IN300" "a quorum that is zero or larger than its body",
    GateCycle "IN301" "decisions wait for each other in a circle",
    EscalationCycle "IN302" "chains escalate in a circle",
    ActWithoutAutomation "IN303" "an executor's chain would act where actions need a person",
    AutomaticWithoutAutomation "IN304" "execution is automatic where actions need a person",
    NoRunbook "IN305" "a kind of asset without an entry in the runbook",
    EmptyChain "IN306" "a chain or step without anybody",
    SelfEdge "IN307" "an edge from a node to itself",
    RequiresItself "IN308" "an edge that requires its own head",
    NoEntry "IN309" "the attacker enters nowhere",
    WindowTooLong "IN310" "an edge would be open for longer than from one opening to the next",
    LaterStage "IN311" "a stage of a clock starts from itself or a later one",
    EmptyStart "IN312" "no instant lies in the start window",
    NoDecider "IN313" "a decision right that nobody holds",
    Misplaced "IN314" "a word that cannot stand here",
    NoTerm "IN315" "a stage of a clock without a term",
    EmptyRunbook "IN316" "a rule of the runbook without actions",
    AssetlessSelector "IN317" "a selector of assets on a decision that is about none",
    NothingToName "IN318" "no node that a false alarm could name",
    NoStages "IN319" "a legal clock without stages",
    EmptyRota "IN320" "a rota without anybody",
}

impl Code {
    /// How bad it is.
    pub const fn level(self) -> Level {
        match self {
            Self::UnusedTag
            | Self::UnusedTenant
            | Self::UnusedJurisdiction
            | Self::StrayClass
            | Self::NearTag => Level::Warning,
            _ => Level::Error,
        }
    }
}
