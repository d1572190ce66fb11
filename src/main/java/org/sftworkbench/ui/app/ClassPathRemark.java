package org.sftworkbench.ui.app;

import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Drops the one remark that JavaFX makes at each start: that it was loaded from the class path,
 * which is how this program is started and tested. All else it has to say is said.
 */
final class ClassPathRemark implements Filter {
    private static final String BEGINNING = "Unsupported JavaFX configuration: classes were loaded";

    /** Loggers are kept by whoever wants them to stay as they are. */
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    private final Filter before;

    private ClassPathRemark(Filter before) {
        this.before = before;
    }

    /** From now on; to be called before the toolkit starts. */
    static void drop() {
        if (!(JAVAFX.getFilter() instanceof ClassPathRemark)) {
            JAVAFX.setFilter(new ClassPathRemark(JAVAFX.getFilter()));
        }
    }

    @Override
    public boolean isLoggable(LogRecord said) {
        String message = said.getMessage();
        return (message == null || !message.startsWith(BEGINNING))
                && (before == null || before.isLoggable(said));
    }
}
