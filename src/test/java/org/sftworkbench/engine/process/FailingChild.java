package org.sftworkbench.engine.process;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.EngineTask;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.LocalEngine;
import sun.misc.Unsafe;

/**
 * Ends in one of the ways it is told when it is to train: in the first for one step, in the second
 * for two, and in the last for any more. Does everything else as it should.
 */
final class FailingChild {
    /** To be told it takes as much again, for which a small heap has no room. */
    private static final Event LARGE = new Event.Scored(List.of(new double[4_000_000]), 0);

    private FailingChild() {}

    public static void main(String[] arguments) {
        EngineProcess.serve(
                () -> new Failing(List.of(System.getProperty("sft.failing").split(","))));
    }

    private record Failing(List<String> ways, Engine sound) implements Engine {
        Failing(List<String> ways) {
            this(ways, new LocalEngine());
        }

        @Override
        public EngineTask submit(Command command, Consumer<? super Event> listener) {
            if (command instanceof Command.Train train) {
                int steps = train.config().course().steps();
                String way = ways.get(Math.min(steps, ways.size()) - 1);
                switch (way) {
                    case "segv" -> unsafe().putAddress(0, 1);
                    case "abort" -> {
                        System.err.println("terminate called: what():  no such tensor");
                        abort();
                    }
                    case "bad_alloc" -> {
                        System.err.println("terminate called: what():  std::bad_alloc");
                        abort();
                    }
                    case "untold" -> new Thread(() -> listener.accept(LARGE)).start();
                    case "cuda" ->
                            listener.accept(
                                    new Event.Failed(
                                            "Training failed: CUDA error: device-side assert"
                                                    + " triggered"));
                    default -> Runtime.getRuntime().halt(Integer.parseInt(way));
                }
            }
            return sound.submit(command, listener);
        }

        @Override
        public void close() {
            sound.close();
        }
    }

    /** Does not return; as C's function of that name. */
    private static void abort() {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -ABRT " + ProcessHandle.current().pid())
                    .start();
            new CountDownLatch(1).await();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Unsafe unsafe() {
        try {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Unsafe) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
