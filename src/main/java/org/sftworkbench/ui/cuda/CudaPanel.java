package org.sftworkbench.ui.cuda;

import java.util.Locale;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.sftworkbench.job.Bytes;
import org.sftworkbench.natives.CudaLibraries;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.cuda.CudaOffer.Arrived;
import org.sftworkbench.ui.cuda.CudaOffer.State;
import org.sftworkbench.ui.cuda.OfferedLibraries.Offer;

/** The offer of the CUDA libraries; takes no room while there is none. FX thread only. */
public final class CudaPanel extends VBox {
    private final CudaOffer view;
    private final Words words;

    @FXML private Button fetch;
    @FXML private Label terms;
    @FXML private VBox offered;
    @FXML private VBox running;
    @FXML private Label what;
    @FXML private ProgressBar bar;
    @FXML private Label figures;
    @FXML private Button pause;
    @FXML private Label done;
    @FXML private ProblemBar problem;

    public CudaPanel(CudaOffer view, Words words) {
        this.view = view;
        this.words = words;
        PaneLoader.load(this, words);
        visibleProperty()
                .bind(
                        view.stateProperty()
                                .isNotEqualTo(State.NONE)
                                .or(view.problemProperty().isNotNull()));
        managedProperty().bind(visibleProperty());
        showWhere(offered, Set.of(State.OFFERED));
        showWhere(running, Set.of(State.FETCHING, State.PAUSED));
        showWhere(done, Set.of(State.DONE));
        fetch.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::fetchText, view.offerProperty(), words.languageProperty()));
        terms.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::termsText, view.offerProperty(), words.languageProperty()));
        Tooltip place = new Tooltip();
        place.textProperty().bind(view.offerProperty().map(Offer::directory).orElse(""));
        terms.setTooltip(place);
        what.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::whatText,
                                view.arrivedProperty(),
                                view.stateProperty(),
                                words.languageProperty()));
        figures.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::figuresText,
                                view.arrivedProperty(),
                                view.stateProperty(),
                                words.languageProperty()));
        bar.progressProperty().bind(view.fractionProperty());
        pause.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        view.stateProperty().get() == State.PAUSED
                                                ? words.say("Resume")
                                                : words.say("Pause"),
                                view.stateProperty(),
                                words.languageProperty()));
        problem.problemProperty().bind(view.problemProperty());
    }

    private void showWhere(Node node, Set<State> states) {
        node.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> states.contains(view.stateProperty().get()),
                                view.stateProperty()));
        node.managedProperty().bind(node.visibleProperty());
    }

    @FXML
    private void fetch() {
        view.fetch();
    }

    @FXML
    private void pauseOrResume() {
        if (view.stateProperty().get() == State.PAUSED) {
            view.resume();
        } else {
            view.pause();
        }
    }

    @FXML
    private void stop() {
        view.stop();
    }

    private String fetchText() {
        Offer offer = view.offerProperty().get();
        if (offer == null) {
            return "";
        }
        String size = Bytes.text(offer.missing());
        return offer.missing() < offer.size()
                ? words.say("Go on fetching the CUDA libraries (still {0})", size)
                : words.say("Fetch the CUDA libraries ({0})", size);
    }

    private String termsText() {
        Offer offer = view.offerProperty().get();
        return offer == null
                ? ""
                : words.say(
                        "From PyTorch and NVIDIA, under their licences; every file is checked. On the"
                                + " disk they take about {0}.",
                        Bytes.text(2 * offer.size()));
    }

    private String whatText() {
        String name = view.arrivedProperty().get().what();
        if (view.stateProperty().get() == State.PAUSED) {
            return words.say("Paused; nothing that has come is lost");
        }
        if (name.startsWith(CudaLibraries.UNPACKING)) {
            return words.say("Unpacking {0}", name.substring(CudaLibraries.UNPACKING.length()));
        }
        return name.isEmpty() ? words.say("Connecting …") : words.say("Fetching {0}", name);
    }

    private String figuresText() {
        Arrived arrived = view.arrivedProperty().get();
        String had =
                words.say(
                        "{0} of {1} are here",
                        Bytes.text(arrived.done(), arrived.total()), Bytes.text(arrived.total()));
        if (arrived.speed() < 1 || view.stateProperty().get() == State.PAUSED) {
            return had;
        }
        long seconds = Math.round((arrived.total() - arrived.done()) / arrived.speed());
        return had
                + ", "
                + Bytes.text((long) arrived.speed())
                + "/s, "
                + words.say(
                        "{0} left",
                        String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60));
    }
}
