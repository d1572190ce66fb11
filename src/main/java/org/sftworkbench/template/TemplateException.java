package org.sftworkbench.template;

/** A template that cannot be parsed or rendered; says where and why in the user's words. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TemplatePosition position;
    private final String template;

    public TemplateException(String message, TemplatePosition position) {
        this(message, position, "");
    }

    private TemplateException(String message, TemplatePosition position, String template) {
        super(message);
        this.position = position;
        this.template = template;
    }

    /**
     * The same, saying which template it is of, where it does not yet.
     *
     * @param which the template's file or name; empty where there is only one it can be
     */
    public TemplateException of(String which) {
        return template.isEmpty() && !which.isEmpty()
                ? new TemplateException(super.getMessage(), position, which)
                : this;
    }

    /** The place in the source the error was met at. */
    public TemplatePosition position() {
        return position;
    }

    /** The reason with its place, as shown to the user. */
    @Override
    public String getMessage() {
        return "line "
                + position.line()
                + ", column "
                + position.column()
                + (template.isEmpty() ? "" : " of " + template)
                + ": "
                + super.getMessage();
    }
}
