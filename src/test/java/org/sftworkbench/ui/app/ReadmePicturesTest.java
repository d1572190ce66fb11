package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.ui.chat.ChatSide;
import org.sftworkbench.ui.chat.ChatState;
import org.sftworkbench.ui.chat.Reply;
import org.sftworkbench.ui.common.grid.CellGrid;
import org.sftworkbench.ui.common.grid.GridPosition;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.train.RunCourse;
import org.sftworkbench.ui.train.TrainState;

/**
 * Draws the pictures of the README, {@code assets/screenshots}, into {@code
 * target/screenshots/readme}: the starter model is trained with the numbers the program offers, and
 * both models are asked what no training row asks.
 */
@EnabledIfSystemProperty(
        named = "sft.full",
        matches = "true",
        disabledReason = "trains first; -Dsft.full=true draws the README's pictures")
class ReadmePicturesTest extends StarterWindow {
    private static final Path PICTURES = Path.of("target", "screenshots", "readme");

    /** A user's home directory, so that no other path is in the pictures. */
    @TempDir private Path user;

    private final String userBefore = System.getProperty("user.home");

    @BeforeEach
    void openTheWindow() {
        open(user.resolve("sft-workbench"));
        // Only now: libtorch is looked for in the home directory.
        System.setProperty("user.home", user.toString());
    }

    @AfterEach
    void goHome() {
        System.setProperty("user.home", userBefore);
    }

    @Test
    void picturesOfWhatTakesNoRun() {
        chinese();
        template();
        labels();
        learn();
    }

    @Test
    void picturesOfARun() {
        train();
        chat();
    }

    private void template() {
        doFx(() -> workbench.template().conversation().rowIndexProperty().set(268));
        settle();
        doFx(() -> workbench.template().selectedTokenProperty().set(answerToken()));
        picture("template");
    }

    private int answerToken() {
        List<TokenView> tokens = workbench.template().exampleProperty().get().tokens();
        return IntStream.range(0, tokens.size())
                .filter(i -> tokens.get(i).trained())
                .skip(2)
                .findFirst()
                .orElseThrow();
    }

    private void chinese() {
        doFx(
                () -> {
                    workbench.template().conversation().rowIndexProperty().set(0);
                    workbench.template().selectedTokenProperty().set(-1);
                    workbench.words().languageProperty().set(Language.CHINESE);
                    workbench.theme().darkProperty().set(true);
                });
        picture("chinese");
        assertThat(texts()).doesNotContain("The model's own").contains("模型自带");
        doFx(
                () -> {
                    workbench.words().languageProperty().set(Language.ENGLISH);
                    workbench.theme().darkProperty().set(false);
                });
    }

    /** Rows of 38, 29 and 26 tokens. */
    private void labels() {
        doFx(
                () -> {
                    workbench.window().goTo(Section.LABELS);
                    workbench
                            .labels()
                            .choice()
                            .choose(
                                    Stream.of(0, 266, 268)
                                            .map(workbench.shared().rows()::get)
                                            .toList());
                });
        scorePaddedOnTheLeft();
        settle();
        doFx(
                () -> {
                    CellGrid grid = (CellGrid) stage.getScene().lookup(".cell-grid");
                    var block = workbench.labels().gridProperty().get().blocks().get(1);
                    grid.selectedProperty()
                            .set(new GridPosition(1, 0, block.links().get(8).fromColumn()));
                });
        picture("labels");
    }

    private void learn() {
        doFx(() -> workbench.window().goTo(Section.LEARN));
        picture("learn");
    }

    private void train() {
        doFx(() -> workbench.window().goTo(Section.TRAIN));
        waitUntil("the rows are encoded", () -> workbench.train().canStartProperty().get());
        doFx(
                () -> {
                    workbench.train().samples().every().type(50);
                    workbench.train().start();
                });
        RunCourse run = runFx(() -> workbench.train().run());
        while (runFx(() -> run.stateProperty().get()) != TrainState.DONE) {
            int before = runFx(() -> run.steps().size());
            waitUntil(
                    "another step is taken, or it is done",
                    () ->
                            run.steps().size() > before
                                    || run.stateProperty().get() == TrainState.DONE);
        }
        picture("train");
        assertThat(texts()).anyMatch(text -> text.startsWith("~/sft-workbench/runs/"));
    }

    private void chat() {
        doFx(
                () -> {
                    workbench.train().finished().openInChat();
                    workbench.chat().pacedProperty().set(false);
                    workbench.chat().sampling().maxNewTokens().type(64);
                });
        for (String question :
                List.of("Which city does Anna live in?", "苏珊的工作是什么？", "What is Lily's pet?")) {
            doFx(() -> workbench.chat().inputs().questionProperty().set(question));
            doFx(workbench.chat()::send);
            waitUntil(
                    "both models have answered",
                    () -> workbench.chat().stateProperty().get() == ChatState.READY);
        }
        picture("chat");
        assertThat(stopped(workbench.chat().base())).containsOnly(false);
        assertThat(stopped(workbench.chat().tuned())).containsOnly(true);
    }

    private static List<Boolean> stopped(ChatSide side) {
        return runFx(
                () ->
                        side.talk().path().stream()
                                .filter(Reply.class::isInstance)
                                .map(turn -> ((Reply) turn).answer().endingProperty().get())
                                .map(ending -> ending.byItself())
                                .toList());
    }

    private List<String> texts() {
        return runFx(
                () ->
                        stage.getScene().getRoot().lookupAll("*").stream()
                                .filter(Labeled.class::isInstance)
                                .map(node -> ((Labeled) node).getText())
                                .filter(text -> text != null)
                                .toList());
    }

    private void picture(String name) {
        settle();
        snapshot(stage.getScene(), PICTURES.resolve(name + ".png"));
    }

    /** Lets pauses in typing pass and layouts come to rest. */
    private static void settle() {
        try {
            Thread.sleep(700);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        waitForFxEvents();
    }
}
