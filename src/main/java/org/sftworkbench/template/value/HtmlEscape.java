package org.sftworkbench.template.value;

/** Escapes text for HTML, as Jinja's {@code escape} does. */
public final class HtmlEscape {
    private HtmlEscape() {}

    /** The text as markup; what is markup already stays as it is. */
    public static Text escape(Text text) {
        return text.markup() ? text : text.map(HtmlEscape::escape).asMarkup(true);
    }

    private static String escape(String string) {
        return string.replace("&", "&amp;")
                .replace(">", "&gt;")
                .replace("<", "&lt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }
}
