package org.sftworkbench.cli.console;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Optional;

/** Hands text on, and remembers why that failed first, which a print writer keeps to itself. */
final class FirstFailure extends FilterWriter {
    private volatile IOException first;

    FirstFailure(Writer to) {
        super(to);
    }

    /** The failure, as who waits for the output should hear of it; empty where there was none. */
    Optional<RuntimeException> failure() {
        return Optional.ofNullable(first)
                .map(e -> isClosedPipe(e) ? new OutputClosedException() : lost(e));
    }

    private static RuntimeException lost(IOException e) {
        return new OutputLostException(e);
    }

    /** By its words, in the user's language, as Java keeps no number of the error. */
    private static boolean isClosedPipe(IOException e) {
        String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return words.contains("pipe") || words.contains("管道");
    }

    @Override
    public void write(int c) throws IOException {
        write(new char[] {(char) c}, 0, 1);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        write(text.toCharArray(), from, length);
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        try {
            out.write(text, from, length);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    private IOException remembered(IOException e) {
        if (first == null) {
            first = e;
        }
        return e;
    }
}
