package org.sftworkbench.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user names a model by. */
class StoreSearchTest {
    private static final String OLD = "a".repeat(40);
    private static final String NEW = "b".repeat(40);

    @TempDir Path store;
    private StoreSearch search;

    @BeforeEach
    void fill() throws IOException {
        search = new StoreSearch(store);
        snapshot("owner--model", OLD, true);
        snapshot("owner--model", NEW, true);
        ref("owner--model", "main", NEW);
        ref("owner--model", "v1", OLD);
    }

    private Path snapshot(String folder, String commit, boolean whole) throws IOException {
        Path directory =
                Files.createDirectories(
                        store.resolve("models--" + folder).resolve("snapshots").resolve(commit));
        Files.writeString(directory.resolve("config.json"), "{}");
        if (whole) {
            Files.writeString(directory.resolve("model.safetensors"), "weights");
        }
        return directory;
    }

    private void ref(String folder, String name, String commit) throws IOException {
        Path refs = Files.createDirectories(store.resolve("models--" + folder).resolve("refs"));
        Files.writeString(refs.resolve(name), commit);
    }

    private Path of(String commit) {
        return store.resolve("models--owner--model/snapshots").resolve(commit);
    }

    @Test
    void aNameIsItsMainRevisionAndAnyOtherCanBeNamed() {
        assertThat(search.find("owner/model")).isEqualTo(of(NEW));
        assertThat(search.find("owner/model@v1")).isEqualTo(of(OLD));
        assertThat(search.find("owner/model@" + OLD)).isEqualTo(of(OLD));
    }

    @Test
    void aDirectoryIsADirectoryWhateverTheStoreHolds() throws IOException {
        assertThat(search.find(store.toString())).isEqualTo(store);
        assertThat(search.find("src/main")).isEqualTo(Path.of("src/main"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such", "/no/such/place", "../no/such", "./a/b", "a/b/c", "-x"})
    void whatIsNoNameOfARepositoryStaysAsItIs(String text) {
        assertThat(search.find(text)).isEqualTo(Path.of(text));
    }

    @Test
    void aModelThatIsNotThereIsSaidWithHowToGetIt() {
        assertThatThrownBy(() -> search.find("owner/none"))
                .hasMessageContainingAll("no such directory", "'sft pull owner/none'");
        assertThatThrownBy(() -> search.find("owner/model@v2"))
                .hasMessageContaining("'sft pull owner/model --revision v2'");
    }

    @Test
    void aDownloadThatIsNotCompleteIsSaid() throws IOException {
        snapshot("owner--part", OLD, false);
        assertThatThrownBy(() -> search.find("owner/part"))
                .hasMessageContainingAll("not complete", "'sft pull owner/part' goes on");
    }

    @Test
    void oneOfSeveralIsNotGuessed() throws IOException {
        snapshot("owner--two", OLD, true);
        assertThat(search.find("owner/two")).as("the only one").exists();
        snapshot("owner--two", NEW, true);
        assertThatThrownBy(() -> search.find("owner/two"))
                .hasMessageContainingAll("owner/two@" + OLD, "owner/two@" + NEW);
    }

    @Test
    void aNameWithoutOwnerIsFoundWhereTheStoreHasIt() throws IOException {
        Path old = snapshot("gpt2", OLD, true);
        assertThat(search.find("gpt2")).isEqualTo(old);
    }

    @ParameterizedTest
    @CsvSource({
        "Qwen/Qwen3-0.6B, Qwen/Qwen3-0.6B,",
        "' Qwen/Qwen3-0.6B ', Qwen/Qwen3-0.6B,",
        "https://huggingface.co/Qwen/Qwen3-0.6B, Qwen/Qwen3-0.6B,",
        "https://huggingface.co/Qwen/Qwen3-0.6B/, Qwen/Qwen3-0.6B,",
        "huggingface.co/Qwen/Qwen3-0.6B, Qwen/Qwen3-0.6B,",
        "https://hf.co/Qwen/Qwen3-0.6B?library=transformers, Qwen/Qwen3-0.6B,",
        "https://huggingface.co/Qwen/Qwen3-0.6B/tree/v2.0, Qwen/Qwen3-0.6B, v2.0",
        "https://huggingface.co/a/b/blob/main/config.json, a/b, main",
        "https://huggingface.co/a/b/resolve/main/model.safetensors?download=true, a/b, main",
        "https://huggingface.co/a/b/tree/refs%2Fpr%2F3, a/b, refs/pr/3",
        "https://huggingface.co/a/b/blob/refs/pr/3/config.json, a/b, refs/pr/3",
        "https://huggingface.co/a/b/tree/refs/convert/parquet/default, a/b, refs/convert/parquet",
        "https://huggingface.co/a/b/tree/v1+cpu, a/b, v1+cpu",
        "https://huggingface.co/a/b/tree/100%, a/b, 100%",
        "https://huggingface.co/a/b/discussions/4#x, a/b,",
        "https://hf-mirror.com/a/b, a/b,",
        "http://127.0.0.1:8080/a/b, a/b,",
        "https://huggingface.co/gpt2, gpt2,",
        "Qwen/Qwen3-0.6B@v2.0, Qwen/Qwen3-0.6B, v2.0",
        "a/b@refs/pr/3, a/b, refs/pr/3",
    })
    void anAddressOfAPageIsItsModel(String text, String id, String revision) {
        assertThat(RepositoryId.typed(text)).hasToString(id);
        assertThat(RepositoryId.typedRevision(text).orElse(null)).isEqualTo(revision);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://huggingface.co/datasets/a/b",
                "https://huggingface.co/spaces/a/b",
                "https://huggingface.co/",
                "https://",
                "a/b/c",
                "a b",
                "a/b@",
                "@main",
                "../a",
                ""
            })
    void whatIsNoModelIsRefused(String text) {
        assertThatThrownBy(() -> RepositoryId.typed(text)).isInstanceOf(HubException.class);
    }

    @Test
    void ownerAndNameMayHave96CharactersEach() {
        String most = "x".repeat(96);
        assertThat(RepositoryId.ifValid(most + "/" + most)).isPresent();
        assertThat(RepositoryId.ifValid(most)).isPresent();
        assertThat(RepositoryId.ifValid(most + "x/y")).isEmpty();
        assertThat(RepositoryId.ifValid("y/" + most + "x")).isEmpty();
    }
}
