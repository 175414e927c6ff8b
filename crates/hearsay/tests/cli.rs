//! The real binary in a temporary folder, and the documents that speak of it.
//!
//! One test binary; its modules lie beside it. `UPDATE_GOLDEN=1`, `UPDATE_DOCS=1`, `UPDATE_SCHEMA=1` and
//! `UPDATE_COPY=1` rewrite what they compare with; read the difference before you keep it.

mod site;
mod support;

// What goes in, what comes out, what is said meanwhile.
mod batch;
mod formats;
mod inputs;
mod output;

// The other commands.
mod ask;
mod archive;
mod correct;
mod demo;
mod diff;
mod explain;
mod manual;
mod stories;

// What was stored stays stored.
mod durability;
// What comes over the network.
mod fetch;
#[cfg(target_os = "linux")]
mod namespace;
mod watch;

// The promise to programs.
mod schema;

// The recurring fixture stage by stage, the marked copy, and the documents.
mod copy;
mod documented;
mod examples;
mod golden;
