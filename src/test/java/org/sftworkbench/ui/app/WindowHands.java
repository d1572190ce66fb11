package org.sftworkbench.ui.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.stage.Window;
import org.fxmisc.richtext.CodeArea;
import org.sftworkbench.Launcher;

/**
 * The program itself with hands of its own: types into its window or only looks, prints what stands
 * in it as a line of JSON, and goes on until it is killed.
 */
final class WindowHands {
    static final String TYPE = "type";
    static final String LOOK = "look";

    /** What is written below the template, into a message and into the question. */
    static final String WRITTEN = "{# mine #}";

    static final String SAID = "Nobody";
    static final String ASKED = "Half a quest";

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    private WindowHands() {}

    /** What stands in a window. */
    record Seen(String template, String message, String question, String model, String data) {}

    public static void main(String[] arguments) {
        Thread hands =
                new Thread(
                        () -> {
                            try {
                                use(arguments[0].equals(TYPE));
                            } catch (Exception e) {
                                e.printStackTrace();
                                Runtime.getRuntime().halt(1);
                            }
                        },
                        "hands");
        hands.setDaemon(true);
        hands.start();
        Launcher.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void use(boolean type) throws Exception {
        WorkbenchWindow window =
                until(
                        () ->
                                Window.getWindows().stream()
                                        .map(shown -> shown.getScene().getRoot())
                                        .filter(WorkbenchWindow.class::isInstance)
                                        .map(WorkbenchWindow.class::cast)
                                        .findFirst()
                                        .orElse(null));
        // They are there last.
        until(() -> text(window, "#modelFigures").isEmpty() ? null : true);
        until(() -> text(window, "#tokenCount").isEmpty() ? null : true);
        TextArea message = until(() -> (TextArea) window.lookup(".message-card .text-area"));
        if (type) {
            until(
                    () -> {
                        template(window).appendText(WRITTEN);
                        message.setText(SAID);
                        window.goTo(Section.CHAT);
                        return true;
                    });
            TextArea question = until(() -> (TextArea) window.lookup("#question"));
            until(
                    () -> {
                        question.setText(ASKED);
                        return true;
                    });
        }
        Seen seen =
                until(
                        () -> {
                            window.goTo(Section.CHAT);
                            String question = ((TextArea) window.lookup("#question")).getText();
                            window.goTo(Section.TEMPLATE);
                            return new Seen(
                                    template(window).getText(),
                                    ((TextArea) window.lookup(".message-card .text-area"))
                                            .getText(),
                                    question,
                                    ((MenuButton) window.lookup("#modelChoice")).getText(),
                                    ((MenuButton) window.lookup("#dataChoice")).getText());
                        });
        System.out.println(new ObjectMapper().writeValueAsString(seen));
    }

    private static CodeArea template(WorkbenchWindow window) {
        return (CodeArea) window.panes().of(Section.TEMPLATE).orElseThrow().lookup(".code-area");
    }

    private static String text(Node window, String id) {
        return ((Label) window.lookup(id)).getText();
    }

    /** Asks on the FX thread until there is an answer. */
    private static <T> T until(Callable<T> question) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        while (true) {
            CompletableFuture<T> answer = new CompletableFuture<>();
            try {
                Platform.runLater(
                        () -> {
                            try {
                                answer.complete(question.call());
                            } catch (Exception e) {
                                answer.completeExceptionally(e);
                            }
                        });
                T found = answer.get(PATIENCE, TimeUnit.NANOSECONDS);
                if (found != null) {
                    return found;
                }
            } catch (IllegalStateException | java.util.concurrent.ExecutionException e) {
                // The window is not there yet, or not all of it.
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("it does not come");
            }
            Thread.sleep(20);
        }
    }
}
