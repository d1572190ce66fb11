package org.sftworkbench.ui.common;

/** Draws white space and control characters so that they can be seen. */
public final class VisibleText {
    private VisibleText() {}

    /**
     * The text with a sign in place of each character that would not show: {@code ␣} for a space,
     * {@code ⏎} for a line feed, {@code ⇥} for a tab, {@code ⇤} for a carriage return, Unicode's
     * control pictures for other controls, {@code ⍽} for a no-break or other wide space, {@code ·}
     * for characters of no width.
     */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(sign(c)));
        return shown.toString();
    }

    /**
     * The text in one line: white space as one space, and {@code ·} for what would turn the
     * direction of the text around it, so that it stands there as it is read by a model.
     */
    public static String inOneLine(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("[\u202a-\u202e\u2066-\u2069]", "·");
    }

    private static int sign(int c) {
        return switch (c) {
            case ' ' -> '␣';
            case '\n' -> '⏎';
            case '\t' -> '⇥';
            // The control picture of the carriage return is missing in most fonts.
            case '\r' -> '⇤';
            case 0x7f -> '␡';
            default -> {
                if (c < 0x20) {
                    yield 0x2400 + c;
                }
                yield switch (Character.getType(c)) {
                    case Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR ->
                            '⍽';
                    case Character.FORMAT, Character.CONTROL -> '·';
                    case Character.SURROGATE -> '�';
                    default -> c;
                };
            }
        };
    }
}
