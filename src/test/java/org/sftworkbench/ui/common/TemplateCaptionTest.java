package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.common.TemplateCaption.Part;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.ToldInChinese;
import org.sftworkbench.ui.common.words.Words;

/** How the panes that use a template name it. */
class TemplateCaptionTest {
    private static final Words ENGLISH = Words.english();
    private static final Words CHINESE = ToldInChinese.words(Language.CHINESE);
    private static final String OWN = "The model's own";

    private static Optional<Part> part(String name, boolean edited) {
        return Optional.of(new Part(name, edited));
    }

    private static void check(TemplateCaption caption, String english, String chinese) {
        assertThat(caption.ofRows(ENGLISH)).isEqualTo(english);
        assertThat(caption.ofRows(CHINESE)).isEqualTo(chinese);
    }

    @Test
    void oneTemplateIsCalledAsItIsOffered() {
        check(TemplateCaption.alone(OWN, false), "The model's own", "模型自带");
        check(TemplateCaption.alone("ChatML", false), "ChatML", "ChatML");
        check(TemplateCaption.alone(OWN + ": rag", false), "The model's own: rag", "模型自带：rag");
        check(
                TemplateCaption.alone("Role marks (no Jinja)", false),
                "Role marks (no Jinja)",
                "角色标记（非 Jinja）");
    }

    @Test
    void anEditedOneIsCalledSo() {
        check(TemplateCaption.alone(OWN, true), "The model's own (edited)", "模型自带（已编辑）");
        check(
                new TemplateCaption(OWN, part("default", false), part("tool_use", true)),
                "The model's own: default, with tools tool_use (edited)",
                "模型自带：default，有工具时 tool_use（已编辑）");
    }

    @Test
    void ofSeveralThoseThatConversationsTakeAreNamed() {
        TemplateCaption several =
                new TemplateCaption(OWN, part("default", false), part("tool_use", false));
        check(
                several,
                "The model's own: default, with tools tool_use",
                "模型自带：default，有工具时 tool_use");
        assertThat(several.ofTalk(ENGLISH)).contains("The model's own: default");
        assertThat(several.ofTalk(CHINESE)).contains("模型自带：default");
        check(
                new TemplateCaption(OWN, part("default", false), part("default", false)),
                "The model's own: default",
                "模型自带：default");
    }

    @Test
    void whereNoneIsMeantForAConversationWithoutToolsNoneIsNamedForIt() {
        TemplateCaption tools = new TemplateCaption(OWN, Optional.empty(), part("tool_use", false));
        check(tools, "The model's own: tool_use", "模型自带：tool_use");
        assertThat(tools.ofTalk(ENGLISH)).isEmpty();
    }
}
