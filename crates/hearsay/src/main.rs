//! The newsroom.
fn main() {}
