package org.sftworkbench.model.device;

import java.util.List;
import org.sftworkbench.job.Bytes;

/**
 * The CPU.
 *
 * @param model its maker's name for it
 * @param cores that this process may use
 * @param memory of the machine, within the limits set for this process
 * @param features of its vector units that matter here, in the operating system's spelling; empty
 *     where the system does not tell
 */
public record Processor(String model, int cores, Memory memory, List<String> features) {
    public Processor {
        features = List.copyOf(features);
    }

    /** Whether it multiplies bfloat16 in hardware, and so gains time by it and not only memory. */
    public boolean multipliesBf16() {
        return features.stream().anyMatch(ProcessorReader.BF16::contains);
    }

    /** Such as {@code CPU, 2 cores, 20.1 GB free}. */
    public String words() {
        return "CPU, "
                + cores
                + (cores == 1 ? " core, " : " cores, ")
                + Bytes.text(memory.available())
                + " free";
    }
}
