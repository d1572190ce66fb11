package org.sftworkbench.template.runtime;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.sftworkbench.template.value.Arguments;
import org.sftworkbench.template.value.Bool;
import org.sftworkbench.template.value.Dict;
import org.sftworkbench.template.value.DictView;
import org.sftworkbench.template.value.EvaluationException;
import org.sftworkbench.template.value.HtmlEscape;
import org.sftworkbench.template.value.Iteration;
import org.sftworkbench.template.value.None;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.TextBuilder;
import org.sftworkbench.template.value.Undefined;
import org.sftworkbench.template.value.Value;

/** Filters for HTML and addresses. */
final class HtmlFilters {
    private static final Pattern BROKEN_NAME = Pattern.compile("[\\s/>=]");

    private final Python python;

    HtmlFilters(Python python) {
        this.python = python;
    }

    void addTo(Map<String, Filter> filters) {
        filters.put("escape", (input, a) -> HtmlEscape.escape(str(input)));
        filters.put("e", (input, a) -> HtmlEscape.escape(str(input)));
        filters.put("forceescape", (input, a) -> HtmlEscape.escape(str(input).asMarkup(false)));
        filters.put("safe", (input, a) -> str(input).asMarkup(true));
        filters.put("striptags", (input, a) -> stripTags(str(input)));
        filters.put("urlencode", (input, a) -> urlEncode(input));
        filters.put("xmlattr", this::xmlAttributes);
    }

    private Text str(Value value) {
        return python.printer().str(value);
    }

    private Text stripTags(Text text) {
        String bare = withoutTags(text.string());
        List<Value> words = python.pieces().split(Text.of(bare), null, -1);
        String joined = String.join(" ", words.stream().map(Value::toString).toList());
        String plain =
                joined.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#34;", "\"")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&");
        return text.asMarkup(false).reencoded(plain);
    }

    /** Comments go first, then what stands between angle brackets; one pass for each. */
    private static String withoutTags(String string) {
        return without(without(string, "<!--", "-->"), "<", ">");
    }

    private static String without(String string, String open, String close) {
        StringBuilder out = new StringBuilder(string.length());
        int at = 0;
        for (int start = string.indexOf(open); start >= 0; start = string.indexOf(open, at)) {
            int end = string.indexOf(close, start + open.length());
            if (end < 0) {
                break;
            }
            out.append(string, at, start);
            at = end + close.length();
        }
        return out.append(string.substring(at)).toString();
    }

    private Value urlEncode(Value input) {
        if (input instanceof Text || !Iteration.isIterable(input)) {
            return quoted(input, true);
        }
        TextBuilder out = new TextBuilder(python.budget());
        String separator = "";
        List<Value> pairs =
                input instanceof Dict dict
                        ? new DictView(dict, DictView.Kind.ITEMS).items()
                        : python.iteration().list(input);
        for (Value pair : pairs) {
            List<Value> parts = python.iteration().list(pair);
            if (parts.size() != 2) {
                throw new EvaluationException("urlencode wants pairs of key and value");
            }
            out.append(separator).append(quoted(parts.get(0), false));
            out.append("=").append(quoted(parts.get(1), false));
            separator = "&";
        }
        return out.toText();
    }

    private Text quoted(Value value, boolean path) {
        Text text = str(value);
        python.budget().working(text.length());
        return text.map(string -> quoted(string, path));
    }

    private static String quoted(String string, boolean path) {
        String encoded =
                URLEncoder.encode(string, StandardCharsets.UTF_8)
                        .replace("*", "%2A")
                        .replace("%7E", "~");
        return path ? encoded.replace("+", "%20").replace("%2F", "/") : encoded;
    }

    private Value xmlAttributes(Value input, Arguments arguments) {
        boolean space = arguments.bind("xmlattr", 0, "autospace").get(0, Bool.TRUE).truth();
        if (!(input instanceof Dict dict)) {
            throw new EvaluationException("xmlattr wants a mapping");
        }
        TextBuilder out = new TextBuilder(python.budget());
        for (Dict.Entry entry : dict.entries()) {
            if (entry.value() == None.NONE || entry.value() instanceof Undefined) {
                continue;
            }
            if (!(entry.key() instanceof Text key)) {
                throw new EvaluationException(
                        "xmlattr wants names that are strings, not " + entry.key().typeName());
            }
            if (BROKEN_NAME.matcher(key.string()).find()) {
                throw new EvaluationException("Invalid character in attribute name: " + key);
            }
            out.append(out.length() > 0 || space ? " " : "");
            out.append(HtmlEscape.escape(key)).append("=\"");
            out.append(HtmlEscape.escape(str(entry.value()))).append("\"");
        }
        return out.toText();
    }
}
