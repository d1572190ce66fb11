package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableObjectValue;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.PaneLoader;

/** One model: which it is, and what it has said. FX thread only. */
public final class SideColumn extends VBox {
    private static final String BATCH_ABOUT =
            "Each line typed below is a prompt. All of them go to the model at once, as one"
                    + " left-padded batch.";

    /**
     * What is said where there is nothing to show.
     *
     * @param missing that there is no model
     * @param remedy what to do then
     * @param about what to expect of the model
     */
    record Words(String missing, String remedy, String about) {}

    private ChatSide side;
    private ChatViewModel view;
    private Supplier<Optional<Path>> chooser;

    @FXML private Label title;
    @FXML private MenuButton model;
    @FXML private StackPane body;
    @FXML private VBox empty;
    @FXML private Label emptyTitle;
    @FXML private Label emptyText;
    @FXML private Button train;
    @FXML private Button choose;

    public SideColumn() {
        PaneLoader.load(this);
        train.setVisible(false);
        train.managedProperty().bind(train.visibleProperty());
    }

    /** Where there is no model, also offers the way to training one; null for no such way. */
    void offerTraining(ObservableObjectValue<Runnable> way) {
        train.setOnAction(e -> way.get().run());
        train.visibleProperty()
                .bind(side.directoryProperty().isNull().and(Bindings.isNotNull(way)));
    }

    /**
     * @param chooser asks the user for a model directory
     */
    void bind(ChatViewModel bound, ChatSide shown, Words words, Supplier<Optional<Path>> asker) {
        view = bound;
        side = shown;
        chooser = asker;
        title.setText(side.title());
        bindModel();
        ObservableValue<Path> directory = side.directoryProperty();
        Node chat = transcript(ChatMode.CHAT);
        Node batch = transcript(ChatMode.BATCH);
        body.getChildren().addAll(0, List.of(chat, batch));
        BooleanBinding said =
                Bindings.createBooleanBinding(
                        () -> !side.exchanges(view.inputs().modeProperty().get()).isEmpty(),
                        view.inputs().modeProperty(),
                        side.exchanges(ChatMode.CHAT),
                        side.exchanges(ChatMode.BATCH));
        chat.visibleProperty()
                .bind(said.and(view.inputs().modeProperty().isEqualTo(ChatMode.CHAT)));
        batch.visibleProperty()
                .bind(said.and(view.inputs().modeProperty().isEqualTo(ChatMode.BATCH)));
        empty.visibleProperty().bind(said.not());
        BooleanBinding missing = side.directoryProperty().isNull();
        emptyTitle.setText(words.missing());
        emptyTitle.visibleProperty().bind(missing);
        emptyTitle.managedProperty().bind(missing);
        choose.visibleProperty().bind(missing);
        choose.managedProperty().bind(missing);
        emptyText
                .textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> emptyText(words), directory, view.inputs().modeProperty()));
    }

    private String emptyText(Words words) {
        if (!side.hasModel()) {
            return words.remedy();
        }
        return view.inputs().modeProperty().get() == ChatMode.BATCH ? BATCH_ABOUT : words.about();
    }

    private Node transcript(ChatMode mode) {
        return new TranscriptView(
                side.exchanges(mode), view.specialShownProperty(), mode == ChatMode.BATCH);
    }

    private void bindModel() {
        model.textProperty().bind(side.directoryProperty().map(ModelName::of).orElse("No model"));
        Tooltip whole = new Tooltip();
        whole.textProperty()
                .bind(
                        side.directoryProperty()
                                .map(Path::toString)
                                .orElse("Choose the model that answers here"));
        model.setTooltip(whole);
        model.setAccessibleText("Model of the side " + side.title());
        model.setOnShowing(e -> fillModels());
        fillModels();
    }

    private void fillModels() {
        List<MenuItem> items = new ArrayList<>();
        List<Path> known = new ArrayList<>(view.checkpoints());
        for (ChatSide any : List.of(view.base(), view.tuned())) {
            Path offered = any.offeredProperty().get();
            if (offered != null && !known.contains(offered)) {
                known.add(0, offered);
            }
        }
        for (Path directory : known) {
            MenuItem item = new MenuItem(ModelName.of(directory));
            item.setMnemonicParsing(false);
            item.setDisable(Objects.equals(directory, side.directoryProperty().get()));
            item.setOnAction(e -> side.choose(directory));
            items.add(item);
        }
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        MenuItem other = new MenuItem("Choose directory…");
        other.setOnAction(e -> choose());
        items.add(other);
        model.getItems().setAll(items);
    }

    @FXML
    private void choose() {
        chooser.get().ifPresent(side::choose);
    }
}
