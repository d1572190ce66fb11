package org.sftworkbench.cli;

import org.sftworkbench.cli.console.Console;
import org.sftworkbench.engine.Command;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.device.ComputeDevice;
import org.sftworkbench.train.MemoryForecast;
import org.sftworkbench.train.TrainingException;

/** Says before a run how much memory it will take, beside what the device has free. */
final class MemoryRemark {
    private final Console console;

    MemoryRemark(Console console) {
        this.console = console;
    }

    /**
     * @param config of the whole model; the forecast is of weights or new adapters on them
     */
    void before(Command.Train run, ModelConfig config) {
        ComputeDevice device = ComputeDevice.choose(run.settings().device());
        try {
            MemoryForecast forecast =
                    MemoryForecast.of(
                            config,
                            run.settings().precision(),
                            run.method().lora(),
                            run.examples(),
                            run.config(),
                            run.method().step(),
                            device.freeBytes().orElse(0));
            console.remark(
                    (forecast.fits() ? "The run " : "Too little memory: the run ")
                            + forecast.sentence()
                            + ".");
        } catch (TrainingException e) {
            // No row can be trained on, which the run says itself.
        }
    }
}
