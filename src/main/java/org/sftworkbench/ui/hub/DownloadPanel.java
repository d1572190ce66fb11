package org.sftworkbench.ui.hub;

import java.util.HashMap;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.sftworkbench.hub.PullPlan;
import org.sftworkbench.job.Bytes;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.words.Words;

/** Names a model to download, shows what that would bring, and the downloads. FX thread only. */
final class DownloadPanel extends VBox {
    private final DownloadForm form;
    private final ModelsViewModel view;
    private final Words words;
    private final FileLines lines = new FileLines();
    private final Map<Download, DownloadCard> cards = new HashMap<>();

    @FXML private TextField name;
    @FXML private TextField revision;
    @FXML private Button look;
    @FXML private HBox looking;
    @FXML private ProgressIndicator busy;
    @FXML private ProblemBar problem;
    @FXML private VBox plan;
    @FXML private Label planName;
    @FXML private StackPane planFiles;
    @FXML private Label planSum;
    @FXML private Label planRoom;
    @FXML private Button download;
    @FXML private VBox downloads;

    DownloadPanel(ModelsViewModel view, Words words) {
        this.view = view;
        this.form = view.form();
        this.words = words;
        PaneLoader.load(this, words);
        planFiles.getChildren().setAll(lines);
        name.textProperty().bindBidirectional(form.nameProperty());
        revision.textProperty().bindBidirectional(form.revisionProperty());
        look.disableProperty()
                .bind(
                        form.lookingProperty()
                                .or(
                                        javafx.beans.binding.Bindings.createBooleanBinding(
                                                () -> form.nameProperty().get().isBlank(),
                                                form.nameProperty())));
        looking.visibleProperty().bind(form.lookingProperty());
        looking.managedProperty().bind(form.lookingProperty());
        problem.problemProperty().bindBidirectional(form.problemProperty());
        plan.visibleProperty().bind(form.planProperty().isNotNull());
        plan.managedProperty().bind(plan.visibleProperty());
        form.planProperty().addListener((p, was, is) -> show(is));
        words.languageProperty().addListener((p, was, is) -> show(form.planProperty().get()));
        view.downloads().all().addListener((InvalidationListener) change -> showDownloads());
        showDownloads();
    }

    private void show(PullPlan now) {
        if (now == null) {
            return;
        }
        planName.setText(now.id() + " · " + HubText.revision(now.commit()));
        lines.show(
                now.files().stream()
                        .map(
                                file ->
                                        new FileTransfer(
                                                file.name(),
                                                file.size(),
                                                file.had(),
                                                file.missing() == 0
                                                        ? FileTransfer.State.DONE
                                                        : FileTransfer.State.WAITING))
                        .toList());
        String sum = words.say("{0} files, {1}", now.files().size(), Bytes.text(now.bytes()));
        long had = now.bytes() - now.missing();
        planSum.setText(
                had == 0 ? sum : sum + " · " + words.say("{0} are here already", Bytes.text(had)));
        planRoom.setText(
                now.fits()
                        ? words.say("{0} free in {1}", Bytes.text(now.room()), now.place())
                        : words.say(
                                "Only {0} free in {1}. Make room, or choose another directory"
                                        + " under Settings.",
                                Bytes.text(now.room()), now.place()));
        planRoom.pseudoClassStateChanged(
                javafx.css.PseudoClass.getPseudoClass("full"), !now.fits());
        download.setDisable(!now.fits());
        download.setText(
                now.missing() == 0
                        ? words.say("Check the files")
                        : words.say("Download {0}", Bytes.text(now.missing())));
    }

    private void showDownloads() {
        cards.keySet().retainAll(view.downloads().all());
        downloads
                .getChildren()
                .setAll(
                        view.downloads().all().stream()
                                .map(
                                        each ->
                                                cards.computeIfAbsent(
                                                        each,
                                                        d -> new DownloadCard(d, view, words)))
                                .toList());
    }

    @FXML
    private void look() {
        form.look();
    }

    @FXML
    private void forget() {
        form.forget();
    }

    @FXML
    private void download() {
        form.download();
    }
}
