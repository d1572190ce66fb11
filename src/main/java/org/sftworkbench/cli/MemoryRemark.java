package org.sftworkbench.cli;

import org.sftworkbench.cli.console.Console;
import org.sftworkbench.engine.Command;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.TrainedAs;
import org.sftworkbench.model.device.ComputeDevice;
import org.sftworkbench.train.MemoryForecast;
import org.sftworkbench.train.TrainingException;

/**
 * Says before a run how much memory it will take, beside what the device has free, and starts none
 * that needs more unless it is told to.
 */
final class MemoryRemark {
    private final Console console;
    private final boolean anyway;

    /**
     * @param anyway whether to start where memory is too little
     */
    MemoryRemark(Console console, boolean anyway) {
        this.console = console;
        this.anyway = anyway;
    }

    /**
     * @param config of the whole model; the forecast is of weights or new adapters on them
     * @throws CommandFailure where the run must not start
     */
    void before(Command.Train run, ModelConfig config) {
        ComputeDevice device = ComputeDevice.choose(run.settings().device());
        try {
            MemoryForecast forecast =
                    MemoryForecast.of(
                            config,
                            new TrainedAs(
                                    run.settings().precision(),
                                    run.method().lora(),
                                    device.isGpu()),
                            run.examples(),
                            run.config(),
                            run.method().step(),
                            device.freeBytes().orElse(0));
            if (!forecast.fits() && !anyway) {
                throw new CommandFailure(
                        "the run is not started: too little memory, as it "
                                + forecast.sentence()
                                + "; --start-anyway starts it all the same");
            }
            console.remark(
                    (forecast.fits() ? "The run " : "Too little memory: the run ")
                            + forecast.sentence()
                            + ".");
        } catch (TrainingException e) {
            // No row can be trained on, which the run says itself.
        }
    }
}
