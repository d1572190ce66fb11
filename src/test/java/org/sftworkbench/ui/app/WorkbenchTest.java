package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.ui.OnlyPictures;
import org.sftworkbench.ui.chat.ChatMode;
import org.sftworkbench.ui.chat.ChatState;
import org.sftworkbench.ui.chat.Reply;
import org.sftworkbench.ui.common.grid.CellGrid;
import org.sftworkbench.ui.common.grid.GridPosition;
import org.sftworkbench.ui.labels.BatchLayout;
import org.sftworkbench.ui.template.PolicyKind;
import org.sftworkbench.ui.template.RenderState;
import org.sftworkbench.ui.template.Thinking;
import org.sftworkbench.ui.train.TrainState;

/** The whole window with a real engine, the starter's tokenizer and the sample data. */
class WorkbenchTest extends SharedStarterWindow {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Trains for as long as the program would, for pictures worth showing. */
    private static final boolean FULL = Boolean.getBoolean("sft.full");

    @TempDir private static Path home;

    @BeforeAll
    void openTheWindow() {
        open(home);
    }

    @BeforeEach
    void beginAnew() {
        doFx(
                () -> {
                    workbench.window().goTo(Section.TEMPLATE);
                    workbench.template().template().reset();
                    workbench.template().policyProperty().set(PolicyKind.ASSISTANT);
                    workbench.template().thinkingProperty().set(Thinking.UNSET);
                    workbench.labels().form().layoutProperty().set(BatchLayout.PADDED);
                    workbench.shared().problemProperty().set(null);
                });
        waitUntil(
                "the policy has arrived",
                () ->
                        workbench.train().inputs().encodingProperty().get().policy()
                                instanceof MaskPolicy.Assistant);
        waitUntil("start is possible", () -> workbench.train().canStartProperty().get());
    }

    @OnlyPictures
    void picturesOfTheTemplatePane() {
        doFx(
                () -> {
                    workbench.template().conversation().rowIndexProperty().set(268);
                    workbench.template().selectedTokenProperty().set(-1);
                });
        settle();
        int answer = answerToken();
        doFx(() -> workbench.template().selectedTokenProperty().set(answer));
        pictures("window-template");
    }

    @Test
    void aMistakeInTheTemplateIsShownInPlaceAndHoldsTheOtherPanesBack() {
        String before = runFx(() -> workbench.template().template().sourceProperty().get());
        EncodingOptions encoding = runFx(() -> workbench.template().encodingProperty().get());
        doFx(
                () ->
                        workbench
                                .template()
                                .template()
                                .sourceProperty()
                                .set(before.replace("message.role == 'user' %}", "message. %}")));
        waitUntil(
                "the mistake is told",
                () -> workbench.template().stateProperty().get() == RenderState.STALE);
        picture("window-template-mistake");

        assertThat(runFx(() -> workbench.template().problemProperty().get().summary()))
                .contains("line 4");
        assertThat(runFx(() -> workbench.labels().encodingProperty().get())).isEqualTo(encoding);
        assertThat(runFx(() -> workbench.train().startProblemProperty().get()))
                .contains("line 4")
                .contains("Template pane");

        doFx(() -> workbench.template().template().reset());
        waitUntil("start is possible", () -> workbench.train().canStartProperty().get());
    }

    @Test
    void allPanesEncodeAsTheTemplatePaneSays() {
        doFx(
                () -> {
                    workbench.template().policyProperty().set(PolicyKind.LAST_ASSISTANT);
                    workbench.template().thinkingProperty().set(Thinking.FALSE);
                });
        waitUntil(
                "the policy has arrived",
                () ->
                        workbench.template().encodingProperty().get().policy()
                                instanceof MaskPolicy.LastAssistant);
        EncodingOptions drawn = runFx(() -> workbench.template().encodingProperty().get());
        assertThat(drawn.variables()).containsEntry("enable_thinking", false);
        assertThat(runFx(() -> workbench.labels().encodingProperty().get())).isSameAs(drawn);
        assertThat(runFx(() -> workbench.train().inputs().encodingProperty().get()))
                .isSameAs(drawn);
    }

