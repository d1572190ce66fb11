package org.sftworkbench.cli.console;

/** Nobody reads the output any more, such as after {@code sft … | head}. */
public final class OutputClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputClosedException() {
        super("the output was closed before everything was written");
    }
}
