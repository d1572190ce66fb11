package org.sftworkbench.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.hub.LocalHub.Reply;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** Answers that no good server gives end the download, and nothing of them gets a name. */
@Timeout(60)
class OddServerTest {
    @TempDir Path store;
    private LocalHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new LocalHub();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private PulledModel pull() {
        HubSettings.Patience patience =
                new HubSettings.Patience(Duration.ofSeconds(20), 3, Duration.ofMillis(5));
        return new ModelHub(hub.settings(store).with(patience))
                .pull(LocalHub.ID, "main", Optional.empty(), Progress.NONE, new Cancellation());
    }

    private void isRefused(String... words) throws IOException {
        assertThatThrownBy(this::pull)
                .isInstanceOf(HubException.class)
                .hasMessageContainingAll(words)
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
        assertThat(store.resolve("models--owner--model/snapshots")).doesNotExist();
        try (Stream<Path> inside = Files.walk(store)) {
            assertThat(inside.map(path -> path.getFileName().toString()))
                    .doesNotContain(hub.hash(LocalHub.WEIGHTS));
        }
    }

    private void arrivesWhole() {
        assertThat(pull().directory().resolve(LocalHub.WEIGHTS))
                .hasBinaryContent(hub.content(LocalHub.WEIGHTS));
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 204, 300, 304, 418, 599})
    void aStatusThatIsNoFileIsNamed(int status) throws IOException {
        hub.answerAlways(LocalHub.status(status));
        isRefused(status >= 300 && status < 400 ? "sends us to" : Integer.toString(status));
    }

    @Test
    void aServerThatBeginsAnewAndBreaksOffEachTimeIsGivenUp() throws IOException {
        hub.answerAlways(LocalHub.broken(null, 2_900_000));
        isRefused("of 3000000 bytes");
        assertThat(hub.requests()).isLessThan(20);
    }

    @Test
    void aPartThatNobodyAskedForIsNotTaken() throws IOException {
        hub.answerAlways(LocalHub.part(0, 2_999_999, 3_000_000));
        isRefused("another part");
    }

    @Test
    void bytesThatWerePackedUnaskedAreNotTaken() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(hub.content(LocalHub.WEIGHTS));
        }
        hub.answerAlways(
                (x, content) -> {
                    x.getResponseHeaders().set("Content-Encoding", "gzip");
                    x.sendResponseHeaders(200, 0);
                    x.getResponseBody().write(packed.toByteArray());
                });
        isRefused(LocalHub.WEIGHTS);
    }

    @Test
    void severalPartsInOneAnswerAreNotTaken() throws IOException {
        hub.answer(LocalHub.broken("\"tag\"", 1_000_000));
        hub.answerAlways(
                (x, content) -> {
                    x.getResponseHeaders().set("Content-Type", "multipart/byteranges; boundary=B");
                    x.sendResponseHeaders(206, 0);
                    x.getResponseBody()
                            .write(
                                    "--B\r\nContent-Range: bytes 1000000-2999999/3000000\r\n\r\n"
                                            .getBytes(StandardCharsets.US_ASCII));
                    x.getResponseBody().write(content, 1_000_000, 2_000_000);
                });
        isRefused("unknown part");
    }

    @Test
    void whatIsRightInLengthAndBeginningOnlyIsNotTaken() throws IOException {
        byte[] wrong = hub.content(LocalHub.WEIGHTS).clone();
        wrong[wrong.length - 1] ^= 1;
        hub.answerAlways(
                (x, content) -> {
                    x.getResponseHeaders().set("ETag", "\"" + hub.hash(LocalHub.WEIGHTS) + "\"");
                    LocalHub.send(x, 200, wrong);
                });
        isRefused("SHA-256");
    }

    @Test
    void theRestOfAnotherFileIsNotJoinedToTheFirstPart() throws IOException {
        byte[] other = LocalHub.bytes(3_000_000).clone();
        Arrays.fill(other, 1_500_000, 3_000_000, (byte) 7);
        Reply rest =
                (x, content) -> {
                    String range = x.getRequestHeaders().getFirst("Range");
                    int from = Integer.parseInt(range.replaceAll("\\D", ""));
                    LocalHub.part(from, 2_999_999, 3_000_000).to(x, other);
                };
        hub.answer(LocalHub.broken("\"tag\"", 1_000_000), rest);
        arrivesWhole();
    }

    @Test
    void aRedirectBesideItselfIsFollowed() {
        hub.answer(
                (x, content) ->
                        LocalHub.status(307, "Location", x.getRequestURI().getPath() + "?again")
                                .to(x, content));
        arrivesWhole();
    }

    @Test
    void headersWithoutEndAreCutOff() throws IOException {
        hub.answerAlways(
                (x, content) -> {
                    for (int i = 0; i < 20_000; i++) {
                        x.getResponseHeaders().add("X-" + i, "x".repeat(1000));
                    }
                    LocalHub.send(x, 200, content);
                });
        isRefused(LocalHub.WEIGHTS);
    }
}
