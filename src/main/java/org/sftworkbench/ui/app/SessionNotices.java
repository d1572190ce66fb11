package org.sftworkbench.ui.app;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.session.DraftBar;
import org.sftworkbench.ui.session.WindowDrafts;

/**
 * What the user is told about what was brought back and what cannot be kept, in a place of its own:
 * what opening a model has to say does not take it away. FX thread only.
 */
final class SessionNotices {
    private final ObjectProperty<Problem> remarks;
    private final DraftBar draft;
    private final Set<String> told = new HashSet<>();

    SessionNotices(Workbench workbench, WindowDrafts drafts, Clock clock) {
        WorkbenchWindow window = workbench.window();
        draft = new DraftBar(drafts, workbench.words(), clock, () -> window.goTo(Section.TEMPLATE));
        window.tell(draft);
        remarks = window.remarksProperty();
    }

    /** Tells of drafts that wait for other windows. */
    void others(List<Instant> changed) {
        draft.others().setAll(changed);
    }

    /** Tells what could not be brought back, a sentence each. */
    void tell(List<String> sentences) {
        if (!sentences.isEmpty()) {
            add(String.join("\n", sentences));
        }
    }

    /** Tells what cannot be kept, once: it would be the same after every word that is typed. */
    void warn(String sentence) {
        if (told.add(sentence)) {
            add(sentence);
        }
    }

    /** What is still to be read stays. */
    private void add(String sentence) {
        Problem before = remarks.get();
        remarks.set(
                Problem.warning(before == null ? sentence : before.summary() + "\n" + sentence));
    }
}
