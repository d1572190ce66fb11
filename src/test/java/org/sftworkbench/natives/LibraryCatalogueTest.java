package org.sftworkbench.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.job.Bytes;

/** What is fetched fits the DJL of this program, and is asked for where it should be. */
class LibraryCatalogueTest {
    @ParameterizedTest
    @CsvSource({
        "linux-x86_64, jnilib/linux-x86_64/cu128/libdjl_torch.so, 3.7 GB",
        "win-x86_64, jnilib/win-x86_64/cu128/djl_torch.dll, 3.3 GB"
    })
    void isOfTheVersionThatDjlIsMadeForAndHasTheBridgeTo(String system, String bridge, String size)
            throws IOException {
        LibraryCatalogue catalogue = LibraryCatalogue.of(system).orElseThrow();
        Properties djl = new Properties();
        try (InputStream in = resource("pytorch-engine.properties")) {
            djl.load(in);
        }

        assertThat(catalogue.version()).isEqualTo(djl.getProperty("pytorch_version"));
        assertThat(bridge).contains("/" + catalogue.flavor() + "/");
        try (InputStream in = resource(bridge)) {
            assertThat(in).isNotNull();
        }
        assertThat(Bytes.text(catalogue.size())).isEqualTo(size);
        assertThat(catalogue.archives())
                .extracting(LibraryArchive::sha256)
                .doesNotHaveDuplicates()
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(catalogue.archives())
                .allSatisfy(
                        archive ->
                                assertThat(LibraryServers.MAKERS.address(archive))
                                        .hasScheme("https"));
        assertThat(catalogue.archives().get(0).path())
                .contains("torch-" + catalogue.version() + "%2B" + catalogue.flavor());
    }

    /** Windows finds libraries by a path that the script knows before Java runs. */
    @Test
    void isLookedForOnWindowsWhereItIsFetchedTo() throws IOException {
        LibraryCatalogue catalogue = LibraryCatalogue.of("win-x86_64").orElseThrow();
        assertThat(Files.readString(Path.of("src/main/dist/bin/sft.bat")))
                .contains(
                        "%SFT_CUDA%\\"
                                + catalogue.version()
                                + "-"
                                + catalogue.flavor()
                                + "-win-x86_64\\torch\\lib;");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<pytorch.version>" + catalogue.version() + "</pytorch.version>");
    }

    private static InputStream resource(String name) {
        return LibraryCatalogueTest.class.getClassLoader().getResourceAsStream(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-aarch64", "osx-aarch64", "osx-x86_64", ""})
    void thereIsNoneForOtherSystems(String system) {
        assertThat(LibraryCatalogue.of(system)).isEmpty();
    }

    @Test
    void mirrorsAreLaidOutAsTheMakersServers() {
        LibraryServers mirrors =
                LibraryServers.of(
                        Map.of(
                                "SFT_PYTORCH_MIRROR", "https://mirrors.example/pytorch-wheels/",
                                "SFT_PYPI_MIRROR", "https://mirrors.example/pypi"));
        LibraryCatalogue linux = LibraryCatalogue.of("linux-x86_64").orElseThrow();

        assertThat(mirrors.address(linux.archives().get(0)))
                .isEqualTo(
                        URI.create(
                                "https://mirrors.example/pytorch-wheels/cu128/torch-2.7.1%2Bcu128-cp311-cp311-manylinux_2_28_x86_64.whl"));
        assertThat(mirrors.address(linux.archives().get(1)).toString())
                .startsWith("https://mirrors.example/pypi/packages/82/df/");
        assertThat(LibraryServers.of(Map.of("SFT_PYPI_MIRROR", " ")))
                .isEqualTo(LibraryServers.MAKERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mirrors.example",
                "http://mirrors.example/pypi",
                "ftp://mirrors.example",
                "https://",
                "https://mirrors.example/?x",
                "not an address"
            })
    void whatIsNoMirrorIsRefused(String address) {
        assertThatThrownBy(() -> LibraryServers.MAKERS.or(Optional.of(address), Optional.empty()))
                .isInstanceOf(NativesException.class)
                .hasMessageContainingAll("'" + address + "'", "https://");
    }

    @Test
    void theFlavourIsWhatTheInstallerLeft(@TempDir Path home) throws IOException {
        assertThat(Flavor.of(Optional.empty(), Optional.of(home))).isEqualTo(Flavor.CPU);
        assertThat(Flavor.of(Optional.empty(), Optional.empty())).isEqualTo(Flavor.CPU);
        Files.writeString(home.resolve(Flavor.MARKER), "cuda\n");
        assertThat(Flavor.of(Optional.empty(), Optional.of(home))).isEqualTo(Flavor.CUDA);
        assertThat(Flavor.of(Optional.of("cpu"), Optional.of(home))).isEqualTo(Flavor.CPU);
        Files.writeString(home.resolve(Flavor.MARKER), "x".repeat(1000));
        assertThat(Flavor.of(Optional.empty(), Optional.of(home))).isEqualTo(Flavor.CPU);
    }
}
