package org.sftworkbench.cli.console;

import java.io.IOException;
import org.sftworkbench.disk.DurableFiles;

/** What a command found out could not be written, such as to a full disk; says why. */
public final class OutputLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputLostException(IOException why) {
        super("the output could not be written: " + DurableFiles.why(why), why);
    }
}
