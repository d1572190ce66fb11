package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sftworkbench.ui.common.TemplateCaption;
import org.sftworkbench.ui.common.words.Words;

/**
 * What was really sent for an answer, beside what a training row of the same conversation is.
 *
 * @param sent the tokens that were sent
 * @param row the tokens of the row
 * @param rowTrained whether each of the row's counts toward the loss
 * @param difference the first place where they differ; -1 where all that was sent is as in the row
 * @param run what the run is called that the rows are of; empty for the template as it is chosen
 *     now
 * @param chosen what that template is called, where it is known
 * @param place what wrote the row's token at the difference: a role, or empty for the template
 * @param otherTemplate whether the run's template is not the one that is chosen now
 */
public record SentComparison(
        List<SentToken> sent,
        List<SentToken> row,
        List<Boolean> rowTrained,
        int difference,
        String run,
        Optional<TemplateCaption> chosen,
        String place,
        boolean otherTemplate) {
    public SentComparison {
        sent = List.copyOf(sent);
        row = List.copyOf(row);
        rowTrained = List.copyOf(rowTrained);
    }

    /**
     * A token in this picture.
     *
     * @param name what it is called
     * @param differs whether the other side lacks it
     */
    public record SentToken(int id, String name, boolean special, boolean differs) {}

    /** The ids that were sent; written out, a Python list. */
    public List<Integer> sentIds() {
        return sent.stream().map(SentToken::id).toList();
    }

    /** Whether chat and training begin alike. */
    public boolean isSame() {
        return difference < 0;
    }

    /** Which rows it is compared with. */
    public String rows(Words words) {
        if (!run.isEmpty()) {
            return words.say("a training row of the run “{0}”", run);
        }
        return chosen.flatMap(template -> template.ofTalk(words))
                .map(
                        called ->
                                words.say(
                                        "a training row, by the template “{0}” and the policy of"
                                                + " the Template pane",
                                        called))
                .orElseGet(
                        () ->
                                words.say(
                                        "a training row, by the template and policy of the"
                                                + " Template pane"));
    }

    /** What came of it, in a sentence or two. */
    public String sentence(Words words) {
        List<String> said = new ArrayList<>(List.of(found(words)));
        if (Stream.concat(sent.stream(), row.stream()).filter(SentToken::differs).count() > 2) {
            said.add(words.say("Framed are all tokens that the other lacks."));
        }
        if (otherTemplate) {
            said.add(words.say("The run was trained with another template than is used here."));
        }
        return String.join(" ", said);
    }

    private String found(Words words) {
        if (isSame()) {
            return same(words);
        }
        if (difference >= row.size()) {
            return words.say(
                    "The row ends after {0}; chat sends more, from ‘{1}’ on.",
                    TokenCount.of(row.size(), words), sent.get(difference).name());
        }
        String where =
                place.isEmpty()
                        ? words.say("which the template writes")
                        : words.say("in the {0} message", place);
        return words.say(
                "Token {0} is the first that differs: chat sends ‘{1}’ where the row has ‘{2}’,"
                        + " {3}.",
                difference + 1, sent.get(difference).name(), row.get(difference).name(), where);
    }

    private String same(Words words) {
        String count = TokenCount.of(sent.size(), words);
        int first = firstTrainedFrom(sent.size());
        if (first == sent.size()) {
            return words.say(
                    "What was sent ({0}) is how the row begins, and the loss counts from the very"
                            + " next token: the model is asked as it was trained.",
                    count);
        }
        return first < 0
                ? words.say("What was sent ({0}) is how the row begins.", count)
                : words.say(
                        "What was sent ({0}) is how the row begins; the loss counts only from token"
                                + " {1} on, so the model was never trained to write those between.",
                        count, first + 1);
    }

    private int firstTrainedFrom(int from) {
        for (int t = from; t < rowTrained.size(); t++) {
            if (rowTrained.get(t)) {
                return t;
            }
        }
        return -1;
    }
}
