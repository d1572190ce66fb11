package org.sftworkbench.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.SmallFile;

/** Reads a file of one JSON object a line that a killed process may have left cut at its end. */
final class JsonLines {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private JsonLines() {}

    /** Hears of each line. */
    interface Sink {
        /**
         * @param number of the line, from 1
         */
        void take(int number, ObjectNode line);
    }

    /**
     * @throws RunException where the file cannot be read, or a line but the last is broken
     */
    static void forEach(Path file, Sink sink) {
        try {
            SmallFile.requirePlain(file);
        } catch (IOException e) {
            throw new RunException(file + ": cannot be read: " + DurableFiles.why(e), e);
        }
        // Not a strict decoder: a cut may go through a character.
        try (BufferedReader lines =
                new BufferedReader(
                        new ShortLines(
                                new InputStreamReader(
                                        Files.newInputStream(file), StandardCharsets.UTF_8)))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; ) {
                number++;
                String next = lines.readLine();
                if (!line.isBlank()) {
                    ObjectNode node = parse(line);
                    if (node != null) {
                        sink.take(number, node);
                    } else if (next != null) {
                        throw new RunException(file + ", line " + number + ": is no JSON object");
                    }
                }
                line = next;
            }
        } catch (IOException e) {
            throw new RunException(file + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }

    /**
     * The step that a line is of.
     *
     * @throws RunException where it does not say; names the line
     */
    static int step(Path file, int number, ObjectNode line) {
        JsonNode step = line.path("step");
        if (!step.isInt() || step.intValue() < 0) {
            throw new RunException(
                    file + ", line " + number + ": \"step\" is no whole number from 0 on");
        }
        return step.intValue();
    }

    private static ObjectNode parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return node instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Refuses lines that would fill the memory. */
    private static final class ShortLines extends FilterReader {
        private static final int LONGEST = 20_000_000;

        private int length;

        ShortLines(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] into, int from, int count) throws IOException {
            int read = super.read(into, from, count);
            for (int i = from; i < from + read; i++) {
                length = into[i] == '\n' ? 0 : length + 1;
                if (length > LONGEST) {
                    throw new IOException(
                            String.format(
                                    Locale.ROOT, "a line is longer than %,d characters", LONGEST));
                }
            }
            return read;
        }
    }
}
