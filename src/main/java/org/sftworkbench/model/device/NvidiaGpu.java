package org.sftworkbench.model.device;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sftworkbench.job.Bytes;

/**
 * An NVIDIA GPU as the driver tells of it.
 *
 * @param name such as {@code NVIDIA GeForce RTX 3060}
 * @param uuid the driver's name for this very card, or this part of one; may be empty
 * @param driver version of the kernel driver, where it is known
 * @param capability CUDA compute capability, where it is known
 * @param totalBytes of its memory, where they are known
 * @param freeBytes of its memory at the moment of the survey, where they are known
 * @param parts the instances it is divided into by MIG; empty where MIG is on without any, absent
 *     where it is off
 */
public record NvidiaGpu(
        String name,
        String uuid,
        Optional<DriverVersion> driver,
        Optional<ComputeCapability> capability,
        OptionalLong totalBytes,
        OptionalLong freeBytes,
        Optional<List<MigInstance>> parts) {
    /**
     * A part of a GPU with memory of its own.
     *
     * @param profile such as {@code 1g.10gb}
     * @param uuid the driver's name for it
     */
    public record MigInstance(String profile, String uuid) {}

    /** A card of which nothing but the name is known. */
    static NvidiaGpu named(String name, Optional<DriverVersion> driver) {
        return new NvidiaGpu(
                name,
                "",
                driver,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    /** One of the parts, which CUDA treats as a GPU; what is free on it is not told. */
    NvidiaGpu part(MigInstance instance) {
        return new NvidiaGpu(
                name + " MIG " + instance.profile(),
                instance.uuid(),
                driver,
                capability,
                NvidiaSmiText.gigabytesOf(instance.profile()),
                OptionalLong.empty(),
                Optional.empty());
    }

    /** Such as {@code NVIDIA GeForce RTX 3060, 11.2 GB free}. */
    public String words() {
        return freeBytes.isPresent()
                ? name + ", " + Bytes.text(freeBytes.getAsLong()) + " free"
                : name;
    }
}
