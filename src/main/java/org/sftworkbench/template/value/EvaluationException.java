package org.sftworkbench.template.value;

/** An operation that Python would refuse; the interpreter adds the place in the template. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EvaluationException(String message) {
        super(message);
    }
}
