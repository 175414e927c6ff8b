//! The closed label sets of the syntax stage: parts of speech, Penn tags, dependency relations.
//!
//! In: label texts of UD and Penn files · Out: [`Upos`], [`Tag`], [`Rel`], one byte each
//! From: UD v2 guidelines; Penn Treebank tags as in UD English EWT and GUM
//! Fails: an unknown relation falls back to its base, then to `dep`; an unknown tag to `X` or `XX`
//! Cost: O(labels) to read one, O(1) to print one

macro_rules! labels {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $text:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name {
            $(#[doc = concat!("`", $text, "`")] $variant,)+
        }

        impl $name {
            /// Every label, in the order of its number.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The label as treebanks write it.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }

            /// The label with this exact text.
            pub fn named(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|label| label.as_str() == text)
            }

            /// Reads the number that `as u8` writes.
            pub(crate) fn numbered(number: u8) -> Option<Self> {
                Self::ALL.get(usize::from(number)).copied()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

labels! {
    /// Universal part of speech.
    Upos {
        Adj = "ADJ",
        Adp = "ADP",
        Adv = "ADV",
        Aux = "AUX",
        Cconj = "CCONJ",
        Det = "DET",
        Intj = "INTJ",
        Noun = "NOUN",
        Num = "NUM",
        Part = "PART",
        Pron = "PRON",
        Propn = "PROPN",
        Punct = "PUNCT",
        Sconj = "SCONJ",
        Sym = "SYM",
        Verb = "VERB",
        X = "X",
    }
}

labels! {
    /// Penn Treebank tag, with the additions of the English Web Treebank.
    Tag {
        Cc = "CC",
        Cd = "CD",
        Dt = "DT",
        Ex = "EX",
        Fw = "FW",
        In = "IN",
        Jj = "JJ",
        Jjr = "JJR",
        Jjs = "JJS",
        Ls = "LS",
        Md = "MD",
        Nn = "NN",
        Nns = "NNS",
        Nnp = "NNP",
        Nnps = "NNPS",
        Pdt = "PDT",
        Pos = "POS",
        Prp = "PRP",
        PrpPoss = "PRP$",
        Rb = "RB",
        Rbr = "RBR",
        Rbs = "RBS",
        Rp = "RP",
        Sym = "SYM",
        To = "TO",
        Uh = "UH",
        Vb = "VB",
        Vbd = "VBD",
        Vbg = "VBG",
        Vbn = "VBN",
        Vbp = "VBP",
        Vbz = "VBZ",
        Wdt = "WDT",
        Wp = "WP",
        WpPoss = "WP$",
        Wrb = "WRB",
        Add = "ADD",
        Afx = "AFX",
        Gw = "GW",
        Hyph = "HYPH",
        Nfp = "NFP",
        Comma = ",",
        Stop = ".",
        Colon = ":",
        OpenBracket = "-LRB-",
        CloseBracket = "-RRB-",
        OpenQuote = "``",
        CloseQuote = "''",
        Currency = "$",
        Xx = "XX",
    }
}

labels! {
    /// Relation of a token to its head, as in UD English.
    Rel {
        Root = "root",
        Nsubj = "nsubj",
        NsubjPass = "nsubj:pass",
        NsubjOuter = "nsubj:outer",
        Csubj = "csubj",
        CsubjPass = "csubj:pass",
        CsubjOuter = "csubj:outer",
        Obj = "obj",
        Iobj = "iobj",
        Ccomp = "ccomp",
        Xcomp = "xcomp",
        Obl = "obl",
        OblAgent = "obl:agent",
        OblUnmarked = "obl:unmarked",
        Vocative = "vocative",
        Expl = "expl",
        Dislocated = "dislocated",
        Advcl = "advcl",
        AdvclRelcl = "advcl:relcl",
        Advmod = "advmod",
        Discourse = "discourse",
        Aux = "aux",
        AuxPass = "aux:pass",
        Cop = "cop",
        Mark = "mark",
        Nmod = "nmod",
        NmodPoss = "nmod:poss",
        NmodUnmarked = "nmod:unmarked",
        NmodDesc = "nmod:desc",
        Appos = "appos",
        Nummod = "nummod",
        Acl = "acl",
        AclRelcl = "acl:relcl",
        Amod = "amod",
        Det = "det",
        DetPredet = "det:predet",
        Case = "case",
        Conj = "conj",
        Cc = "cc",
        CcPreconj = "cc:preconj",
        Fixed = "fixed",
        Flat = "flat",
        List = "list",
        Parataxis = "parataxis",
        Compound = "compound",
        CompoundPrt = "compound:prt",
        Orphan = "orphan",
        Goeswith = "goeswith",
        Reparandum = "reparandum",
        Punct = "punct",
        Dep = "dep",
    }
}

impl Rel {
    /// The relation with this text; an unknown subtype yields its base, an unknown base `dep`.
    pub fn read(text: &str) -> Self {
        // Older releases of the same treebanks wrote these subtypes with other names.
        let text = match text {
            "obl:tmod" | "obl:npmod" => "obl:unmarked",
            "nmod:tmod" | "nmod:npmod" => "nmod:unmarked",
            known => known,
        };
        Self::named(text).or_else(|| Self::named(text.split(':').next().unwrap_or(text))).unwrap_or(Self::Dep)
    }

    /// The relation without its subtype: `nsubj` for `nsubj:pass`.
    pub fn base(self) -> Self {
        match self.as_str().split_once(':') {
            Some((base, _)) => Self::named(base).unwrap_or(self),
            None => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Rel, Tag, Upos};

    #[test]
    fn every_label_reads_back() {
        for rel in Rel::ALL {
            assert_eq!(Rel::read(rel.as_str()), *rel);
            assert_eq!(Rel::numbered(*rel as u8), Some(*rel));
        }
        for tag in Tag::ALL {
            assert_eq!(Tag::named(tag.as_str()), Some(*tag));
        }
        for upos in Upos::ALL {
            assert_eq!(Upos::named(upos.as_str()), Some(*upos));
        }
    }

    #[test]
    fn unknown_subtypes_fall_back() {
        assert_eq!(Rel::read("nsubj:odd"), Rel::Nsubj);
        assert_eq!(Rel::read("obl:tmod"), Rel::OblUnmarked);
        assert_eq!(Rel::read("nonsense"), Rel::Dep);
        assert_eq!(Rel::AclRelcl.base(), Rel::Acl);
    }
}
