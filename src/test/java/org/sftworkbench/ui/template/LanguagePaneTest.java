package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.ComboBoxListViewSkin;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.ToldInChinese;
import org.sftworkbench.ui.common.words.Words;

/** The pane in Chinese, changed while it runs, with pictures in {@code target/screenshots}. */
class LanguagePaneTest extends PaneTest {
    private static final DataRow ROW =
            Rows.row(1, Message.of("user", "小明养了什么？"), Message.of("assistant", "一只喜欢吃鱼的灰色小猫。"));

    private final Words words = ToldInChinese.words(Language.ENGLISH);

    @Override
    Words words() {
        return words;
    }

    @Test
    void allThatItSaysFollowsTheLanguage() {
        open(
                "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                        + "{% endfor %}",
                ROW);
        assertThat(said())
                .contains("Rendered tokens", "Insert generation marks", "\ntrained\n", "row 1 · ");
        waitUntil("the finding is drawn", () -> inSight().contains("Warning: "));
        String english = said();
        doFx(() -> words.languageProperty().set(Language.CHINESE));
        settled();
        assertThat(said())
                .contains(
                        "渲染出的 token",
                        "插入 generation 标记",
                        "训练：模型必须写出的内容",
                        "检查：",
                        "警告：",
                        "处理办法：对话时模型必须自己写出它们",
                        "字段")
                .doesNotContain(
                        "Rendered tokens",
                        "Template source",
                        "Add a message",
                        "Checks",
                        "Field",
                        "row 1",
                        "choose ",
                        "token ends",
                        "\ntrained\n");
        doFx(() -> model.comparison().onProperty().set(true));
        settled();
        assertThat(said()).contains("比较对象", "个 token，训练");
        picture("template-chinese");
        doFx(
                () -> {
                    model.comparison().onProperty().set(false);
                    words.languageProperty().set(Language.ENGLISH);
                });
        settled();
        waitUntil("all is in English again", () -> inSight().equals(english));
    }

    @Test
    void whatPoliciesAreSaidToTrainFollowsTheLanguageInAListThatWasOpenBefore() {
        open("{{ messages[0].content }}", ROW);
        assertThat(explanations()).contains("every token, which is the pretraining objective");
        doFx(() -> words.languageProperty().set(Language.CHINESE));
        settled();
        assertThat(explanations())
                .isNotEmpty()
                .allMatch(says -> says.codePoints().anyMatch(Character::isIdeographic));
    }

    private List<String> explanations() {
        ComboBox<?> policy = (ComboBox<?>) find("#policy");
        doFx(policy::show);
        waitForFxEvents();
        List<String> said =
                runFx(
                        () ->
                                ((ComboBoxListViewSkin<?>) policy.getSkin())
                                        .getPopupContent().lookupAll(".hint").stream()
                                                .map(label -> ((Labeled) label).getText())
                                                .filter(text -> !text.isEmpty())
                                                .toList());
        doFx(policy::hide);
        return said;
    }

    private String said() {
        return runFx(this::inSight);
    }

    /** All texts in sight but those of the editors; on the FX thread. */
    private String inSight() {
        StringBuilder said = new StringBuilder();
        for (Node node : scene().getRoot().lookupAll("*")) {
            if (node instanceof Labeled labeled && labeled.getText() != null && isIn(labeled)) {
                said.append(labeled.getText()).append('\n');
            } else if (node instanceof TextInputControl input
                    && !(node instanceof TextArea)
                    && input.getPromptText() != null) {
                said.append(input.getPromptText()).append('\n');
            }
        }
        return said.toString();
    }

    private static boolean isIn(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible() || each.getStyleClass().contains("token-line")) {
                return false;
            }
        }
        return true;
    }
}
