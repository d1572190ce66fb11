package org.sftworkbench.model.device;

import ai.djl.Device;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a model is kept and computed.
 *
 * @param device in DJL's terms
 * @param name for the user
 * @param freeBytes of memory when it was chosen, where that is known
 * @param totalBytes of memory, where that is known
 */
public record ComputeDevice(
        Device device, String name, OptionalLong freeBytes, OptionalLong totalBytes) {
    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    /**
     * What is wrong with the spelling of a wish, if anything; looks at no device.
     *
     * @param wish {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
     */
    public static Optional<String> misspelling(String wish) {
        String plain = plain(wish);
        return plain.equals("auto") || plain.equals("cpu") || CUDA.matcher(plain).matches()
                ? Optional.empty()
                : Optional.of(
                        "'" + wish + "' is no device; say auto, cpu, cuda, or cuda:1 and the like");
    }

    /**
     * Chooses a device of this machine, and with it the libraries libtorch will be started from: to
     * be called before it is. Looks at the machine first, see {@link DeviceSurvey#take()}.
     *
     * @param wish {@code auto} and {@code cuda} take the GPU with the most free memory, {@code
     *     auto} the CPU where none can be used
     * @throws DeviceException where it cannot be had; says why and what to do
     */
    public static ComputeDevice choose(String wish) {
        return choose(wish, DeviceSurvey.take());
    }

    /** Chooses from devices that were surveyed before. */
    public static ComputeDevice choose(String wish, DeviceSurvey survey) {
        ComputeDevice chosen = of(wish, survey);
        survey.libraries().ask(survey.best().isPresent());
        return chosen;
    }

    /** Whether a GPU of this machine multiplies bfloat16 in hardware. Asks the driver's program. */
    public static boolean multipliesBf16(Device device) {
        return DeviceSurvey.take().gpus().stream()
                .filter(report -> report.number().equals(OptionalInt.of(device.getDeviceId())))
                .flatMap(report -> report.gpu().capability().stream())
                .anyMatch(ComputeCapability::multipliesBf16);
    }

    /** Whether it is a GPU and not the CPU. */
    public boolean isGpu() {
        return device.isGpu();
    }

    /** How it is asked for: {@code cpu}, or {@code cuda:0} and its like. */
    public String id() {
        return isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
    }

    static ComputeDevice of(String wish, DeviceSurvey survey) {
        misspelling(wish)
                .ifPresent(
                        wrong -> {
                            throw new DeviceException(wrong);
                        });
        String plain = plain(wish);
        Matcher cuda = CUDA.matcher(plain);
        if (cuda.matches() && cuda.group(1) != null) {
            return gpu(numbered(Integer.parseInt(cuda.group(1)), survey));
        }
        if (plain.equals("cpu") || (plain.equals("auto") && survey.best().isEmpty())) {
            return cpu(survey.processor());
        }
        return gpu(
                survey.best()
                        .orElseThrow(
                                () ->
                                        new DeviceException(
                                                "no GPU can be used: " + whyNone(survey))));
    }

    private static String plain(String wish) {
        return wish.strip().toLowerCase(Locale.ROOT);
    }

    private static ComputeDevice cpu(Processor processor) {
        return new ComputeDevice(
                Device.cpu(),
                "CPU, " + processor.cores() + (processor.cores() == 1 ? " core" : " cores"),
                OptionalLong.of(processor.memory().available()),
                OptionalLong.of(processor.memory().total()));
    }

    private static ComputeDevice gpu(GpuReport report) {
        return new ComputeDevice(
                Device.gpu(report.number().orElseThrow()),
                report.gpu().name(),
                report.gpu().freeBytes(),
                report.gpu().totalBytes());
    }

    private static GpuReport numbered(int number, DeviceSurvey survey) {
        for (GpuReport report : survey.gpus()) {
            if (report.number().isPresent() && report.number().getAsInt() == number) {
                if (!report.isUsable()) {
                    throw new DeviceException(
                            report.device()
                                    + " ("
                                    + report.gpu().name()
                                    + ") cannot be used: "
                                    + inWords(report.obstacles()));
                }
                return report;
            }
        }
        String known =
                survey.gpus().stream()
                        .filter(report -> report.number().isPresent())
                        .map(report -> report.device() + " (" + report.gpu().name() + ")")
                        .collect(Collectors.joining(", "));
        throw new DeviceException(
                "there is no cuda:"
                        + number
                        + (known.isEmpty() ? ": " + whyNone(survey) : "; there is " + known));
    }

    private static String whyNone(DeviceSurvey survey) {
        if (!survey.gpus().isEmpty()) {
            return inWords(survey.gpus().get(0).obstacles());
        }
        return survey.obstacles().isEmpty()
                ? "no NVIDIA GPU was found"
                : inWords(survey.obstacles());
    }

    private static String inWords(List<Obstacle> obstacles) {
        return obstacles.stream()
                .map(obstacle -> obstacle.reason() + ". " + obstacle.remedy())
                .collect(Collectors.joining(" Also, "));
    }
}
