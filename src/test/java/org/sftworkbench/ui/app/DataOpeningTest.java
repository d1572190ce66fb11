package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.DatasetReader;

/** However the finding of rows ends, it is told. */
class DataOpeningTest {
    @Test
    void whatShouldNotHappenIsToldToo() {
        IllegalStateException unforeseen = new IllegalStateException("broken drive");
        Path broken =
                (Path)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {Path.class},
                                (proxy, method, arguments) -> {
                                    throw unforeseen;
                                });
        List<Throwable> told = new ArrayList<>();
        DataOpening.Listener listener =
                new DataOpening.Listener() {
                    @Override
                    public void found(
                            List<DataOpening.Part> parts, double share, boolean complete) {
                        throw new AssertionError("nothing can be found");
                    }

                    @Override
                    public void failed(Throwable why) {
                        told.add(why);
                    }
                };
        List<Path> files = List.of(Path.of("sample-data", "messages.jsonl"), broken);
        new DataOpening(files, new DatasetReader(), Runnable::run, Runnable::run, listener).start();
        assertThat(told).containsExactly(unforeseen);
    }
}
