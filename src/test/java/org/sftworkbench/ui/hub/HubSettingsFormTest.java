package org.sftworkbench.ui.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.hub.HubSettings;
import org.sftworkbench.ui.common.words.Words;

class HubSettingsFormTest {
    private static final String TOKEN = "hf_secretsecretsecret";

    @TempDir Path home;

    private HubSettingsForm form(HubEnvironment environment) {
        HubSettingsForm form =
                new HubSettingsForm(Words.english(), environment, Runnable::run, Runnable::run);
        form.load();
        return form;
    }

    private HubEnvironment environment() {
        return new HubEnvironment(Map.of(), home);
    }

    private HubSettings settings() {
        return environment().settings(Optional.empty(), Optional.empty());
    }

    private Path file() {
        return home.resolve(".config/sft-workbench/hub.json");
    }

    @Test
    void whatIsSavedHoldsAfterARestart() {
        HubSettingsForm form = form(environment());
        form.mirrorProperty().set("hf-mirror.com/");
        form.storeProperty().set(home.resolve("models").toString());
        form.tokenProperty().set(" " + TOKEN + "\n");
        form.save();
        assertThat(form.problemProperty().get()).isNull();
        assertThat(settings().endpoint()).hasToString("https://hf-mirror.com");
        assertThat(settings().store()).isEqualTo(home.resolve("models"));
        assertThat(settings().token()).contains(TOKEN);
        assertThat(form(environment()).mirrorProperty().get()).isEqualTo("https://hf-mirror.com");
    }

    @Test
    void theTokenIsNeitherShownNorSaidAgain() {
        HubSettingsForm form = form(environment());
        form.tokenProperty().set(TOKEN);
        form.save();
        assertThat(form.tokenProperty().get()).isEmpty();
        assertThat(form(environment()).tokenProperty().get()).isEmpty();
        assertThat(form.outlineProperty().get().savedFor()).contains("https://huggingface.co");
        assertThat(form.outlineProperty().get().toString()).doesNotContain(TOKEN);
        assertThat(settings().toString()).doesNotContain(TOKEN);
        assertThat(environment().choicesFile().read().toString()).doesNotContain(TOKEN);
    }

    @Test
    void theTokenIsForTheHubItWasGivenFor() {
        HubSettingsForm form = form(environment());
        form.tokenProperty().set(TOKEN);
        form.save();
        form.mirrorProperty().set("https://mirror.example.com");
        form.save();
        assertThat(settings().endpoint()).hasToString("https://mirror.example.com");
        assertThat(settings().token()).isEmpty();
        assertThat(form.outlineProperty().get().sendsToken()).isFalse();
        form.mirrorProperty().set("");
        form.save();
        assertThat(settings().token()).contains(TOKEN);
        form.forgetToken();
        assertThat(settings().token()).isEmpty();
    }

    @Test
    void nobodyElseCanReadTheFile() throws IOException {
        HubSettingsForm form = form(environment());
        form.tokenProperty().set(TOKEN);
        form.save();
        Assumptions.assumeTrue(
                file().getFileSystem().supportedFileAttributeViews().contains("posix"),
                "this system has no owners and groups");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void variablesDecideAndAreNamed() {
        HubSettingsForm saved = form(environment());
        saved.mirrorProperty().set("https://mirror.example.com");
        saved.storeProperty().set(home.resolve("mine").toString());
        saved.tokenProperty().set(TOKEN);
        saved.save();
        HubEnvironment variables =
                new HubEnvironment(
                        Map.of(
                                "HF_ENDPOINT", "https://huggingface.co",
                                "HF_HOME", home.resolve("hf").toString(),
                                "HF_TOKEN", "hf_other"),
                        home);
        HubOutline outline = form(variables).outlineProperty().get();
        assertThat(outline.hubFrom()).contains("HF_ENDPOINT");
        assertThat(outline.storeFrom()).contains("HF_HOME");
        assertThat(outline.tokenFrom()).contains("HF_TOKEN");
        HubSettings settings = variables.settings(Optional.empty(), Optional.empty());
        assertThat(settings.endpoint()).hasToString("https://huggingface.co");
        assertThat(settings.store()).isEqualTo(home.resolve("hf/hub"));
        assertThat(settings.token()).contains("hf_other");
    }

    @Test
    void whatCannotBeIsRefusedAndNothingKept() {
        HubSettingsForm form = form(environment());
        form.mirrorProperty().set("ftp://example.com");
        form.save();
        assertThat(form.problemProperty().get().summary()).contains("not the address of a Hub");
        form.mirrorProperty().set("http://example.com");
        form.tokenProperty().set(TOKEN);
        form.save();
        assertThat(form.problemProperty().get().summary()).contains("https");
        form.mirrorProperty().set("");
        form.tokenProperty().set("two words");
        form.save();
        assertThat(form.problemProperty().get().summary()).contains("characters that no token has");
        form.tokenProperty().set("");
        form.storeProperty().set("relative/place");
        form.save();
        assertThat(form.problemProperty().get().summary()).contains("relative/place");
        assertThat(file()).doesNotExist();
    }
}
