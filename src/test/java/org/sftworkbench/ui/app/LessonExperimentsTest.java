package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.ui.chat.Answer;
import org.sftworkbench.ui.chat.ChatMode;
import org.sftworkbench.ui.chat.ChatState;
import org.sftworkbench.ui.chat.Exchange;
import org.sftworkbench.ui.chat.Reply;
import org.sftworkbench.ui.chat.ShownSides;
import org.sftworkbench.ui.chat.Turn;
import org.sftworkbench.ui.common.grid.GridCell;
import org.sftworkbench.ui.common.grid.GridLine;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.labels.BatchLayout;
import org.sftworkbench.ui.labels.BatchView;
import org.sftworkbench.ui.labels.LabelConvention;
import org.sftworkbench.ui.labels.LabelsState;
import org.sftworkbench.ui.labels.PaddingSide;
import org.sftworkbench.ui.learn.Lesson;
import org.sftworkbench.ui.learn.SetUpState;
import org.sftworkbench.ui.template.PolicyKind;
import org.sftworkbench.ui.train.TrainState;

/**
 * The lessons in the whole window: each set-up brings the panes into the state of which the lesson
 * speaks, and the experiments show what it says.
 */
class LessonExperimentsTest extends SharedStarterWindow {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Path LESSONS =
            Path.of("src/main/resources/org/sftworkbench/ui/learn/lessons");

    private static final org.sftworkbench.ui.train.BatchLayout PACKS =
            org.sftworkbench.ui.train.BatchLayout.PACKED;

    @TempDir private static Path home;

    private boolean trained;

    @BeforeAll
    void openTheWindow() {
        trained = Files.exists(Path.of("assets", "starter", "model.safetensors"));
        open(home);
        waitUntil("the data are read", () -> workbench.shared().dataProperty().get().complete());
    }

    @BeforeEach
    void beginAnew() {
        doFx(
                () -> {
                    workbench.learn().putBack();
                    workbench.words().languageProperty().set(Language.ENGLISH);
                    workbench.window().goTo(Section.LEARN);
                });
    }

    @Test
    void everyLessonCanBeReadSetUpAndGoneTo() {
        for (Lesson lesson : workbench.learn().lessons()) {
            setUp(lesson.id());
            assertThat(runFx(() -> workbench.window().section()).name())
                    .isEqualTo(lesson.place().name());
            assertThat(runFx(() -> scene().lookup(".lesson-strip").isVisible()))
                    .as("the steps are told there")
                    .isTrue();
            assertThat(runFx(() -> workbench.template().policyProperty().get()))
                    .isEqualTo(PolicyKind.ASSISTANT);
            Button back = runFx(() -> (Button) scene().lookup(".lesson-strip .lesson-back"));
            doFx(back::fire);
            assertThat(runFx(() -> workbench.window().section())).isEqualTo(Section.LEARN);
        }
    }

    @Test
    void theFocusIsOnTheNextStepOnceItIsSetUp() {
        doFx(() -> workbench.window().goTo(Section.LEARN));
        Button setUp = runFx(() -> (Button) scene().lookup(".lesson-buttons #setUp"));
        doFx(setUp::requestFocus);
        doFx(setUp::fire);
        waitUntil("it is set up", () -> workbench.learn().stateProperty().get() == SetUpState.SET);
        waitForFxEvents();
        assertThat(runFx(() -> scene().getFocusOwner().getId())).isEqualTo("go");
        doFx(workbench.learn()::putBack);
    }

    @Test
    void theStepsStandOnlyInThePanesTheyAreAbout() {
        setUp("packing");
        for (Section section : Section.values()) {
            doFx(() -> workbench.window().goTo(section));
            assertThat(runFx(() -> scene().lookup(".lesson-strip").getParent().isVisible()))
                    .as(section.name())
                    .isEqualTo(section == Section.TRAIN || section == Section.LABELS);
        }
    }

