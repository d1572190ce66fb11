package org.sftworkbench.ui.session;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import org.sftworkbench.session.Draft;
import org.sftworkbench.ui.common.words.Words;

/**
 * What the user is told of a restored draft.
 *
 * @param draft what was restored
 * @param discarded whether it was taken back since
 */
public record DraftNotice(Draft draft, boolean discarded) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /**
     * In the language of the window.
     *
     * @param homeless how many of its edits have nothing to stand in yet
     * @param overtaken how many are to rows that say something else now
     * @param others when the drafts were changed that wait for other windows
     */
    String text(Words words, int homeless, int overtaken, List<Instant> others, Clock clock) {
        StringBuilder text =
                new StringBuilder(what(words, overtaken, time(words, changed(), clock)));
        if (homeless > 0 && !discarded) {
            text.append(' ')
                    .append(
                            words.say(
                                    "Edits that come back when their model or data file is opened:"
                                            + " {0}.",
                                    homeless));
        }
        if (overtaken > 0 && !discarded) {
            text.append(' ')
                    .append(
                            words.say(
                                    "Edits to rows that say something else now: {0}. They are kept"
                                            + " for when the data are again what they were.",
                                    overtaken));
        }
        if (!others.isEmpty()) {
            text.append(' ').append(others(words, others, clock));
        }
        return text.toString().strip();
    }

    /** Of the drafts that wait for other windows. */
    static String others(Words words, List<Instant> others, Clock clock) {
        return words.say(
                "Another draft, of {0}, comes back in a second window.",
                time(words, others.get(0), clock));
    }

    private Instant changed() {
        return Instant.ofEpochMilli(draft.changed());
    }

    private String what(Words words, int overtaken, String time) {
        int templates = draft.templates().size();
        int rows = draft.rows().size() - overtaken;
        if (discarded) {
            return words.say("Discarded your unsaved edits of {0}.", time);
        } else if (templates == 0 && rows == 0 && overtaken > 0) {
            return "";
        } else if (templates == 1 && rows == 0) {
            return words.say("Restored your unsaved template of {0}.", time);
        } else if (templates == 0 && rows == 1) {
            return words.say("Restored your unsaved conversation of {0}.", time);
        } else if (templates == 1 && rows == 1) {
            return words.say("Restored your unsaved template and conversation of {0}.", time);
        }
        return words.say(
                "Restored your unsaved edits of {0}: templates {1}, conversations {2}.",
                time, templates, rows);
    }

    private static String time(Words words, Instant at, Clock clock) {
        LocalDateTime then = LocalDateTime.ofInstant(at, clock.getZone());
        String time = TIME.format(then);
        return then.toLocalDate().equals(LocalDateTime.now(clock).toLocalDate())
                ? time
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                                .withLocale(words.languageProperty().get().locale())
                                .format(then)
                        + " "
                        + time;
    }
}
