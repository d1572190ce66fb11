package org.sftworkbench.template;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.template.runtime.Rendered;
import org.sftworkbench.template.syntax.SourceText;
import org.sftworkbench.template.value.InputSource;
import org.sftworkbench.template.value.Run;

/** Turns what the interpreter wrote into spans that tile the text. */
final class RenderingWriter {
    private static final Origin TEMPLATE = new Origin.TemplateText();

    private final SourceText source;

    RenderingWriter(SourceText source) {
        this.source = source;
    }

    Rendering rendering(Rendered rendered) {
        List<Span> spans = new ArrayList<>();
        int start = 0;
        for (Run run : rendered.text().runs()) {
            int end = start + run.length();
            spans.add(new Span(start, end, position(run.node()), message(run), origin(run)));
            start = end;
        }
        List<TextRange> generation =
                rendered.generation().stream()
                        .map(stretch -> new TextRange(stretch.start(), stretch.end()))
                        .toList();
        return new Rendering(rendered.text().string(), spans, generation);
    }

    TemplatePosition position(int offset) {
        int at = Math.max(0, Math.min(offset, source.text().length()));
        return new TemplatePosition(source.line(at), source.column(at));
    }

    private static int message(Run run) {
        if (run.turn() >= 0) {
            return run.turn();
        }
        return run.source() == null ? -1 : run.source().message();
    }

    private static Origin origin(Run run) {
        InputSource from = run.source();
        return from == null
                ? TEMPLATE
                : new Origin.Input(from.path(), from.message(), run.offset());
    }
}
