package org.sftworkbench.starter;

/**
 * A piece of text that remembers where its Chinese words end.
 *
 * <p>Chinese is written without spaces, so a byte-level BPE trained on a small world would soon
 * learn whole sentences as one token. The trainer therefore sees the pieces, everybody else the
 * text.
 *
 * @param marked the text with a bar after each piece
 */
public record Phrase(String marked) {
    private static final char MARK = '|';

    /** Text that is one piece, such as English or punctuation. */
    public static Phrase plain(String text) {
        if (text.indexOf(MARK) >= 0) {
            throw new IllegalArgumentException("a bar marks pieces and cannot be text: " + text);
        }
        return new Phrase(text);
    }

    /** Fills the slots of a pattern; an English sentence gets its capital letter. */
    public static Phrase fill(String pattern, Language language, String subject, String value) {
        String mark = language == Language.ZH ? String.valueOf(MARK) : "";
        String filled =
                pattern.replace("{n}", mark + subject + mark).replace("{v}", mark + value + mark);
        return language == Language.ZH
                ? new Phrase(MARK + filled)
                : new Phrase(Character.toUpperCase(filled.charAt(0)) + filled.substring(1));
    }

    public Phrase then(Phrase next) {
        return new Phrase(marked + next.marked);
    }

    public Phrase then(String plainText) {
        return then(plain(plainText));
    }

    /** What a reader sees. */
    public String text() {
        return marked.replace(String.valueOf(MARK), "");
    }

    /** The pieces, in order; joined they are the text. */
    public String[] pieces() {
        return marked.split("\\|");
    }
}
