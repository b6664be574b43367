//! Words that people write for words of the language.

/// What to do about a word that there is not, if it is one that people write for another.
pub(super) fn help(owner: &str, found: &str) -> Option<String> {
    let small = found.to_ascii_lowercase();
    if owner == "Condition" {
        match &*small {
            "and" => {
                return Some(
                    "put a comma in its place: all conditions of a list must hold".to_owned(),
                );
            }
            "or" => return Some("write `Any([…, …])` where one of several is enough".to_owned()),
            "not" if found != "Not" => {
                return Some("write `Not(…)` around the condition".to_owned());
            }
            _ => {}
        }
    }
    let meant = MEANT.iter().filter(|(of, ..)| *of == owner);
    let meant = meant.into_iter().find(|(_, words, _)| words.contains(&&*small))?.2;
    Some(match meant.split_once(": ") {
        Some((_, advice)) => advice.to_owned(),
        None => format!("did you mean `{meant}`?"),
    })
}

/// The field that is meant by a name that people give it, among those that are known where it stands.
pub(super) fn field(found: &str, known: &[&str]) -> Option<&'static str> {
    let small = found.to_ascii_lowercase();
    let meant = FIELDS.iter().filter(|(_, words)| words.contains(&&*small));
    meant.map(|(field, _)| *field).find(|field| known.contains(field))
}

/// Fields, and what people call them.
const FIELDS: [(&str, &[&str]); 17] = [
    ("cast", &["people", "characters", "persons", "actors", "contacts"]),
    ("choices", &["options", "answers", "replies", "responses", "actions", "moves"]),
    ("clock", &["time_limit", "deadline", "days", "calendar"]),
    ("commitments", &["commitment", "plans", "intentions"]),
    ("effects", &["effect", "changes", "consequences", "results"]),
    ("endings", &["ends", "outcomes", "conclusions"]),
    ("evidence", &["score", "scores", "rating", "skills", "points"]),
    ("goto", &["next", "leads_to", "target", "to_scene", "then_goto", "link"]),
    ("hidden", &["truths", "truth", "secrets", "draws"]),
    ("lines", &["dialogue", "dialog", "says", "speech", "script", "narration", "line"]),
    ("meters", &["variables", "stats", "values", "gauges", "counters"]),
    ("scenes", &["nodes", "steps", "pages", "screens"]),
    ("summary", &["description", "intro", "introduction", "about"]),
    ("text", &["label", "words", "prompt", "caption", "choice"]),
    ("via", &["channel", "medium", "by"]),
    ("when", &["if", "condition", "conditions", "requires", "only_if"]),
    ("with", &["people", "present", "who", "on_stage", "characters"]),
];

/// Whether a word joins conditions in other languages.
pub(crate) fn is_joining(word: &str) -> bool {
    matches!(word, "and" | "or" | "not" | "AND" | "OR" | "NOT")
}

/// Of which kind of word, what people write, and the word that is meant, or what to do.
const MEANT: [(&str, &[&str], &str); 37] = [
    ("Channel", &["telephone", "call", "ring", "mobile", "tel"], "Phone"),
    ("Channel", &["mail", "letter", "e_mail"], "Email"),
    ("Channel", &["sms", "chat", "text", "whatsapp", "teams", "im"], "Message"),
    ("Channel", &["meeting", "facetoface", "person", "visit", "meet", "inroom"], "InPerson"),
    ("Channel", &["videocall", "zoom", "camera"], "Video"),
    ("Channel", &["mailbox", "answerphone"], "Voicemail"),
    ("Place", &["factory", "plant", "shop", "floor", "warehouse"], "Workshop"),
    ("Place", &["conference", "boardroom", "room", "conferenceroom", "meetingroom"], "Meeting"),
    ("Place", &["coffee", "restaurant", "bar"], "Cafe"),
    ("Place", &["cafeteria", "lunchroom", "breakroom"], "Canteen"),
    ("Place", &["hall", "hallway", "passage"], "Corridor"),
    ("Place", &["auto", "vehicle", "driving", "van"], "Car"),
    ("Place", &["bullpen", "cubicle", "desks"], "OpenPlan"),
    ("Place", &["house", "flat", "livingroom"], "Home"),
    ("Place", &["workplace", "company", "building", "reception", "lobby"], "Office"),
    ("Mood", &["angry", "cross", "irritated", "furious"], "Annoyed"),
    ("Mood", &["happy", "friendly", "glad", "pleased", "smiling"], "Warm"),
    ("Mood", &["stressed", "nervous", "anxious", "afraid", "scared"], "Worried"),
    ("Mood", &["calm", "normal", "none", "default"], "Neutral"),
    ("Mood", &["cautious", "cold", "careful", "closed", "suspicious"], "Guarded"),
    ("Mood", &["sad", "offended", "disappointed"], "Hurt"),
    ("Mood", &["exhausted", "weary"], "Tired"),
    ("Line", &["thought", "thoughts"], "Think"),
    ("Line", &["narration", "narrator", "text", "tell", "describe"], "Narrate"),
    ("Line", &["speak", "says", "said", "speech", "talk"], "Say"),
    ("Line", &["mail", "e_mail", "letter"], "Email"),
    ("Line", &["sms", "chat"], "Message"),
    ("Line", &["else", "otherwise"], "Else: write `If(condition, lines, other lines)`"),
    ("Condition", &["learned", "known", "learnt", "knowsfact"], "Knows"),
    ("Condition", &["flag", "isset", "set", "hasflag"], "Has"),
    ("Condition", &["greater", "greaterthan", "morethan", "above", "over", "min"], "AtLeast"),
    ("Condition", &["less", "lessthan", "under", "max", "atmost"], "Below"),
    ("Condition", &["equals", "equal", "eq"], "Is"),
    (
        "Effect",
        &["sub", "subtract", "minus", "reduce", "lower", "lose", "remove"],
        "Sub: write `Add` with a number below zero: `Add(\"trust\", -3)`",
    ),
    ("Effect", &["increase", "raise", "plus", "gain", "inc"], "Add"),
    ("Effect", &["unset", "unflag", "reset"], "Clear"),
    ("Effect", &["know", "knows", "reveal"], "Learn"),
];
