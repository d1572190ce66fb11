package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.common.words.Dictionary;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

class TranslatedTreeTest extends FxTest {
    @TempDir Path directory;

    @Test
    void textsPromptsTipsAndMenusFollowTheLanguageBackAndForth() throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("zh.json"),
                        "{\"Rows\":\"行\",\"Open\":\"打开\",\"Opens it\":\"打开它\",\"Name\":\"名称\"}");
        Words words = new Words(Language.ENGLISH, Dictionary.read(List.of(file.toUri().toURL())));
        Label rows = new Label("Rows");
        Label own = new Label("Rows");
        Button open = new Button("Open");
        open.setTooltip(new Tooltip("Opens it"));
        TextField name = new TextField("Rows");
        name.setPromptText("Name");
        ComboBox<String> choice = new ComboBox<>();
        choice.setPromptText("Name");
        MenuItem item = new MenuItem("Open");
        doFx(
                () -> {
                    TranslatedTree.follow(
                            new VBox(
                                    rows,
                                    own,
                                    open,
                                    choice,
                                    new ScrollPane(name),
                                    new MenuButton("", null, item)),
                            words);
                    own.setText("12 rows of mine");
                    words.languageProperty().set(Language.CHINESE);
                });
        assertThat(rows.getText()).isEqualTo("行");
        assertThat(own.getText()).isEqualTo("12 rows of mine");
        assertThat(open.getText()).isEqualTo("打开");
        assertThat(open.getTooltip().getText()).isEqualTo("打开它");
        assertThat(name.getPromptText()).isEqualTo("名称");
        assertThat(name.getText()).isEqualTo("Rows");
        assertThat(choice.getPromptText()).isEqualTo("名称");
        assertThat(item.getText()).isEqualTo("打开");
        doFx(() -> words.languageProperty().set(Language.ENGLISH));
        assertThat(rows.getText()).isEqualTo("Rows");
        assertThat(open.getTooltip().getText()).isEqualTo("Opens it");
    }

    @Test
    void anUnderscoreIsPartOfAName() {
        Button open = new Button("b_alpaca.jsonl");
        MenuItem item = new MenuItem("my_model");
        Menu recent = new Menu("my_runs", null, item);
        MenuButton menu = new MenuButton("", null, recent);
        Stage stage =
                show(
                        runFx(
                                () -> {
                                    VBox pane = new VBox(open, menu);
                                    TranslatedTree.follow(pane, Words.english());
                                    return pane;
                                }),
                        300,
                        200);
        waitForFxEvents();
        assertThat(drawn(open)).isEqualTo("b_alpaca.jsonl");
        assertThat(menu.isMnemonicParsing()).isFalse();
        assertThat(recent.isMnemonicParsing()).isFalse();
        assertThat(item.isMnemonicParsing()).isFalse();
        doFx(stage::close);
    }

    private static String drawn(Node control) {
        return runFx(
                () -> {
                    control.applyCss();
                    return control.lookupAll(".text").stream()
                            .map(node -> ((Text) node).getText())
                            .filter(text -> !text.isEmpty())
                            .findFirst()
                            .orElse("");
                });
    }
}
