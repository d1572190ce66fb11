package org.sftworkbench.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.hub.LocalHub.Reply;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** Whatever a server does, a file under its final name is the one that was listed. */
@Tag("compiled")
class MisbehavingServerTest {
    @TempDir Path store;
    private LocalHub hub;
    private HubSettings.Patience patience = LocalHub.PATIENT;

    @BeforeEach
    void start() throws IOException {
        hub = new LocalHub();
    }

    @AfterEach
    void everyNamedFileIsTheOneListed() throws IOException {
        try (Stream<Path> inside = Files.walk(store)) {
            for (Path file : (Iterable<Path>) inside.filter(Files::isRegularFile)::iterator) {
                String name = file.getFileName().toString();
                if (name.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
                    assertThat(new ContentHash(name).isOf(file, n -> {})).as(name).isTrue();
                } else if (file.getParent().endsWith(LocalHub.COMMIT)) {
                    assertThat(file).hasBinaryContent(hub.content(name));
                } else {
                    assertThat(name)
                            .matches(
                                    "main|.*\\.incomplete(\\.etag)?|download\\.lock|workbench-download\\.json");
                }
            }
        }
        hub.close();
    }

    private PulledModel pull() {
        return pull(Optional.empty());
    }

    private PulledModel pull(Optional<String> token) {
        return new ModelHub(hub.settings(store, token).with(patience))
                .pull(LocalHub.ID, "main", Optional.empty(), Progress.NONE, new Cancellation());
    }

    private void arrivesWhole() {
        Path directory = pull().directory();
        assertThat(directory.resolve(LocalHub.WEIGHTS))
                .hasBinaryContent(hub.content(LocalHub.WEIGHTS));
        assertThat(leftovers()).isEmpty();
    }

    private void isRefused(String... words) {
        assertThatThrownBy(this::pull)
                .isInstanceOf(HubException.class)
                .hasMessageContainingAll(words)
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
        assertThat(store.resolve("models--owner--model/snapshots")).doesNotExist();
        assertThat(store.resolve("models--owner--model/refs")).doesNotExist();
    }

