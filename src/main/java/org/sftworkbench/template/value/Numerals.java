package org.sftworkbench.template.value;

/** Which characters Python counts as digits and as numbers. */
final class Numerals {
    /** First and last of each run of digits that no number is written with, such as ²①. */
    private static final int[] OTHER_DIGITS = {
        0xb2, 0xb3, 0xb9, 0xb9, 0x1369, 0x1371, 0x19da, 0x19da, 0x2070, 0x2070, 0x2074, 0x2079,
        0x2080, 0x2089, 0x2460, 0x2468, 0x2474, 0x247c, 0x2488, 0x2490, 0x24ea, 0x24ea, 0x24f5,
        0x24fd, 0x24ff, 0x24ff, 0x2776, 0x277e, 0x2780, 0x2788, 0x278a, 0x2792, 0x10a40, 0x10a43,
        0x10e60, 0x10e68, 0x11052, 0x1105a, 0x1f100, 0x1f10a
    };

    /** Letters that stand for a number: Unicode's kPrimaryNumeric and its like. */
    private static final String LETTERS =
            "㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺"
                    + "廾廿弌弍弎弐拾捌柒漆玖百肆萬貮貳贰阡陆陌陸零參拾兩零六陸什𠀁𠁤𠃢𠄡𠤪𠦃𠦌"
                    + "𠦜𠫪𠫽𠬙𢎐𢦘𣬛𦉭廾";

    private Numerals() {}

    /** Python's {@code str.isdigit} for one character. */
    static boolean isDigit(int c) {
        if (Character.isDigit(c)) {
            return true;
        }
        for (int i = 0; i < OTHER_DIGITS.length; i += 2) {
            if (c >= OTHER_DIGITS[i] && c <= OTHER_DIGITS[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Python's {@code str.isnumeric} for one character. */
    static boolean isNumeric(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER
                || LETTERS.indexOf(c) >= 0;
    }

    /** The digits of all scripts as those of ASCII, as numbers are read. */
    static String ascii(String number) {
        if (number.chars().allMatch(c -> c < 0x80)) {
            return number;
        }
        StringBuilder out = new StringBuilder(number.length());
        number.codePoints()
                .forEach(
                        c -> {
                            if (Character.isDigit(c)) {
                                out.append(Character.digit(c, 10));
                            } else {
                                out.appendCodePoint(c);
                            }
                        });
        return out.toString();
    }
}
