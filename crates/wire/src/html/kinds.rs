//! Kinds of elements: which may be left open, which hold no tags, which end a paragraph.
//!
//! In: a tag · Out: whether it is of the kind · From: WHATWG HTML 13.1.2, 13.2.4.2, 13.2.6.4.7, 13.2.6.5 · Fails: never
//! Cost: one comparison

use super::open::{Mode, Open};
use super::tag::{Tag, name_number};

/// Whether the end tag of such an element may be left out.
pub(crate) fn is_implied(tag: Tag) -> bool {
    use Tag::{Dd, Dt, Li, Optgroup, P, Rb, Rp, Rt, Rtc};
    matches!(tag, Dd | Dt | Li | Optgroup | Tag::Option | P | Rb | Rp | Rt | Rtc)
}

/// Elements that end tags of others do not reach across.
pub(crate) fn is_border(open: &Open) -> bool {
    use Tag::{Applet, Caption, Foreign, Html, Marquee, Object, Select, Table, Td, Template, Th};
    matches!(open.tag, Applet | Caption | Html | Marquee | Object | Select | Table | Td | Template | Th)
        // HTML inside a drawing.
        || open.tag == Foreign && !open.mode.is_foreign()
}

/// Elements that the end tag of a plain one (`span`, `b`, an unknown one) does not reach across.
pub(crate) fn is_special(tag: Tag) -> bool {
    use Tag::{
        Address, Applet, Article, Aside, Blockquote, Body, Button, Caption, Center, Colgroup, Dd, Details,
        Dir, Div, Dl, Dt, Fieldset, Figcaption, Figure, Footer, Form, Frameset, H1, H2, H3, H4, H5, H6, Head,
        Header, Hgroup, Html, Li, Listing, Main, Marquee, Menu, Nav, Object, Ol, P, Pre, Search, Section,
        Select, Summary, Table, Tbody, Td, Template, Tfoot, Th, Thead, Tr, Ul,
    };
    #[rustfmt::skip]
    let special = matches!(
        tag,
        Address | Applet | Article | Aside | Blockquote | Body | Button | Caption | Center | Colgroup | Dd | Details
            | Dir | Div | Dl | Dt | Fieldset | Figcaption | Figure | Footer | Form | Frameset | H1 | H2 | H3 | H4 | H5
            | H6 | Head | Header | Hgroup | Html | Li | Listing | Main | Marquee | Menu | Nav | Object | Ol | P | Pre
            | Search | Section | Select | Summary | Table | Tbody | Td | Template | Tfoot | Th | Thead | Tr | Ul
    );
    special
}

/// Blocks that always start a new line: not those that a rule may pass over, and no table, before which words may move.
pub(crate) fn is_break(tag: Tag) -> bool {
    use Tag::{Body, Caption, Form, Html, Table, Tbody, Td, Tfoot, Th, Thead, Tr};
    tag.is_block()
        && !matches!(tag, Body | Caption | Form | Html | Table | Tbody | Td | Tfoot | Th | Thead | Tr)
}

/// Parts of a table that hold no words themselves.
pub(crate) fn is_table_part(tag: Tag) -> bool {
    matches!(tag, Tag::Table | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Tr)
}

/// Elements that are read as plain ones, so that they need not be reopened in every paragraph that follows.
pub(crate) fn is_formatting(tag: Tag) -> bool {
    use Tag::{B, Big, Code, Em, Font, I, Nobr, S, Small, Strike, Strong, Tt, U};
    matches!(tag, B | Big | Code | Em | Font | I | Nobr | S | Small | Strike | Strong | Tt | U)
}

/// Elements without content.
pub(crate) fn is_void(tag: Tag) -> bool {
    use Tag::{
        Area, Base, Basefont, Bgsound, Br, Col, Embed, Frame, Hr, Image, Img, Input, Keygen, Link, Meta,
        Param, Source, Track, Wbr,
    };
    #[rustfmt::skip]
    let void = matches!(
        tag,
        Area | Base | Basefont | Bgsound | Br | Col | Embed | Frame | Hr | Image | Img | Input | Keygen | Link | Meta
            | Param | Source | Track | Wbr
    );
    void
}

