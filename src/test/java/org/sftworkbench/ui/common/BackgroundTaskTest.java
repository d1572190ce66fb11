package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackgroundTaskTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void tellsTheResultThenThatItEnded() {
        BackgroundTask.of(() -> "result")
                .onSuccess(told::add)
                .onFinished(() -> told.add("finished"))
                .start(Runnable::run, Runnable::run);
        assertThat(told).containsExactly("result", "finished");
    }

    @Test
    void tellsAnErrorToTheFirstHandlerThatFits() {
        BackgroundTask.of(
                        () -> {
                            throw new FileNotFoundException("x.json");
                        })
                .onError(IllegalStateException.class, e -> told.add("state"))
                .onError(IOException.class, e -> told.add("file " + e.getMessage()))
                .onError(Exception.class, e -> told.add("any"))
                .onFinished(() -> told.add("finished"))
                .start(Runnable::run, Runnable::run);
        assertThat(told).containsExactly("file x.json", "finished");
    }

    @Test
    void throwsAnErrorThatNobodyHandlesOnTheFxExecutor() {
        List<Runnable> fx = new ArrayList<>();
        BackgroundTask.of(
                        () -> {
                            throw new IllegalStateException("unforeseen");
                        })
                .onError(IOException.class, e -> told.add("file"))
                .onFinished(() -> told.add("finished"))
                .start(Runnable::run, fx::add);
        assertThatThrownBy(() -> fx.get(0).run()).hasMessage("unforeseen");
        assertThat(told).containsExactly("finished");
    }

    @Test
    void anErrorOfTheSuccessHandlerIsNotTakenForOneOfTheWork() {
        List<Runnable> fx = new ArrayList<>();
        BackgroundTask.of(() -> 1)
                .onSuccess(
                        r -> {
                            throw new IllegalStateException("drawing");
                        })
                .onError(IllegalStateException.class, e -> told.add("work"))
                .start(Runnable::run, fx::add);
        assertThatThrownBy(() -> fx.get(0).run()).hasMessage("drawing");
        assertThat(told).isEmpty();
    }
}
