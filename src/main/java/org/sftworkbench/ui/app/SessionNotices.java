package org.sftworkbench.ui.app;

import javafx.beans.property.ObjectProperty;

import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.session.DraftBar;
import org.sftworkbench.ui.session.WindowDrafts;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * What the user is told about what was brought back and what cannot be kept, in a place of its own:
 * what opening a model has to say does not take it away. FX thread only.
 */
final class SessionNotices {
    private final ObjectProperty<Problem> remarks;
    private final DraftBar draft;
    private String told = "";

    SessionNotices(Workbench workbench, WindowDrafts drafts, Clock clock) {
        WorkbenchWindow window = workbench.window();
        draft = new DraftBar(drafts, workbench.words(), clock, () -> window.goTo(Section.TEMPLATE));
        window.setNotice(draft);
        remarks = window.remarksProperty();
    }

    /** Tells of drafts that wait for other windows. */
    void others(List<Instant> changed) {
        draft.others().setAll(changed);
    }

    /** Tells what could not be brought back, a sentence each. */
    void tell(List<String> sentences) {
        if (!sentences.isEmpty()) {
            remarks.set(Problem.warning(String.join("\n", sentences)));
        }
    }

    /** Tells what cannot be kept, once: it would be the same after every word that is typed. */
    void warn(Problem problem) {
        if (!problem.summary().equals(told)) {
            told = problem.summary();
            remarks.set(problem);
        }
    }
}