    @Test
    void aBaseModelDoesNotStop() {
        setUp("stopping");
        assertThat(runFx(() -> workbench.chat().inputs().questionProperty().get())).isNotBlank();
        assertThat(runFx(() -> workbench.chat().inputs().shownProperty().get()))
                .as("a model that is trained on the way is asked too")
                .isEqualTo(ShownSides.BOTH);
        send();
        Answer answer = lastAnswer();
        assertThat(runFx(() -> answer.writtenProperty().get())).isEqualTo(128);
        assumeTrue(trained, "a starter with random weights may do anything");
        assertThat(runFx(() -> answer.endingProperty().get().said(workbench.words())))
                .contains("cut at 128 tokens, did not stop");
    }

    @Test
    void anExperimentInTheChatBeginsAConversationAndPutsTheOldOneBack() {
        doFx(
                () -> {
                    workbench.chat().inputs().questionProperty().set("Hello");
                    workbench.chat().sampling().maxNewTokens().textProperty().set("2");
                });
        send();
        setUp("stopping");
        assertThat(runFx(() -> workbench.chat().base().talk().path())).isEmpty();
        assertThat(runFx(() -> workbench.chat().sampling().maxNewTokens().value())).contains(128);
        doFx(workbench.learn()::putBack);
        waitUntil("what was said is back", () -> workbench.chat().base().talk().path().size() == 2);
        assertThat(runFx(() -> workbench.chat().sampling().maxNewTokens().value())).contains(2);
        doFx(
                () -> {
                    workbench.chat().clear();
                    workbench.chat().sampling().reset();
                });
    }

    @Test
    void aTemplateWritesAConversationOut() throws Exception {
        setUp("template");
        assertThat(tokens("69 tokens")).hasSize(69);
        assertThat(runFx(() -> workbench.template().conversation().messages().get(0).toMessage()))
                .extracting(message -> message.role())
                .isEqualTo("system");
        chooseTemplate("ChatML");
        assertThat(tokens("65 tokens")).hasSize(65);
        chooseTemplate("Llama 3");
        assertThat(tokens("195")).hasSize(195);
        assertThat(text("template.en.md")).contains("69 tokens", "65 tokens", "it is 195");
    }

    @Test
    void theLineFeedThatTheLessonNamesIsThatOfBothAnswers() throws Exception {
        setUp("template");
        assertThat(tokens("69 tokens")).hasSize(69);
        String source = runFx(() -> workbench.template().template().sourceProperty().get());
        List<String> lines = new ArrayList<>(source.lines().toList());
        assertThat(lines.get(23)).as("line 24").contains("answer", "<|im_end|>\\n");
        lines.set(23, lines.get(23).replace("<|im_end|>\\n", "<|im_end|>"));
        doFx(() -> workbench.template().template().sourceProperty().set(String.join("\n", lines)));
        assertThat(tokens("67 tokens")).hasSize(67);
        assertThat(text("template.en.md")).contains("line 24", "Both answers", "67 tokens");
        doFx(workbench.template().template()::reset);
        assertThat(tokens("69 tokens")).hasSize(69);
    }

    @Test
    void aLessonIsReadByTheKeyboardToItsEnd() {
        ScrollPane lesson = runFx(() -> (ScrollPane) scene().lookup(".lesson-scroll"));
        Parent paper = runFx(() -> (Parent) scene().lookup(".lesson-paper"));
        // It is read in the background, and begins at its top.
        for (int each : new int[] {5, 6}) {
            List<Node> before = runFx(() -> List.copyOf(paper.getChildrenUnmodifiable()));
            Lesson next = workbench.learn().lessons().get(each);
            boolean there = runFx(() -> workbench.learn().chosenProperty().get()) == next;
            doFx(() -> workbench.learn().chosenProperty().set(next));
            waitUntil(
                    "the lesson is shown",
                    () -> there || !before.equals(paper.getChildrenUnmodifiable()));
        }
        drawnAnew();
        assertThat(runFx(lesson::isFocusTraversable)).as("Tab comes to it").isTrue();
        doFx(
                () -> {
                    lesson.setVvalue(0);
                    lesson.requestFocus();
                });
        double view = runFx(() -> lesson.getViewportBounds().getHeight());
        double all = runFx(() -> lesson.getContent().getLayoutBounds().getHeight());
        pressKey(lesson, KeyCode.PAGE_DOWN);
        assertThat(runFx(lesson::getVvalue) * (all - view))
                .as("Page Down turns a page")
                .isCloseTo(Math.min(0.9 * view, all - view), offset(1.0));
        pressKey(lesson, KeyCode.PAGE_UP);
        assertThat(runFx(lesson::getVvalue)).isEqualTo(0);
        pressKey(lesson, KeyCode.END);
        waitUntil("the end is in sight", () -> lesson.getVvalue() > 0.99);
    }

