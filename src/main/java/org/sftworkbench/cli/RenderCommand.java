package org.sftworkbench.cli;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.RenderRequest;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.Span;
import org.sftworkbench.template.TextRange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sft render}: renders chat templates and tells who wrote each character. */
@Command(
        name = "render",
        description = "Render chat templates as transformers does, a request a line.",
        sortOptions = false,
        footerHeading = "%nA line in holds:%n",
        footer = {
            "  template               name of a template, or instead",
            "  template_source        a template itself",
            "  messages               the conversation (none by default)",
            "  tools                  list of tools, or null (the default)",
            "  add_generation_prompt  whether to open an assistant turn (false by default)",
            "  variables              further variables, such as bos_token, eos_token,"
                    + " enable_thinking",
            "",
            "A line out holds, with offsets in code points:",
            "  text                   what the template rendered",
            "  spans                  runs that tile the text: start, end, the template's line and"
                    + " column, and, where the characters come from an input, its field, the index of"
                    + " its message and the offset in it; turn is the message whose turn wrote it",
            "  generation_spans       [start, end] of each {%% generation %%} block",
            "or, where the request fails, only:",
            "  error                  why; the other lines are answered all the same",
            "",
            "Blank lines are passed over. The exit code is 0 even where requests fail; it is 1 where"
                    + " the file cannot be read."
        })
final class RenderCommand implements Runnable {
    private final Console console;

    @Mixin BatchMixin batch;

    RenderCommand(Console console) {
        this.console = console;
    }

    /** The answer to a request. */
    record Answer(String text, List<Piece> spans, int[][] generationSpans) {}

    /** A run of the text; what does not apply is null and left out. */
    record Piece(
            int start,
            int end,
            int line,
            int column,
            Integer turn,
            Integer message,
            String field,
            Integer offset) {}

    @Override
    public void run() {
        BatchTemplates templates = new BatchTemplates(batch.templates);
        new Batch(console).run(batch.file, request -> answer(request, templates));
    }

    private static Answer answer(BatchRequest request, BatchTemplates templates) {
        Rendering rendering =
                templates
                        .of(request)
                        .render(
                                new RenderRequest(
                                        request.conversation(),
                                        request.addGenerationPrompt(),
                                        request.variables()));
        CodePoints codePoints = new CodePoints(rendering.text());
        List<Piece> pieces = new ArrayList<>();
        for (Span span : rendering.spans()) {
            pieces.add(piece(span, codePoints));
        }
        return new Answer(
                rendering.text(), pieces, ranges(rendering.text(), rendering.generation()));
    }

    /** Stretches of a text in code points. */
    static int[][] ranges(String text, List<TextRange> ranges) {
        CodePoints codePoints = new CodePoints(text);
        return ranges.stream()
                .map(r -> new int[] {codePoints.at(r.start()), codePoints.at(r.end())})
                .toArray(int[][]::new);
    }

    private static Piece piece(Span span, CodePoints codePoints) {
        Origin.Input input = span.origin() instanceof Origin.Input from ? from : null;
        return new Piece(
                codePoints.at(span.start()),
                codePoints.at(span.end()),
                span.node().line(),
                span.node().column(),
                span.message() < 0 ? null : span.message(),
                input == null || input.message() < 0 ? null : input.message(),
                input == null ? null : field(input),
                input == null || input.offset() < 0 ? null : input.offset());
    }

    /** The path inside the message, or the whole path of an input beside the messages. */
    private static String field(Origin.Input input) {
        int close = input.message() < 0 ? -1 : input.path().indexOf(']');
        String rest = input.path().substring(close + 1);
        return rest.startsWith(".") ? rest.substring(1) : rest;
    }
}
