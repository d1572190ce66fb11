package org.sftworkbench.template.value;

/**
 * A name or attribute that does not exist: prints as nothing, is false and empty, and raises its
 * reason in any other use.
 *
 * @param reason the message an operation on it fails with
 */
public record Undefined(String reason) implements Value {
    /** A variable that no scope knows. */
    public static Undefined name(String name) {
        return new Undefined(Quoting.quote(name) + " is undefined");
    }

    /** An attribute that a value does not have. */
    public static Undefined attribute(Value of, String name) {
        return new Undefined(
                Quoting.quote(describe(of)) + " has no attribute " + Quoting.quote(name));
    }

    /** An element that a value does not have. */
    public static Undefined element(Value of, String shownKey) {
        return new Undefined(describe(of) + " has no element " + shownKey);
    }

    private static String describe(Value value) {
        return value == None.NONE ? "None" : value.typeName() + " object";
    }

    public EvaluationException failure() {
        return new EvaluationException(reason);
    }

    @Override
    public boolean truth() {
        return false;
    }

    @Override
    public String typeName() {
        return "Undefined";
    }
}
