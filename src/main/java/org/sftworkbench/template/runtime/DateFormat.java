package org.sftworkbench.template.runtime;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Python's {@code strftime}, in English. */
final class DateFormat {
    private final ZonedDateTime time;

    DateFormat(ZonedDateTime time) {
        this.time = time;
    }

    String format(String format) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            char code = format.charAt(++i);
            boolean bare = code == '-' && i + 1 < format.length();
            if (bare) {
                code = format.charAt(++i);
            }
            String field = field(code);
            out.append(bare ? field.replaceFirst("^0+(?=.)", "") : field);
        }
        return out.toString();
    }

    private String field(char code) {
        return switch (code) {
            case 'Y' -> pattern("yyyy");
            case 'y' -> pattern("yy");
            case 'm' -> pattern("MM");
            case 'd' -> pattern("dd");
            case 'e' -> String.format("%2d", time.getDayOfMonth());
            case 'B' -> pattern("MMMM");
            case 'b', 'h' -> pattern("MMM");
            case 'A' -> pattern("EEEE");
            case 'a' -> pattern("EEE");
            case 'H' -> pattern("HH");
            case 'I' -> pattern("hh");
            case 'M' -> pattern("mm");
            case 'S' -> pattern("ss");
            case 'p' -> time.getHour() < 12 ? "AM" : "PM";
            case 'f' -> String.format("%06d", time.getNano() / 1000);
            case 'j' -> pattern("DDD");
            case 'u' -> String.valueOf(time.getDayOfWeek().getValue());
            case 'w' -> String.valueOf(time.getDayOfWeek().getValue() % 7);
            case 'U' -> week(time.getDayOfWeek().getValue() % 7);
            case 'W' -> week(time.getDayOfWeek().getValue() - 1);
            case 'V' -> pattern("ww", Locale.GERMANY);
            case 'F' -> format("%Y-%m-%d");
            case 'T', 'X' -> format("%H:%M:%S");
            case 'R' -> format("%H:%M");
            case 'D', 'x' -> format("%m/%d/%y");
            case 'c' -> format("%a %b %e %H:%M:%S %Y");
            case 'Z', 'z' -> "";
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> "%" + code;
        };
    }

    private String week(int daysIntoWeek) {
        int day = time.get(ChronoField.DAY_OF_YEAR) - 1;
        return String.format("%02d", (day + 7 - daysIntoWeek) / 7);
    }

    private String pattern(String pattern) {
        return pattern(pattern, Locale.ENGLISH);
    }

    private String pattern(String pattern, Locale locale) {
        return DateTimeFormatter.ofPattern(pattern, locale).format(time);
    }
}
