//! The elements and attributes that reading asks about, as small numbers.
//!
//! In: a name · Out: [`Tag`], [`Attr`] · From: WHATWG HTML 4 · Fails: an unknown name is `Other`, or not kept
//! Cost: one look-up in a table made when the program is built

macro_rules! names {
    ($(#[$meta:meta])* $name:ident { $($member:ident = $word:literal,)+ } $($other:ident)*) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum $name { $($member,)+ $($other,)* }
        impl $name {
            const ALL: &[($name, &str)] = &[$(($name::$member, $word),)+];
            const SLOTS: [u8; SLOTS] = slots(&[$($word,)+]);

            fn find(name: &[u8]) -> Option<Self> {
                let mut slot = spread(name_number(name));
                loop {
                    // 0 is an empty slot; the others are places in `ALL`, one up.
                    let at = usize::from(Self::SLOTS[slot]).checked_sub(1)?;
                    let (member, word) = Self::ALL[at];
                    if word.len() == name.len() && word.as_bytes().eq_ignore_ascii_case(name) {
                        return Some(member);
                    }
                    slot = (slot + 1) % SLOTS;
                }
            }
        }
    };
}

/// Slots of the look-up tables: more than twice as many as there are names.
const SLOTS: usize = 512;

/// A number of a name, case aside: FNV-1a of 64 bits (Fowler, Noll, Vo).
pub(crate) const fn name_number(name: &[u8]) -> u64 {
    let mut number = 0xcbf2_9ce4_8422_2325u64;
    let mut at = 0;
    while at < name.len() {
        number = (number ^ name[at].to_ascii_lowercase() as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    number
}

const fn spread(number: u64) -> usize {
    ((number >> 24) % SLOTS as u64) as usize
}

const fn slots(words: &[&str]) -> [u8; SLOTS] {
    let mut slots = [0; SLOTS];
    let mut at = 0;
    while at < words.len() {
        let mut slot = spread(name_number(words[at].as_bytes()));
        while slots[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        at += 1;
        slots[slot] = at as u8;
    }
    slots
}

names! {
    /// What a node is.
    Tag {
        A = "a", Address = "address", Applet = "applet", Area = "area", Article = "article",
        Aside = "aside", Audio = "audio", B = "b", Base = "base", Basefont = "basefont",
        Bgsound = "bgsound", Big = "big", Blockquote = "blockquote", Body = "body", Br = "br",
        Button = "button", Canvas = "canvas", Caption = "caption", Center = "center", Cite = "cite", Code = "code",
        Col = "col", Colgroup = "colgroup", Datalist = "datalist", Dd = "dd", Details = "details",
        Dialog = "dialog", Dir = "dir", Div = "div", Dl = "dl", Dt = "dt", Em = "em", Embed = "embed",
        Fieldset = "fieldset", Figcaption = "figcaption", Figure = "figure", Font = "font",
        Footer = "footer", Form = "form", Frame = "frame", Frameset = "frameset", H1 = "h1", H2 = "h2",
        H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6", Head = "head", Header = "header", Hgroup = "hgroup",
        Hr = "hr", Html = "html", I = "i", Iframe = "iframe", Image = "image", Img = "img",
        Input = "input", Keygen = "keygen", Label = "label", Legend = "legend", Li = "li", Link = "link",
        Listing = "listing", Main = "main", Map = "map", Marquee = "marquee", Math = "math", Menu = "menu",
        Meta = "meta", Nav = "nav", Nobr = "nobr", Noembed = "noembed", Noframes = "noframes",
        Noscript = "noscript", Object = "object", Ol = "ol", Optgroup = "optgroup", Option = "option",
        P = "p", Param = "param", Picture = "picture", Plaintext = "plaintext", Pre = "pre", Q = "q",
        Rb = "rb", Rp = "rp", Rt = "rt", Rtc = "rtc", Ruby = "ruby", S = "s", Script = "script",
        Search = "search", Section = "section", Select = "select", Small = "small", Source = "source",
        Span = "span", Strike = "strike", Strong = "strong", Style = "style", Summary = "summary",
        Sup = "sup", Svg = "svg", Table = "table", Tbody = "tbody", Td = "td", Template = "template",
        Textarea = "textarea", Tfoot = "tfoot", Th = "th", Thead = "thead", Time = "time", Title = "title",
        Tr = "tr", Track = "track", Tt = "tt", U = "u", Ul = "ul", Var = "var", Video = "video",
        Wbr = "wbr", Xmp = "xmp",
    }
    Document Text Foreign Other
}

impl Tag {
    /// How many tags there are.
    pub(crate) const COUNT: usize = Tag::Other as usize + 1;

    /// Its name; empty where it has none of its own.
    pub(crate) fn word(self) -> &'static str {
        Tag::ALL.get(self as usize).map_or("", |(_, word)| word)
    }

    /// The tag of this name, case aside.
    pub(crate) fn of(name: &[u8]) -> Self {
        Tag::find(name).unwrap_or(Tag::Other)
    }

    /// Whether it starts a new line on the page.
    pub(crate) fn is_block(self) -> bool {
        use Tag::{
            Address, Article, Aside, Blockquote, Body, Caption, Center, Dd, Details, Dialog, Dir, Div, Dl,
            Dt, Fieldset, Figcaption, Figure, Footer, Form, H1, H2, H3, H4, H5, H6, Header, Hgroup, Hr, Html,
            Legend, Li, Main, Menu, Nav, Ol, P, Pre, Search, Section, Summary, Table, Tbody, Td, Tfoot, Th,
            Thead, Tr, Ul,
        };
        matches!(
            self,
            Address
                | Article
                | Aside
                | Blockquote
                | Body
                | Caption
                | Center
                | Dd
                | Details
                | Dialog
                | Dir
                | Div
                | Dl
                | Dt
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Header
                | Hgroup
                | Hr
                | Html
                | Legend
                | Li
                | Main
                | Menu
                | Nav
                | Ol
                | P
                | Pre
                | Search
                | Section
                | Summary
                | Table
                | Tbody
                | Td
                | Tfoot
                | Th
                | Thead
                | Tr
                | Ul
        )
    }

    /// Whether its words are not shown on the page.
    pub(crate) fn is_mute(self) -> bool {
        use Tag::{
            Audio, Button, Canvas, Datalist, Embed, Foreign, Head, Iframe, Map, Noembed, Noframes, Noscript,
            Object, Option, Script, Select, Style, Template, Textarea, Video,
        };
        matches!(
            self,
            Audio
                | Button
                | Canvas
                | Datalist
                | Embed
                | Foreign
                | Head
                | Iframe
                | Map
                | Noembed
                | Noframes
                | Noscript
                | Object
                | Option
                | Script
                | Select
                | Style
                | Template
                | Textarea
                | Video
        )
    }
}

names! {
    /// An attribute that reading asks about.
    Attr {
        Alt = "alt", AriaExpanded = "aria-expanded", AriaHidden = "aria-hidden", Class = "class", Content = "content", Datetime = "datetime",
        Hidden = "hidden", Href = "href", Id = "id", Itemprop = "itemprop", Itemtype = "itemtype", Lang = "lang",
        Name = "name", Property = "property", Rel = "rel", Role = "role", Src = "src", Style = "style",
        TestId = "data-testid", Title = "title", Type = "type",
    }
}

impl Attr {
    /// The attribute of this name, case aside, if it is one to keep.
    pub(crate) fn of(name: &[u8]) -> Option<Self> {
        Attr::find(name)
    }
}
