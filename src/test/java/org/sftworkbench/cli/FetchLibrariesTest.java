package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.model.device.FetchedLibraries;
import org.sftworkbench.natives.LibraryCatalogue;

/** {@code sft device --fetch cuda} says what it takes and does nothing without a yes. */
class FetchLibrariesTest {
    private static final String PLACE = "SFT_CUDA_DIR";

    @TempDir Path data;
    private final InputStream input = System.in;

    @BeforeEach
    void isMadeForThisMachine() {
        assumeTrue(
                LibraryCatalogue.of(FetchedLibraries.ofThisMachine().system()).isPresent(),
                "there is no CUDA build of libtorch for this system");
        System.setProperty(PLACE, data.toString());
    }

    @AfterEach
    void putBack() {
        System.clearProperty(PLACE);
        System.setIn(input);
    }

    private static Cli answer(String answer, String... arguments) {
        System.setIn(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
        return Cli.run(arguments);
    }

    @Test
    void withoutAYesNothingIsFetched() throws Exception {
        for (String no : new String[] {"", "\n", "n\n", "no\n"}) {
            Cli run = answer(no, "device", "--fetch", "cuda");
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains("libtorch 2.7.1 for CUDA 12.8", "licences", data.toString(), "[y/N]")
                    .containsPattern("3\\.[37] GB to fetch, about twice as much on the disk")
                    .contains("nothing was fetched; say --yes");
            assertThat(run.out()).isEmpty();
        }
        try (Stream<Path> inside = Files.list(data)) {
            assertThat(inside).isEmpty();
        }
    }

    @Test
    void whatIsThereIsSaidToBeThere() throws Exception {
        FetchedLibraries fetched = FetchedLibraries.ofThisMachine();
        for (String name : fetched.required()) {
            Path file = Path.of(fetched.root()).resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
        Cli run = answer("", "device", "--fetch", "CUDA", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Cli.keys(run.json().get(0)))
                .containsExactly("directory", "version", "flavor", "bytes", "fetched");
        assertThat(run.json().get(0).get("directory").asText()).isEqualTo(fetched.root());
        assertThat(run.json().get(0).get("fetched").asLong()).isZero();
    }

    @Test
    void anythingElseIsWrongUsage() {
        Cli run = Cli.run("device", "--fetch", "rocm");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'rocm' cannot be fetched; say --fetch cuda");
    }

    @Test
    void aMirrorThatIsNoneIsRefusedBeforeTheQuestion() {
        Cli run =
                answer(
                        "y\n",
                        "device",
                        "--fetch",
                        "cuda",
                        "--pypi-mirror",
                        "http://mirror.invalid");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("'http://mirror.invalid' is not the address of a mirror")
                .doesNotContain("[y/N]");
    }
}
