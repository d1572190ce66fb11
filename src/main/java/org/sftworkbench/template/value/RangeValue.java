package org.sftworkbench.template.value;

/** Python's {@code range}; as in the sandbox, of at most 100,000 numbers. */
public record RangeValue(long start, long stop, long step) implements Value {
    private static final long MAX_LENGTH = 100_000;

    /**
     * @throws EvaluationException where the step is 0 or the range too long
     */
    public RangeValue {
        if (step == 0) {
            throw new EvaluationException("range() arg 3 must not be zero");
        }
        if (length(start, stop, step) > MAX_LENGTH) {
            throw new EvaluationException(
                    "Range too big. The sandbox blocks ranges larger than " + MAX_LENGTH + ".");
        }
    }

    public int length() {
        return (int) length(start, stop, step);
    }

    public Int get(int index) {
        return Int.of(start + step * index);
    }

    private static long length(long start, long stop, long step) {
        double span = step > 0 ? (double) stop - start : (double) start - stop;
        return span <= 0 ? 0 : (long) Math.ceil(span / Math.abs((double) step));
    }

    @Override
    public boolean truth() {
        return length() > 0;
    }

    @Override
    public String typeName() {
        return "range";
    }
}