    @Test
    void everyRowOfTheSampleDataCanBeTrainedOn() {
        waitUntil(
                "the rows are encoded",
                () -> workbench.train().inputs().encodedProperty().get() != null);

        var encoded = runFx(() -> workbench.train().inputs().encodedProperty().get());
        assertThat(encoded.problems()).isEmpty();
        assertThat(encoded.examples()).hasSize(runFx(() -> workbench.shared().rows().size()));
        assertThat(runFx(() -> workbench.train().samples().questionProperty().get().heldOut()))
                .isTrue();
    }

    @Test
    void aBrokenModelDirectoryIsToldInTheWindowAndTheModelInUseStays() throws Exception {
        Path broken = home.resolve("broken");
        Files.createDirectory(broken);
        for (String name : list(workbenchFiles.starter())) {
            Files.copy(workbenchFiles.starter().resolve(name), broken.resolve(name));
        }
        byte[] weights = Files.readAllBytes(broken.resolve("model.safetensors"));
        Files.write(
                broken.resolve("model.safetensors"), Arrays.copyOf(weights, weights.length / 2));

        doFx(() -> workbench.shared().openModel(broken));
        assertThat(told()).contains("model.safetensors").contains("Still open: starter");
        Files.delete(broken.resolve("config.json"));
        doFx(() -> workbench.shared().problemProperty().set(null));
        doFx(() -> workbench.shared().openModel(broken));
        assertThat(told()).contains("config.json");
        picture("window-broken-model");

        assertThat(runFx(() -> workbench.shared().modelDirectoryProperty().get()))
                .isEqualTo(workbenchFiles.starter());
        assertThat(runFx(() -> workbench.shared().modelInfoProperty().get())).isNotNull();
    }

    private String told() {
        waitUntil("a problem is told", () -> workbench.shared().problemProperty().get() != null);
        return runFx(() -> workbench.shared().problemProperty().get().summary());
    }

    @Test
    void controlAndANumberTurnToAPane() {
        doFx(() -> press(KeyCode.DIGIT2));
        assertThat(runFx(() -> scene().lookup(".labels-pane"))).isNotNull();
        doFx(() -> press(KeyCode.DIGIT3));
        assertThat(runFx(() -> scene().lookup(".train-pane"))).isNotNull();
        assertThat(runFx(() -> scene().lookup(".labels-pane"))).isNull();
        doFx(() -> press(KeyCode.DIGIT1));
        assertThat(runFx(() -> scene().lookup(".template-pane"))).isNotNull();
    }

    private void press(KeyCode digit) {
        scene().getAccelerators().entrySet().stream()
                .filter(
                        each ->
                                each.getKey()
                                        .match(
                                                new KeyEvent(
                                                        KeyEvent.KEY_PRESSED,
                                                        digit.getChar(),
                                                        digit.getChar(),
                                                        digit,
                                                        false,
                                                        true,
                                                        false,
                                                        false)))
                .findFirst()
                .orElseThrow()
                .getValue()
                .run();
    }

    private int answerToken() {
        return runFx(
                () -> {
                    List<TokenView> tokens = workbench.template().exampleProperty().get().tokens();
                    return IntStream.range(0, tokens.size())
                            .filter(i -> tokens.get(i).trained())
                            .skip(2)
                            .findFirst()
                            .orElseThrow();
                });
    }

    @OnlyPictures
    void picturesOfTheLabelsPane() {
        doFx(
                () -> {
                    workbench.window().goTo(Section.LABELS);
                    workbench
                            .labels()
                            .choice()
                            .choose(List.copyOf(workbench.shared().rows().subList(1, 4)));
                });
        settle();
        doFx(
                () -> {
                    CellGrid grid = (CellGrid) scene().lookup(".cell-grid");
                    int predicting =
                            workbench
                                    .labels()
                                    .gridProperty()
                                    .get()
                                    .blocks()
                                    .get(0)
                                    .links()
                                    .get(10)
                                    .fromColumn();
                    grid.selectedProperty().set(new GridPosition(0, 0, predicting));
                });
        picture("window-labels");

        scorePaddedOnTheLeft();
        picture("window-labels-left");
    }