    @Test
    void whatIsReadStaysInSightWhenTheExperimentIsSetUp() {
        ScrollPane lesson = runFx(() -> (ScrollPane) scene().lookup(".lesson-scroll"));
        Parent paper = runFx(() -> (Parent) scene().lookup(".lesson-paper"));
        Lesson before = runFx(() -> workbench.learn().chosenProperty().get());
        Lesson other = workbench.learn().lessons().get(8);
        List<Node> shown = runFx(() -> List.copyOf(paper.getChildrenUnmodifiable()));
        choose(other);
        waitUntil(
                "the lesson is shown",
                () -> before == other || !shown.equals(paper.getChildrenUnmodifiable()));
        drawnAnew();
        doFx(() -> lesson.setVvalue(1));
        List<Node> read = runFx(() -> List.copyOf(paper.getChildrenUnmodifiable()));
        doFx(workbench.learn()::setUp);
        waitUntil("it is set up", () -> workbench.learn().stateProperty().get() == SetUpState.SET);
        waitUntil("it is read once more", () -> !read.equals(paper.getChildrenUnmodifiable()));
        drawnAnew();
        assertThat(runFx(lesson::getVvalue)).isEqualTo(1);
    }

    private void chooseTemplate(String name) {
        doFx(
                () ->
                        workbench.template().template().presets().stream()
                                .filter(preset -> preset.name().equals(name))
                                .findFirst()
                                .ifPresent(workbench.template().template().presetProperty()::set));
    }

    @Test
    void theMaskOfOneAnswerAndOfAll() throws Exception {
        setUp("loss-mask");
        List<TokenView> all = tokens("71");
        assertThat(all).hasSize(71);
        assertThat(all.stream().filter(TokenView::trained)).hasSize(23);
        assertThat(runFx(() -> workbench.template().comparison().onProperty().get())).isTrue();
        assertThat(runFx(() -> workbench.template().comparison().policyProperty().get()))
                .isEqualTo(PolicyKind.LAST_ASSISTANT);
        doFx(() -> workbench.template().policyProperty().set(PolicyKind.LAST_ASSISTANT));
        waitUntil(
                "the other policy is drawn",
                () ->
                        workbench.template().exampleProperty().get().tokens().stream()
                                        .filter(TokenView::trained)
                                        .count()
                                == 11);
        assertThat(text("loss-mask.en.md")).contains("23 of 71", "11 of 71");
    }

    @Test
    void labelsAreShiftedAndTheEndOfTheTurnIsDear() throws Exception {
        setUp("shift");
        waitForBatch(1);
        assertThat(runFx(() -> workbench.labels().conventionProperty().get()))
                .isEqualTo(LabelConvention.SHIFTED);
        assertThat(summary()).contains("11 of 29 tokens supervised");
        assertThat(text("shift.en.md")).contains("29 tokens and 11 labels", "17.8 nats");
        assumeTrue(trained, "of the trained starter");
        waitUntil("it can be scored", () -> workbench.labels().canScoreProperty().get());
        doFx(workbench.labels()::score);
        waitUntil("scores are drawn", () -> nll() != null);
        List<String> costs =
                runFx(
                        () ->
                                nll().cells().stream()
                                        .map(GridCell::text)
                                        .filter(cell -> !cell.isEmpty())
                                        .toList());
        // Last comes the line's end, which is not trained.
        assertThat(Double.parseDouble(costs.get(costs.size() - 2)))
                .as("the end of the turn: %s", costs)
                .isBetween(17.75, 17.85);
        assertThat(Double.parseDouble(costs.get(costs.size() - 4)))
                .as("“ painter”: %s", costs)
                .isLessThan(0.1);
    }

    private GridLine nll() {
        return workbench.labels().gridProperty().get().blocks().get(0).lines().stream()
                .filter(line -> line.title().equals("NLL"))
                .findFirst()
                .orElse(null);
    }

