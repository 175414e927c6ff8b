//! Who said it, how sure, did it happen? The marks on an Article.
