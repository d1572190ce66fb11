package org.sftworkbench.template;

/** A parsed Jinja chat template. Immutable and thread-safe. */
public final class ChatTemplate {
    private final String source;

    private ChatTemplate(String source) {
        this.source = source;
    }

    /**
     * Parses a template's source.
     *
     * @throws TemplateException with the place, where the source is not valid
     */
    public static ChatTemplate parse(String source) {
        return new ChatTemplate(source);
    }

    public String source() {
        return source;
    }

    /**
     * Renders as transformers does.
     *
     * @throws TemplateException where transformers would raise, and where a limit is passed
     */
    public Rendering render(RenderRequest request) {
        throw new TemplateException("stub", new TemplatePosition(1, 1));
    }
}
