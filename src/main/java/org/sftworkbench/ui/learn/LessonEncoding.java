package org.sftworkbench.ui.learn;

import java.util.List;
import java.util.Map;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.tokenizer.Tokenizer;

/** Encodes what is drawn, as the trainer would: with the open model's own template. Any thread. */
final class LessonEncoding {
    private LessonEncoding() {}

    /** With the model's own template; of a model without one, with ChatML. */
    static List<AnnotatedExample> encode(
            Tokenizer tokenizer, MaskPolicy policy, List<Conversation> conversations) {
        TemplateChoice template =
                TemplateChoice.ofModel(tokenizer)
                        .orElseGet(() -> new TemplateChoice.Jinja(BuiltInTemplate.CHATML.source()));
        ExampleEncoder encoder =
                new ExampleEncoder(tokenizer, new EncodingOptions(template, policy, Map.of()));
        return conversations.stream().map(encoder::encode).toList();
    }
}
