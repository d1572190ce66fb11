package org.sftworkbench.ui.learn;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.words.Words;

/**
 * What is drawn between a lesson's paragraphs, from fenced blocks: {@code figures}, {@code
 * schedules}, and {@code tokens}, {@code labels}, {@code padding} and {@code attention}, which are
 * drawn with the tokenizer of the open model. FX thread only; tokens are made on the background
 * executor.
 */
public final class Illustrations {
    private final ObservableValue<Tokenizer> tokenizer;
    private final Executor background;
    private final Executor fx;
    private final Words words;

    /**
     * @param tokenizer of the open model; null for none
     */
    public Illustrations(
            ObservableValue<Tokenizer> tokenizer, Executor background, Executor fx, Words words) {
        this.tokenizer = tokenizer;
        this.background = background;
        this.fx = fx;
        this.words = words;
    }

    /**
     * Draws a block.
     *
     * @param info what the block says it is, such as {@code tokens assistant}
     * @param body its lines
     * @return empty where it is plain code
     */
    Optional<Node> draw(String info, String body) {
        String[] said = info.split("\\s+");
        return Optional.ofNullable(
                switch (said[0]) {
                    case "figures" -> new FigureCards(body);
                    case "schedules" -> new ScheduleChart(words);
                    case "tokens" ->
                            drawn(body, MaskPolicy.parse(said[1]), new TokenPicture(words));
                    case "labels" ->
                            drawn(body, MaskPolicy.parse("assistant"), new LabelPicture(words));
                    case "padding" ->
                            drawn(
                                    body,
                                    MaskPolicy.parse("all"),
                                    new PaddingPicture(words, said[1].equals("left")));
                    case "attention" ->
                            drawn(body, MaskPolicy.parse("all"), new AttentionPicture(words));
                    default -> null;
                });
    }

    private Node drawn(String body, MaskPolicy policy, TokenDrawing.Picture picture) {
        List<Conversation> conversations = ConversationLines.read(body);
        return new TokenDrawing(
                tokenizer,
                background,
                fx,
                words,
                open -> LessonEncoding.encode(open, policy, conversations),
                picture);
    }
}
