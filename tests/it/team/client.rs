//! What phones load: how much it is, what it refers to, and that all of it is the host's own.

use rapport::team::client::{PHONE, asset};

/// What the phone's page may weigh in all without pictures, in bytes: it loads in a second on a slow network.
const MOST: usize = 60 * 1024;

fn text(path: &str) -> String {
    let found = asset(path).unwrap_or_else(|| panic!("{path} is served"));
    String::from_utf8(found.bytes).unwrap()
}

/// What stands between quotes after each of these beginnings.
fn quoted_after<'t>(text: &'t str, beginnings: &[&str]) -> Vec<&'t str> {
    let after = |beginning| text.split(beginning).skip(1);
    let rest = beginnings.iter().flat_map(|beginning| after(*beginning));
    rest.filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_phones_page_weighs_less_than_it_may() {
    let all: usize = PHONE.iter().map(|(path, ..)| asset(path).unwrap().bytes.len()).sum();
    assert!(all < MOST, "the phone's page has {all} bytes");
}

#[test]
fn whatever_a_page_refers_to_is_served_and_nothing_is_elsewhere() {
    for page in ["/", "/trainer", "/remote", "/board"] {
        let mut open = vec![page.to_owned()];
        let mut seen = Vec::new();
        while let Some(path) = open.pop() {
            let text = text(&path);
            // The name of the language of drawings is no address.
            let own = text.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
            for far in ["http://", "https://", "@import", "url("] {
                assert!(!own.contains(far), "{path} refers elsewhere: {far}");
            }
            for found in quoted_after(&text, &["src=\"", "href=\"", "from \""]) {
                let found = format!("/{}", found.trim_start_matches("./").trim_start_matches('/'));
                if !seen.contains(&found) {
                    seen.push(found.clone());
                    open.push(found);
                }
            }
        }
        assert!(seen.len() >= 5, "{page} consists of {seen:?}");
    }
}

#[test]
fn pages_hold_no_script_or_style_of_their_own() {
    for page in ["/", "/trainer"] {
        let text = text(page);
        for script in text.split("<script").skip(1) {
            assert!(script.contains("></script>"), "{page} has a script in line");
        }
        for inline in ["<style", " style=", " onclick=", " onload=", "javascript:"] {
            assert!(!text.contains(inline), "{page} has {inline}");
        }
    }
}

#[test]
fn pictures_are_served_by_known_names_alone() {
    for known in ["/art/portrait/helen/Warm.svg", "/art/place/Desk/9.svg", "/art/place/Desk/24.svg"]
    {
        let found = asset(known).unwrap_or_else(|| panic!("{known} is served"));
        assert_eq!(found.media_type, "image/svg+xml", "{known}");
        assert!(found.bytes.starts_with(b"<svg"), "{known}");
    }
    for unknown in [
        "/art/portrait/helen/Cheerful.svg",
        "/art/place/Moon/9.svg",
        "/art/place/Desk/25.svg",
        "/art/place/Desk/9.png",
        "/art/place/Desk/9.svg/more.svg",
        "/art/../main.js",
        "/page.js/",
        "/mod.rs",
        "",
    ] {
        assert_eq!(asset(unknown), None, "{unknown}");
    }
}
