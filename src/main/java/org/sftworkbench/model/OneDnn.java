package org.sftworkbench.model;

import org.sftworkbench.model.device.CpuFamily;

/**
 * Which products of float32 the CPU leaves to oneDNN. libtorch leaves them to MKL, which does not
 * use AVX-512 on AMD's processors: on one whose units are that wide, oneDNN takes half the time. It
 * sets itself up for each number of rows it has not seen, which small products do not make up for.
 *
 * @param least multiplications of a product whose way back is taken, from which on it is oneDNN's;
 *     0 for none at all
 */
public record OneDnn(int least) {
    /** MKL multiplies. */
    public static final OneDnn NEVER = new OneDnn(0);

    /** OneDNN multiplies. */
    public static final OneDnn ALWAYS = new OneDnn(1);

    /** A millisecond or two of MKL's. */
    private static final OneDnn WHERE_IT_PAYS = new OneDnn(1 << 27);

    /** What only a libtorch with oneDNN knows. */
    private static final String NAME =
            "ops.mkldnn._linear_pointwise(x, w, None, \"none\","
                    + " annotate(List[Optional[number]], []), \"\")";

    public OneDnn {
        if (least < 0) {
            throw new IllegalArgumentException("fewer than no multiplications: " + least);
        }
    }

    /** What is faster on this machine. */
    public static OneDnn here() {
        return CpuFamily.here().filter(CpuFamily::isZen5).isPresent() ? WHERE_IT_PAYS : NEVER;
    }

    /** Whether a product of so many multiplications, whose way back is taken, is oneDNN's. */
    boolean takes(double multiplications) {
        return least > 0 && multiplications >= least;
    }

    /** TorchScript without the name of oneDNN, where it is not used: not every libtorch has it. */
    String spelled(String source) {
        return least == 0 ? source.replace(NAME, "torch.linear(x, w)") : source;
    }
}
