package org.sftworkbench.ui.about;

import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.about.Fact;
import org.sftworkbench.about.Place;
import org.sftworkbench.about.Report;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.words.Words;

/** Shows the report, with each place to be opened or copied. FX thread only. */
public final class AboutPane extends VBox {
    private final AboutViewModel view;
    private final Words words;

    @FXML private ImageView icon;
    @FXML private Label version;
    @FXML private HBox waiting;
    @FXML private ProgressIndicator busy;
    @FXML private Label state;
    @FXML private ScrollPane scroll;
    @FXML private GridPane grid;
    @FXML private Button copyReport;
    @FXML private Label copied;

    /**
     * @param picture the program's icon
     */
    public AboutPane(AboutViewModel view, Words words, Image picture) {
        this.view = view;
        this.words = words;
        PaneLoader.load(this, words);
        icon.setImage(picture);
        waiting.visibleProperty().bind(view.reportProperty().isNull());
        waiting.managedProperty().bind(waiting.visibleProperty());
        busy.visibleProperty().bind(view.failureProperty().isEmpty());
        busy.managedProperty().bind(busy.visibleProperty());
        state.textProperty()
                .bind(
                        Bindings.when(view.failureProperty().isEmpty())
                                .then(words.text("Looking at this machine …"))
                                .otherwise(
                                        words.text(
                                                "The machine could not be looked at: {0}",
                                                view.failureProperty())));
        scroll.visibleProperty().bind(view.reportProperty().isNotNull());
        copyReport.disableProperty().bind(view.reportProperty().isNull());
        copied.textProperty()
                .bind(
                        Bindings.when(view.copiedProperty())
                                .then(words.text("Copied. Paste it where you ask for help."))
                                .otherwise(
                                        words.text(
                                                "It holds no text of yours, no token and, for your"
                                                        + " home directory, ~.")));
        view.reportProperty().addListener((p, old, now) -> show(now));
        words.languageProperty().addListener((p, old, now) -> show(view.reportProperty().get()));
        show(view.reportProperty().get());
    }

    @FXML
    private void copy() {
        view.copyReport();
    }

    private void show(Report report) {
        grid.getChildren().clear();
        version.setText(report == null ? "" : words.say("Version {0}", report.build().words()));
        if (report == null) {
            return;
        }
        int row = 0;
        for (Report.Section section : report.sections()) {
            addTitle(row++, section.title());
            for (Fact fact : section.facts()) {
                Label value = value(words.tell(fact.value()));
                GridPane.setColumnSpan(value, 2);
                Label name = name(fact.name());
                GridPane.setValignment(name, VPos.TOP);
                GridPane.setValignment(value, VPos.TOP);
                grid.addRow(row++, name, value);
            }
        }
        addTitle(row++, Report.PLACES);
        for (Place place : report.places()) {
            String shown =
                    place.exists()
                            ? place.shown()
                            : place.shown() + " (" + words.say("not there yet") + ")";
            grid.addRow(row++, name(place.name()), value(shown), buttons(place));
        }
    }

    private void addTitle(int row, String title) {
        Label label = new Label(said(title));
        label.getStyleClass().addAll("section-title", "about-section");
        grid.add(label, 0, row, 3, 1);
    }

    private Label name(String name) {
        Label label = new Label(said(name));
        label.getStyleClass().add("hint");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private String said(String name) {
        return FactNames.TRANSLATED.contains(name) ? words.say(name) : name;
    }

    private static Label value(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private Node buttons(Place place) {
        Button open = button("far-folder-open", words.say("Open {0}", said(place.name())));
        open.setDisable(!place.exists());
        open.setOnAction(e -> view.open(place));
        Button copy = button("far-copy", words.say("Copy the path of {0}", said(place.name())));
        copy.setOnAction(e -> view.copy(place));
        return new HBox(open, copy);
    }

    private static Button button(String icon, String says) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("small", "flat", "button-icon");
        button.setTooltip(new Tooltip(says));
        button.setAccessibleText(says);
        return button;
    }
}
