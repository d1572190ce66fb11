package org.sftworkbench.ui.app;

import java.util.prefs.Preferences;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.cuda.CudaOffer;
import org.sftworkbench.ui.cuda.CudaOffer.State;
import org.sftworkbench.ui.cuda.CudaPanel;

/**
 * Asks at the first start of an installation for GPUs whether to fetch the CUDA libraries; the
 * window can be used meanwhile. FX thread only.
 */
final class CudaQuestion {
    private static final String ASKED = "cuda.asked";
    private static final double WIDTH = 440;
    private static final double HEIGHT = 130;

    private final CudaOffer offer;
    private final Words words;
    private final Preferences preferences;

    CudaQuestion(CudaOffer offer, Words words, Preferences preferences) {
        this.offer = offer;
        this.words = words;
        this.preferences = preferences;
    }

    /** Asks once there is something to offer, unless it was asked in an earlier start. */
    void askOnce(Window owner) {
        if (preferences.getBoolean(ASKED, false)) {
            return;
        }
        offer.stateProperty()
                .addListener(
                        new ChangeListener<>() {
                            @Override
                            public void changed(
                                    ObservableValue<? extends State> of, State was, State is) {
                                if (is == State.OFFERED) {
                                    of.removeListener(this);
                                    preferences.putBoolean(ASKED, true);
                                    ask(owner).show();
                                }
                            }
                        });
    }

    /** The question as a dialog that has not been shown yet. */
    Alert ask(Window owner) {
        ButtonType close = new ButtonType(words.say("Close"), ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.INFORMATION, "", close);
        alert.initOwner(owner);
        alert.initModality(Modality.NONE);
        alert.setTitle(words.say("A GPU is there"));
        alert.setHeaderText(
                words.say(
                        "Train on the GPU of this computer? It needs NVIDIA’s libraries, which are"
                                + " fetched once. Until then, and without them, the CPU computes. The"
                                + " offer stays in the training pane."));
        CudaPanel panel = new CudaPanel(offer, words);
        panel.setPrefWidth(WIDTH);
        // What follows the offer takes more room than it.
        panel.setMinHeight(HEIGHT);
        // The dialog's own margin would replace that of the panel.
        alert.getDialogPane().setContent(new VBox(panel));
        alert.getDialogPane().setPrefWidth(WIDTH + 120);
        return alert;
    }
}
