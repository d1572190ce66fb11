package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Of what JavaFX says, one line that says nothing is dropped. */
class ClassPathRemarkTest {
    @Test
    void onlyTheRemarkOnTheClassPathIsDropped() {
        Logger javafx = Logger.getLogger("javafx");
        Filter before = javafx.getFilter();
        List<String> heard = new ArrayList<>();
        Handler ear =
                new Handler() {
                    @Override
                    public void publish(LogRecord said) {
                        heard.add(said.getMessage());
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        javafx.addHandler(ear);
        javafx.setUseParentHandlers(false);
        try {
            ClassPathRemark.drop();
            ClassPathRemark.drop();
            javafx.warning(
                    "Unsupported JavaFX configuration: classes were loaded from 'unnamed module"
                            + " @1'");
            javafx.warning("Something else is wrong");

            assertThat(heard).containsExactly("Something else is wrong");
        } finally {
            javafx.removeHandler(ear);
            javafx.setUseParentHandlers(true);
            javafx.setFilter(before);
        }
    }
}
