package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DebouncerTest {
    @Test
    void runsOnlyTheLastOfSeveralQuickCalls() {
        List<Runnable> later = new ArrayList<>();
        List<String> ran = new ArrayList<>();
        Debouncer debouncer = new Debouncer(later::add);
        debouncer.call(() -> ran.add("a"));
        debouncer.call(() -> ran.add("b"));
        later.forEach(Runnable::run);
        assertThat(ran).containsExactly("b");
        debouncer.call(() -> ran.add("c"));
        later.get(2).run();
        assertThat(ran).containsExactly("b", "c");
    }
}
