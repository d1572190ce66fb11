package org.sftworkbench.template.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.sftworkbench.template.value.Arguments;
import org.sftworkbench.template.value.Bound;
import org.sftworkbench.template.value.EvaluationException;
import org.sftworkbench.template.value.HtmlEscape;
import org.sftworkbench.template.value.None;
import org.sftworkbench.template.value.PythonSpace;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.TextBuilder;
import org.sftworkbench.template.value.Value;

/** The {@code urlize} filter: makes links of addresses, word by word. */
final class Links {
    private static final int FLAGS =
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "((https?://|www\\.)(([\\w%-]+\\.)+)?([a-z]{2,63}|xn--[\\w%]{2,59})"
                            + "|([\\w%-]{2,63}\\.)+(com|net|int|edu|gov|org|info|mil)"
                            + "|(https?://)((([\\d]{1,3})(\\.[\\d]{1,3}){3})"
                            + "|(\\[([\\da-f]{0,4}:){2}([\\da-f]{0,4}:?){1,6}\\])))"
                            + "(?::[\\d]{1,5})?(?:[/?#]\\S*)?",
                    FLAGS);
    private static final Pattern MAIL =
            Pattern.compile("\\S+@\\w[\\w.-]*\\.\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SCHEME =
            Pattern.compile("[\\w.+-]{2,}:/{0,2}", Pattern.UNICODE_CHARACTER_CLASS);
    private static final String[][] BRACKETS = {{"(", ")"}, {"<", ">"}, {"&lt;", "&gt;"}};

    private final Python python;

    Links(Python python) {
        this.python = python;
    }

    void addTo(Map<String, Filter> filters) {
        filters.put("urlize", this::urlize);
    }

    private Value urlize(Value input, Arguments arguments) {
        Bound bound =
                arguments.bind(
                        "urlize",
                        0,
                        "trim_url_limit",
                        "nofollow",
                        "target",
                        "rel",
                        "extra_schemes");
        boolean whole = bound.get(0, None.NONE) == None.NONE;
        Style style =
                new Style(
                        whole ? Long.MAX_VALUE : bound.number(0),
                        attribute("rel", relation(bound)) + attribute("target", name(bound, 2)),
                        schemes(bound));
        Text text = HtmlEscape.escape(python.printer().str(input)).asMarkup(false);
        python.budget().working(text.length());
        TextBuilder out = new TextBuilder(python.budget());
        String string = text.string();
        for (int at = 0; at < string.length(); ) {
            int end = at;
            boolean space = PythonSpace.isSpace(string.charAt(at));
            while (end < string.length() && PythonSpace.isSpace(string.charAt(end)) == space) {
                end++;
            }
            Text word = text.slice(at, end);
            String linked = space ? word.string() : style.linked(word.string());
            out.append(linked.equals(word.string()) ? word : word.reencoded(linked));
            at = end;
        }
        return out.toText();
    }

    private static String relation(Bound bound) {
        TreeSet<String> parts = new TreeSet<>(List.of("noopener"));
        String given = name(bound, 3);
        for (String part : given.split("\\s+")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        if (bound.truth(1)) {
            parts.add("nofollow");
        }
        return String.join(" ", parts);
    }

    private static String name(Bound bound, int index) {
        Value value = bound.get(index, None.NONE);
        return value.truth() ? bound.text(index).string() : "";
    }

    private static String attribute(String name, String value) {
        String escaped = HtmlEscape.escape(Text.of(value)).string();
        return value.isEmpty() ? "" : " " + name + "=\"" + escaped + "\"";
    }

    private List<String> schemes(Bound bound) {
        List<String> schemes = new ArrayList<>();
        if (bound.get(4, None.NONE) != None.NONE) {
            for (Value value : python.iteration().list(bound.get(4))) {
                if (!(value instanceof Text text) || !SCHEME.matcher(text.string()).matches()) {
                    throw new EvaluationException(
                            python.printer().repr(value).string() + " is not a valid URI scheme");
                }
                schemes.add(text.string());
            }
        }
        return schemes;
    }

    /**
     * How links are written.
     *
     * @param limit how many characters of an address are shown
     * @param attributes of each link, as text
     * @param schemes further beginnings of addresses
     */
    private record Style(long limit, String attributes, List<String> schemes) {
        /** The word, with a link where its middle is an address. */
        String linked(String word) {
            int start = 0;
            for (int length = opening(word, 0); length > 0; length = opening(word, start)) {
                start += length;
            }
            int end = word.length();
            for (int length = closing(word, start, end);
                    length > 0;
                    length = closing(word, start, end)) {
                end -= length;
            }
            String middle = word.substring(start, end);
            String tail = word.substring(end);
            for (String[] pair : BRACKETS) {
                int opened = count(middle, pair[0]);
                int moved = opened > count(middle, pair[1]) ? opened : 0;
                int balanced = 0;
                for (int left = Math.min(moved, count(tail, pair[1])); left > 0; left--) {
                    balanced = tail.indexOf(pair[1], balanced) + pair[1].length();
                }
                middle += tail.substring(0, balanced);
                tail = tail.substring(balanced);
            }
            return word.substring(0, start) + link(middle) + tail;
        }

        /** Length of an opening bracket at a position, or 0. */
        private static int opening(String word, int at) {
            if (word.startsWith("&lt;", at)) {
                return 4;
            }
            return at < word.length() && "(<".indexOf(word.charAt(at)) >= 0 ? 1 : 0;
        }

        /** Length of a closing bracket or of what ends a sentence before a position, or 0. */
        private static int closing(String word, int from, int end) {
            if (end - from >= 4 && word.startsWith("&gt;", end - 4)) {
                return 4;
            }
            return end > from && ")>.,".indexOf(word.charAt(end - 1)) >= 0 ? 1 : 0;
        }

        private static int count(String string, String part) {
            return (string.length() - string.replace(part, "").length()) / part.length();
        }

        private String link(String word) {
            if (ADDRESS.matcher(word).matches()) {
                boolean complete = word.startsWith("https://") || word.startsWith("http://");
                return tag((complete ? "" : "https://") + word, attributes, shortened(word));
            }
            if (word.startsWith("mailto:") && MAIL.matcher(word.substring(7)).matches()) {
                return tag(word, "", word.substring(7));
            }
            if (word.indexOf('@') > 0
                    && !word.startsWith("www.")
                    && word.indexOf(':') < 0
                    && MAIL.matcher(word).matches()) {
                return tag("mailto:" + word, "", word);
            }
            String linked = word;
            for (String scheme : schemes) {
                if (!linked.equals(scheme) && linked.startsWith(scheme)) {
                    linked = tag(linked, attributes, linked);
                }
            }
            return linked;
        }

        private String shortened(String address) {
            int length = address.codePointCount(0, address.length());
            if (length <= limit) {
                return address;
            }
            long kept = limit < 0 ? Math.max(0, length + limit) : limit;
            return address.substring(0, address.offsetByCodePoints(0, (int) kept)) + "...";
        }

        private static String tag(String address, String attributes, String shown) {
            return "<a href=\"" + address + "\"" + attributes + ">" + shown + "</a>";
        }
    }
}
