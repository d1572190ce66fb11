package org.sftworkbench.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.hub.HubSettings.Patience;
import org.sftworkbench.hub.KnownFiles;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.natives.LibraryArchive.Server;

/** The libraries are in their place whole and checked, or not at all. */
class CudaLibrariesTest {
    private static final List<String> REQUIRED =
            List.of("torch/lib/libtorch.so", "torch/lib/libtorch_cuda.so");

    @TempDir Path data;
    private LocalServer server;
    private final byte[] torch = Wheels.torch();
    private final byte[] cublas = Wheels.cublas();
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        directory = data.resolve("2.7.1-cu128-linux-x86_64");
        server = new LocalServer();
        server.put("/torch.whl", torch);
        server.put("/cublas.whl", cublas);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CudaLibraries libraries(LibraryArchive... archives) {
        return new CudaLibraries(
                new LibraryCatalogue("2.7.1", "cu128", List.of(archives)),
                new LibraryServers(server.address(), server.address()),
                new KnownFiles(
                        Map.of(), new Patience(Duration.ofSeconds(60), 3, Duration.ofMillis(5))),
                directory,
                REQUIRED);
    }

    private CudaLibraries both() {
        return libraries(
                Wheels.archive("torch", Server.PYTORCH, torch),
                Wheels.archive("cublas", Server.PYPI, cublas));
    }

