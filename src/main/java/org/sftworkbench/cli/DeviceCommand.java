package org.sftworkbench.cli;

import java.util.List;
import java.util.Locale;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.engine.UsageTracking;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.DeviceTrial;
import org.sftworkbench.model.Precision;
import org.sftworkbench.model.device.ComputeDevice;
import org.sftworkbench.model.device.DeviceSurvey;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sft device}: which devices there are, which is used, and why not the others. */
@Command(
        name = "device",
        description =
                "Say which devices there are, which one is used, and, where a GPU is there and"
                        + " unused, why and what to do; fetch the CUDA libraries for it.",
        sortOptions = false,
        footerHeading = "%nWith --json, one line:%n",
        footer = {
            "  used, sentence, cpu {model, cores, memory_total, memory_available, features, bf16},",
            "  gpus [{device, name, uuid, driver, compute_capability, memory_total, memory_free,",
            "  bf16, usable, obstacles [{kind, reason, remedy}]}], obstacles, libraries {source,",
            "  version, cuda, directory, offline}, notes; memory in bytes, null where not known.",
            "With --try a line for each precision: device, name, precision, gflops.",
            "With --fetch only: directory, version, flavor, bytes, fetched.",
            "",
            "What is fetched is checked by size and SHA-256, and goes on where it was stopped. It"
                    + " is",
            "put into SFT_CUDA_DIR, or else into the user's data directory. Nothing is ever"
                    + " fetched",
            "unasked."
        })
final class DeviceCommand implements Runnable {
    private final Console console;
    private final Cancellation stop;

    @Spec CommandSpec spec;

    @Option(
            names = "--try",
            description =
                    "Also start libtorch and multiply matrices, in float32 and in bf16, and say how"
                            + " fast.")
    boolean trial;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description =
                    "What to try: auto, cpu, cuda, or cuda:1 and the like (${DEFAULT-VALUE}).")
    String device;

    @ArgGroup(validate = false, heading = "%nFetching:%n")
    FetchLibraries fetch = new FetchLibraries();

    @Mixin JsonMixin output;

    DeviceCommand(Console console, Cancellation stop) {
        this.console = console;
        this.stop = stop;
    }

    /** What a trial measured, as JSON. */
    record Trial(String device, String name, String precision, double gflops) {}

    @Override
    public void run() {
        ComputeDevice.misspelling(device)
                .ifPresent(
                        wrong -> {
                            throw new ParameterException(spec.commandLine(), wrong);
                        });
        if (fetch.isAsked()) {
            fetch.run(spec.commandLine(), console, output.json, stop);
            return;
        }
        DeviceSurvey survey = DeviceSurvey.take();
        if (output.json) {
            console.json(DeviceJson.of(survey));
        } else {
            new DeviceText(console).tell(survey);
        }
        if (trial) {
            measure(survey);
        }
    }

    private void measure(DeviceSurvey survey) {
        UsageTracking.optOut();
        ComputeDevice chosen = ComputeDevice.choose(device, survey);
        DeviceTrial measuring = new DeviceTrial(chosen, survey.libraries());
        for (Precision precision : List.of(Precision.FLOAT32, Precision.BF16)) {
            double gflops = measuring.measure(precision).gflops();
            String name = precision == Precision.BF16 ? "bf16" : "float32";
            if (output.json) {
                console.json(new Trial(chosen.id(), chosen.name(), name, gflops));
            } else {
                console.line(
                        String.format(
                                Locale.ROOT,
                                "%-10s%,.0f GFLOP/s in %s matrix products",
                                "tried",
                                gflops,
                                name));
            }
        }
    }
}