    @Test
    void threeRowsOfDifferentLengthsArePadded() throws Exception {
        doFx(() -> workbench.labels().inFrontProperty().set(BatchView.ATTENTION));
        setUp("padding");
        assertThat(runFx(() -> workbench.labels().inFrontProperty().get()))
                .as("the lesson is about the grid")
                .isEqualTo(BatchView.TOKENS);
        waitForBatch(3);
        assertThat(runFx(() -> workbench.labels().form().sideProperty().get()))
                .isEqualTo(PaddingSide.LEFT);
        assertThat(runFx(() -> workbench.labels().maskShownProperty().get())).isTrue();
        assertThat(runFx(() -> workbench.labels().positionsShownProperty().get())).isTrue();
        assertThat(summary()).contains("3 × 71 = 213 cells", "40.8 %", "44 of 126");
        assertThat(text("padding.en.md")).contains("87 of 213", "40.8 %", "44 of 126");
    }

    @Test
    void accumulationCannotBeSeenUnderTheTokenMean() throws Exception {
        setUp("accumulation");
        var form = workbench.train().form();
        assertThat(runFx(() -> form.gradAccum().value())).contains(8);
        doFx(() -> form.steps().textProperty().set("3"));
        List<TrainStep> one = run();
        doFx(
                () -> {
                    form.batchSize().textProperty().set("8");
                    form.gradAccum().textProperty().set("1");
                });
        List<TrainStep> eight = run();
        doFx(
                () -> {
                    form.batchSize().textProperty().set("1");
                    form.gradAccum().textProperty().set("8");
                    form.normalizationProperty().set(LossNormalization.MEAN_OF_MEANS);
                });
        List<TrainStep> means = run();
        for (int i = 0; i < 3; i++) {
            assertThat(eight.get(i).loss()).isCloseTo(one.get(i).loss(), offset(1e-3));
        }
        assertThat(Math.abs(means.get(2).loss() - one.get(2).loss())).isGreaterThan(1e-3);
        assumeTrue(trained, "of the trained starter");
        assertThat(one.get(0).loss()).isBetween(9.735, 9.745);
        assertThat(means.get(0).loss()).isBetween(9.695, 9.705);
        assertThat(text("accumulation.en.md")).contains("9.70 instead of 9.74");
    }

    @Test
    void packingIsSetToPaddedRowsForOnePass() {
        setUp("packing");
        assertThat(runFx(() -> workbench.train().computation().rightPaddingProperty().get()))
                .isTrue();
        assertThat(runFx(() -> workbench.train().form().byStepsProperty().get())).isFalse();
        assertThat(runFx(() -> workbench.train().form().epochs().value())).contains(1.0);
        assertThat(runFx(() -> workbench.train().form().maxLength().value())).contains(128);
        assertThat(runFx(() -> workbench.train().form().batchSize().value())).contains(8);
        assertThat(runFx(() -> workbench.shared().rows().size())).isEqualTo(51 * 8);
        assertThat(runFx(() -> workbench.labels().form().layoutProperty().get()))
                .isEqualTo(BatchLayout.PACKED);
        assertThat(runFx(() -> workbench.labels().chosen().size())).isEqualTo(6);
    }

    @Test
    void anAdapterOfRankSixteenTrainsSevenPercent() throws Exception {
        setUp("lora");
        waitUntil(
                "the parameters are counted",
                () ->
                        workbench
                                .train()
                                .method()
                                .summaryProperty()
                                .get()
                                .startsWith("286,720 of 4,090,624"));
        assertThat(text("lora.en.md")).contains("286,720 of 4,090,624");
        assumeTrue(trained, "of the trained starter");
        doFx(() -> workbench.train().form().steps().textProperty().set("1"));
        assertThat(run().get(0).loss())
                .as("at first the adapter says nothing")
                .isBetween(9.735, 9.745);
    }

    @Test
    void aLearningRateTooHighMakesTheLossClimb() throws Exception {
        setUp("learning-rate");
        assertThat(runFx(() -> workbench.train().form().learningRate().value())).contains(0.05);
        assertThat(text("learning-rate.en.md")).contains("16.9 at step 10");
        assumeTrue(trained, "of the trained starter");
        doFx(() -> workbench.train().form().steps().textProperty().set("10"));
        List<TrainStep> steps = run();
        assertThat(steps.get(9).loss()).isGreaterThan(1.3 * steps.get(0).loss());

        // As the lesson's last step asks.
        doFx(
                () -> {
                    workbench.train().form().warmup().textProperty().set("30");
                    workbench.train().form().steps().textProperty().set("2");
                });
        assertThat(run().get(1).learningRate()).isCloseTo(0.05 * 2 / 30, offset(1e-6));
    }

