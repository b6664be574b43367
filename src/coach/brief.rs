//! Long texts of the author, cut at a sentence for the page.

/// The fewest words that tell something alone.
const FEWEST: usize = 4;

/// The first sentence.
pub(super) fn first_sentence(text: &str) -> String {
    closed(&text[..ends(text).next().unwrap_or(text.len())])
}

/// As many sentences as fit in so many words, one that tells something in any case; that something follows is
/// marked.
pub(super) fn cut(text: &str, most: usize) -> String {
    let words = |end: &usize| text[..*end].split_whitespace().count();
    // A very short sentence tells too little alone.
    let mut enough = ends(text).chain([text.len()]).filter(|end| words(end) >= FEWEST);
    let first = enough.next().unwrap_or(text.len());
    let end = enough.take_while(|end| words(end) <= most).last().unwrap_or(first);
    if words(&text.len()) <= most || text[end..].trim().is_empty() {
        return text.to_owned();
    }
    let kept = closed(&text[..end]);
    let bare = kept.trim_end_matches('”');
    let marks = &kept[bare.len()..];
    format!("{}…{marks}", bare.trim_end_matches(['.', '…']))
}

/// Where its sentences end, with the quotation marks that close there.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(['.', '?', '!', '…']).filter_map(|(at, mark)| {
        let rest = &text[at + mark.len()..];
        let after = rest.trim_start_matches(['”', '’', ')']);
        let is_end = after.is_empty() || after.starts_with(char::is_whitespace);
        is_end.then_some(text.len() - after.len())
    })
}

/// With the quotation marks that are still open closed.
fn closed(text: &str) -> String {
    let open = text.matches('“').count() > text.matches('”').count();
    format!("{}{}", text.trim_end(), if open { "”" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_ends_with_a_sentence() {
        let line = "“Helen, it is Sam. Is it something I did? I would rather know.”";
        for (most, told) in [
            (40, line),
            (10, "“Helen, it is Sam. Is it something I did?…”"),
            (6, "“Helen, it is Sam…”"),
            (1, "“Helen, it is Sam…”"),
            (20, line),
        ] {
            assert_eq!(cut(line, most), told);
        }
        assert_eq!(cut("Ring her now", 1), "Ring her now");
        assert_eq!(cut("“No. I will not do that. Never.”", 6), "“No. I will not do that…”");
        assert_eq!(cut("Sort what you know. She works", 9), "Sort what you know. She works");
        assert_eq!(cut("Say “I am sorry.” Then wait.", 4), "Say “I am sorry…”");
        assert_eq!(first_sentence("You waited. It grew."), "You waited.");
        assert_eq!(
            first_sentence("What it shows: “You asked. Well.”"),
            "What it shows: “You asked.”"
        );
    }
}
