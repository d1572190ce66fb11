package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.common.words.Words;

/** Whatever becomes of writing generation marks, they can be asked for again. */
class MarkInsertionTest {
    @Test
    void anUnexpectedFailureEndsItToo() {
        Tokenizer failing =
                (Tokenizer)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {Tokenizer.class},
                                (proxy, method, arguments) -> {
                                    throw new IllegalStateException("closed");
                                });
        SourceDraft template = new SourceDraft();
        template.add(new TemplatePreset("turns", "{{ messages[0].content }}"));
        MarkInsertion marks =
                new MarkInsertion(Words.english(), Runnable::run, Runnable::run, template);
        RenderOrder order = new RenderOrder(failing, Rows.CHATML, null, null, null, false);

        assertThatThrownBy(() -> marks.insert(order, List.of(Rows.row(1, "Hi", "Yes"))))
                .hasMessage("closed");
        assertThat(marks.runningProperty().get()).isFalse();
    }
}
