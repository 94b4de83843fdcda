//! The frameworks.

/// A framework whose controls findings touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Framework {
    /// NIST Cybersecurity Framework 2.0.
    Csf,
    /// NIST SP 800-53 Revision 5.
    Sp80053,
    /// OWASP Non-Human Identities Top 10 (2025).
    OwaspNhi,
    /// CIS Critical Security Controls v8.1, Control 17.
    Cis,
    /// ISO/IEC 27001:2022.
    Iso27001,
    /// Laws and binding rules that ask for decision-making authority.
    Law,
}

impl Framework {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Csf,
        Self::Sp80053,
        Self::OwaspNhi,
        Self::Cis,
        Self::Iso27001,
        Self::Law,
    ];

    /// A word for files and links.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Csf => "csf-2.0",
            Self::Sp80053 => "sp-800-53",
            Self::OwaspNhi => "owasp-nhi",
            Self::Cis => "cis-17",
            Self::Iso27001 => "iso-27001",
            Self::Law => "law",
        }
    }

    /// The whole name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csf => "NIST Cybersecurity Framework 2.0",
            Self::Sp80053 => "NIST SP 800-53 Rev. 5",
            Self::OwaspNhi => "OWASP Non-Human Identities Top 10 (2025)",
            Self::Cis => "CIS Controls v8.1, Control 17",
            Self::Iso27001 => "ISO/IEC 27001:2022",
            Self::Law => "Laws and binding rules on decision-making authority",
        }
    }

    /// What begins a citation of it; laws are cited by their own names.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Csf => "CSF 2.0 ",
            Self::Sp80053 => "SP 800-53 ",
            Self::OwaspNhi => "OWASP ",
            Self::Cis => "CIS ",
            Self::Iso27001 => "ISO 27001 ",
            Self::Law => "",
        }
    }

    /// Where identifiers and titles were read, and how much that is worth.
    pub const fn source(self) -> &'static str {
        match self {
            Self::Csf => "read in the OSCAL catalogue of NIST (CSWP 29, 26 February 2024)",
            Self::Sp80053 => "read in the OSCAL catalogue of NIST (5.1.1); later releases were not",
            Self::OwaspNhi => "read in the text of OWASP",
            Self::Cis => "titles from secondary sources that agree: compare them with your own copy",
            Self::Iso27001 => "titles from secondary sources that agree: compare them with a licensed copy",
            Self::Law => {
                "read in the texts; which of them bind you is for your lawyers, this is no legal advice"
            }
        }
    }
}
