package org.sftworkbench.ui.common;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Work for the background thread whose outcome is told on the FX thread, errors by their type.
 *
 * <pre>{@code
 * BackgroundTask.of(() -> reader.read(file))
 *         .onSuccess(dataset::set)
 *         .onError(DataException.class, e -> problem.set(Problem.of(e)))
 *         .start(background, fx);
 * }</pre>
 *
 * <p>An error that no handler was given for is thrown on the FX thread, where it reaches the
 * window's handler of uncaught errors.
 *
 * @param <T> what the work gives
 */
public final class BackgroundTask<T> {
    private final Callable<? extends T> work;
    private final Map<Class<? extends Throwable>, Consumer<Throwable>> errorHandlers =
            new LinkedHashMap<>();
    private Consumer<? super T> success = result -> {};
    private Runnable finished = () -> {};

    private BackgroundTask(Callable<? extends T> work) {
        this.work = work;
    }

    public static <T> BackgroundTask<T> of(Callable<? extends T> work) {
        return new BackgroundTask<>(work);
    }

    /** Called on the FX thread with the result. */
    public BackgroundTask<T> onSuccess(Consumer<? super T> handler) {
        success = handler;
        return this;
    }

    /**
     * Called on the FX thread where the work throws this type or one below it; the first handler
     * that fits is the only one called.
     */
    public <E extends Throwable> BackgroundTask<T> onError(
            Class<E> type, Consumer<? super E> handler) {
        errorHandlers.putIfAbsent(type, error -> handler.accept(type.cast(error)));
        return this;
    }

    /** Called on the FX thread after the result or error was told. */
    public BackgroundTask<T> onFinished(Runnable handler) {
        finished = handler;
        return this;
    }

    /**
     * Begins.
     *
     * @param background does the work
     * @param fx tells the outcome
     */
    public void start(Executor background, Executor fx) {
        background.execute(() -> run(fx));
    }

    // Whatever the work throws has to reach the user, errors of the VM included.
    @SuppressWarnings("CatchingUnchecked")
    private void run(Executor fx) {
        T result;
        try {
            result = work.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fx.execute(() -> tell(() -> failed(e)));
            return;
        } catch (Throwable e) {
            fx.execute(() -> tell(() -> failed(e)));
            return;
        }
        fx.execute(() -> tell(() -> success.accept(result)));
    }

    private void tell(Runnable outcome) {
        try {
            outcome.run();
        } finally {
            finished.run();
        }
    }

    private void failed(Throwable error) {
        for (var handler : errorHandlers.entrySet()) {
            if (handler.getKey().isInstance(error)) {
                handler.getValue().accept(error);
                return;
            }
        }
        if (error instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (error instanceof Error serious) {
            throw serious;
        }
        throw new IllegalStateException(error.getMessage(), error);
    }
}