    @Test
    void aBatchIsPackedAndReadByTheModel() {
        doFx(
                () -> {
                    workbench.window().goTo(Section.LABELS);
                    workbench
                            .labels()
                            .choice()
                            .choose(List.copyOf(workbench.shared().rows().subList(1, 9)));
                    workbench.labels().form().layoutProperty().set(BatchLayout.PACKED);
                    workbench.labels().form().maxLength().textProperty().set("96");
                    workbench.labels().attention().leakShownProperty().set(true);
                });
        score();
        waitUntil(
                "the rows were read apart and leaking",
                () ->
                        workbench
                                .labels()
                                .attention()
                                .leakProperty()
                                .get()
                                .contains("Loss of the batch"));
        assertThat(runFx(() -> workbench.labels().loss().verdictProperty().get()))
                .contains("difference in the loss");
        settle();
        picture("window-labels-packed");
        for (int view = 1; view <= 2; view++) {
            int shown = view;
            doFx(() -> ((TabPane) scene().lookup("#tabs")).getSelectionModel().select(shown));
            settle();
            picture("window-labels-" + (view == 1 ? "attention" : "loss"));
        }
    }

    @Test
    void aRunIsDrawnSavedAndOfferedToTheChat() throws Exception {
        doFx(
                () -> {
                    workbench.window().goTo(Section.TRAIN);
                    if (!FULL) {
                        workbench.train().form().byStepsProperty().set(true);
                        workbench.train().form().steps().textProperty().set("16");
                        workbench.train().samples().every().textProperty().set("8");
                        // The base model writes to the end of what it may.
                        workbench.chat().sampling().maxNewTokens().type(12);
                    }
                });
        waitUntil("the rows are encoded", () -> workbench.train().canStartProperty().get());
        doFx(workbench.train()::start);
        waitUntil("the run is under way", () -> workbench.train().run().steps().size() >= 12);
        picture("window-train-running");
        waitUntil(
                "the run is done",
                () -> workbench.train().run().stateProperty().get() == TrainState.DONE);
        picture("window-train");

        Path checkpoint = runFx(() -> workbench.shared().lastCheckpointProperty().get());
        assertThat(checkpoint).startsWith(home.resolve("runs"));
        assertThat(list(checkpoint))
                .contains(
                        "config.json",
                        "generation_config.json",
                        "model.safetensors",
                        "tokenizer.json",
                        "tokenizer_config.json");

        doFx(workbench.train().finished()::openInChat);
        assertThat(runFx(() -> workbench.window().section())).isEqualTo(Section.CHAT);
        assertThat(runFx(() -> workbench.chat().tuned().directoryProperty().get()))
                .isEqualTo(checkpoint);
        ask("Which city does Vince live in?");
        ask("贝蒂是做什么的？");
        ask("Which animal does George keep?");
        picture("window-chat");
        assertThat(runFx(() -> List.copyOf(workbench.chat().tuned().talk().path())))
                .hasSize(6)
                .filteredOn(Reply.class::isInstance)
                .hasSize(3)
                .allMatch(turn -> ((Reply) turn).answer().writtenProperty().get() > 0);

        doFx(
                () -> {
                    workbench.chat().inputs().modeProperty().set(ChatMode.BATCH);
                    workbench
                            .chat()
                            .inputs()
                            .promptsProperty()
                            .set("Where does Wendy live?\n希妮最爱吃什么？\nCount from 2 to 5.");
                });
        send();
        picture("window-chat-batch");
    }

    private void ask(String question) {
        doFx(() -> workbench.chat().inputs().questionProperty().set(question));
        send();
    }

    private void send() {
        doFx(workbench.chat()::send);
        waitUntil(
                "both models have answered",
                () -> workbench.chat().stateProperty().get() == ChatState.READY);
        assertThat(runFx(() -> workbench.chat().problemProperty().get())).isNull();
    }

    private void picture(String name) {
        if (ALL_PICTURES) {
            pictures(name);
        } else {
            settle();
            snapshot(scene(), SCREENSHOTS.resolve(name + "-light.png"));
        }
    }

    /** In both themes and in the smallest window. */
    private void pictures(String name) {
        settle();
        snapshot(scene(), SCREENSHOTS.resolve(name + "-light.png"));
        doFx(() -> workbench.theme().darkProperty().set(true));
        drawnAnew();
        snapshot(scene(), SCREENSHOTS.resolve(name + "-dark.png"));
        doFx(() -> workbench.theme().darkProperty().set(false));
        resize(stage, 1024, 680);
        drawnAnew();
        snapshot(scene(), SCREENSHOTS.resolve(name + "-small.png"));
        resize(stage, 1360, 860);
    }

    /** Lets pauses in typing pass and layouts come to rest. */
    private static void settle() {
        pause(500);
    }

    private Scene scene() {
        return stage.getScene();
    }

    private static List<String> list(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
