//! What is kept of a play that has ended.

use rapport::store::Finish;

use super::{Loaded, Records, Session};

#[test]
fn lessons_kept_and_broken_are_counted_by_id() {
    let loaded = Loaded::of(crate::coach::lessons::STORY);
    let records = Records::in_memory();
    for (choice, counted) in [("mail", (0, 1)), ("ask", (1, 0))] {
        let (_, session): (_, Session) = loaded.play(&records, &[], &[choice, "end"]);
        let kept = Finish::of(&session, None).unwrap().lessons;
        assert_eq!(((kept[0].kept, kept[0].broken), &*kept[0].lesson), (counted, "voice"));
    }
}