    /** Ten runs to their end, as who follows the lessons' steps makes them. */
    @Test
    @EnabledIfSystemProperty(
            named = "sft.full",
            matches = "true",
            disabledReason = "ten runs; -Dsft.full=true makes them")
    void theLossesOfWholeRunsAreThoseTheLessonsName() {
        var form = workbench.train().form();
        setUp("packing");
        runEnds(51, 1.10);
        doFx(
                () ->
                        workbench
                                .train()
                                .computation()
                                .layoutProperty()
                                .set(org.sftworkbench.ui.train.BatchLayout.PADDING_FREE));
        runEnds(51, 1.10);
        doFx(() -> workbench.train().computation().layoutProperty().set(PACKS));
        runEnds(13, 2.34);

        setUp("learning-rate");
        List<TrainStep> wild = run();
        assertThat(wild.get(9).loss()).isCloseTo(16.9, offset(0.1));
        assertThat(wild.get(59).loss()).isCloseTo(2.8, offset(0.2));
        doFx(() -> form.learningRate().textProperty().set("5e-4"));
        runEnds(60, 0.99);
        doFx(() -> form.learningRate().textProperty().set("2e-5"));
        runEnds(60, 5.65);
        doFx(() -> form.learningRate().textProperty().set("1e-2"));
        assertThat(run().get(19).loss()).isCloseTo(2.24, offset(0.02));
        doFx(() -> form.warmup().textProperty().set("30"));
        assertThat(run().get(19).loss()).isCloseTo(0.98, offset(0.02));

        setUp("lora");
        runEnds(60, 2.51);
        doFx(() -> form.learningRate().textProperty().set("5e-4"));
        runEnds(60, 3.79);
    }

    private List<TrainStep> runEnds(int steps, double loss) {
        List<TrainStep> taken = run();
        assertThat(taken).hasSize(steps);
        assertThat(taken.get(steps - 1).loss()).isCloseTo(loss, offset(0.01));
        return taken;
    }

    @Test
    void rolloutsDiffer() {
        setUp("beyond");
        assertThat(runFx(() -> workbench.chat().sampling().greedyProperty().get())).isFalse();
        send();
        List<Exchange> said = runFx(() -> List.copyOf(workbench.chat().base().batch()));
        assertThat(said).hasSize(6);
        assertThat(runFx(() -> said.stream().map(e -> e.answer().text()).distinct().count()))
                .isEqualTo(6);
        assertThat(runFx(() -> workbench.chat().batchShownProperty().get()))
                .as("the answers, which are to be compared, have the room")
                .isFalse();
    }

    @Test
    void whetherTheBatchIsDrawnIsPutBack() {
        doFx(
                () -> {
                    workbench.chat().inputs().modeProperty().set(ChatMode.CHAT);
                    workbench.chat().batchShownProperty().set(true);
                });
        setUp("beyond");
        doFx(workbench.learn()::putBack);
        assertThat(runFx(() -> workbench.chat().batchShownProperty().get())).isTrue();
        doFx(() -> workbench.chat().batchShownProperty().set(false));
    }

