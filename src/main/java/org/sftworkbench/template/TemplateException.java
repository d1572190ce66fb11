package org.sftworkbench.template;

/** A template that cannot be parsed or rendered; says where and why in the user's words. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TemplatePosition position;

    public TemplateException(String message, TemplatePosition position) {
        super(message);
        this.position = position;
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
                + ": "
                + super.getMessage();
    }
}
