//! The elements and attributes that reading asks about, as small numbers.
//!
//! In: a name · Out: [`Tag`], [`Attr`] · From: WHATWG HTML 4 · Fails: an unknown name is `Other`, or not kept
//! Cost: one match on the name

macro_rules! names {
    ($(#[$meta:meta])* $name:ident { $($member:ident = $word:literal,)+ } $($other:ident)*) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $name { $($member,)+ $($other,)* }
        impl $name {
            fn find(name: &str) -> Option<Self> {
                match name { $($word => Some($name::$member),)+ _ => None }
            }
        }
    };
}

names! {
    /// What a node is.
    Tag {
        A = "a", Address = "address", Article = "article", Aside = "aside", Audio = "audio", Blockquote = "blockquote",
        Body = "body", Br = "br", Button = "button", Canvas = "canvas", Caption = "caption", Center = "center",
        Datalist = "datalist", Dd = "dd", Details = "details", Dialog = "dialog", Dir = "dir", Div = "div", Dl = "dl",
        Dt = "dt", Embed = "embed", Fieldset = "fieldset", Figcaption = "figcaption", Figure = "figure",
        Footer = "footer", Form = "form", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6",
        Head = "head", Header = "header", Hgroup = "hgroup", Hr = "hr", Html = "html", Iframe = "iframe", Img = "img",
        Input = "input", Label = "label", Legend = "legend", Li = "li", Link = "link", Main = "main", Map = "map",
        Menu = "menu", Meta = "meta", Nav = "nav", Noscript = "noscript", Object = "object", Ol = "ol",
        Option = "option", P = "p", Picture = "picture", Pre = "pre", Q = "q", Script = "script", Search = "search",
        Section = "section", Select = "select", Source = "source", Span = "span", Style = "style",
        Summary = "summary", Sup = "sup", Table = "table", Tbody = "tbody", Td = "td", Template = "template",
        Textarea = "textarea", Tfoot = "tfoot", Th = "th", Thead = "thead", Time = "time", Title = "title", Tr = "tr",
        Ul = "ul", Video = "video",
    }
    Document Text Comment Foreign Other
}

impl Tag {
    /// The tag of this name.
    pub(crate) fn of(name: &str) -> Self {
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
            Audio, Button, Canvas, Comment, Datalist, Embed, Foreign, Head, Iframe, Map, Noscript, Object,
            Option, Script, Select, Style, Template, Textarea, Video,
        };
        matches!(
            self,
            Audio
                | Button
                | Canvas
                | Comment
                | Datalist
                | Embed
                | Foreign
                | Head
                | Iframe
                | Map
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
        Alt = "alt", AriaHidden = "aria-hidden", Class = "class", Content = "content", Datetime = "datetime",
        Hidden = "hidden", Href = "href", Id = "id", Itemprop = "itemprop", Itemtype = "itemtype", Lang = "lang",
        Name = "name", Property = "property", Rel = "rel", Role = "role", Src = "src", Style = "style",
        TestId = "data-testid", Type = "type",
    }
}

impl Attr {
    /// The attribute of this name, if it is one to keep.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Attr::find(name)
    }
}