    @Test
    void whatStoodInThePanesIsPutBack() {
        String edited = runFx(() -> workbench.template().template().sourceProperty().get()) + "\n";
        doFx(
                () -> {
                    workbench.template().template().sourceProperty().set(edited);
                    workbench.template().policyProperty().set(PolicyKind.ALL);
                    workbench.train().form().learningRate().textProperty().set("3e-4");
                    workbench.train().form().seed().textProperty().set("7");
                    workbench.train().computation().layoutProperty().set(PACKS);
                    workbench.labels().choice().choose(List.of(workbench.shared().rows().get(7)));
                });
        for (String lesson : List.of("padding", "loss-mask", "learning-rate")) {
            setUp(lesson);
        }
        assertThat(runFx(() -> workbench.template().template().editedProperty().get())).isFalse();
        assertThat(runFx(() -> workbench.train().form().seed().value()))
                .as("a run of a lesson begins with the default numbers")
                .contains(workbench.train().form().defaults().seed());
        doFx(workbench.learn()::putBack);
        assertThat(runFx(() -> workbench.template().template().sourceProperty().get()))
                .isEqualTo(edited);
        assertThat(runFx(() -> workbench.template().policyProperty().get()))
                .isEqualTo(PolicyKind.ALL);
        assertThat(runFx(() -> workbench.train().form().learningRate().textProperty().get()))
                .isEqualTo("3e-4");
        assertThat(runFx(() -> workbench.train().form().seed().textProperty().get()))
                .isEqualTo("7");
        assertThat(runFx(() -> workbench.train().computation().layoutProperty().get()))
                .isEqualTo(PACKS);
        assertThat(runFx(() -> List.copyOf(workbench.labels().chosen())))
                .isEqualTo(runFx(() -> List.of(workbench.shared().rows().get(7))));
        doFx(
                () -> {
                    workbench.template().template().reset();
                    workbench.template().policyProperty().set(PolicyKind.ASSISTANT);
                    workbench.train().form().reset();
                    workbench.train().computation().reset();
                });
    }

    @Test
    void otherDataAreReplacedBySamplesForAnExperimentAndComeBack() throws Exception {
        Path mine = Files.writeString(home.resolve("mine.csv"), "question,answer\nHi,Yes\n");
        ColumnMapping columns = ColumnMapping.parse("prompt=question,completion=answer");
        doFx(() -> workbench.shared().openData(List.of(mine), columns));
        waitUntil("my row is open", () -> workbench.shared().rows().size() == 1);
        setUp("padding");
        waitForBatch(3);
        doFx(workbench.learn()::putBack);
        waitUntil("my row is back", () -> workbench.shared().rows().size() == 1);
        assertThat(runFx(() -> workbench.shared().columnsInUse())).isEqualTo(columns);
        doFx(() -> workbench.shared().openData(workbenchFiles.samples()));
        waitUntil("the samples are back", () -> workbench.shared().rows().size() == 408);
    }

    @Test
    void theWholeWindowSwitchesItsLanguageWithAKey() {
        setUp("shift");
        KeyCodeCombination key = new KeyCodeCombination(KeyCode.F8);
        doFx(() -> scene().getAccelerators().get(key).run());
        assertThat(runFx(() -> workbench.words().languageProperty().get()))
                .isEqualTo(Language.CHINESE);
        waitUntil(
                "the steps are in Chinese",
                () ->
                        scene().getRoot().lookupAll(".lesson-strip .section-title").stream()
                                .anyMatch(
                                        node -> ((Labeled) node).getText().contains("标签为什么错开一位")));
        assertThat(
                        runFx(
                                () ->
                                        scene().getRoot().lookupAll(".rail-button").stream()
                                                .map(b -> ((Labeled) b).getText())
                                                .toList()))
                .containsExactlyInAnyOrder("模板", "标签", "训练", "对话", "模型", "学习");
        picture("window-lesson-labels-zh");
        doFx(() -> scene().getAccelerators().get(key).run());
        assertThat(runFx(() -> workbench.shared().dataProperty().get().figures(workbench.words())))
                .isEqualTo("408 rows");
        picture("window-lesson-labels");
    }

    @Test
    void picturesOfTheLessons() {
        for (Language language :
                ALL_PICTURES ? List.of(Language.values()) : List.of(Language.ENGLISH)) {
            doFx(() -> workbench.words().languageProperty().set(language));
            String suffix = language == Language.CHINESE ? "-zh" : "";
            // The whole length of a lesson at once.
            resize(1100, 1180);
            int number = 1;
            for (Lesson lesson : workbench.learn().lessons()) {
                choose(lesson);
                String name = "learn-" + number++ + "-" + lesson.id() + suffix + "-tall.png";
                if (ALL_PICTURES) {
                    snapshot(scene(), SCREENSHOTS.resolve(name));
                }
                assertThat(hints())
                        .as("illustrations of %s", lesson.id())
                        .noneMatch(hint -> hint.contains("cannot draw") || hint.contains("画不出"));
            }
            resize(1360, 860);
            for (Lesson lesson : workbench.learn().lessons()) {
                if (ALL_PICTURES && Set.of("stopping", "shift").contains(lesson.id())) {
                    choose(lesson);
                    picture("learn-" + lesson.id() + suffix);
                }
            }
        }
        doFx(() -> workbench.learn().chosenProperty().set(workbench.learn().lessons().get(0)));
    }

