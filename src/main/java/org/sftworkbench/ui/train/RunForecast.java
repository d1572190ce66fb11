package org.sftworkbench.ui.train;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.model.TrainedAs;
import org.sftworkbench.train.MemoryForecast;
import org.sftworkbench.train.StepOptions;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.train.TrainingException;
import org.sftworkbench.ui.common.Debouncer;
import org.sftworkbench.ui.common.LatestOnly;

/**
 * Says before a run what it will be computed on and how much memory it will take at its peak, and
 * keeps that up as the choices change. FX thread only.
 */
public final class RunForecast {
    private final DeviceNews.Source devices;
    private final Supplier<String> wish;
    private final Supplier<Optional<Question>> question;
    private final LatestOnly work;
    private final Debouncer debouncer;
    private final ReadOnlyStringWrapper device = new ReadOnlyStringWrapper(this, "device", "");
    private final ReadOnlyStringWrapper memory = new ReadOnlyStringWrapper(this, "memory", "");
    private OptionalLong peak = OptionalLong.empty();
    private final ReadOnlyBooleanWrapper fits = new ReadOnlyBooleanWrapper(this, "fits", true);

    /**
     * What is asked.
     *
     * @param outline the model
     * @param lora new adapters, if any
     */
    record Question(
            ModelOutline outline,
            Optional<LoraConfig> lora,
            EncodedRows rows,
            TrainingConfig config,
            StepOptions step,
            ModelSettings settings) {}

    /** An answer; the sentence on memory is empty where it cannot be known. */
    private record Answer(String device, String memory, OptionalLong peak, boolean fits) {
        /** Where no run can be made of what stands there. */
        static Answer ofTheDevice(DeviceNews news) {
            return new Answer(news.sentence(), "", OptionalLong.empty(), true);
        }
    }

    /**
     * @param wish the device that is chosen now
     * @param question what stands in the form now; empty where it makes no run
     * @param later runs what it is given on the FX thread once changes have paused
     */
    RunForecast(
            DeviceNews.Source devices,
            Supplier<String> wish,
            Supplier<Optional<Question>> question,
            Executor background,
            Executor fx,
            Executor later) {
        this.devices = devices;
        this.wish = wish;
        this.question = question;
        work = new LatestOnly(background, fx);
        debouncer = new Debouncer(later);
    }

    /** Something it depends on has changed. */
    void changed() {
        peak = OptionalLong.empty();
        debouncer.call(this::ask);
    }

    private void ask() {
        Optional<Question> asked = question.get();
        if (asked.isEmpty()) {
            memory.set("");
            fits.set(true);
        }
        String chosen = wish.get();
        work.submit(
                () -> {
                    DeviceNews news = devices.of(chosen);
                    Answer answer =
                            asked.map(known -> answer(known, news))
                                    .orElseGet(() -> Answer.ofTheDevice(news));
                    return () -> tell(answer);
                });
    }

    private void tell(Answer answer) {
        device.set(answer.device());
        memory.set(answer.memory());
        peak = answer.peak();
        fits.set(answer.fits());
    }

    private static Answer answer(Question asked, DeviceNews news) {
        try {
            MemoryForecast forecast =
                    MemoryForecast.of(
                            asked.outline().config(),
                            new TrainedAs(asked.settings().precision(), asked.lora(), news.onGpu()),
                            asked.rows().examples(),
                            asked.config(),
                            asked.step(),
                            news.freeBytes().orElse(0));
            return new Answer(
                    news.sentence(),
                    forecast.sentence(),
                    OptionalLong.of(forecast.need().total()),
                    forecast.fits());
        } catch (TrainingException | ModelException e) {
            // Why is said where Start is.
            return Answer.ofTheDevice(news);
        }
    }

    /**
     * Bytes that a run will take at its peak, whatever stands in the form; empty where that is not
     * known. Reads files; any thread but the FX thread.
     */
    OptionalLong peakOf(Command.Train run) {
        DeviceNews news = devices.of(run.settings().device());
        TrainedAs as = new TrainedAs(run.settings().precision(), run.method().lora(), news.onGpu());
        try {
            return OptionalLong.of(
                    MemoryForecast.of(
                                    ModelOutline.read(run.model()).config(),
                                    as,
                                    run.rows().examples(),
                                    run.config(),
                                    run.method().step(),
                                    news.freeBytes().orElse(0))
                            .need()
                            .total());
        } catch (TrainingException | ModelException e) {
            // The engine says why the run cannot go on.
            return OptionalLong.empty();
        }
    }

    /** Which devices were found, which is used, and why others are not; empty until known. */
    public ReadOnlyStringProperty deviceProperty() {
        return device.getReadOnlyProperty();
    }

    /** The memory the run will take at its peak, and what is free; empty where not known. */
    public ReadOnlyStringProperty memoryProperty() {
        return memory.getReadOnlyProperty();
    }

    /**
     * Bytes that the run will take at its peak; empty where that is not known of what stands there
     * now.
     */
    OptionalLong peak() {
        return peak;
    }

    /** Whether it fits, as far as that is known. */
    public ReadOnlyBooleanProperty fitsProperty() {
        return fits.getReadOnlyProperty();
    }
}
