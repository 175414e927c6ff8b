//! Who made a mark and how sure it is. A product about attribution attributes itself.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What stands behind a mark. The words that prove it are the mark's own span.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// The rule (`rule/cue-after`), the model version (`model/full-1`) or `person`, `person/NAME` that made it.
    pub maker: Cow<'static, str>,
    /// How often marks like this one are right, 0.0..=1.0, in JSON rounded to two decimals.
    #[serde(serialize_with = "two_decimals")]
    pub confidence: f32,
}

impl Evidence {
    /// A mark made by a model of this version.
    pub fn model(version: &str, confidence: f32) -> Self {
        Evidence { maker: Cow::Owned(format!("model/{version}")), confidence: confidence.clamp(0.0, 1.0) }
    }

    /// A mark that a person made or corrected, by name where the name is known. Nothing is surer here.
    pub fn person(name: Option<&str>) -> Self {
        let maker = name.map_or(Cow::Borrowed("person"), |name| Cow::Owned(format!("person/{name}")));
        Evidence { maker, confidence: 1.0 }
    }

    /// Whether a person made the mark or corrected it.
    pub fn is_person(&self) -> bool {
        self.maker == "person" || self.maker.starts_with("person/")
    }

    /// A mark made by the named rule.
    pub fn rule(maker: &'static str, confidence: f32) -> Self {
        Evidence { maker: Cow::Borrowed(maker), confidence: confidence.clamp(0.0, 1.0) }
    }
}

/// Writes a share or probability as JSON shows it.
#[allow(clippy::trivially_copy_pass_by_ref)] // the signature that serde asks for
pub(crate) fn two_decimals<W: serde::Serializer>(value: &f32, out: W) -> Result<W::Ok, W::Error> {
    out.serialize_f64((f64::from(*value) * 100.0).round() / 100.0)
}
