package org.sftworkbench.ui.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import org.sftworkbench.engine.process.EngineLaunch;
import org.sftworkbench.engine.process.ProcessEngine;
import org.sftworkbench.ui.MemoryPreferences;

/** Opens the window on a home directory and, with a model in use, prints the libraries it holds. */
final class WindowLibraries {
    private WindowLibraries() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        CountDownLatch used = new CountDownLatch(1);
        Workbench[] workbench = new Workbench[1];
        Platform.startup(
                () -> {
                    workbench[0] =
                            new Workbench(
                                    new ProcessEngine(
                                            EngineLaunch.reportingTo(home.resolve("logs"))),
                                    new WorkbenchFiles(home),
                                    new MemoryPreferences());
                    Runnable look =
                            () -> {
                                if (workbench[0].shared().modelInfoProperty().get() != null
                                        && workbench[0].shared().tokenizerProperty().get() != null
                                        && !workbench[0]
                                                .train()
                                                .forecast()
                                                .memoryProperty()
                                                .get()
                                                .isEmpty()) {
                                    used.countDown();
                                }
                            };
                    workbench[0]
                            .shared()
                            .modelInfoProperty()
                            .addListener((p, old, now) -> look.run());
                    workbench[0]
                            .train()
                            .forecast()
                            .memoryProperty()
                            .addListener((p, old, now) -> look.run());
                    workbench[0].openDefaults();
                });
        used.await();
        List<String> maps = Files.readAllLines(Path.of("/proc/self/maps"));
        maps.stream()
                .filter(line -> line.contains("/"))
                .map(line -> Path.of(line.substring(line.indexOf('/'))).getFileName().toString())
                .filter(name -> name.contains(".so"))
                .distinct()
                .forEach(System.out::println);
        workbench[0].close();
        System.exit(0);
    }
}
