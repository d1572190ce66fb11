package org.sftworkbench.ui.hub;

import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.words.Words;

/** Mirror, token and store, and what decides them. FX thread only. */
final class HubSettingsPanel extends VBox {
    private static final FileDialogs.Kind STORE =
            new FileDialogs.Kind("store", Words.key("Directory for models"), List.of());

    private final HubSettingsForm form;
    private final FileDialogs dialogs;
    private final Words words;

    @FXML private ProblemBar problem;
    @FXML private TextField mirror;
    @FXML private Label mirrorNote;
    @FXML private PasswordField token;
    @FXML private Label tokenNote;
    @FXML private Button forget;
    @FXML private TextField store;
    @FXML private Button choose;
    @FXML private Label storeNote;
    @FXML private Label proxyNote;

    HubSettingsPanel(HubSettingsForm form, FileDialogs dialogs, Words words) {
        this.form = form;
        this.dialogs = dialogs;
        this.words = words;
        PaneLoader.load(this, words);
        problem.problemProperty().bindBidirectional(form.problemProperty());
        mirror.textProperty().bindBidirectional(form.mirrorProperty());
        token.textProperty().bindBidirectional(form.tokenProperty());
        store.textProperty().bindBidirectional(form.storeProperty());
        forget.managedProperty().bind(forget.visibleProperty());
        proxyNote.managedProperty().bind(proxyNote.visibleProperty());
        form.outlineProperty().addListener((p, was, is) -> show());
        words.languageProperty().addListener((p, was, is) -> show());
        show();
    }

    private void show() {
        HubOutline now = form.outlineProperty().get();
        mirror.setDisable(now.hubFrom().isPresent());
        mirrorNote.setText(decided(now.hubFrom(), now.endpoint()));
        tokenNote.setText(token(now));
        forget.setVisible(now.savedFor().isPresent());
        store.setDisable(now.storeFrom().isPresent());
        choose.setDisable(now.storeFrom().isPresent());
        storeNote.setText(
                now.store() == null ? "" : decided(now.storeFrom(), now.store().toString()));
        proxyNote.setVisible(now.proxy().isPresent() || now.offline());
        proxyNote.setText(
                now.offline()
                        ? words.say(
                                "Offline: HF_HUB_OFFLINE or TRANSFORMERS_OFFLINE is set, so nothing"
                                        + " is fetched.")
                        : words.say("Asked through the proxy {0}.", now.proxy().orElse("")));
    }

    private String decided(Optional<String> variable, String what) {
        return variable.map(name -> words.say("{0}, as {1} says", what, name))
                .orElseGet(() -> words.say("Now: {0}", what));
    }

    private String token(HubOutline now) {
        if (now.tokenFrom().isPresent() && now.sendsToken()) {
            return words.say(
                    "The token of {0} is sent to {1}.", now.tokenFrom().get(), now.endpoint());
        }
        if (now.savedFor().isPresent()) {
            return now.savedFor().get().equals(now.endpoint())
                    ? words.say("A token is kept and sent to {0} alone.", now.endpoint())
                    : words.say(
                            "A token is kept for {0}; {1} does not get it.",
                            now.savedFor().get(), now.endpoint());
        }
        return now.sendsToken() && now.login().isPresent()
                ? words.say("The login’s token in {0} is used.", now.login().get())
                : words.say("No token; private and gated models need one.");
    }

    @FXML
    private void save() {
        form.save();
    }

    @FXML
    private void forgetToken() {
        form.forgetToken();
    }

    @FXML
    private void choose() {
        dialogs.openDirectory(getScene().getWindow(), STORE)
                .ifPresent(directory -> store.setText(directory.toString()));
    }
}
