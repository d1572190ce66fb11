package org.sftworkbench.template;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.template.runtime.Authors;
import org.sftworkbench.template.runtime.RenderException;
import org.sftworkbench.template.runtime.Rendered;
import org.sftworkbench.template.runtime.Renderer;
import org.sftworkbench.template.syntax.OwnNames;
import org.sftworkbench.template.syntax.Parser;
import org.sftworkbench.template.syntax.PromptPart;
import org.sftworkbench.template.syntax.SourceText;
import org.sftworkbench.template.syntax.Statement;
import org.sftworkbench.template.syntax.SyntaxException;
import org.sftworkbench.template.value.Bool;
import org.sftworkbench.template.value.InputReader;
import org.sftworkbench.template.value.InputSource;
import org.sftworkbench.template.value.Limits;
import org.sftworkbench.template.value.None;
import org.sftworkbench.template.value.Value;

/** A parsed Jinja chat template. Immutable and thread-safe. */
public final class ChatTemplate {
    private static final int MAX_SOURCE = 250_000;
    private static final Set<String> OF_CONVERSATION =
            Set.of("messages", "tools", "add_generation_prompt");

    private final String source;
    private final RenderingWriter writer;
    private final List<Statement> statements;
    private final OwnNames names;
    private final Clock clock;
    private final Authors authors;

    private ChatTemplate(
            String source,
            RenderingWriter writer,
            List<Statement> statements,
            Clock clock,
            Authors authors) {
        this.source = source;
        this.writer = writer;
        this.statements = statements;
        this.names = OwnNames.of(statements);
        this.clock = clock;
        this.authors = authors;
    }

    /**
     * Parses a template's source.
     *
     * @throws TemplateException with the place, where the source is not valid
     */
    public static ChatTemplate parse(String source) {
        if (source.length() > MAX_SOURCE) {
            throw new TemplateException(
                    "a template of more than " + MAX_SOURCE + " characters is not read",
                    new TemplatePosition(1, 1));
        }
        SourceText text = new SourceText(source);
        RenderingWriter writer = new RenderingWriter(text);
        try {
            return new ChatTemplate(
                    source,
                    writer,
                    Parser.parse(text, Renderer.knownNames()),
                    Clock.systemDefaultZone(),
                    Authors.WRITING);
        } catch (SyntaxException e) {
            throw new TemplateException(e.getMessage(), writer.position(e.at()));
        } catch (StackOverflowError e) {
            throw new TemplateException("the template is nested too deeply", writer.position(0));
        }
    }

    /** The same template, which {@code strftime_now} tells another time. */
    public ChatTemplate at(Clock other) {
        return new ChatTemplate(source, writer, statements, other, authors);
    }

    /**
     * The same template, whose spans name the output that shows a character in place of the one in
     * a macro or a captured block that first wrote it.
     */
    public ChatTemplate byShowing() {
        return new ChatTemplate(source, writer, statements, clock, Authors.SHOWING);
    }

    /** Whether what it writes may depend on when it is rendered. */
    public static boolean tellsTime(String source) {
        return source.contains("strftime_now");
    }

    public String source() {
        return source;
    }

    /**
     * The variables that it reads beside those of every conversation, in the order in which it
     * first mentions them: the special tokens, {@code enable_thinking}, ….
     */
    public Set<String> variables() {
        Set<String> read = new LinkedHashSet<>(names.given());
        read.removeAll(Renderer.givenNames());
        read.removeAll(OF_CONVERSATION);
        return read;
    }

    /**
     * Renders as transformers does. Interrupting the thread ends it with an error.
     *
     * @throws TemplateException where transformers would raise, and where a limit is passed
     */
    public Rendering render(RenderRequest request) {
        return render(request, Limits.STANDARD, clock);
    }

    /** Renders within limits, at the time of a clock. */
    Rendering render(RenderRequest request, Limits limits, Clock clock) {
        try {
            Rendered rendered =
                    new Renderer(limits, clock, authors)
                            .render(statements, names, reader -> variables(request, reader));
            return writer.rendering(rendered);
        } catch (RenderException e) {
            throw new TemplateException(e.getMessage(), writer.position(e.at()));
        } catch (StackOverflowError e) {
            throw new TemplateException(
                    "the template or a value is nested too deeply", writer.position(0));
        } catch (OutOfMemoryError e) {
            throw new TemplateException(
                    "the template needs more memory than there is", writer.position(0));
        }
    }

    /**
     * What {@code add_generation_prompt} adds, where the template alone tells that it is the same
     * after any conversation: no text where the template does not name it. Empty where it may
     * depend on a conversation.
     */
    public Optional<GenerationPrompt> generationPrompt(Map<String, Object> variables) {
        try {
            RenderRequest request = new RenderRequest(Conversation.of(), true, variables);
            return PromptPart.of(source, statements)
                    .map(part -> new GenerationPrompt(only(part, request), part.needsMessages()));
        } catch (TemplateException e) {
            return Optional.empty();
        }
    }

    private String only(PromptPart.Found part, RenderRequest request) {
        return new ChatTemplate(source, writer, part.statements(), clock, authors)
                .render(request)
                .text();
    }

    private static Map<String, Value> variables(RenderRequest request, InputReader reader) {
        Map<String, Value> variables = new LinkedHashMap<>();
        variables.put("documents", None.NONE);
        request.allVariables()
                .forEach(
                        (name, value) ->
                                variables.put(name, reader.read(value, new InputSource(name, -1))));
        variables.put(
                "messages",
                reader.messages(
                        request.conversation().messages().stream().map(Message::fields).toList()));
        variables.putIfAbsent("tools", None.NONE);
        request.conversation()
                .tools()
                .ifPresent(
                        tools ->
                                variables.put(
                                        "tools", reader.read(tools, new InputSource("tools", -1))));
        variables.put("add_generation_prompt", Bool.of(request.addGenerationPrompt()));
        return variables;
    }
}
