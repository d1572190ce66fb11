package org.sftworkbench.check;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sftworkbench.chat.Message;

/**
 * An answer that the row itself says is not to be trained, and that is trained, as in TRL: {@code
 * weight} 0 in the format of OpenAI's fine-tuning and of mistral-finetune, {@code loss_weight} 0 in
 * LLaMA-Factory's, {@code loss} false in ms-swift's, {@code train} or {@code training} false in
 * axolotl's.
 */
final class WeightIgnored implements RowCheck {
    @Override
    public String name() {
        return "weight-ignored";
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        return row.trainedTurns().stream()
                .filter(turn -> isLeftOut(message(row, turn).fields()))
                .map(
                        turn ->
                                finding(
                                        Severity.WARNING,
                                        "this answer is marked as not to be trained (weight 0 or train"
                                                + " false), and it is trained: no mask policy looks"
                                                + " at such marks, nor does TRL",
                                        "take the policy last-assistant where only the last answer"
                                                + " counts, paint the answer as not trained, or"
                                                + " end the row before it",
                                        row.place().atMessage(turn.message())))
                .toList();
    }

    private static Message message(RowUnderCheck row, Turn turn) {
        return row.conversation().messages().get(turn.message());
    }

    private static boolean isLeftOut(Map<String, Object> fields) {
        return Stream.of("weight", "loss_weight")
                        .map(fields::get)
                        .anyMatch(value -> value instanceof Number n && n.doubleValue() == 0)
                || Stream.of("loss", "train", "training")
                        .map(fields::get)
                        .anyMatch(Boolean.FALSE::equals);
    }
}
