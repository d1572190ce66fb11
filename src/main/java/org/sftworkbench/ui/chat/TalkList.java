package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.chat.saved.TalkSummary;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.words.Words;

/** The conversations that are kept: to open, rename, delete and export. FX thread only. */
public final class TalkList extends VBox {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");

    @FXML private ListView<TalkSummary> list;
    @FXML private TextField title;
    @FXML private Button open;
    @FXML private Button rename;
    @FXML private Button delete;
    @FXML private Button export;
    private ChatViewModel view;
    private Words words;
    private Supplier<Optional<Path>> saver;

    public TalkList() {
        PaneLoader.load(this);
    }

    void bind(ChatViewModel bound, Words said, Supplier<Optional<Path>> fileAsker) {
        view = bound;
        words = said;
        saver = fileAsker;
        list.setItems(view.talks().kept());
        list.setCellFactory(all -> new Cell());
        list.disableProperty().bind(view.stateProperty().isNotEqualTo(ChatState.READY));
        list.setOnMouseClicked(
                e -> {
                    if (e.getClickCount() == 2) {
                        open();
                    }
                });
        list.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER) {
                        open();
                    } else if (e.getCode() == KeyCode.DELETE) {
                        delete();
                    } else if (e.getCode() == KeyCode.F2) {
                        rename();
                    }
                });
        title.setVisible(false);
        title.managedProperty().bind(title.visibleProperty());
        title.setOnAction(e -> accept());
        title.focusedProperty()
                .addListener(
                        (o, was, is) -> {
                            if (!is) {
                                title.setVisible(false);
                            }
                        });
        title.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) {
                        list.requestFocus();
                    }
                });
        var none =
                Bindings.isNull(list.getSelectionModel().selectedItemProperty())
                        .or(list.disableProperty());
        open.disableProperty().bind(none);
        rename.disableProperty().bind(none);
        delete.disableProperty().bind(none);
        export.disableProperty().bind(Bindings.isEmpty(view.talks().kept()));
        // A refresh leaves the cells that are out of sight in the old language.
        words.languageProperty()
                .addListener((o, was, is) -> list.setCellFactory(all -> new Cell()));
        view.talks().currentProperty().addListener((o, was, is) -> list.refresh());
    }

    private TalkSummary selected() {
        return list.getSelectionModel().getSelectedItem();
    }

    @FXML
    private void open() {
        if (selected() != null && view.isIdle()) {
            view.talks().open(selected().id());
        }
    }

    @FXML
    private void rename() {
        if (selected() != null) {
            title.setText(selected().title());
            title.setVisible(true);
            title.requestFocus();
            title.selectAll();
        }
    }

    private void accept() {
        view.talks().rename(selected().id(), title.getText());
        list.requestFocus();
    }

    @FXML
    private void delete() {
        TalkSummary talk = selected();
        if (talk != null
                && view.isIdle()
                && Confirmation.toDelete(
                        this,
                        words.say("Delete the conversation “{0}” for good?", talk.title()),
                        words)) {
            view.talks().delete(talk.id());
        }
    }

    @FXML
    private void export() {
        saver.get().ifPresent(view.talks()::exportAll);
    }

    private final class Cell extends ListCell<TalkSummary> {
        private final Label name = new Label();
        private final Label when = new Label();
        private final VBox lines = new VBox(name, when);

        Cell() {
            getStyleClass().add("talk-cell");
            when.getStyleClass().add("hint");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(TalkSummary talk, boolean empty) {
            super.updateItem(talk, empty);
            setGraphic(empty ? null : lines);
            if (!empty) {
                boolean current = talk.id().equals(view.talks().currentProperty().get());
                name.setText(current ? "● " + talk.title() : talk.title());
                String time = time(talk.changed());
                when.setText(
                        talk.messages() == 1
                                ? words.say("{0} · 1 message", time)
                                : words.say("{0} · {1} messages", time, talk.messages()));
            }
        }

        private String time(long millis) {
            ZonedDateTime at = Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault());
            return at.toLocalDate().equals(LocalDate.now()) ? TIME.format(at) : DAY.format(at);
        }
    }
}
