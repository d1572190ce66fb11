package org.sftworkbench.model.device;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CUDA's version of a GPU's instruction set. */
public record ComputeCapability(int major, int minor) {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,3})\\.(\\d)");

    static Optional<ComputeCapability> of(String text) {
        Matcher matcher = SHAPE.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new ComputeCapability(
                                Integer.parseInt(matcher.group(1)),
                                Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Whether it multiplies bfloat16 in hardware, from Ampere on. */
    public boolean multipliesBf16() {
        return major >= 8;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
