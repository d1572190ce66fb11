package org.sftworkbench.ui.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.hub.HubSettings.Patience;
import org.sftworkbench.hub.LocalHub;
import org.sftworkbench.hub.SlowReply;
import org.sftworkbench.ui.common.Problem.Severity;
import org.sftworkbench.ui.common.words.Words;

/** The pane's state against a real Hub on this machine, without a toolkit. */
class ModelsViewModelTest {
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(20), 2, Duration.ofMillis(1));

    @TempDir Path home;
    private final Object oneAtATime = new Object();
    private final List<ExecutorService> pools = new ArrayList<>();
    private LocalHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new LocalHub();
        Files.createDirectories(home.resolve("starter"));
        Files.writeString(home.resolve("starter/config.json"), "{\"model_type\":\"qwen3\"}");
    }

    @AfterEach
    void end() {
        hub.close();
        pools.forEach(ExecutorService::shutdownNow);
    }

    private Path store() {
        return home.resolve("store");
    }

    private HubEnvironment environment(String... more) {
        Map<String, String> variables = new HashMap<>();
        variables.put("HF_ENDPOINT", hub.address());
        variables.put("HF_HUB_CACHE", store().toString());
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return new HubEnvironment(variables, home);
    }

    /** A window; each has its own, as after a start of the program. */
    private ModelsViewModel window(HubEnvironment environment) {
        ExecutorService pool = Executors.newCachedThreadPool();
        pools.add(pool);
        ModelsViewModel view =
                new ModelsViewModel(
                        Words.english(),
                        environment,
                        () -> environment.settings(Optional.empty(), Optional.empty()).with(SHORT),
                        Runnable::run,
                        pool,
                        this::doFx,
                        this::doFx);
        view.starterProperty().set(home.resolve("starter"));
        view.runsProperty().set(home.resolve("runs"));
        return view;
    }

    private ModelsViewModel window() {
        return window(environment());
    }

    /** Stands for the FX thread: what belongs to it is done one at a time, by the test too. */
    private void doFx(Runnable work) {
        synchronized (oneAtATime) {
            work.run();
        }
    }

    private <T> T onFx(Supplier<T> work) {
        synchronized (oneAtATime) {
            return work.get();
        }
    }

    private void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!onFx(condition::getAsBoolean)) {
            assertThat(System.nanoTime()).as("did not happen: " + what).isLessThan(end);
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void look(ModelsViewModel view, String name) {
        doFx(
                () -> {
                    view.form().nameProperty().set(name);
                    view.form().look();
                });
        await("the Hub has answered", () -> !view.form().lookingProperty().get());
    }

    private Download download(ModelsViewModel view, String name) {
        look(view, name);
        return onFx(
                () -> {
                    view.form().download();
                    return view.downloads().all().get(0);
                });
    }

    private void awaitState(Download download, DownloadState state) {
        await(
                state + ", not " + download.stateProperty().get(),
                () -> download.stateProperty().get() == state);
    }

    private ModelRow row(ModelsViewModel view, String name) {
        return onFx(
                () -> {
                    view.refresh();
                    return view.rows().stream()
                            .filter(row -> row.name().equals(name))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new AssertionError(
                                                    name + " is not among " + view.rows()));
                });
    }

    @Test
    void settingsThatCannotBeReadAreToldUntilTheyAreMended() throws IOException {
        Path settings = home.resolve(".config/sft-workbench/hub.json");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "{\"mirror\": 42");
        ModelsViewModel view = window(new HubEnvironment(Map.of(), home));
        view.refresh();
        await("it is told", () -> view.problemProperty().get() != null);
        assertThat(view.problemProperty().get().summary()).contains("hub.json");
        assertThat(view.inTheWayProperty().get()).isEqualTo(view.problemProperty().get());
        assertThat(view.rows()).isEmpty();

        Files.writeString(settings, "{\"format\":1}");
        view.refresh();
        await("models are found", () -> !view.rows().isEmpty());
        assertThat(view.problemProperty().get()).isNull();
        assertThat(view.inTheWayProperty().get()).isNull();
    }

    @Test
    void openingThePaneAsksNobody() {
        ModelsViewModel view = window();
        view.refresh();
        view.settings().load();
        assertThat(view.rows()).extracting(ModelRow::name).containsExactly("starter");
        assertThat(hub.requests()).isZero();
    }

    @Test
    void whatWouldComeIsSaidBeforeAnythingComes() {
        ModelsViewModel view = window();
        look(view, hub.address() + "/owner/model/tree/main");
        assertThat(view.form().planProperty().get().files())
                .extracting(file -> file.name())
                .containsExactly("config.json", "tokenizer.json", "model.safetensors");
        assertThat(view.form().planProperty().get().missing()).isGreaterThan(3_000_000);
        assertThat(view.form().planProperty().get().room()).isPositive();
        assertThat(store()).doesNotExist();
        view.form().nameProperty().set("owner/mode");
        assertThat(view.form().planProperty().get()).as("of another name").isNull();
    }

    @Test
    void aModelIsDownloadedListedAndOpened() {
        ModelsViewModel view = window();
        List<Path> opened = new ArrayList<>();
        view.onOpenProperty().set(opened::add);
        Download download = download(view, "owner/model");
        awaitState(download, DownloadState.DONE);
        TransferPicture picture = download.pictureProperty().get();
        assertThat(picture.share()).isEqualTo(1);
        assertThat(picture.files())
                .extracting(FileTransfer::state)
                .containsOnly(FileTransfer.State.DONE);

        ModelRow row = row(view, "owner/model");
        assertThat(row.state()).isEqualTo(ModelState.COMPLETE);
        assertThat(row.type()).isEqualTo("qwen3");
        view.selectedProperty().set(row);
        view.open();
        view.open(download);
        assertThat(opened).containsExactly(row.directory(), row.directory());
    }

    @Test
    void aPausedDownloadGoesOnWhereItWas() {
        SlowReply slow = SlowReply.of(hub);
        ModelsViewModel view = window();
        Download download = download(view, "owner/model");
        slow.let(1 << 20);
        await("a part has come", () -> download.pictureProperty().get().had() > 500_000);
        assertThat(row(view, "owner/model").state()).isEqualTo(ModelState.LOADING);
        doFx(download::pause);
        slow.let(1 << 17);
        await("the connection is given up", () -> hub.requests() > 0);
        assertThat(onFx(() -> download.stateProperty().get())).isEqualTo(DownloadState.PAUSED);
        assertThat(onFx(() -> download.pictureProperty().get().rate())).isZero();
        slow.letAll();
        doFx(download::start);
        awaitState(download, DownloadState.DONE);
        assertThat(row(view, "owner/model").directory().resolve("model.safetensors"))
                .hasBinaryContent(hub.content("model.safetensors"));
    }

    @Test
    void aDownloadGoesOnAfterARestart() {
        SlowReply slow = SlowReply.of(hub);
        ModelsViewModel before = window();
        Download download = download(before, "owner/model");
        slow.let(1 << 20);
        await("a part has come", () -> download.pictureProperty().get().had() > 900_000);
        doFx(download::cancel);
        awaitState(download, DownloadState.STOPPED);

        ModelsViewModel after = window();
        ModelRow partial = row(after, "owner/model");
        assertThat(partial.state()).isEqualTo(ModelState.PARTIAL);
        assertThat(partial.bytes()).isBetween(900_000L, 1_100_000L);
        assertThat(partial.whole().orElseThrow()).isEqualTo(3_000_000 + 24);
        doFx(() -> after.selectedProperty().set(partial));
        assertThat(onFx(() -> after.openableProperty().get())).isFalse();
        slow.letAll();
        doFx(after::goOn);
        awaitState(onFx(() -> after.downloads().all().get(0)), DownloadState.DONE);
        assertThat(hub.ranges()).last().asString().matches("bytes=[1-9]\\d{5,6}-");
        assertThat(row(after, "owner/model").state()).isEqualTo(ModelState.COMPLETE);
        assertThat(after.rows()).hasSize(2);
    }

    @Test
    void theListShowsADownloadThatGoesOnAfterItFailed() {
        SlowReply slow = SlowReply.of(hub);
        ModelsViewModel view = window();
        Download download = download(view, "owner/model");
        slow.let(1 << 20);
        await("a part has come", () -> download.pictureProperty().get().had() > 500_000);
        hub.refuseFiles(403);
        slow.breakOff();
        awaitState(download, DownloadState.FAILED);
        assertThat(onFx(() -> download.pictureProperty().get().coming())).isFalse();
        await("the list shows it", () -> listed(view) == ModelState.PARTIAL);

        SlowReply anew = SlowReply.of(hub);
        doFx(
                () -> {
                    download.start();
                    view.selectedProperty().set(view.rows().get(0));
                });
        await("the list shows it", () -> listed(view) == ModelState.LOADING);
        assertThat(onFx(() -> view.deletableProperty().get())).isFalse();
        anew.letAll();
        awaitState(download, DownloadState.DONE);
    }

    /** What the list says of the model without being asked to look again. */
    private static ModelState listed(ModelsViewModel view) {
        return view.rows().get(0).state();
    }

    @Test
    void theSecondWindowIsToldAndSeesIt() {
        SlowReply slow = SlowReply.of(hub);
        ModelsViewModel first = window();
        Download one = download(first, "owner/model");
        slow.let(1 << 20);
        await("a part has come", () -> one.pictureProperty().get().had() > 500_000);

        ModelsViewModel second = window();
        ModelRow row = row(second, "owner/model");
        assertThat(row.state()).isEqualTo(ModelState.ELSEWHERE);
        doFx(() -> second.selectedProperty().set(row));
        assertThat(second.continuableProperty().get()).isFalse();
        assertThat(second.deletableProperty().get()).isFalse();
        Download two = download(second, "owner/model");
        awaitState(two, DownloadState.FAILED);
        assertThat(new HubAdvice(Words.english()).of(two.failureProperty().get()))
                .satisfies(
                        told -> {
                            assertThat(told.severity()).isEqualTo(Severity.WARNING);
                            assertThat(told.summary()).contains("Another window");
                            assertThat(told.details()).contains("owner/model");
                        });
        slow.letAll();
        awaitState(one, DownloadState.DONE);
        doFx(two::start);
        awaitState(two, DownloadState.DONE);
    }

    @Test
    void deletingAsksFirstAndTakesTheWholeModel() {
        ModelsViewModel view = window();
        awaitState(download(view, "owner/model"), DownloadState.DONE);
        ModelRow row = row(view, "owner/model");
        view.selectedProperty().set(row);
        view.askToDelete();
        assertThat(view.doomedProperty().get()).isEqualTo(row);
        view.keep();
        assertThat(row.directory()).exists();
        view.inUseProperty().set(row.directory());
        assertThat(view.deletableProperty().get()).as("a model in use").isFalse();
        view.inUseProperty().set(home.resolve("starter"));
        view.askToDelete();
        view.delete();
        assertThat(store().resolve("models--owner--model")).doesNotExist();
        assertThat(view.rows()).extracting(ModelRow::name).containsExactly("starter");
        assertThat(view.selectedProperty().get()).isNull();
    }

    @Test
    void whatStandsInTheWayIsSaidWithWhatToDo() {
        ModelsViewModel view = window();
        look(view, "owner/none");
        assertThat(view.form().problemProperty().get().summary())
                .contains("no model of this name", "Settings");
        hub.refuse(403, "X-Error-Code", "GatedRepo");
        look(view, "owner/model");
        assertThat(view.form().problemProperty().get().summary()).contains("accept its terms");
        hub.refuse(401);
        look(view, "owner/model");
        assertThat(view.form().problemProperty().get().summary()).contains("private or gated");
        look(view, "not a name");
        assertThat(view.form().problemProperty().get().summary()).contains("OWNER/NAME");
        hub.close();
        look(view, "owner/model");
        assertThat(view.form().problemProperty().get().summary()).contains("cannot be reached");

        ModelsViewModel offline = window(environment("HF_HUB_OFFLINE", "1"));
        look(offline, "owner/model");
        assertThat(offline.form().problemProperty().get().summary()).contains("HF_HUB_OFFLINE");
    }

    @Test
    void theSearchLooksForAllItsWords() {
        ModelsViewModel view = window();
        awaitState(download(view, "owner/model"), DownloadState.DONE);
        view.refresh();
        view.searchProperty().set("Model QWEN owner");
        assertThat(view.shown()).extracting(ModelRow::name).containsExactly("owner/model");
        view.searchProperty().set("llama");
        assertThat(view.shown()).isEmpty();
        view.searchProperty().set("");
        assertThat(view.shown()).hasSize(2);
    }
}
