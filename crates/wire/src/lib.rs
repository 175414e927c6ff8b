//! Here are bytes: what was published? Pages and plain text to an Article.
