//! The page that phones load, and the trainer's: plain HTML, CSS and ES modules, embedded as they are.
//!
//! `page.js` draws what an engine sends and answers with commands; `socket.js` is the engine behind a socket.

mod pictures;

/// Something that is served: its media type and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Media type: "text/css".
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

/// What the phone's page consists of: path, media type, text.
pub const PHONE: [(&str, &str, &str); 8] = [
    ("/", HTML, include_str!("index.html")),
    ("/page.css", CSS, include_str!("page.css")),
    ("/main.js", SCRIPT, include_str!("main.js")),
    ("/page.js", SCRIPT, include_str!("page.js")),
    ("/scene.js", SCRIPT, include_str!("scene.js")),
    ("/socket.js", SCRIPT, include_str!("socket.js")),
    ("/dom.js", SCRIPT, include_str!("dom.js")),
    ("/icon.svg", SVG, include_str!("icon.svg")),
];

/// What the trainer's page, the remote and the projector's picture have beside that.
const TRAINER: [(&str, &str, &str); 5] = [
    ("/trainer", HTML, include_str!("trainer.html")),
    ("/remote", HTML, include_str!("trainer.html")),
    ("/board", HTML, include_str!("trainer.html")),
    ("/trainer.css", CSS, include_str!("trainer.css")),
    ("/trainer.js", SCRIPT, include_str!("trainer.js")),
];

/// What is served at a path, which begins with a slash; `None` where nothing is.
#[must_use]
pub fn asset(path: &str) -> Option<Asset> {
    if let Some(art) = path.strip_prefix("/art/") {
        let bytes = pictures::picture(art)?.into_bytes();
        return Some(Asset { media_type: SVG, bytes });
    }
    let (_, media_type, text) = PHONE.iter().chain(&TRAINER).find(|(known, ..)| *known == path)?;
    Some(Asset { media_type, bytes: text.as_bytes().to_vec() })
}
