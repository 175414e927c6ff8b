//! Closed word lists: an enum whose members are printed words of the vocabulary, once.

/// Declares an enum with a fixed printed word for each member: `ALL`, `as_str`, `Display`, `FromStr`, serde.
macro_rules! closed {
    ($(#[$meta:meta])* $name:ident { $($(#[$member_meta:meta])* $member:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$member_meta])* #[serde(rename = $word)] $member,)+
        }

        impl $name {
            /// Every member, in the order of the design.
            pub const ALL: &'static [$name] = &[$($name::$member,)+];

            /// The word as it stands in JSON, on the command line and on the page.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$member => $word,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            /// Reads the word; the error names the words that would have been right.
            fn from_str(word: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|m| m.as_str() == word).ok_or_else(|| {
                    let known: Vec<_> = Self::ALL.iter().map(|m| m.as_str()).collect();
                    format!("`{word}` is none of: {}", known.join(", "))
                })
            }
        }
    };
}

pub(crate) use closed;
