package org.sftworkbench.cli;

import java.util.Optional;
import java.util.function.Function;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.TemplateException;

/** Answers each line of an input on its own: what fails in one is told in its answer only. */
final class Batch {
    private final Console console;

    Batch(Console console) {
        this.console = console;
    }

    /**
     * @param file a file, or {@code -} for the standard input
     * @param answer what a request is answered with
     * @throws CommandFailure where the input cannot be read
     */
    void run(String file, Function<BatchRequest, Record> answer) {
        BatchOutput output = new BatchOutput(console);
        try (BatchInput input = BatchInput.open(file)) {
            for (Optional<byte[]> line = input.next(); line.isPresent(); line = input.next()) {
                if (!blank(line.get())) {
                    output.line(answered(line.get(), answer));
                }
                if (input.waits()) {
                    output.handOn();
                }
            }
        }
        output.handOn();
    }

    private static Record answered(byte[] line, Function<BatchRequest, Record> answer) {
        try {
            return answer.apply(BatchRequest.read(line));
        } catch (TemplateException | DataException | CommandFailure e) {
            return new BatchOutput.Failure(e.getMessage());
        } catch (RuntimeException e) {
            // A fault of ours; the other lines are answered all the same.
            return new BatchOutput.Failure("failed unexpectedly: " + e);
        }
    }

    private static boolean blank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
