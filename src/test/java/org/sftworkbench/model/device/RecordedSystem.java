package org.sftworkbench.model.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Answers that machines have given, to be asked again. */
final class RecordedSystem implements SystemProbe {
    private static final String QUERY = "--query-gpu";

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private final Set<String> readOnly = new HashSet<>();
    private final Map<String, String> resources = new HashMap<>();
    private final Map<String, CommandOutput> outputs = new HashMap<>();
    private Memory memory = new Memory(16_000_000_000L, 9_000_000_000L);

    private static final String CPU_LIBRARIES = "native/lib/pytorch.properties";
    private static final String ON_LINUX =
            "/home/ada/.local/share/sft-workbench/cuda/2.7.1-cu128-linux-x86_64/torch/lib/lib";
    private static final String ON_WINDOWS =
            "C:\\Users\\ada\\AppData\\Local\\SFT Workbench\\cuda\\2.7.1-cu128-win-x86_64"
                    + "\\torch\\lib\\";
    private static final List<String> LIBRARIES =
            List.of("torch", "torch_cpu", "torch_cuda", "c10", "c10_cuda");

    /**
     * A PC with Linux, on which the CUDA libraries were fetched and nothing of NVIDIA's is
     * installed.
     */
    static RecordedSystem linux() {
        RecordedSystem system = new RecordedSystem();
        system.properties.put("os.name", "Linux");
        system.properties.put("os.arch", "amd64");
        system.properties.put("user.home", "/home/ada");
        system.properties.put("java.io.tmpdir", "/tmp");
        system.files.put("/home/ada", "");
        system.resources.put(
                "pytorch-engine.properties", "djl_version=0.36.0\npytorch_version=2.7.1");
        system.resources.put(
                CPU_LIBRARIES,
                "version=2.7.1-20250812\nflavor=cpu\nclassifier=linux-x86_64\nlibraries=libc10.so");
        LIBRARIES.forEach(name -> system.files.put(ON_LINUX + name + ".so", ""));
        return system;
    }

    /** The same on Windows 11. */
    static RecordedSystem windows() {
        RecordedSystem system = linux();
        system.properties.put("os.name", "Windows 11");
        system.properties.put("user.home", "C:\\Users\\ada");
        system.properties.put("java.io.tmpdir", "C:\\Users\\ada\\AppData\\Local\\Temp\\");
        system.files.put("C:\\Users\\ada", "");
        LIBRARIES.forEach(name -> system.files.put(ON_WINDOWS + name + ".dll", ""));
        return system;
    }

    /** Before the CUDA libraries are fetched, or where not all of them are there. */
    RecordedSystem withoutCuda() {
        files.remove(ON_LINUX + "torch_cuda.so");
        files.remove(ON_WINDOWS + "torch_cuda.dll");
        return this;
    }

    /** With a program that came without libtorch. */
    RecordedSystem withoutLibtorch() {
        resources.remove(CPU_LIBRARIES);
        return withoutCuda();
    }

    RecordedSystem property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    RecordedSystem environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    RecordedSystem file(String path, String content) {
        files.put(path, content);
        return this;
    }

    RecordedSystem readOnly(String path) {
        readOnly.add(path);
        return file(path, "");
    }

    RecordedSystem memory(long total, long available) {
        memory = new Memory(total, available);
        return this;
    }

    /** What {@code nvidia-smi --query-gpu=…} says where it is on the path; the device files too. */
    RecordedSystem smi(int exitCode, String text) {
        file("/dev/nvidiactl", "").file("/dev/nvidia0", "");
        return output("nvidia-smi " + QUERY, new CommandOutput.Ended(exitCode, text));
    }

    /** What {@code nvidia-smi -L} says. */
    RecordedSystem smiList(String text) {
        return output("nvidia-smi -L", new CommandOutput.Ended(0, text));
    }

    /** The answer to a command: a program and its first argument up to {@code =}. */
    RecordedSystem output(String command, CommandOutput output) {
        outputs.put(command, output);
        return this;
    }

    @Override
    public CommandOutput run(Duration limit, String... command) {
        String asked = command[0] + (command.length > 1 ? " " + command[1].split("=", 2)[0] : "");
        // The old query, which every driver understands.
        boolean old =
                command.length > 1 && command[1].equals(QUERY + "=" + NvidiaSmiText.OLD_FIELDS);
        return outputs.getOrDefault(
                old ? asked + " (old)" : asked,
                outputs.getOrDefault(asked, new CommandOutput.Absent()));
    }

    @Override
    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    @Override
    public Optional<String> read(String file) {
        return Optional.ofNullable(files.get(file));
    }

    @Override
    public List<String> list(String directory) {
        List<String> names = new ArrayList<>();
        for (String file : files.keySet()) {
            if (file.startsWith(directory + "/")) {
                names.add(file.substring(directory.length() + 1).split("/")[0]);
            }
        }
        return names.stream().distinct().sorted().toList();
    }

    @Override
    public boolean exists(String file) {
        return files.containsKey(file);
    }

    @Override
    public boolean isWritable(String file) {
        return exists(file) && !readOnly.contains(file);
    }

    @Override
    public OptionalLong freeDisk(String file) {
        return OptionalLong.of(50_000_000_000L);
    }

    @Override
    public List<String> resources(String name) {
        return Arrays.stream(new String[] {resources.get(name)}).filter(t -> t != null).toList();
    }

    @Override
    public int processors() {
        return 8;
    }

    @Override
    public Memory memory() {
        return memory;
    }
}
