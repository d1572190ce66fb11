package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.FirstRow;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.common.words.Words;

/** The columns of a file are chosen whatever they are called, and what is wrong has room. */
class ColumnsDialogTest extends FxTest {
    @TempDir private Path home;
    private Stage stage;

    @BeforeEach
    void openTheWindow() {
        stage = show(runFx(Region::new), 900, 600);
    }

    @AfterEach
    void closeTheWindow() {
        doFx(
                () -> {
                    shownDialog().ifPresent(dialog -> dialog.getScene().getWindow().hide());
                    stage.close();
                });
    }

    private CompletableFuture<Optional<ColumnMapping>> ask(String header, String row)
            throws IOException {
        Path file = Files.writeString(home.resolve("rows.csv"), header + "\n" + row + "\n");
        Optional<FirstRow> first = new DatasetReader().firstRow(file);
        CompletableFuture<Optional<ColumnMapping>> answer = new CompletableFuture<>();
        Platform.runLater(
                () ->
                        answer.complete(
                                new ColumnsDialog(Words.english(), ColumnMapping.NONE, first)
                                        .ask(stage)));
        waitUntil("the dialog is shown", () -> shownDialog().isPresent());
        return answer;
    }

    @Test
    void aColumnWithACommaInItsNameIsChosen() throws Exception {
        CompletableFuture<Optional<ColumnMapping>> answer = ask("q,\"a, final\"", "Hi,Hello");
        DialogPane dialog = runFx(() -> shownDialog().orElseThrow());
        doFx(
                () -> {
                    choice(dialog, "q").setValue("prompt");
                    choice(dialog, "a, final").setValue("completion");
                });
        TextField pairs = runFx(() -> (TextField) dialog.lookup("#columns"));
        assertThat(runFx(() -> pairs.getText())).isEqualTo("prompt=q,completion=\"a, final\"");
        assertThat(runFx(() -> choice(dialog, "a, final").getValue())).isEqualTo("completion");
        doFx(() -> readAgain(dialog).fire());
        assertThat(answer.get())
                .hasValueSatisfying(
                        chosen ->
                                assertThat(chosen.columns())
                                        .containsEntry("prompt", "q")
                                        .containsEntry("completion", "a, final"));
    }

    @Test
    void whatIsWrongTakesNoRoomFromTheColumns() throws Exception {
        ask("conv,id,name", "a,b,c");
        DialogPane dialog = runFx(() -> shownDialog().orElseThrow());
        ScrollPane columns = runFx(() -> (ScrollPane) dialog.lookup(".scroll-pane"));
        double before = runFx(() -> columns.getHeight());

        doFx(() -> readAgain(dialog).fire());
        waitForFxEvents();

        Label problem = runFx(() -> (Label) dialog.lookup(".form-problem"));
        assertThat(runFx(() -> problem.getText())).contains("unknown columns: conv, id, name");
        waitUntil(
                "it is told over several lines",
                () -> problem.getHeight() > 2 * problem.getFont().getSize());
        assertThat(runFx(() -> columns.getHeight())).isGreaterThanOrEqualTo(before);
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<String> choice(DialogPane dialog, String column) {
        return dialog.lookupAll(".combo-box").stream()
                .filter(node -> ("column-" + column).equals(node.getId()))
                .map(node -> (ComboBox<String>) node)
                .findFirst()
                .orElseThrow();
    }

    private static Button readAgain(DialogPane dialog) {
        return dialog.getButtonTypes().stream()
                .filter(type -> type.getButtonData() == ButtonData.OK_DONE)
                .map(type -> (Button) dialog.lookupButton(type))
                .findFirst()
                .orElseThrow();
    }
}
