package org.sftworkbench.ui.hub;

import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.sftworkbench.hub.HubException;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.words.Words;

/** One download: how far it is, and the buttons to pause, go on, stop and open. FX thread only. */
final class DownloadCard extends VBox {
    /** Without news for so long, the speed of before is no longer that of now. */
    private static final Duration SILENCE = Duration.seconds(4);

    private final Download download;
    private final ModelsViewModel view;
    private final HubText text;
    private final HubAdvice advice;
    private final FileLines lines = new FileLines();
    // Held here, as the language would else hold the card.
    private final InvalidationListener listener = change -> show();
    private final PauseTransition silence = new PauseTransition(SILENCE);

    @FXML private Label name;
    @FXML private Label state;
    @FXML private ProgressBar bar;
    @FXML private Label figures;
    @FXML private ToggleButton more;
    @FXML private StackPane files;
    @FXML private Button pause;
    @FXML private Button goOn;
    @FXML private Button cancel;
    @FXML private Button open;
    @FXML private Button dismiss;
    @FXML private ProblemBar problem;

    DownloadCard(Download download, ModelsViewModel view, Words words) {
        this.download = download;
        this.view = view;
        text = new HubText(words);
        advice = new HubAdvice(words);
        PaneLoader.load(this, words);
        files.getChildren().setAll(lines);
        files.visibleProperty().bind(more.selectedProperty());
        name.setText(download.id() + " (" + HubText.revision(download.revision()) + ")");
        for (Button each : new Button[] {pause, goOn, cancel, open, dismiss}) {
            each.managedProperty().bind(each.visibleProperty());
        }
        files.managedProperty().bind(files.visibleProperty());
        download.stateProperty().addListener(listener);
        download.pictureProperty().addListener(listener);
        words.languageProperty().addListener(new WeakInvalidationListener(listener));
        silence.setOnFinished(e -> figures.setText(text.silent(download)));
        show();
    }

    private void show() {
        DownloadState now = download.stateProperty().get();
        TransferPicture picture = download.pictureProperty().get();
        boolean ended = !now.active();
        state.setText(text.state(now));
        bar.setProgress(now == DownloadState.DONE ? 1 : progress(picture, now));
        figures.setText(text.progress(download));
        more.setDisable(picture.files().isEmpty());
        lines.show(picture.files());
        listen(now == DownloadState.RUNNING && !picture.files().isEmpty());
        boolean focused = hasFocus();
        pause.setVisible(now == DownloadState.RUNNING);
        goOn.setVisible(now != DownloadState.RUNNING && now != DownloadState.DONE);
        cancel.setVisible(now.active());
        open.setVisible(now == DownloadState.DONE);
        dismiss.setVisible(ended);
        if (focused && !hasFocus()) {
            keepFocus();
        }
        HubException failure = download.failureProperty().get();
        problem.problemProperty().set(failure == null ? null : advice.of(failure));
    }

    private void listen(boolean coming) {
        if (coming) {
            silence.playFromStart();
        } else {
            silence.stop();
        }
    }

    private boolean hasFocus() {
        return Stream.of(pause, goOn, cancel, open)
                .anyMatch(each -> each.isFocused() && each.isVisible());
    }

    /** A button that goes away leaves the focus to the one that takes its place. */
    private void keepFocus() {
        Stream.of(pause, goOn, open)
                .filter(Button::isVisible)
                .findFirst()
                .ifPresent(Button::requestFocus);
    }

    private static double progress(TransferPicture picture, DownloadState now) {
        // A bar that runs to and fro says that something happens, so not where nothing does.
        return picture.share() < 0 && now != DownloadState.RUNNING ? 0 : picture.share();
    }

    @FXML
    private void pause() {
        download.pause();
    }

    @FXML
    private void goOn() {
        download.start();
    }

    @FXML
    private void cancel() {
        download.cancel();
    }

    @FXML
    private void open() {
        view.open(download);
    }

    @FXML
    private void dismiss() {
        view.downloads().dismiss(download);
    }
}
