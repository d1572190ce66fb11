package org.sftworkbench.ui.train;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.job.Percent;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.PaneLoader;
import org.sftworkbench.ui.common.TokenChip;
import org.sftworkbench.ui.common.words.Words;

/**
 * The probed conversation as chips, as hot as the model was surprised, with a slider through the
 * time of the run. FX thread only.
 */
public final class ProbePanel extends VBox {
    private static final Duration A_FRAME = Duration.millis(350);
    private static final int MOST_TOKENS = 600;

    private final Timeline film = new Timeline(new KeyFrame(A_FRAME, e -> advance()));
    private final List<TokenChip> chips = new ArrayList<>();
    private final List<Label> figures = new ArrayList<>();

    @FXML private ComboBox<SampleQuestion> choice;
    @FXML private TextField every;
    @FXML private Button play;
    @FXML private Slider time;
    @FXML private Label where;
    @FXML private ProbeCurve curve;
    @FXML private ProbeLegend legend;
    @FXML private Label unsaid;
    @FXML private HBox scale;
    @FXML private HBox course;
    @FXML private FlowPane flow;
    @FXML private Label hint;
    @FXML private HBox past;
    @FXML private Label pastName;
    private ProbeTimeline view;
    private Words words;

    public ProbePanel() {}

    void bind(ProbeTimeline shared, Words language) {
        view = shared;
        words = language;
        PaneLoader.load(this, words);
        curve.bind(view);
        legend.bind(view, words);
        film.setCycleCount(Animation.INDEFINITE);
        choice.setCellFactory(list -> new QuestionCell(words));
        choice.setButtonCell(new QuestionCell(words));
        choice.setItems(view.choices());
        choice.valueProperty().bindBidirectional(view.choiceProperty());
        every.textProperty().bindBidirectional(view.every().textProperty());
        view.every()
                .problemProperty()
                .addListener(
                        (o, was, is) ->
                                every.pseudoClassStateChanged(
                                        PseudoClass.getPseudoClass("danger"), !is.isEmpty()));
        time.setMin(0);
        time.valueProperty()
                .addListener(
                        (o, was, is) -> {
                            if (!view.scores().isEmpty()) {
                                view.shownProperty().set((int) Math.round(is.doubleValue()));
                            }
                        });
        view.tokensProperty().addListener((o, was, is) -> showTokens());
        view.scores().addListener((ListChangeListener<ProbeScore>) change -> showCourse());
        view.shownProperty().addListener((o, was, is) -> showScore());
        view.playingProperty().addListener((o, was, is) -> showPlaying(is));
        words.languageProperty().addListener((o, was, is) -> showScore());
        course.visibleProperty().bind(Bindings.isNotEmpty(view.scores()));
        course.managedProperty().bind(course.visibleProperty());
        hint.visibleProperty().bind(course.visibleProperty().not());
        hint.managedProperty().bind(hint.visibleProperty());
        unsaid.managedProperty().bind(unsaid.visibleProperty());
        pastName.textProperty().bind(words.text("Probe of {0}", view.pastProperty()));
        past.visibleProperty().bind(view.pastProperty().isNotNull());
        past.managedProperty().bind(past.visibleProperty());
        for (int level = 0; level <= HeatLevel.MOST; level++) {
            Label sample = new Label(Integer.toString(level));
            sample.getStyleClass().addAll("heat-sample", "heat-" + level);
            sample.setTooltip(new Tooltip(levelWords(level)));
            scale.getChildren().add(sample);
        }
        showTokens();
        showCourse();
        showPlaying(false);
    }

    @FXML
    private void playOrPause() {
        if (view.playingProperty().get()) {
            view.playingProperty().set(false);
        } else {
            view.play();
        }
    }

    @FXML
    private void showPresent() {
        view.showPresent();
    }

    private void advance() {
        if (getScene() == null) {
            view.playingProperty().set(false);
        } else {
            view.advance();
        }
    }

    private void showPlaying(boolean playing) {
        play.setGraphic(new FontIcon(playing ? "fas-pause" : "fas-play"));
        play.setAccessibleText(playing ? words.say("Pause") : words.say("Play"));
        if (playing) {
            film.playFromStart();
        } else {
            film.stop();
        }
    }

    private void showTokens() {
        chips.clear();
        figures.clear();
        flow.getChildren().clear();
        List<ProbedToken> tokens = view.tokensProperty().get();
        unsaid.setVisible(view.parts().contains(ProbedToken.Part.TRAINED));
        for (ProbedToken token : tokens.subList(0, Math.min(MOST_TOKENS, tokens.size()))) {
            TokenChip chip =
                    new TokenChip(
                            token.text(),
                            new TokenChip.Kind(token.trained(), token.special(), false));
            Label figure = new Label();
            figure.getStyleClass().add("probe-figure");
            VBox cell = new VBox(chip, figure);
            cell.getStyleClass().add("probe-cell");
            chips.add(chip);
            figures.add(figure);
            flow.getChildren().add(cell);
        }
        showScore();
    }

    private void showCourse() {
        time.setMax(Math.max(0, view.scores().size() - 1));
        showScore();
    }

    private void showScore() {
        ProbeScore score = view.current();
        if (score == null) {
            where.setText("");
            return;
        }
        time.setValue(view.shownProperty().get());
        where.setText(
                score.step() == 0
                        ? words.say("before training")
                        : words.say("step {0}", Numbers.count(score.step())));
        for (int t = 0; t < chips.size() && t < score.nll().length; t++) {
            show(t, score.nll()[t]);
        }
    }

    private void show(int token, double nll) {
        TokenChip chip = chips.get(token);
        chip.getStyleClass().removeIf(style -> style.startsWith("heat-"));
        figures.get(token).setText(ProbeTimeline.figure(nll));
        if (Double.isNaN(nll)) {
            return;
        }
        chip.getStyleClass().add("heat-" + HeatLevel.of(nll));
        String likely = Percent.text(Math.exp(-nll));
        String surprise = words.say("{0} nats: the model gave it {1}", figure(nll), likely);
        String kind =
                view.tokensProperty()
                        .get()
                        .get(token)
                        .kind()
                        .map(known -> "\n" + new ProbeWords(words).name(known))
                        .orElse("");
        Tooltip told = new Tooltip(surprise + kind);
        chip.setTooltip(told);
        chip.setAccessibleText(chip.getText() + ", " + told.getText());
    }

    private static String figure(double nll) {
        return ProbeTimeline.figure(nll);
    }

    private String levelWords(int level) {
        return switch (level) {
            case 0 -> words.say("likelier than 90 %");
            case 1 -> words.say("50 to 90 %");
            case 2 -> words.say("20 to 50 %");
            case 3 -> words.say("5 to 20 %");
            case 4 -> words.say("0.5 to 5 %");
            default -> words.say("less likely than 0.5 %");
        };
    }
}
