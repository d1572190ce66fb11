package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatestOnlyTest {
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final Deque<Runnable> fx = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final LatestOnly latest = new LatestOnly(background::add, fx::add);

    @Test
    void workThatWasOvertakenBeforeItBeganIsSkipped() {
        submit("old");
        submit("new");
        runAll(background);
        runAll(fx);
        assertThat(done).containsExactly("work new", "tell new");
    }

    @Test
    void anOutcomeThatWasOvertakenIsDropped() {
        submit("old");
        runAll(background);
        submit("new");
        runAll(fx);
        assertThat(done).containsExactly("work old");
        runAll(background);
        runAll(fx);
        assertThat(done).containsExactly("work old", "work new", "tell new");
    }

    @Test
    void cancelDropsWhatWaits() {
        submit("old");
        runAll(background);
        latest.cancel();
        runAll(fx);
        assertThat(done).containsExactly("work old");
    }

    private void submit(String name) {
        latest.submit(
                () -> {
                    done.add("work " + name);
                    return () -> done.add("tell " + name);
                });
    }

    private static void runAll(Deque<Runnable> queue) {
        while (!queue.isEmpty()) {
            queue.poll().run();
        }
    }
}
