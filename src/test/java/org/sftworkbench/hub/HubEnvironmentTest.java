package org.sftworkbench.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.disk.UserDirectories;

class HubEnvironmentTest {
    private static final Optional<String> NONE = Optional.empty();

    @TempDir Path home;
    private final Map<String, String> variables = new HashMap<>();

    private HubSettings settings(Optional<String> mirror, Optional<String> token) {
        return new HubEnvironment(variables, home).settings(mirror, token);
    }

    private HubSettings settings() {
        return settings(NONE, NONE);
    }

    private void login(String token) throws IOException {
        Path file = home.resolve(".cache/huggingface/token");
        Files.createDirectories(file.getParent());
        Files.writeString(file, token + "\n");
    }

    @Test
    void theStoreIsWhereHuggingfaceHubHasIt() {
        assertThat(settings().store()).isEqualTo(home.resolve(".cache/huggingface/hub"));
        variables.put("XDG_CACHE_HOME", "/xdg");
        assertThat(settings().store()).isEqualTo(Path.of("/xdg/huggingface/hub"));
        variables.put("HF_HOME", "~/hf");
        assertThat(settings().store()).isEqualTo(home.resolve("hf/hub"));
        variables.put("HF_HUB_CACHE", "/cache");
        assertThat(settings().store()).isEqualTo(Path.of("/cache"));
    }

    @Test
    void choicesAreWhereTheBaseDirectorySpecificationHasThem() {
        new HubEnvironment(variables, home).choicesFile().write(HubChoices.NONE);
        assertThat(home.resolve(".config/sft-workbench/hub.json")).exists();
        variables.put("XDG_CONFIG_HOME", home.resolve("xdg").toString());
        new HubEnvironment(variables, home).choicesFile().write(HubChoices.NONE);
        assertThat(home.resolve("xdg/sft-workbench/hub.json")).exists();
    }

    @Test
    void choicesAreBelowTheOneDirectoryForEverythingWhereThereIsOne() throws IOException {
        // As every test of this build runs.
        Path one = Path.of(System.getProperty(UserDirectories.PROPERTY));
        Path file = one.resolve("state").resolve("hub.json");
        Files.deleteIfExists(file);
        HubEnvironment.ofProcess().choicesFile().write(HubChoices.NONE);
        assertThat(file).exists();
        Files.delete(file);
    }

    @Test
    void aRelativePlaceForChoicesIsIgnored() {
        variables.put("XDG_CONFIG_HOME", "relative");
        new HubEnvironment(variables, home).choicesFile().write(HubChoices.NONE);
        assertThat(home.resolve(".config/sft-workbench/hub.json")).exists();
        assertThat(Path.of("relative")).doesNotExist();
    }

    @Test
    void theTokenIsTheOneGivenThenTheVariablesThenTheLogins() throws IOException {
        assertThat(settings().token()).isEmpty();
        login("hf_login");
        assertThat(settings().token()).contains("hf_login");
        variables.put("HF_TOKEN", "hf_variable");
        assertThat(settings().token()).contains("hf_variable");
        assertThat(settings(NONE, Optional.of("hf_given")).token()).contains("hf_given");
    }

    @Test
    void theLoginsTokenDoesNotGoToAMirror() throws IOException {
        login("hf_login");
        Optional<String> mirror = Optional.of("https://mirror.example/");
        assertThat(settings(mirror, NONE).token()).isEmpty();
        assertThat(settings(mirror, NONE).endpoint().address())
                .hasToString("https://mirror.example");
        assertThat(settings(mirror, Optional.of("hf_given")).token()).contains("hf_given");
        variables.put("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1");
        assertThat(settings().token()).isEmpty();
    }

    @Test
    void aTokenIsNotSentWhereAnyoneCanReadIt() throws IOException {
        login("hf_login");
        variables.put("HF_ENDPOINT", "http://mirror.example");
        assertThat(settings().token()).isEmpty();
        assertThatThrownBy(() -> settings(NONE, Optional.of("hf_given")))
                .hasMessageContaining("readable by anyone");
        variables.put("HF_ENDPOINT", "http://localhost:8080");
        assertThat(settings().token()).contains("hf_login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hf_a\r\nHost: evil", "hf ä", "a b"})
    void aTokenThatCouldBeMoreThanAHeaderIsRefused(String token) {
        assertThatThrownBy(() -> settings(NONE, Optional.of(token)))
                .hasMessageContaining("token")
                .hasMessageNotContaining("hf_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "huggingface.co",
                "ftp://x",
                "file:///x",
                "https://u:p@x",
                "https://x/?q",
                ""
            })
    void anAddressThatIsNoServersIsRefused(String address) {
        assertThatThrownBy(() -> settings(Optional.of(address), NONE))
                .hasMessageContaining("is not the address of a Hub");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "a/b/c",
                "/a",
                "a/",
                "a/..",
                "a\\b",
                "a/b\0",
                "a--b/c",
                "a/b.git",
                "a/con",
                "https://huggingface.co/a/b",
                ""
            })
    void aRepositoryHasANameOfTheHubs(String name) {
        assertThatThrownBy(() -> new RepositoryId(name)).isInstanceOf(HubException.class);
    }

    @Test
    void aKeptMirrorThatIsNoneIsInNobodysWayWhereAnotherGoesBeforeIt() throws IOException {
        Path file = home.resolve(".config/sft-workbench/hub.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"format\": 1, \"mirror\": \"ftp://x\"}");

        assertThat(settings(Optional.of("https://a.example"), NONE).endpoint())
                .hasToString("https://a.example");
        assertThat(new HubEnvironment(variables, home).store())
                .isEqualTo(home.resolve(".cache/huggingface/hub"));
        variables.put("HF_ENDPOINT", "https://b.example");
        assertThat(settings().endpoint()).hasToString("https://b.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token_for", "mirror"})
    void aKeptAddressThatIsNoneIsNamedWithItsFileAndPlace(String key) throws IOException {
        Path file = home.resolve(".config/sft-workbench/hub.json");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "{\"format\": 1, \"token\": \"hf_x\", \"" + key + "\": \"ftp://x\"}");

        assertThatThrownBy(() -> settings(NONE, NONE))
                .isInstanceOf(HubException.class)
                .hasMessageStartingWith(file + ": \"" + key + "\": \"ftp://x\" is not")
                .message()
                .doesNotContain("hf_x");
    }
}
