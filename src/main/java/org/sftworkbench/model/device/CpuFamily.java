package org.sftworkbench.model.device;

import java.util.Optional;

/**
 * Which CPU this is, as it tells by itself and Linux passes on.
 *
 * @param vendor such as {@code AuthenticAMD}
 * @param family the vendor's number for designs of one kind
 */
public record CpuFamily(String vendor, int family) {
    private static final int ZEN_5 = 0x1A;

    /** This machine's, where it is known. */
    public static Optional<CpuFamily> here() {
        return of(new LiveSystem());
    }

    static Optional<CpuFamily> of(SystemProbe system) {
        String info = system.read("/proc/cpuinfo").orElse("");
        Optional<String> family = ProcessorReader.field(info, "cpu family");
        return ProcessorReader.field(info, "vendor_id")
                .filter(vendor -> family.isPresent() && family.get().matches("\\d{1,4}"))
                .map(vendor -> new CpuFamily(vendor, Integer.parseInt(family.get())));
    }

    /** AMD's Zen 5 or later, which multiplies with AVX-512 in its full width. */
    public boolean isZen5() {
        return vendor.equals("AuthenticAMD") && family >= ZEN_5;
    }
}
