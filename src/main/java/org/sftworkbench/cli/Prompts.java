package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.ReadRow;
import org.sftworkbench.data.RowProblem;
import org.sftworkbench.data.RowStream;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.TemplateException;

/**
 * Turns conversations into the ids a model is to continue. All or nothing: the rows of a call are
 * one batch, and a missing one would give the others wrong numbers.
 */
final class Prompts {
    private final ExampleEncoder encoder;
    private final RowReport report;

    Prompts(ExampleEncoder encoder, RowReport report) {
        this.encoder = encoder;
        this.report = report;
    }

    /** A text as the user's only message. */
    int[] ofUser(String text) {
        try {
            return encoder.prompt(Conversation.of(Message.of("user", text)));
        } catch (TemplateException e) {
            throw new CommandFailure("the prompt: " + RowEncoder.why(e));
        }
    }

    /**
     * @throws CommandFailure where a row cannot be used; all such rows have been reported
     */
    List<int[]> ofRows(DatasetReader reader, Path file) {
        List<int[]> prompts = new ArrayList<>();
        try (RowStream rows = reader.stream(file)) {
            if (!rows.hasNext()) {
                throw DatasetReader.noneUsable(file, 0, Optional.empty());
            }
            while (rows.hasNext()) {
                ReadRow read = rows.next();
                if (read instanceof DataRow row) {
                    prompt(row, file).ifPresent(prompts::add);
                } else {
                    report.add(file, (RowProblem) read);
                }
            }
        }
        if (report.count() > 0) {
            throw new CommandFailure(
                    report.count()
                            + " of "
                            + (report.count() + prompts.size())
                            + " rows cannot be used, as named above; nothing was generated");
        }
        return prompts;
    }

    private Optional<int[]> prompt(DataRow row, Path file) {
        try {
            return Optional.of(encoder.prompt(beforeAnswer(row.conversation())));
        } catch (TemplateException | DataException e) {
            report.add(file, new RowProblem(row.number(), row.line(), RowEncoder.why(e)));
            return Optional.empty();
        }
    }

    /** The conversation without the answer it ends in. */
    static Conversation beforeAnswer(Conversation conversation) {
        List<Message> messages = conversation.messages();
        int last = messages.size() - 1;
        return last >= 0 && messages.get(last).role().equalsIgnoreCase("assistant")
                ? conversation.before(last)
                : conversation;
    }
}
