package org.sftworkbench.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;

@Tag("compiled")
class ModelHubTest {
    @TempDir Path store;
    @TempDir Path elsewhere;
    private LocalHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new LocalHub();
    }

    @AfterEach
    void end() {
        hub.close();
    }

    private PulledModel pullTo(Path directory) {
        return new ModelHub(hub.settings(store))
                .pull(
                        LocalHub.ID,
                        "main",
                        Optional.of(directory),
                        Progress.NONE,
                        new Cancellation());
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> inside = Files.list(directory)) {
            return inside.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aModelIsLaidOutAsInTheHuggingFaceCache() throws IOException {
        PulledModel model = hub.pull(store);
        assertThat(model.directory())
                .isEqualTo(
                        LocalHub.repository(store).resolve("snapshots").resolve(LocalHub.COMMIT));
        assertThat(LocalHub.repository(store).resolve("refs/main")).hasContent(LocalHub.COMMIT);
        assertThat(names(model.directory()))
                .containsExactly("config.json", "model.safetensors", "tokenizer.json");
        for (String name : names(model.directory())) {
            assertThat(Files.readSymbolicLink(model.directory().resolve(name)))
                    .isEqualTo(Path.of("../../blobs/" + hub.hash(name)));
            assertThat(model.directory().resolve(name)).hasBinaryContent(hub.content(name));
        }
    }

    @Test
    void whatIsThereIsCheckedAndNotFetchedAgain() {
        assertThat(hub.pull(store).fetched()).isGreaterThan(3_000_000);
        assertThat(hub.pull(store).fetched()).isZero();
    }

    @Test
    void aDamagedFileInTheStoreIsFetchedAgain() throws IOException {
        Path weights = hub.pull(store).directory().resolve(LocalHub.WEIGHTS);
        byte[] damaged = hub.content(LocalHub.WEIGHTS).clone();
        damaged[77] ^= 4;
        Files.write(weights.toRealPath(), damaged);
        assertThat(hub.pull(store).fetched()).isEqualTo(3_000_000);
        assertThat(weights).hasBinaryContent(hub.content(LocalHub.WEIGHTS));
    }

    @Test
    void shardsAreThoseOfTheIndexAndNoOthers() throws IOException {
        hub.remove(LocalHub.WEIGHTS);
        hub.file("model-1.safetensors", LocalHub.bytes(1000));
        hub.file("model-2.safetensors", LocalHub.bytes(2000));
        hub.file("consolidated.safetensors", LocalHub.bytes(3000));
        hub.file(
                "model.safetensors.index.json",
                "{\"weight_map\":{\"a\":\"model-1.safetensors\",\"b\":\"model-2.safetensors\"}}");
        assertThat(names(hub.pull(store).directory()))
                .containsExactly(
                        "config.json",
                        "model-1.safetensors",
                        "model-2.safetensors",
                        "model.safetensors.index.json",
                        "tokenizer.json");
    }

    @Test
    void furtherChatTemplatesComeIntoTheirFolder() throws IOException {
        hub.file("chat_template.jinja", "{{ messages }}");
        hub.file("additional_chat_templates/tool_use.jinja", "{{ tools }}");
        hub.file("additional_chat_templates/readme.md", "what they are");
        hub.file("additional_chat_templates/old/tool_use.jinja", "{{ old }}");
        Path folder = hub.pull(store).directory().resolve("additional_chat_templates");
        assertThat(names(folder)).containsExactly("tool_use.jinja");
        assertThat(folder.resolve("tool_use.jinja")).hasContent("{{ tools }}");
        Path own = pullTo(elsewhere.resolve("model")).directory();
        assertThat(own.resolve("additional_chat_templates/tool_use.jinja"))
                .hasContent("{{ tools }}");
        assertThat(hub.pull(store).fetched()).isZero();
    }

    private PulledModel pullWithoutLinks() {
        HubSettings plain = hub.settings(store);
        HubSettings noLinks =
                new HubSettings(
                        plain.endpoint(),
                        plain.token(),
                        plain.store(),
                        false,
                        false,
                        plain.patience());
        return new ModelHub(noLinks)
                .pull(LocalHub.ID, "main", Optional.empty(), Progress.NONE, new Cancellation());
    }

    @Test
    void withoutLinksAnotherRevisionKeepsTheFilesThatItsLinksLeadTo() throws IOException {
        Path main = hub.pull(store).directory();
        Path other = Files.move(main, main.resolveSibling("f".repeat(40)));
        PulledModel model = pullWithoutLinks();
        assertThat(model.fetched()).isZero();
        assertThat(names(other)).hasSize(3);
        for (String name : names(other)) {
            assertThat(other.resolve(name)).isSymbolicLink();
            assertThat(other.resolve(name)).hasBinaryContent(hub.content(name));
            assertThat(Files.isSymbolicLink(model.directory().resolve(name))).isFalse();
            assertThat(model.directory().resolve(name)).hasBinaryContent(hub.content(name));
        }
    }

    @Test
    void withoutLinksTheFilesThemselvesStandInTheSnapshot() throws IOException {
        hub.file("added_tokens.json", hub.content("tokenizer.json"));
        for (long expected : new long[] {1, 0}) {
            PulledModel model = pullWithoutLinks();
            assertThat(Math.min(1, model.fetched())).isEqualTo(expected);
            assertThat(names(model.directory())).hasSize(4);
            for (String name : names(model.directory())) {
                Path file = model.directory().resolve(name);
                assertThat(Files.isSymbolicLink(file)).isFalse();
                assertThat(file).hasBinaryContent(hub.content(name));
            }
        }
    }

    @Test
    void aDirectoryOfOnesOwnHoldsTheFilesThemselves() throws IOException {
        Path to = elsewhere.resolve("mine");
        assertThat(pullTo(to).directory()).isEqualTo(to);
        assertThat(names(to))
                .containsExactly(".cache", "config.json", "model.safetensors", "tokenizer.json");
        assertThat(to.resolve(LocalHub.WEIGHTS)).hasBinaryContent(hub.content(LocalHub.WEIGHTS));
        assertThat(pullTo(to).fetched()).isZero();
        assertThat(names(store)).isEmpty();
    }

    @Test
    void aFileOfTheUsersIsNotOverwritten() throws IOException {
        Files.writeString(elsewhere.resolve("config.json"), "mine");
        assertThatThrownBy(() -> pullTo(elsewhere))
                .hasMessageContainingAll("config.json", "Nothing was overwritten");
        assertThat(elsewhere.resolve("config.json")).hasContent("mine");
        assertThat(elsewhere.resolve(LocalHub.WEIGHTS)).doesNotExist();
    }

    @Test
    void aDownloadThatWasStoppedGoesOnAtTheNextStart() {
        Cancellation stop = new Cancellation();
        assertThatThrownBy(
                        () ->
                                hub.pull(
                                        store,
                                        (what, done, total) -> {
                                            if (done > 1_000_000) {
                                                stop.cancel();
                                            }
                                        },
                                        stop))
                .isInstanceOf(CancellationException.class);
        assertThat(LocalHub.repository(store).resolve("snapshots")).doesNotExist();
        assertThat(hub.pull(store).fetched())
                .as("what was there is not fetched again")
                .isLessThan(2_000_000);
        LocalHub.Request last = hub.requests.get(hub.requests.size() - 1);
        assertThat(last.range()).matches("bytes=[1-9]\\d{6}-");
        assertThat(last.ifRange()).isEqualTo("\"" + hub.hash(LocalHub.WEIGHTS) + "\"");
    }

    @Test
    void aPausedDownloadWaitsAndGoesOn() throws Exception {
        Cancellation stop = new Cancellation();
        CountDownLatch paused = new CountDownLatch(1);
        CompletableFuture<PulledModel> model =
                CompletableFuture.supplyAsync(
                        () ->
                                hub.pull(
                                        store,
                                        (what, done, total) -> {
                                            if (done > 1_000_000 && paused.getCount() > 0) {
                                                stop.pause();
                                                paused.countDown();
                                            }
                                        },
                                        stop));
        assertThat(paused.await(60, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> model.get(500, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        stop.resume();
        assertThat(model.get(60, TimeUnit.SECONDS).directory().resolve(LocalHub.WEIGHTS))
                .hasBinaryContent(hub.content(LocalHub.WEIGHTS));
    }

    @Test
    void theSecondDownloadOfTheSameModelIsTold() {
        Cancellation stop = new Cancellation();
        hub.pull(
                store,
                (what, done, total) ->
                        assertThatThrownBy(() -> hub.pull(store))
                                .isInstanceOf(HubException.class)
                                .hasMessageContainingAll("owner/model", "by this program"),
                stop);
        assertThat(hub.pull(store).fetched()).isZero();
    }

    @Test
    void aDownloadInAnotherProcessIsToldOf() throws Exception {
        Path lock = store.resolve(".locks/models--owner--model/download.lock");
        Files.createDirectories(lock.getParent());
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                Path.of(
                                                LockHolder.class
                                                        .getProtectionDomain()
                                                        .getCodeSource()
                                                        .getLocation()
                                                        .toURI())
                                        .toString(),
                                LockHolder.class.getName(),
                                lock.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('L');
            assertThatThrownBy(() -> hub.pull(store))
                    .hasMessageContaining("being downloaded already");
            assertThat(hub.requests).isEmpty();
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(hub.pull(store).fetched()).as("its lock ends with it").isPositive();
    }

    @Test
    void whatAnEarlierDownloadLeftIsCheckedWithTheRest() throws IOException {
        Path blobs = Files.createDirectories(LocalHub.repository(store).resolve("blobs"));
        Files.write(
                blobs.resolve(hub.hash(LocalHub.WEIGHTS) + ".workbench.incomplete"),
                LocalHub.bytes(1_234_567));
        assertThat(hub.pull(store).directory().resolve(LocalHub.WEIGHTS))
                .hasBinaryContent(hub.content(LocalHub.WEIGHTS));
    }

    @Test
    void aModelWithoutSafetensorsIsRefusedBeforeAnythingIsFetched() {
        hub.remove(LocalHub.WEIGHTS);
        assertThatThrownBy(() -> hub.pull(store)).hasMessageContaining("no weights as safetensors");
        assertThat(hub.requests).hasSize(2);
    }

    @Test
    void offlineNothingIsAsked() {
        HubSettings offline =
                new HubEnvironment(
                                Map.of("HF_HUB_OFFLINE", "1", "HF_ENDPOINT", hub.address()),
                                elsewhere)
                        .settings(Optional.empty(), Optional.empty());
        assertThatThrownBy(
                        () ->
                                new ModelHub(offline)
                                        .pull(
                                                LocalHub.ID,
                                                "main",
                                                Optional.empty(),
                                                Progress.NONE,
                                                new Cancellation()))
                .hasMessageContaining("HF_HUB_OFFLINE");
        assertThat(hub.requests).isEmpty();
    }

    @Test
    void aListingOfSeveralPagesIsReadToItsEnd() throws IOException {
        List<Object> entries = hub.entries();
        hub.answerListing(
                (x, content) -> {
                    if (x.getRequestURI().getPath().contains("/revision/")) {
                        LocalHub.json(x, Map.of("sha", LocalHub.COMMIT));
                        return;
                    }
                    String query = x.getRequestURI().getQuery();
                    int page =
                            query.contains("cursor=") ? query.charAt(query.length() - 1) - '0' : 0;
                    if (page + 1 < entries.size()) {
                        x.getResponseHeaders()
                                .set(
                                        "Link",
                                        "<"
                                                + x.getRequestURI().getPath()
                                                + "?recursive=true&cursor="
                                                + (page + 1)
                                                + ">; rel=\"next\"");
                    }
                    LocalHub.json(x, List.of(entries.get(page)));
                });
        assertThat(names(hub.pull(store).directory())).hasSize(3);
    }

    @Test
    void whatIsInTheStoreIsListedWithWhatItLacks() throws IOException {
        PulledModel model = hub.pull(store);
        Path other = store.resolve("models--a--b/snapshots/" + "f".repeat(40));
        Files.createDirectories(other);
        Files.writeString(other.resolve("config.json"), "{\"model_type\":\"llama\"}");
        Files.createDirectories(store.resolve("datasets--a--b/snapshots/x"));
        assertThat(StoredModels.inStore(store))
                .containsExactly(
                        new StoredModel(
                                "a/b",
                                "f".repeat(40),
                                "llama",
                                22,
                                Optional.of("no model.safetensors"),
                                other),
                        new StoredModel(
                                "owner/model",
                                "main",
                                "qwen3",
                                model.bytes(),
                                Optional.empty(),
                                model.directory()));
        assertThat(StoredModels.inStore(elsewhere.resolve("none"))).isEmpty();
    }

    @Test
    void anAdapterBesideAConfigurationOfItsBaseIsStillAnAdapter() throws IOException {
        Path adapter = Files.createDirectories(elsewhere.resolve("models/tuned"));
        Files.writeString(adapter.resolve("config.json"), "{\"model_type\":\"llama\"}");
        Files.writeString(adapter.resolve("adapter_config.json"), "{}");
        Files.writeString(adapter.resolve("adapter_model.safetensors"), "");
        assertThat(StoredModels.in(elsewhere.resolve("models")))
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.type()).isEqualTo("adapter");
                            assertThat(found.obstacle()).isEmpty();
                        });
        Files.writeString(adapter.resolve("model.safetensors"), "");
        assertThat(StoredModels.in(elsewhere.resolve("models")))
                .singleElement()
                .extracting(StoredModel::type)
                .isEqualTo("llama");
    }
}
