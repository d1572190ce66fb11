package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.value.ObservableObjectValue;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.words.Words;

/** One model: which it is, and what it has said. FX thread only. */
public final class SideColumn extends VBox {
    /** Below this a usual name has no room beside the title, in pixels. */
    private static final double NARROW = 320;

    private static final double WIDEST_TOOLTIP = 480;

    private static final String BATCH_ABOUT =
            Words.key(
                    "Each line typed below is a prompt. All of them go to the model at once, as one"
                            + " batch.");

    /**
     * What is said where there is nothing to show, in English.
     *
     * @param missing that there is no model
     * @param remedy what to do then
     * @param about what to expect of the model
     */
    record Emptiness(String missing, String remedy, String about) {}

    private ChatSide side;
    private ChatViewModel view;
    private Supplier<Optional<Path>> chooser;
    private Supplier<Optional<Path>> saver;
    private Words words;

    @FXML private HBox heading;
    @FXML private HBox modelLine;
    @FXML private Label title;
    @FXML private MenuButton model;
    @FXML private StackPane body;
    @FXML private VBox empty;
    @FXML private Label emptyTitle;
    @FXML private Label emptyText;
    @FXML private Button train;
    @FXML private Button export;
    @FXML private Button choose;
    @FXML private Button use;
    @FXML private Button askToo;

    public SideColumn() {
        PaneLoader.load(this);
        modelLine.managedProperty().bind(Bindings.isNotEmpty(modelLine.getChildren()));
        widthProperty().addListener((p, old, now) -> fit(now.doubleValue()));
        tellWhole(use);
        tellWhole(askToo);
        train.setVisible(false);
        use.setVisible(false);
        for (Button button : List.of(train, use)) {
            button.managedProperty().bind(button.visibleProperty());
        }
    }

    private void fit(double width) {
        if (width < NARROW && heading.getChildren().remove(model)) {
            modelLine.getChildren().add(model);
        } else if (width >= NARROW && modelLine.getChildren().remove(model)) {
            heading.getChildren().add(1, model);
        }
    }

