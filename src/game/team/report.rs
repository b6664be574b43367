//! The report of a session that is over, written beside its log on a thread of its own: it waits for the solver.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
    thread,
};

use crate::{
    game::pace::Wake,
    team::{
        host::Host,
        report::{TeamReport, write_report},
    },
};

/// The folder of the data folder that reports are written to.
const FOLDER: &str = "sessions";

/// A report that is being written.
pub(super) struct ReportJob(Arc<OnceLock<String>>);

impl ReportJob {
    /// Begins.
    pub(super) fn begin(
        host: Arc<Host>,
        (room, code): (String, String),
        data_folder: &Path,
        wake: Option<Wake>,
    ) -> Self {
        let folder = data_folder.join(FOLDER);
        let told = Arc::new(OnceLock::new());
        let tells = Arc::clone(&told);
        let work = move || {
            let said = match host.report(&room) {
                Some(report) => written(&report, &folder, &code),
                None => "This session is not there any more.".to_owned(),
            };
            // Before anybody hears of it nothing waits for the host any more.
            drop(host);
            tells.get_or_init(|| said);
            wake.iter().for_each(Wake::up);
        };
        // Where no thread is to be had, there is no report; the log is there, and it can be made of it later.
        let _ = thread::Builder::new().name("report".to_owned()).spawn(work);
        Self(told)
    }

    /// Where the report is, or why there is none; once it is known.
    pub(super) fn outcome(&self) -> Option<String> {
        self.0.get().cloned()
    }
}

/// Writes it as a page, as a table and as data; says where the page is, or what is wrong.
fn written(report: &TeamReport, folder: &Path, code: &str) -> String {
    match write_report(report, folder, code) {
        Ok(page) => page.display().to_string(),
        Err(error) => format!(
            "It could not be written to {}: {error}. Make room or give rights, leave this screen, and go on with the \
             session.",
            folder.display()
        ),
    }
}