/// Elements whose content holds no tags.
pub(crate) fn is_raw(tag: Tag) -> bool {
    use Tag::{Iframe, Noembed, Noframes, Noscript, Plaintext, Script, Style, Textarea, Title, Xmp};
    matches!(
        tag,
        Iframe | Noembed | Noframes | Noscript | Plaintext | Script | Style | Textarea | Title | Xmp
    )
}

/// HTML that ends a drawing or a formula (WHATWG HTML 13.2.6.5).
pub(crate) fn breaks_out(tag: Tag) -> bool {
    use Tag::{
        B, Big, Blockquote, Body, Br, Center, Code, Dd, Div, Dl, Dt, Em, Embed, H1, H2, H3, H4, H5, H6, Head,
        Hr, I, Img, Li, Listing, Menu, Meta, Nobr, Ol, P, Pre, Ruby, S, Small, Span, Strike, Strong, Sup,
        Table, Tt, U, Ul, Var,
    };
    #[rustfmt::skip]
    let breaks = matches!(
        tag,
        B | Big | Blockquote | Body | Br | Center | Code | Dd | Div | Dl | Dt | Em | Embed | H1 | H2 | H3 | H4 | H5
            | H6 | Head | Hr | I | Img | Li | Listing | Menu | Meta | Nobr | Ol | P | Pre | Ruby | S | Small | Span
            | Strike | Strong | Sup | Table | Tt | U | Ul | Var
    );
    breaks
}

/// The rules inside a foreign element: some parts of drawings and formulas hold HTML again.
pub(crate) fn foreign_mode(around: Mode, name: u64) -> Mode {
    const DRAWING: [u64; 3] = [name_number(b"foreignobject"), name_number(b"desc"), name_number(b"title")];
    const FORMULA: [u64; 5] = [
        name_number(b"mi"),
        name_number(b"mo"),
        name_number(b"mn"),
        name_number(b"ms"),
        name_number(b"mtext"),
    ];
    match around {
        Mode::Drawing if DRAWING.contains(&name) => Mode::Body,
        Mode::Formula if FORMULA.contains(&name) => Mode::Body,
        Mode::Drawing | Mode::Formula => around,
        _ if name == name_number(b"math") => Mode::Formula,
        _ => Mode::Drawing,
    }
}

/// Headings of the six ranks.
pub(crate) fn is_heading(tag: Tag) -> bool {
    matches!(tag, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
}

/// Parts of tables and of pages made of frames: outside of these they open nothing.
pub(crate) fn is_part(tag: Tag) -> bool {
    use Tag::{Caption, Col, Colgroup, Frame, Frameset, Head, Tbody, Td, Tfoot, Th, Thead, Tr};
    matches!(tag, Caption | Col | Colgroup | Frame | Frameset | Head | Tbody | Td | Tfoot | Th | Thead | Tr)
}

/// Boxes: they end a paragraph that is open.
pub(crate) fn ends_p(tag: Tag) -> bool {
    use Tag::{
        Address, Article, Aside, Blockquote, Center, Details, Dialog, Dir, Div, Dl, Fieldset, Figcaption,
        Figure, Footer, Header, Hgroup, Listing, Main, Menu, Nav, Ol, P, Pre, Search, Section, Summary, Ul,
    };
    #[rustfmt::skip]
    let ends = matches!(
        tag,
        Address | Article | Aside | Blockquote | Center | Details | Dialog | Dir | Div | Dl | Fieldset | Figcaption
            | Figure | Footer | Header | Hgroup | Listing | Main | Menu | Nav | Ol | P | Pre | Search | Section
            | Summary | Ul
    );
    ends || is_heading(tag)
}

/// Elements that their end tag closes across others, up to a border.
pub(crate) fn closes_in_scope(tag: Tag) -> bool {
    ends_p(tag)
        || matches!(tag, Tag::Applet | Tag::Button | Tag::Form | Tag::Marquee | Tag::Object | Tag::Select)
}
