package org.sftworkbench.template.runtime;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/**
 * Python's {@code strftime} of a time without a zone, in English: what the C library of Linux makes
 * of each directive, with its flags and widths.
 */
final class DateFormat {
    private static final String FLAGS = "_-0^#";
    private static final int WIDEST = 1000;

    /** Directives that do not go with the modifiers E and O. */
    private static final String NOT_E = "aABbhDdeFHIkljMmSUVgGWw";

    private static final String NOT_O = "aADFcxXY";

    /** Directives whose letters no flag changes, and those whose letters only ^ changes. */
    private static final String SAME_CASE = "P";

    private static final String NOT_SWAPPED = "PcrTXRDxF";

    private final ZonedDateTime time;

    DateFormat(ZonedDateTime time) {
        this.time = time;
    }

    String format(String format) {
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < format.length(); ) {
            int end = format.charAt(at) == '%' ? directiveEnd(format, at) : at + 1;
            out.append(
                    end > at + 1
                            ? directive(format.substring(at, end))
                            : format.substring(at, end));
            at = end;
        }
        return out.toString();
    }

    /**
     * Behind the directive that begins at a percent sign; right behind that where there is none.
     */
    private static int directiveEnd(String format, int start) {
        int at = start + 1;
        while (at < format.length() && FLAGS.indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        while (at < format.length() && Character.isDigit(format.charAt(at))) {
            at++;
        }
        if (at < format.length() && "EO".indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        return Math.min(at + 1, format.length());
    }

    private String directive(String directive) {
        char code = directive.charAt(directive.length() - 1);
        String flags = "";
        String width = "";
        for (char c : directive.substring(1, directive.length() - 1).toCharArray()) {
            if (FLAGS.indexOf(c) >= 0 && width.isEmpty()) {
                flags += c;
            } else if (Character.isDigit(c)) {
                width += c;
            }
        }
        width += Character.isDigit(code) ? code : "";
        if (code == 'z') {
            // A time without a zone has no offset.
            return "";
        }
        if (directive.equals("%f")) {
            return String.format(Locale.ROOT, "%06d", time.getNano() / 1000);
        }
        int least = width.isEmpty() ? -1 : width.length() > 4 ? WIDEST : Integer.parseInt(width);
        Field field = refused(directive) ? null : field(code);
        if (field == null || NOT_SWAPPED.indexOf(code) >= 0) {
            flags = flags.replace("#", "");
        }
        if (SAME_CASE.indexOf(code) >= 0) {
            flags = flags.replace("^", "");
        }
        return (field == null ? text(directive) : field).shown(flags, Math.min(least, WIDEST));
    }

    private static boolean refused(String directive) {
        char code = directive.charAt(directive.length() - 1);
        char modifier = directive.charAt(directive.length() - 2);
        return modifier == 'E' && NOT_E.indexOf(code) >= 0
                || modifier == 'O' && NOT_O.indexOf(code) >= 0;
    }

    /**
     * What a directive stands for.
     *
     * @param text without padding
     * @param digits how wide a number is by itself; 0 for what is no number
     * @param pad what fills it up
     */
    private record Field(String text, int digits, char pad) {
        Field first(int characters) {
            return new Field(text.substring(0, characters), digits, pad);
        }

        String shown(String flags, int width) {
            char padding = pad;
            boolean padded = true;
            String shown = text;
            for (char flag : flags.toCharArray()) {
                if (flag == '^') {
                    shown = shown.toUpperCase(Locale.ROOT);
                } else if (flag == '#') {
                    boolean upper = shown.equals(shown.toUpperCase(Locale.ROOT));
                    shown = upper ? shown.toLowerCase(Locale.ROOT) : shown.toUpperCase(Locale.ROOT);
                } else {
                    padded = flag != '-';
                    padding = flag == '0' ? '0' : ' ';
                }
            }
            int least = width >= 0 ? width : padded ? digits : 0;
            String fill = String.valueOf(padding);
            return fill.repeat(Math.max(0, least - shown.length())) + shown;
        }
    }

    private Field field(char code) {
        int hour = time.getHour();
        return switch (code) {
            case 'Y' -> number(time.getYear(), 4);
            case 'C' -> number(Math.floorDiv(time.getYear(), 100), 2);
            case 'y' -> number(Math.floorMod(time.getYear(), 100), 2);
            case 'G' -> number(time.get(IsoFields.WEEK_BASED_YEAR), 4);
            case 'g' -> number(time.get(IsoFields.WEEK_BASED_YEAR) % 100, 2);
            case 'm' -> number(time.getMonthValue(), 2);
            case 'd' -> number(time.getDayOfMonth(), 2);
            case 'e' -> spaced(time.getDayOfMonth());
            case 'j' -> number(time.getDayOfYear(), 3);
            case 'H' -> number(hour, 2);
            case 'k' -> spaced(hour);
            case 'I' -> number(twelve(hour), 2);
            case 'l' -> spaced(twelve(hour));
            case 'M' -> number(time.getMinute(), 2);
            case 'S' -> number(time.getSecond(), 2);
            case 's' -> number(time.toEpochSecond(), 1);
            case 'u' -> number(weekday(), 1);
            case 'w' -> number(weekday() % 7, 1);
            case 'U' -> number(week(weekday() % 7), 2);
            case 'W' -> number(week(weekday() - 1), 2);
            case 'V' -> number(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
            case 'B' -> text(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case 'b', 'h' ->
                    text(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)).first(3);
            case 'A' -> text(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case 'a' ->
                    text(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                            .first(3);
            case 'p' -> text(hour < 12 ? "AM" : "PM");
            case 'P' -> text(hour < 12 ? "am" : "pm");
            case 'F' -> text(format("%Y-%m-%d"));
            case 'T', 'X' -> text(format("%H:%M:%S"));
            case 'R' -> text(format("%H:%M"));
            case 'r' -> text(format("%I:%M:%S %p"));
            case 'D', 'x' -> text(format("%m/%d/%y"));
            case 'c' -> text(format("%a %b %e %H:%M:%S %Y"));
            case 'Z' -> text("");
            case 'n' -> text("\n");
            case 't' -> text("\t");
            case '%' -> text("%");
            default -> null;
        };
    }

    private static Field number(long value, int digits) {
        return new Field(String.valueOf(value), digits, '0');
    }

    private static Field spaced(int value) {
        return new Field(String.valueOf(value), 2, ' ');
    }

    private static Field text(String text) {
        return new Field(text, 0, ' ');
    }

    private static int twelve(int hour) {
        return hour % 12 == 0 ? 12 : hour % 12;
    }

    private int weekday() {
        return time.getDayOfWeek().getValue();
    }

    private int week(int daysIntoWeek) {
        int day = time.get(ChronoField.DAY_OF_YEAR) - 1;
        return (day + 7 - daysIntoWeek) / 7;
    }
}
