//! How is it shown and handed on? A reading as terminal text, HTML, Markdown, CSV and marked copy.