    private List<Path> leftovers() {
        try (Stream<Path> inside = Files.walk(store)) {
            return inside.filter(path -> path.toString().contains(".incomplete")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String tag() {
        return "\"" + hub.hash(LocalHub.WEIGHTS) + "\"";
    }

    private List<String> ranges() {
        List<String> ranges = new ArrayList<>();
        for (LocalHub.Request request : hub.requests) {
            if (request.path().endsWith(LocalHub.WEIGHTS)) {
                ranges.add(request.range());
            }
        }
        return ranges;
    }

    @Test
    void wrongBytesOfTheRightLengthAreThrownAwayAndAskedForAgain() {
        hub.answer((x, content) -> LocalHub.send(x, 200, LocalHub.bytes(999_999 + 2_000_001)));
        byte[] wrong = hub.content(LocalHub.WEIGHTS).clone();
        wrong[2_000_000] ^= 1;
        hub.answer((x, content) -> LocalHub.send(x, 200, wrong));
        arrivesWhole();
    }

    @Test
    void bytesThatStayWrongAreRefusedWithTheHash() {
        byte[] wrong = hub.content(LocalHub.WEIGHTS).clone();
        wrong[0] ^= 1;
        hub.answerAlways((x, content) -> LocalHub.send(x, 200, wrong));
        isRefused("owner/model, model.safetensors", "SHA-256", hub.hash(LocalHub.WEIGHTS));
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aWrongSmallFileIsRefusedByItsGitHash() {
        hub.misbehaveAt("config.json");
        hub.answerAlways(
                (x, content) ->
                        LocalHub.send(
                                x,
                                200,
                                "{\"model_type\":\"llama\"}"
                                        .substring(0, content.length)
                                        .getBytes(StandardCharsets.UTF_8)));
        isRefused("config.json", "git SHA-1");
    }

    @Test
    void aConnectionThatBreaksIsTakenUpWhereItBroke() {
        hub.answer(LocalHub.broken(tag(), 1_000_000));
        arrivesWhole();
        assertThat(ranges()).hasSize(2);
        assertThat(ranges().get(1)).matches("bytes=[1-9]\\d*-");
    }

    @Test
    void anAnswerThatIsShorterThanListedIsRefused() {
        hub.answerAlways((x, content) -> LocalHub.send(x, 200, Arrays.copyOf(content, 2_999_999)));
        isRefused("sends 2999999 bytes where 3000000 are listed");
    }

    @Test
    void anAnswerThatEndsEarlyWithoutSayingItsLengthIsNotTaken() {
        hub.answerAlways(
                (x, content) -> {
                    x.sendResponseHeaders(200, 0);
                    x.getResponseBody().write(content, 0, 1000);
                });
        isRefused("1000 of 3000000 bytes", "ended early");
    }

    @Test
    void anAnswerThatIsLongerThanListedIsRefused() {
        hub.answerAlways(
                (x, content) -> {
                    x.sendResponseHeaders(200, 0);
                    x.getResponseBody().write(content);
                    x.getResponseBody().write(1);
                });
        isRefused("more than the 3000000 bytes listed");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void anEndlessAnswerIsCutOffAtTheSizeListed() {
        hub.answerAlways(
                (x, content) -> {
                    x.sendResponseHeaders(200, 0);
                    while (true) {
                        x.getResponseBody().write(content);
                    }
                });
        isRefused("more than the 3000000 bytes listed");
    }

    @Test
    void anotherPartThanAskedForIsNotPutInItsPlace() {
        hub.answer(
                LocalHub.broken(tag(), 1_000_000),
                (x, content) -> LocalHub.part(5, 2_999_999, 3_000_000).to(x, content));
        arrivesWhole();
        assertThat(ranges().get(2)).as("from the start").isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes 1000000-2999999/4000000",
                "bytes 1000000-2000000/3000000",
                "bytes */3000000",
                "bytes 1000000-99999999999999999999/3000000",
                "lines 1000000-2999999/3000000",
                "nonsense",
                ""
            })
    void aPartThatIsNotTheRestIsNotTaken(String range) {
        hub.answer(
                LocalHub.broken(tag(), 1_000_000),
                (x, content) -> {
                    x.getResponseHeaders().set("Content-Range", range);
                    LocalHub.send(x, 206, LocalHub.bytes(2_000_000));
                });
        arrivesWhole();
    }

    @Test
    void aFileThatChangesMidwayIsFetchedFromTheStart() {
        hub.answer(LocalHub.broken("\"before\"", 1_000_000));
        arrivesWhole();
        assertThat(hub.requests.stream().map(LocalHub.Request::ifRange)).contains("\"before\"");
    }

    @Test
    void aNewTagOnTheRestIsNoticedThoughTheServerIgnoresIfRange() {
        hub.answer(
                LocalHub.broken("\"before\"", 1_000_000),
                (x, content) -> {
                    x.getResponseHeaders().set("ETag", "\"after\"");
                    String range = x.getRequestHeaders().getFirst("Range");
                    int from = Integer.parseInt(range.replaceAll("\\D", ""));
                    LocalHub.part(from, 2_999_999, 3_000_000).to(x, content);
                });
        arrivesWhole();
        assertThat(ranges().get(2)).isNull();
    }

    @Test
    void theWholeFileInsteadOfTheRestReplacesWhatWasThere() {
        hub.answer(
                LocalHub.broken(tag(), 1_000_000), (x, content) -> LocalHub.send(x, 200, content));
        arrivesWhole();
        assertThat(ranges()).hasSize(2);
    }

    @Test
    void aRangeThatTheServerDoesNotHaveIsAskedForFromTheStart() {
        hub.answer(LocalHub.broken(tag(), 1_000_000), LocalHub.status(416));
        arrivesWhole();
    }

    @Test
    void aServerThatNeverHasTheRangeIsGivenUp() {
        hub.answerAlways(LocalHub.status(416));
        isRefused("416");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../evil", "/etc/passwd", "W/\"weak\"", "\"a\\..\\b\"", "\"\""})
    void aTagIsNeverAPlace(String tag) throws IOException {
        hub.answer(LocalHub.broken(tag, 1_000_000));
        arrivesWhole();
        assertThat(store.resolve("evil")).doesNotExist();
        assertThat(store.getParent().resolve("evil")).doesNotExist();
    }

    @Test
    void aServerThatFallsSilentIsGivenUpWithWhatCameKept() throws IOException {
        Reply silent =
                (x, content) -> {
                    x.getResponseHeaders().set("ETag", tag());
                    x.sendResponseHeaders(200, content.length);
                    x.getResponseBody().write(content, 0, 500_000);
                    x.getResponseBody().flush();
                    sleep();
                };
        patience = LocalHub.IMPATIENT;
        hub.answer(silent);
        hub.answerAlways((x, content) -> sleep());
        isRefused("of 3000000 bytes", "no answer for");
        long kept = 0;
        for (Path left : leftovers()) {
            kept = Math.max(kept, Files.size(left));
        }
        assertThat(kept).isPositive();
        hub.answerAlways(null);
        patience = LocalHub.PATIENT;
        arrivesWhole();
        assertThat(ranges().get(ranges().size() - 1)).isEqualTo("bytes=" + kept + "-");
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void redirectsInCirclesEnd() {
        hub.answerAlways(
                (x, content) ->
                        LocalHub.status(302, "Location", x.getRequestURI().toString())
                                .to(x, content));
        isRefused("circles");
    }

    @Test
    void aRedirectToAnotherHostIsFollowedWithoutTheToken() throws IOException {
        try (LocalHub cdn = new LocalHub()) {
            cdn.file(LocalHub.WEIGHTS, hub.content(LocalHub.WEIGHTS));
            hub.answerAlways(
                    (x, content) ->
                            LocalHub.status(302, "Location", cdn.address() + x.getRequestURI())
                                    .to(x, content));
            assertThat(pull(Optional.of("hf_secret")).directory().resolve(LocalHub.WEIGHTS))
                    .hasBinaryContent(hub.content(LocalHub.WEIGHTS));
            assertThat(cdn.requests).hasSize(1);
            assertThat(cdn.requests.get(0).authorization()).isNull();
            assertThat(hub.requests)
                    .allSatisfy(
                            request ->
                                    assertThat(request.authorization())
                                            .isEqualTo("Bearer hf_secret"));
        }
    }

    @Test
    void theTokenStaysAwayFromAWayBackThatAnotherHostChose() throws IOException {
        try (LocalHub cdn = new LocalHub()) {
            hub.answer(
                    (x, content) ->
                            LocalHub.status(302, "Location", cdn.address() + x.getRequestURI())
                                    .to(x, content));
            cdn.answerAlways(
                    (x, content) ->
                            LocalHub.status(302, "Location", hub.address() + x.getRequestURI())
                                    .to(x, content));
            pull(Optional.of("hf_secret"));
            assertThat(hub.requests.get(hub.requests.size() - 1).authorization()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/model.safetensors",
                "file:///etc/passwd",
                "ftp://127.0.0.1/x",
                "https://user:password@example.org/x",
                "ht tp://",
                ""
            })
    void aRedirectToAnythingButHttpsIsNotFollowed(String location) {
        hub.answerAlways(LocalHub.status(302, "Location", location));
        isRefused("sends us to");
    }

    @Test
    void aRedirectWithoutAnAddressIsToldAsThat() {
        hub.answerAlways(LocalHub.status(302));
        isRefused("sends us to no address; check the mirror");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../config.json",
                "a/../../config.json",
                "/etc/config.json",
                "..\\config.json",
                "C:/config.json",
                "c:config.json",
                "config.json\0",
                ".."
            })
    void aListingWithANameThatLeadsOutIsRefused(String name) {
        hub.list(name, LocalHub.entry(name, 10, LocalHub.COMMIT));
        isRefused("is no place for a file");
        assertThat(store.resolve("models--owner--model/blobs")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"con.safetensors", "NUL.safetensors", "com1.safetensors"})
    void aNameThatIsADeviceOnWindowsIsRefused(String name) {
        hub.list(name, LocalHub.entry(name, 10, "0".repeat(64)));
        isRefused("device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil", "ABC", "", "0123", "/etc/passwd"})
    void aHashThatIsNoneIsRefused(String hash) {
        hub.list(LocalHub.WEIGHTS, LocalHub.entry(LocalHub.WEIGHTS, 10, hash));
        isRefused(LocalHub.WEIGHTS, "hash");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void aSizeBelowZeroIsRefused(long size) {
        hub.list(LocalHub.WEIGHTS, LocalHub.entry(LocalHub.WEIGHTS, size, "0".repeat(64)));
        isRefused("size");
    }

    @Test
    void aFileLargerThanTheDiskIsRefusedBeforeItIsFetched() {
        hub.list(
                LocalHub.WEIGHTS,
                LocalHub.entry(LocalHub.WEIGHTS, Long.MAX_VALUE / 2, "0".repeat(64)));
        isRefused("GB are needed", "free");
        assertThat(ranges()).isEmpty();
    }

    @Test
    void aNameInTwoSpellingsIsRefused() {
        hub.list("Model.safetensors", LocalHub.entry("Model.safetensors", 1, "0".repeat(64)));
        isRefused("twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x.safetensors", "/x.safetensors", "a/b.safetensors", "x.bin"})
    void anIndexThatNamesAnythingButAShardBesideItIsRefused(String shard) {
        hub.remove(LocalHub.WEIGHTS);
        hub.file("model.safetensors.index.json", "{\"weight_map\":{\"w\":\"" + shard + "\"}}");
        isRefused("not a plain file beside it");
    }

    @Test
    void anIndexThatNamesAShardThatIsNotThereIsRefused() {
        hub.remove(LocalHub.WEIGHTS);
        hub.file("model.safetensors.index.json", "{\"weight_map\":{\"w\":\"a.safetensors\"}}");
        isRefused("a.safetensors", "not there");
    }

    @Test
    void aCommitThatIsNoneIsRefused() {
        hub.answerListing((x, content) -> LocalHub.json(x, Map.of("sha", "../../../evil")));
        isRefused("names no commit");
    }

    @Test
    void aWebPageInsteadOfAListingIsCalledOne() {
        hub.answerListing(
                (x, content) ->
                        LocalHub.send(
                                x,
                                200,
                                "<!doctype html><title>Log in</title>"
                                        .getBytes(StandardCharsets.UTF_8)));
        isRefused("web page", "mirror");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1,", "42", "\"text\""})
    void somethingThatIsNoListingIsRefused(String body) {
        hub.answerListing(
                (x, content) -> LocalHub.send(x, 200, body.getBytes(StandardCharsets.UTF_8)));
        isRefused("owner/model");
    }

    @Test
    void aListingWithoutEndIsCutOff() {
        List<Object> page = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            page.add(Map.of("type", "file", "path", "f" + i, "size", 1, "oid", "x"));
        }
        hub.answerListing(
                (x, content) -> {
                    if (x.getRequestURI().getPath().contains("/revision/")) {
                        LocalHub.json(x, Map.of("sha", LocalHub.COMMIT));
                    } else {
                        x.getResponseHeaders()
                                .set("Link", "<" + x.getRequestURI() + ">; rel=\"next\"");
                        LocalHub.json(x, page);
                    }
                });
        isRefused("100,000");
    }

    @Test
    void emptyPagesWithoutEndAreCutOffAndNotCalledTooManyFiles() {
        hub.answerListing(
                (x, content) -> {
                    x.getResponseHeaders().set("Link", "<" + x.getRequestURI() + ">; rel=\"next\"");
                    LocalHub.json(
                            x,
                            x.getRequestURI().getPath().contains("/revision/")
                                    ? Map.of("sha", LocalHub.COMMIT)
                                    : List.of());
                });
        isRefused("does not end within 1,000 pages", hub.address());
    }

    @Test
    void aListingThatGoesOnAtAnotherHostIsRefused() {
        hub.answerListing(
                (x, content) -> {
                    x.getResponseHeaders().set("Link", "<https://example.org/x>; rel=\"next\"");
                    LocalHub.json(
                            x,
                            x.getRequestURI().getPath().contains("/revision/")
                                    ? Map.of("sha", LocalHub.COMMIT)
                                    : List.of());
                });
        isRefused("example.org");
    }

    @Test
    void statusesAreToldInTheUsersWords() {
        hub.answerListing(LocalHub.status(401));
        isRefused("owner/model", "401", "token");
        hub.answerListing(LocalHub.status(403, "X-Error-Message", "ask\tthe owner"));
        isRefused("403", hub.address() + "/owner/model", "ask the owner");
        hub.answerListing(LocalHub.status(404));
        isRefused("404", "no such repository");
        hub.answerListing(LocalHub.status(404, "X-Error-Code", "RevisionNotFound"));
        isRefused("no such revision", "--revision");
        hub.answerListing(LocalHub.status(429, "Retry-After", "300"));
        isRefused("429", "300 s");
        hub.answerListing(LocalHub.status(503));
        isRefused("503", "try again later");
    }

    @Test
    void aServerThatIsBusyForAMomentIsAskedAgain() {
        hub.answer(LocalHub.status(429, "Retry-After", "0"), LocalHub.status(500));
        arrivesWhole();
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        HubSettings nowhere = hub.settings(store);
        hub.close();
        assertThatThrownBy(
                        () ->
                                new ModelHub(nowhere)
                                        .pull(
                                                LocalHub.ID,
                                                "main",
                                                Optional.empty(),
                                                Progress.NONE,
                                                new Cancellation()))
                .hasMessageContainingAll(hub.address(), "nobody answers");
    }

    @Test
    void thatNobodyAnswersAQuestionIsToldAfterAFewTries() {
        HubSettings nowhere =
                hub.settings(store)
                        .with(
                                new HubSettings.Patience(
                                        Duration.ofSeconds(60), 12, Duration.ofMillis(100)));
        hub.close();
        long begun = System.nanoTime();
        assertThatThrownBy(
                        () ->
                                new ModelHub(nowhere)
                                        .pull(
                                                LocalHub.ID,
                                                "main",
                                                Optional.empty(),
                                                Progress.NONE,
                                                new Cancellation()))
                .hasMessageContaining("nobody answers");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("twelve tries would take minutes, three a third of a second")
                .isLessThan(Duration.ofSeconds(60));
    }
}