    private List<String> hints() {
        return runFx(
                () ->
                        scene().getRoot().lookupAll(".lesson-picture .hint").stream()
                                .map(node -> ((Labeled) node).getText())
                                .toList());
    }

    private void choose(Lesson lesson) {
        doFx(() -> workbench.learn().chosenProperty().set(lesson));
        settle();
    }

    private void setUp(String id) {
        doFx(
                () -> {
                    workbench.window().goTo(Section.LEARN);
                    workbench.learn().lessons().stream()
                            .filter(lesson -> lesson.id().equals(id))
                            .findFirst()
                            .ifPresent(workbench.learn().chosenProperty()::set);
                    workbench.learn().setUp();
                });
        waitUntil(
                id + " is set up", () -> workbench.learn().stateProperty().get() == SetUpState.SET);
        doFx(workbench.learn()::go);
        waitUntil(
                "the policy has arrived everywhere",
                () ->
                        workbench.train().inputs().encodingProperty().get().policy()
                                instanceof MaskPolicy.Assistant);
    }

    private List<TokenView> tokens(String number) {
        int count = Integer.parseInt(number.replaceAll("\\D", ""));
        waitUntil(
                number + " are drawn",
                () ->
                        workbench.template().exampleProperty().get() != null
                                && workbench.template().exampleProperty().get().tokens().size()
                                        == count);
        return runFx(() -> workbench.template().exampleProperty().get().tokens());
    }

    private void waitForBatch(int rows) {
        waitUntil(
                rows + " rows are in the batch",
                () ->
                        workbench.labels().stateProperty().get() == LabelsState.READY
                                && workbench.labels().gridProperty().get().blocks().size() == rows);
    }

    private String summary() {
        return runFx(() -> workbench.labels().summaryProperty().get());
    }

    /**
     * Without sample answers and checkpoints on the way, which would take longer than the steps.
     */
    private List<TrainStep> run() {
        doFx(
                () -> {
                    workbench.train().samples().every().textProperty().set("0");
                    workbench.train().choices().record().saveEvery().textProperty().set("0");
                });
        waitUntil("a run can start", () -> workbench.train().canStartProperty().get());
        doFx(workbench.train()::start);
        waitUntil(
                "the run is done",
                () -> workbench.train().run().stateProperty().get() == TrainState.DONE);
        return runFx(() -> List.copyOf(workbench.train().run().steps()));
    }

    private void send() {
        waitUntil("it can be sent", () -> workbench.chat().canSendProperty().get());
        doFx(workbench.chat()::send);
        waitUntil(
                "it is answered", () -> workbench.chat().stateProperty().get() == ChatState.READY);
    }

    private Answer lastAnswer() {
        return runFx(
                () -> {
                    List<Turn> turns = workbench.chat().base().talk().path();
                    return ((Reply) turns.get(turns.size() - 1)).answer();
                });
    }

    private static String text(String lesson) throws Exception {
        return Files.readString(LESSONS.resolve(lesson)).replace('\n', ' ');
    }

    private Scene scene() {
        return stage.getScene();
    }

    private void picture(String name) {
        settle();
        snapshot(scene(), SCREENSHOTS.resolve(name + "-light.png"));
        if (!ALL_PICTURES) {
            return;
        }
        doFx(() -> workbench.theme().darkProperty().set(true));
        drawnAnew();
        snapshot(scene(), SCREENSHOTS.resolve(name + "-dark.png"));
        doFx(() -> workbench.theme().darkProperty().set(false));
        resize(stage, 1024, 680);
        drawnAnew();
        snapshot(scene(), SCREENSHOTS.resolve(name + "-small.png"));
        resize(1360, 860);
    }

    private void resize(double width, double height) {
        resize(stage, width, height);
        settle();
    }

    private static void settle() {
        pause(300);
    }
}
