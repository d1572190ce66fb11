package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.FileChooser.ExtensionFilter;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.data.FirstRow;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.session.RecentlyOpened;
import org.sftworkbench.ui.about.AboutDialog;
import org.sftworkbench.ui.about.AboutViewModel;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.words.Words;

/** What fills the window: the rail, the header with model, data and status, and the panes. */
final class WorkbenchWindow extends BorderPane {
    private static final FileDialogs.Kind MODEL =
            new FileDialogs.Kind("model", Words.key("Open model directory"), List.of());
    private static final FileDialogs.Kind TOKENIZER =
            new FileDialogs.Kind("model", Words.key("Open tokenizer only"), List.of());
    private static final FileDialogs.Kind DATA =
            new FileDialogs.Kind(
                    "data",
                    Words.key("Open data files"),
                    List.of(
                            new ExtensionFilter(
                                    Words.key("Chat data"),
                                    "*.json",
                                    "*.jsonl",
                                    "*.ndjson",
                                    "*.csv",
                                    "*.tsv",
                                    "*.parquet",
                                    "*.txt"),
                            new ExtensionFilter(Words.key("All files"), "*")));
    private static final KeyCombination OPEN =
            new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN);
    private static final FileDialogs.Kind MERGED =
            new FileDialogs.Kind(
                    "merged", Words.key("Save the whole model as a new directory"), List.of());

    private final WorkbenchViewModel model;
    private final WorkbenchFiles files;
    private final FileDialogs dialogs;
    private final ThemeSetting themeSetting;
    private final LanguageSetting languageSetting;
    private final AboutViewModel about;
    private final Words words;
    private final ChineseFont font = new ChineseFont(this);
    private Runnable onStartOrPause = () -> {};
    private final Panes panes = new Panes();
    private final PaneFocus focus = new PaneFocus();

    @FXML private NavigationRail rail;
    @FXML private HeaderBar header;
    @FXML private MenuButton modelChoice;
    @FXML private MenuItem merge;
    @FXML private Label modelFigures;
    @FXML private MenuButton dataChoice;
    @FXML private Label dataFigures;
    @FXML private Hyperlink unreadable;
    @FXML private ProgressIndicator busy;
    @FXML private Label status;
    @FXML private Button stopMerging;
    @FXML private MenuButton help;
    @FXML private Button language;
    @FXML private Button theme;
    @FXML private FontIcon themeIcon;
    @FXML private NoticeStack notices;
    @FXML private ProblemBar problem;
    @FXML private ProblemBar remarks;
    @FXML private Menu recentModels;
    @FXML private Menu recentData;
    @FXML private StackPane strip;
    @FXML private StackPane content;

    WorkbenchWindow(
            WorkbenchViewModel model,
            ObservedEngine engine,
            WorkbenchFiles files,
            FileDialogs dialogs,
            ThemeSetting themeSetting,
            LanguageSetting languageSetting,
            AboutViewModel about,
            Opening opening) {
        this.model = model;
        this.about = about;
        this.files = files;
        this.dialogs = dialogs;
        this.themeSetting = themeSetting;
        this.languageSetting = languageSetting;
        words = languageSetting.words();
        PaneLoader.load(this, words);
        rail.speak(words);
        makeRoom();
        dialogs.beginIn(DATA, files.sampleData());
        bindHeader(engine);
        new LookButtons(theme, themeIcon, language).bind(themeSetting, languageSetting);
        bindFont();
        problem.problemProperty().bindBidirectional(model.problemProperty());
        notices.speak(words);
        notices.onFocusLost(() -> focus.enter(section(), shown()));
        notices.add(problem, problem.problemProperty());
        notices.add(remarks, remarks.problemProperty());
        DataRemedies remedies = new DataRemedies(problem, model, words);
        remedies.offer(this::mapColumns);
        remedies.lookForChange(rail.sectionProperty());
        new ModelRemedies(problem, model, words, dialogs).offer();
        rail.sectionProperty().addListener((p, old, now) -> show(now));
        sceneProperty().addListener((p, old, now) -> addKeys(now));
        new FileDrop(this, opening::open).listen();
    }

    private void addKeys(Scene scene) {
        if (scene != null) {
            scene.focusOwnerProperty()
                    .addListener((p, old, now) -> focus.moved(section(), shown(), now));
            for (Section section : Section.values()) {
                scene.getAccelerators().put(section.key(), () -> goByKey(section));
            }
            scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F1), this::showHelp);
            scene.getAccelerators()
                    .put(
                            new KeyCodeCombination(KeyCode.F1, KeyCombination.SHIFT_DOWN),
                            this::showAbout);
            scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F8), this::switchLanguage);
            scene.getAccelerators().put(OPEN, this::openData);
            scene.getAccelerators()
                    .put(new KeyCodeCombination(KeyCode.F5), () -> onStartOrPause.run());
        }
    }

    /** What the key does that starts a run, pauses it and lets it go on. */
    void onStartOrPause(Runnable told) {
        onStartOrPause = told;
    }

    /** Says how a pane is made, which it is when it is shown first, see {@link Panes}. */
    void setPane(Section section, Supplier<? extends Node> maker) {
        panes.put(section, maker);
        if (section == section()) {
            show(section);
        }
    }

    Panes panes() {
        return panes;
    }

    /** Puts a strip above the panes, which takes room while it has something to say there. */
    void setStrip(Node lesson, ObservableValue<Boolean> fits) {
        strip.getChildren().setAll(lesson);
        strip.visibleProperty().bind(fits);
        strip.managedProperty().bind(fits);
    }

    /** Puts above the panes what tells something while it is visible, one below the other. */
    void tell(Node... bars) {
        for (Node bar : bars) {
            notices.add(bar);
        }
    }

    /** What could not be brought back, or cannot be kept. */
    ObjectProperty<Problem> remarksProperty() {
        return remarks.problemProperty();
    }

    /** Offers what was opened last in the menus. */
    void offerRecent(ObservableValue<RecentlyOpened> recent) {
        recent.addListener((p, old, now) -> showRecent(now));
        words.languageProperty().addListener((p, old, now) -> showRecent(recent.getValue()));
        showRecent(recent.getValue());
    }

    private void showRecent(RecentlyOpened recent) {
        RecentMenu.fill(
                recentModels, recent.models(), words, paths -> model.openModel(paths.get(0)));
        RecentMenu.fill(recentData, recent.data(), words, model::openData);
    }

    /** The pane that fills the window; none while they change places. */
    private Node shown() {
        List<Node> shown = content.getChildren();
        return shown.isEmpty() ? null : shown.get(0);
    }

    /** The section whose pane is shown. */
    ObjectProperty<Section> sectionProperty() {
        return rail.sectionProperty();
    }

    /** Turns to a pane. */
    void goTo(Section section) {
        if (section != section()) {
            focus.turn();
        }
        rail.sectionProperty().set(section);
        focus.enter(section, shown());
    }

    private void goByKey(Section section) {
        goTo(section);
        PaneFocus.see(getScene().getFocusOwner());
    }

    /** The pane that is shown. */
    Section section() {
        return rail.sectionProperty().get();
    }

    private void show(Section section) {
        content.getChildren().setAll(panes.of(section).stream().toList());
    }

    private void bindFont() {
        words.languageProperty().addListener((p, old, now) -> showFont());
        showFont();
    }

    private void showFont() {
        if (!font.use(words.languageProperty().get())) {
            // In English, as the other language may be what cannot be read.
            model.problemProperty()
                    .set(
                            Problem.info(
                                    "No font for Chinese was found. Where squares appear, install"
                                            + " one, such as fonts-noto-cjk, and start again."));
        }
    }

    private void bindHeader(ObservedEngine engine) {
        new OpenedNames(
                        words,
                        new OpenedNames.Shown(modelChoice, modelFigures),
                        new OpenedNames.Shown(dataChoice, dataFigures))
                .follow(model);
        unreadable
                .textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> model.dataProperty().get().unreadable(words),
                                model.dataProperty(),
                                words.languageProperty()));
        unreadable.visibleProperty().bind(unreadable.textProperty().isNotEmpty());
        unreadable.managedProperty().bind(unreadable.visibleProperty());
        merge.disableProperty()
                .bind(model.modelInfoProperty().map(info -> info.adapted().isEmpty()).orElse(true));
        status.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> engine.statusProperty().get().in(words),
                                engine.statusProperty(),
                                words.languageProperty()));
        stopMerging.visibleProperty().bind(model.merging().activeProperty());
        stopMerging.managedProperty().bind(stopMerging.visibleProperty());
        busy.visibleProperty().bind(engine.statusProperty().map(EngineStatus::works));
    }

    /** The figures of the model are the first to give way, the buttons never do. */
    private void makeRoom() {
        header.givesWay(modelFigures, 0);
        header.givesWay(modelChoice, 220);
        header.givesWay(dataChoice, 220);
        header.givesWay(dataFigures, 130);
        header.givesWay(status, 320);
        header.givesWay(modelChoice, 110);
        header.givesWay(dataChoice, 110);
        header.givesWay(dataFigures, 0);
        header.givesWay(status, 0);
        HeaderBar.tellWhole(modelFigures);
        HeaderBar.tellWhole(dataFigures);
        HeaderBar.tellWhole(status);
    }

    @FXML
    private void openModel() {
        dialogs.openDirectory(getScene().getWindow(), MODEL).ifPresent(model::openModel);
    }

    @FXML
    private void mergeModel() {
        merge(model.modelDirectoryProperty().get());
    }

    @FXML
    private void stopMerging() {
        model.merging().stop();
    }

    /** As a model is shown, without the owner, whose slash would make it two. */
    private static String fileName(Path directory) {
        String name = ModelDirectory.name(directory);
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Asks where to, and makes an adapter part of its base model there. */
    void merge(Path adapter) {
        dialogs.saveFile(getScene().getWindow(), MERGED, fileName(adapter) + "-merged")
                .ifPresent(out -> model.merging().start(adapter, out));
    }

    @FXML
    private void showModels() {
        goTo(Section.MODELS);
    }

    @FXML
    private void openStarter() {
        model.openModel(files.starter());
    }

    @FXML
    private void openData() {
        List<Path> chosen = dialogs.openFiles(getScene().getWindow(), DATA);
        if (!chosen.isEmpty()) {
            model.openData(chosen);
        }
    }

    @FXML
    private void mapColumns() {
        if (!model.hasAskedForData()) {
            openData();
            return;
        }
        model.readFirstRow(this::askForColumns);
    }

    private void askForColumns(Optional<FirstRow> first) {
        new ColumnsDialog(words, model.columns(), first)
                .ask(getScene().getWindow())
                .ifPresent(model::useColumns);
    }

    @FXML
    private void showUnreadable() {
        unreadable.setVisited(false);
        model.tellUnreadable();
        notices.reveal(problem);
        problem.showDetails();
    }

    @FXML
    private void openSamples() {
        model.openData(files.samples());
    }

    @FXML
    private void openHeldOut() {
        model.openData(List.of(files.heldOut()));
    }

    @FXML
    private void openTokenizer() {
        dialogs.openDirectory(getScene().getWindow(), TOKENIZER).ifPresent(model::openTokenizer);
    }

    @FXML
    private void showHelp() {
        HelpDialog.show(getScene().getWindow(), words);
    }

    @FXML
    private void showAbout() {
        AboutDialog.show(getScene().getWindow(), about, words, WindowIcon.sizes().get(4));
    }

    @FXML
    private void switchLanguage() {
        languageSetting.switchOver();
    }

    @FXML
    private void switchTheme() {
        themeSetting.darkProperty().set(!themeSetting.darkProperty().get());
    }
}
