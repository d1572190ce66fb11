package org.sftworkbench.cli;

import java.util.Optional;
import org.sftworkbench.check.Finding;
import org.sftworkbench.check.Place;
import org.sftworkbench.check.Severity;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.RowContent;

/**
 * Says once of a file that its rows are a prompt and a completion in plain text, which this program
 * and TRL's {@code SFTTrainer} read differently.
 *
 * @see <a href="https://huggingface.co/docs/trl/dataset_formats">TRL's dataset formats</a>
 */
final class TextPairNote {
    private static final String NAME = "text-prompt-completion";

    private boolean said;

    /** What there is to say at this row; empty from the second time on. */
    Optional<Finding> at(DataRow row) {
        if (said || !(row.content() instanceof RowContent.Chat chat) || !chat.ofTexts()) {
            return Optional.empty();
        }
        said = true;
        return Optional.of(
                new Finding(
                        Severity.NOTE,
                        NAME,
                        "prompt and completion are texts: here they become a user's and an"
                                + " assistant's message in the chat template. TRL's SFTTrainer"
                                + " leaves the template out and trains on the bare completion and"
                                + " the end of sequence",
                        "to have the same in both, write rows of messages, or lists of messages as"
                                + " prompt and completion; for the bare text write text, or"
                                + " input_ids and labels. 'sft export trl' writes what is trained"
                                + " here",
                        Place.row(row.number())));
    }
}