    private List<String> inPlace() throws IOException {
        try (Stream<Path> inside = Files.walk(directory)) {
            return inside.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> inside = Files.list(data)) {
            return inside.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("partial"))
                    .toList();
        }
    }

    private void isRefused(CudaLibraries libraries, String... words) {
        assertThatThrownBy(() -> libraries.fetch(Progress.NONE, new Cancellation()))
                .isInstanceOf(NativesException.class)
                .hasMessageContainingAll(words);
        assertThat(directory).doesNotExist();
        assertThat(libraries.areThere()).isFalse();
    }

    @Test
    void librariesAndLicencesLieWherePipWouldPutThem() throws IOException {
        CudaLibraries libraries = both();
        assertThat(libraries.areThere()).isFalse();
        assertThat(libraries.missing()).isEqualTo(torch.length + cublas.length);

        assertThat(libraries.fetch(Progress.NONE, new Cancellation())).isEqualTo(directory);

        assertThat(inPlace())
                .containsExactly(
                        "nvidia/cublas/lib/libcublas.so.12",
                        "nvidia/cublas/lib/libcublasLt.so.12",
                        "nvidia_cublas_cu12-12.8.3.14.dist-info/License.txt",
                        "torch-2.7.1+cu128.dist-info/LICENSE",
                        "torch/lib/libc10.so",
                        "torch/lib/libc10_cuda.so",
                        "torch/lib/libgomp-a34b3233.so.1",
                        "torch/lib/libtorch.so",
                        "torch/lib/libtorch_cpu.so",
                        "torch/lib/libtorch_cuda.so");
        assertThat(directory.resolve("torch/lib/libtorch.so"))
                .hasBinaryContent(Wheels.content("torch/lib/libtorch.so"));
        assertThat(libraries.areThere()).isTrue();
        assertThat(libraries.missing()).isZero();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void progressCountsTheBytesOfAllArchivesUpToTheirSum() {
        List<Long> told = new ArrayList<>();
        List<String> whats = new ArrayList<>();
        both().fetch(
                        (what, done, total) -> {
                            assertThat(total).isEqualTo(torch.length + cublas.length);
                            told.add(done);
                            whats.add(what);
                        },
                        new Cancellation());

        assertThat(told).isSorted().last().isEqualTo((long) torch.length + cublas.length);
        assertThat(whats).contains("torch", "unpacking torch", "cublas", "unpacking cublas");
    }

    @Test
    void whatIsThereIsNotFetchedAgain() {
        both().fetch(Progress.NONE, new Cancellation());
        both().fetch(Progress.NONE, new Cancellation());
        assertThat(server.asked()).containsExactly("/torch.whl", "/cublas.whl");
    }

    @Test
    void aFetchThatWasStoppedGoesOnWhereItWas() throws IOException {
        Cancellation stop = new Cancellation();
        assertThatThrownBy(
                        () ->
                                both().fetch(
                                                (what, done, total) -> {
                                                    if (done > torch.length + 50_000) {
                                                        stop.cancel();
                                                    }
                                                },
                                                stop))
                .isInstanceOf(CancellationException.class);
        assertThat(directory).doesNotExist();
        long missing = both().missing();
        assertThat(missing).isBetween(1L, cublas.length - 50_000L);

        both().fetch(Progress.NONE, new Cancellation());

        assertThat(server.asked())
                .containsExactly(
                        "/torch.whl",
                        "/cublas.whl",
                        "/cublas.whl bytes=" + (cublas.length - missing) + "-");
        assertThat(inPlace()).hasSize(10);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void anUnpackingThatWasStoppedIsDoneAnewWithoutFetching() throws IOException {
        Cancellation stop = new Cancellation();
        assertThatThrownBy(
                        () ->
                                both().fetch(
                                                (what, done, total) -> {
                                                    if (what.equals("unpacking cublas")) {
                                                        stop.cancel();
                                                    }
                                                },
                                                stop))
                .isInstanceOf(CancellationException.class);
        assertThat(directory).doesNotExist();

        both().fetch(Progress.NONE, new Cancellation());

        assertThat(server.asked()).containsExactly("/torch.whl", "/cublas.whl");
        assertThat(inPlace()).hasSize(10);
    }

    @Test
    void aFlippedBitIsRefusedWithTheHash() {
        byte[] wrong = cublas.clone();
        wrong[wrong.length / 2] ^= 1;
        server.put("/cublas.whl", wrong);
        isRefused(both(), "cublas", "SHA-256", "nothing of it was kept");
    }

    @Test
    void archivesWithoutLibtorchAreRefused() {
        isRefused(
                libraries(Wheels.archive("cublas", Server.PYPI, cublas)),
                "do not hold torch/lib/libtorch.so");
        byte[] empty = Wheels.wheel("torch/__init__.py");
        server.put("/empty.whl", empty);
        isRefused(
                libraries(Wheels.archive("empty", Server.PYPI, empty)),
                "empty: the archive holds no library");
        byte[] none = {1, 2, 3};
        server.put("/none.whl", none);
        isRefused(
                libraries(Wheels.archive("none", Server.PYPI, none)),
                "none: the archive is damaged");
    }

    @Test
    void namesThatLeadOutAreLeftInTheArchive() throws IOException {
        byte[] hostile =
                Wheels.wheel(
                        "../lib/libevil.so",
                        "/tmp/lib/libevil.so",
                        "torch/lib/../../libevil.so",
                        "torch\\lib\\libevil.so",
                        "torch/lib/libtorch.so",
                        "torch/lib/libtorch_cuda.so");
        server.put("/hostile.whl", hostile);
        libraries(Wheels.archive("hostile", Server.PYTORCH, hostile))
                .fetch(Progress.NONE, new Cancellation());

        assertThat(inPlace()).containsExactlyElementsOf(REQUIRED);
        try (Stream<Path> all = Files.walk(data)) {
            assertThat(all).noneMatch(file -> file.toString().contains("evil"));
        }
    }

    @Test
    void aServerThatHasThemNotIsNamed() {
        isRefused(
                libraries(Wheels.archive("missing", Server.PYPI, cublas)),
                "missing: 127.0.0.1 does not have it (404",
                "try another");
    }

    @Test
    void twoAtOnceAreOneTooMany() {
        Path lock = data.resolve(".2.7.1-cu128-linux-x86_64.lock");
        try (KnownFiles.Hold other = KnownFiles.hold(lock, "libtorch for CUDA")) {
            isRefused(both(), "libtorch for CUDA is being downloaded already");
        }
    }

    @Test
    void aDiskWithoutRoomIsToldOfBeforeAnythingIsFetched() {
        assertThatThrownBy(() -> LibraryUnpacker.requireRoom(data, Long.MAX_VALUE / 2, "libtorch"))
                .isInstanceOf(NativesException.class)
                .hasMessageContainingAll(data.toString(), "are free", "SFT_CUDA_DIR");
    }

    @Test
    void whatIsNotWholeUnderTheNameIsReplaced() throws IOException {
        Files.createDirectories(directory.resolve("torch/lib"));
        Files.writeString(directory.resolve("torch/lib/libtorch.so"), "half");
        CudaLibraries libraries = both();
        assertThat(libraries.areThere()).isFalse();

        libraries.fetch(Progress.NONE, new Cancellation());

        assertThat(inPlace()).hasSize(10);
    }
}
