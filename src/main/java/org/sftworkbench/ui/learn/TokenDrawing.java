package org.sftworkbench.ui.learn;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.LatestOnly;
import org.sftworkbench.ui.common.words.Words;

/**
 * An illustration made of the open model's tokens; says so where no model is open, and is drawn
 * anew when another one is. FX thread only; encodes on the background executor.
 */
final class TokenDrawing extends VBox {
    /** Draws encoded conversations. */
    interface Picture {
        List<Node> of(List<AnnotatedExample> examples);
    }

    private final LatestOnly latest;
    private final Words words;
    private final Function<Tokenizer, List<AnnotatedExample>> encode;
    private final Picture picture;
    private final ChangeListener<Tokenizer> follow = (p, old, now) -> draw(now);

    /**
     * @param tokenizer does not keep the drawing alive
     */
    TokenDrawing(
            ObservableValue<Tokenizer> tokenizer,
            Executor background,
            Executor fx,
            Words words,
            Function<Tokenizer, List<AnnotatedExample>> encode,
            Picture picture) {
        latest = new LatestOnly(background, fx);
        this.words = words;
        this.encode = encode;
        this.picture = picture;
        getStyleClass().add("lesson-picture");
        tokenizer.addListener(new WeakChangeListener<>(follow));
        draw(tokenizer.getValue());
    }

    private void draw(Tokenizer tokenizer) {
        if (tokenizer == null) {
            latest.cancel();
            say(words.say("Open a model to see its tokens here."));
        } else {
            latest.submit(() -> encoded(tokenizer));
        }
    }

    private Runnable encoded(Tokenizer tokenizer) {
        try {
            List<AnnotatedExample> examples = encode.apply(tokenizer);
            return () -> getChildren().setAll(picture.of(examples));
        } catch (DataException | TemplateException e) {
            return () ->
                    say(
                            words.say(
                                    "The open model's template cannot draw this: {0}",
                                    words.tell(e.getMessage())));
        }
    }

    private void say(String what) {
        Label label = new Label(what);
        label.getStyleClass().add("hint");
        label.setWrapText(true);
        getChildren().setAll(label);
    }
}