    /** Where there is no model, offers the newest of those written here and of the runs. */
    void offerNewest() {
        ObservableList<Path> written = view.models().written();
        ObservableList<Path> found = view.models().found();
        ObjectBinding<Path> newest =
                Bindings.createObjectBinding(
                        () ->
                                Stream.concat(written.stream(), found.stream())
                                        .findFirst()
                                        .orElse(null),
                        written,
                        found);
        use.setOnAction(e -> side.choose(newest.get()));
        use.visibleProperty().addListener((o, was, is) -> showFirst(is ? use : train));
        use.visibleProperty().bind(side.directoryProperty().isNull().and(newest.isNotNull()));
        use.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        newest.get() == null
                                                ? ""
                                                : words.say(
                                                        "Chat with {0}",
                                                        view.models().name(newest.get())),
                                newest,
                                words.languageProperty()));
    }

    /** Tells the whole of what a button says to who points at it, as names may be long. */
    private static void tellWhole(Button button) {
        Tooltip whole = new Tooltip();
        whole.setWrapText(true);
        whole.setMaxWidth(WIDEST_TOOLTIP);
        whole.textProperty().bind(button.textProperty());
        button.setTooltip(whole);
    }

    /** Where there is no model, also offers the way to training one; null for no such way. */
    void offerTraining(ObservableObjectValue<Runnable> way) {
        train.setOnAction(e -> way.get().run());
        train.visibleProperty()
                .bind(side.directoryProperty().isNull().and(Bindings.isNotNull(way)));
    }

    private void showFirst(Button first) {
        for (Button button : List.of(train, use)) {
            button.getStyleClass().remove("accent");
        }
        first.getStyleClass().add("accent");
    }

    /**
     * @param asker asks the user for a model directory
     * @param fileAsker asks the user where to write a file of rows
     * @param back gives the keyboard back to where one types
     */
    void bind(
            ChatViewModel bound,
            ChatSide shown,
            Emptiness about,
            Supplier<Optional<Path>> asker,
            Supplier<Optional<Path>> fileAsker,
            Runnable back,
            Words language) {
        view = bound;
        side = shown;
        chooser = asker;
        saver = fileAsker;
        words = language;
        title.textProperty().bind(words.text(side.title()));
        bindModel();
        bindAskToo(back);
        export.visibleProperty()
                .bind(
                        Bindings.isNotEmpty(side.talk().path())
                                .and(view.inputs().modeProperty().isEqualTo(ChatMode.CHAT)));
        export.managedProperty().bind(export.visibleProperty());
        ObservableValue<Path> directory = side.directoryProperty();
        Node chat =
                new TalkView(side, view.actions(side), view.specialShownProperty(), back, words);
        Node batch =
                new TranscriptView(
                        side.batch(), view.specialShownProperty(), view.waitsForProperty(), words);
        body.getChildren().addAll(0, List.of(chat, batch));
        BooleanBinding said =
                Bindings.createBooleanBinding(
                        () -> !side.isSilent(view.inputs().modeProperty().get()),
                        view.inputs().modeProperty(),
                        side.talk().path(),
                        side.batch());
        chat.visibleProperty()
                .bind(said.and(view.inputs().modeProperty().isEqualTo(ChatMode.CHAT)));
        batch.visibleProperty()
                .bind(said.and(view.inputs().modeProperty().isEqualTo(ChatMode.BATCH)));
        empty.visibleProperty().bind(said.not());
        BooleanBinding missing = side.directoryProperty().isNull();
        emptyTitle.textProperty().bind(words.text(about.missing()));
        emptyTitle.visibleProperty().bind(missing);
        emptyTitle.managedProperty().bind(missing);
        choose.visibleProperty().bind(missing);
        choose.managedProperty().bind(missing);
        emptyText
                .textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> emptyText(about),
                                directory,
                                view.inputs().modeProperty(),
                                words.languageProperty()));
    }

    /** Models are compared by what both were asked. */
    private void bindAskToo(Runnable back) {
        ObjectBinding<Question> missing = view.compared().missing(side);
        askToo.textProperty()
                .bind(words.text("Ask here too: {0}", missing.map(Question::text).orElse("")));
        askToo.visibleProperty()
                .bind(
                        missing.isNotNull()
                                .and(view.inputs().modeProperty().isEqualTo(ChatMode.CHAT))
                                .and(view.stateProperty().isEqualTo(ChatState.READY)));
        askToo.managedProperty().bind(askToo.visibleProperty());
        askToo.setOnAction(
                e -> {
                    view.actions(side).askToo(missing.get());
                    back.run();
                });
    }

    private String emptyText(Emptiness about) {
        if (!side.hasModel()) {
            return words.say(about.remedy());
        }
        return words.say(
                view.inputs().modeProperty().get() == ChatMode.BATCH ? BATCH_ABOUT : about.about());
    }

    private void bindModel() {
        model.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        side.hasModel()
                                                ? view.models().name(side.directoryProperty().get())
                                                : words.say("No model"),
                                side.directoryProperty(),
                                view.models().found(),
                                words.languageProperty()));
        Tooltip whole = new Tooltip();
        whole.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        side.hasModel()
                                                ? view.models().name(side.directoryProperty().get())
                                                        + "\n"
                                                        + side.directoryProperty().get()
                                                : words.say("Choose the model that answers here"),
                                side.directoryProperty(),
                                view.models().found(),
                                words.languageProperty()));
        model.setTooltip(whole);
        model.accessibleTextProperty()
                .bind(words.text("Model of the side {0}", words.text(side.title())));
        model.setOnShowing(
                e -> {
                    fillModels();
                    view.models().refresh();
                });
        view.models().found().addListener((ListChangeListener<Path>) change -> fillModels());
        fillModels();
    }

    private void fillModels() {
        List<MenuItem> items = new ArrayList<>();
        for (Path directory : view.models().all()) {
            MenuItem item = new MenuItem(view.models().nameAmongAll(directory));
            item.setMnemonicParsing(false);
            item.setDisable(Objects.equals(directory, side.directoryProperty().get()));
            item.setOnAction(e -> view.choose(side, directory));
            items.add(item);
        }
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        MenuItem other = new MenuItem(words.say("Choose directory…"));
        other.setOnAction(e -> choose());
        items.add(other);
        model.getItems().setAll(items);
    }

    @FXML
    private void export() {
        saver.get().ifPresent(file -> view.talks().export(side, file));
    }

    @FXML
    private void choose() {
        chooser.get().ifPresent(model -> view.choose(side, model));
    }
}
