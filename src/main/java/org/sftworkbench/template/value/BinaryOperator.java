package org.sftworkbench.template.value;

/** The operators of arithmetic, which work on texts and lists too. */
public enum BinaryOperator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    FLOOR_DIVIDE("//"),
    MODULO("%"),
    POWER("**");

    private final String sign;

    BinaryOperator(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }
}
