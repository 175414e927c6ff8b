//! Who and what is spoken of: entities, and each place that mentions them.

use crate::Span;
use crate::closed::closed;
use serde::{Deserialize, Serialize};

closed! {
    /// What an entity is.
    EntityKind {
        /// A person by name.
        Person = "person",
        /// A company, agency, party, court, body.
        Organisation = "organisation",
        /// A country, town, region, sea, building.
        Place = "place",
        /// Armed groups, peoples, crowds.
        Group = "group",
        /// A state's executive, by name or by its seat.
        Government = "government",
        /// Who publishes news.
        Outlet = "outlet",
        /// A statute, order, treaty.
        Law = "law",
        /// None of these, or not known.
        Other = "other",
    }
}

/// One thing in the world, as far as this article shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Entity {
    /// `e1`, `e2`… in order of first mention.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name the text gives; of a head of state or government called by surname alone, the full name.
    pub name: String,
    /// Every name the text gives, the fullest first.
    pub names: Vec<String>,
    /// ISO 3166-1 alpha-3 code of the country it belongs to, where known; `EUR` for bodies of the European Union.
    pub country: Option<String>,
    /// What kind of actor it is, where known: an agent sector of CAMEO and PLOVER ("GOV", "MIL", "REB", "MED"…). Who
    /// holds office is judged by the publication date; a country has none.
    pub sector: Option<String>,
}

closed! {
    /// How a mention refers.
    MentionKind {
        /// By name.
        Name = "name",
        /// By description ("the president").
        Nominal = "nominal",
        /// By pronoun.
        Pronoun = "pronoun",
    }
}

/// One place in the text that refers to an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Mention<S = Span> {
    /// The words.
    pub span: S,
    /// How it refers.
    pub kind: MentionKind,
    /// Which entity; `None` where it could not be resolved.
    pub entity: Option<String>,
}

/// A reference from a mark to someone or something: the words, the entity, the name; each only if known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Ref<S = Span> {
    /// The words in the text.
    pub span: Option<S>,
    /// The entity's id.
    pub entity: Option<String>,
    /// The full name where it is resolved.
    pub name: Option<String>,
}

impl<S> Ref<S> {
    /// A reference by its words alone.
    pub fn words(span: S) -> Self {
        Ref { span: Some(span), entity: None, name: None }
    }

    /// The same reference with its span mapped.
    pub fn map_spans<T>(self, cite: &impl Fn(S) -> T) -> Ref<T> {
        Ref { span: self.span.map(cite), entity: self.entity, name: self.name }
    }
}
