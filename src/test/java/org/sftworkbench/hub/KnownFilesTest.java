package org.sftworkbench.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.hub.LocalHub.Reply;
import org.sftworkbench.job.Cancellation;

/** Whatever a server does, a file of known hash has its name only when it is that file. */
class KnownFilesTest {
    @TempDir Path folder;
    private LocalHub hub;
    private KnownFile file;
    private Path place;

    @BeforeEach
    void start() throws IOException {
        hub = new LocalHub();
        file =
                new KnownFile(
                        "a library",
                        URI.create(
                                hub.address()
                                        + "/files/"
                                        + LocalHub.COMMIT
                                        + "/"
                                        + LocalHub.WEIGHTS),
                        hub.content(LocalHub.WEIGHTS).length,
                        hub.hash(LocalHub.WEIGHTS));
        place = folder.resolve("library.whl");
    }

    @AfterEach
    void whatHasTheNameIsTheFile() {
        if (Files.exists(place)) {
            assertThat(place).hasBinaryContent(hub.content(LocalHub.WEIGHTS));
        }
        hub.close();
    }

    private KnownFiles files() {
        Map<String, String> variables =
                Map.of(
                        "HF_TOKEN",
                        "hf_secret",
                        "HF_ENDPOINT",
                        hub.address(),
                        "HF_HUB_OFFLINE",
                        "1",
                        "XDG_CONFIG_HOME",
                        folder.resolve("config").toString());
        return new KnownFiles(variables, LocalHub.PATIENT);
    }

    private void bring() {
        files().bring(file, place, had -> {}, new Cancellation());
    }

    private void arrives(Reply... replies) {
        hub.answer(replies);
        bring();
        assertThat(place).exists();
        assertThat(folder).isDirectoryNotContaining("glob:**incomplete*");
    }

    private void isRefused(Reply reply, String... words) {
        hub.answerAlways(reply);
        assertThatThrownBy(this::bring)
                .isInstanceOf(HubException.class)
                .hasMessageContainingAll(words);
        assertThat(place).doesNotExist();
    }

    @Test
    void comesWholeAndWithoutAnyToken() {
        arrives();
        assertThat(hub.requests).hasSize(1);
        assertThat(hub.requests.get(0).authorization()).isNull();
    }

    @Test
    void settingsForModelsAreNotLookedAtNorIsTheirTokenSent() throws IOException {
        Map<String, String> variables =
                Map.of("XDG_CONFIG_HOME", folder.resolve("config").toString());
        new HubEnvironment(variables, folder)
                .choicesFile()
                .write(
                        new HubChoices(
                                Optional.empty(),
                                Optional.of("hf_kept"),
                                Optional.of(hub.address()),
                                Optional.empty()));
        arrives();
        assertThat(hub.requests.get(0).authorization()).isNull();
        Files.delete(place);
        Files.writeString(folder.resolve("config/sft-workbench/hub.json"), "no settings");
        arrives();
    }

    @Test
    void aDiskThatRefusesTheNameIsToldAsSuchAndNothingIsFetchedAgain() throws IOException {
        Files.createDirectories(place.resolve("in the way"));
        assertThatThrownBy(this::bring)
                .isInstanceOf(HubException.class)
                .hasMessageContainingAll(folder.toString(), "cannot be written to")
                .hasMessageNotContaining("connection");
        assertThat(hub.requests).hasSize(1);
        Files.delete(place.resolve("in the way"));
        Files.delete(place);
        arrives();
        assertThat(hub.requests).as("what was fetched is kept").hasSize(1);
    }

    @Test
    void isNotAskedForAgainWhereItIsThere() {
        arrives();
        bring();
        assertThat(hub.requests).hasSize(1);
    }

    @Test
    void isFetchedAnewWhereItIsDamaged() throws IOException {
        Files.write(place, LocalHub.bytes((int) file.size()));
        byte[] wrong = Files.readAllBytes(place);
        wrong[0] ^= 1;
        Files.write(place, wrong);
        arrives();
    }

    @Test
    void aBrokenConnectionIsTakenUpWhereItBroke() {
        String tag = "\"" + file.sha256() + "\"";
        arrives(LocalHub.broken(tag, 1_000_000));
        assertThat(hub.requests).hasSize(2);
        assertThat(hub.requests.get(1).range()).matches("bytes=[1-9]\\d*-");
        assertThat(hub.requests.get(1).ifRange()).isEqualTo(tag);
    }

    @Test
    void wrongShortAndLongAnswersAreThrownAwayAndAskedForAgain() {
        byte[] wrong = hub.content(LocalHub.WEIGHTS).clone();
        wrong[2_999_999] ^= 1;
        arrives((x, content) -> LocalHub.send(x, 200, wrong), LocalHub.part(5, 9, 10));
    }

    @Test
    void bytesThatStayWrongAreRefusedWithTheHash() {
        byte[] wrong = hub.content(LocalHub.WEIGHTS).clone();
        wrong[0] ^= 1;
        isRefused(
                (x, content) -> LocalHub.send(x, 200, wrong),
                "a library",
                "SHA-256",
                file.sha256());
    }

    @Test
    void moreThanTheSizeIsNeverTaken() {
        isRefused(
                (x, content) -> {
                    x.sendResponseHeaders(200, 0);
                    x.getResponseBody().write(LocalHub.bytes(4_000_000));
                },
                "a library",
                "3000000");
    }

    @Test
    void aServerThatDoesNotHaveItIsNamed() {
        isRefused(LocalHub.status(404), "a library: 127.0.0.1 does not have it (404");
    }

    @Test
    void noWayLeadsToAnotherHostWithoutEncryption() {
        isRefused(
                LocalHub.status(302, "Location", "http://other.invalid/library.whl"),
                "other.invalid",
                "only https");
    }

    @Test
    void whatWasFetchedBeforeAStopIsKept() throws IOException {
        Cancellation stop = new Cancellation();
        assertThatThrownBy(
                        () ->
                                files().bring(
                                                file,
                                                place,
                                                had -> {
                                                    if (had > 100_000) {
                                                        stop.cancel();
                                                    }
                                                },
                                                stop))
                .isInstanceOf(CancellationException.class);
        assertThat(place).doesNotExist();
        assertThat(KnownFiles.left(place)).isBetween(100_000L, file.size() - 1);
        arrives();
    }

    @Test
    void aPlaceIsHeldByOneAtATime() {
        Path lock = folder.resolve("lock");
        KnownFiles.Hold first = KnownFiles.hold(lock, "libtorch");
        assertThatThrownBy(() -> KnownFiles.hold(lock, "libtorch"))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("libtorch is being downloaded already");
        first.close();
        KnownFiles.hold(lock, "libtorch").close();
    }
}
