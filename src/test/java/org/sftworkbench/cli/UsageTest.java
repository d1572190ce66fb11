package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sftworkbench.model.GoldenModel;

/** Wrong usage is told on the error stream and ends in exit code 2. */
class UsageTest {
    @Test
    void withoutACommandTheCommandsAreListed() {
        Cli run = Cli.run();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "demo",
                        "tokens",
                        "check",
                        "train",
                        "score",
                        "generate",
                        "merge",
                        "pretrain-starter",
                        "pull",
                        "models",
                        "device");
    }

    @Test
    void everyCommandHasHelp() {
        for (String command :
                List.of(
                        "demo",
                        "tokens",
                        "check",
                        "train",
                        "score",
                        "generate",
                        "merge",
                        "pretrain-starter",
                        "pull",
                        "models",
                        "device")) {
            Cli run = Cli.run(command, "--help");
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).startsWith("Usage: sft " + command).contains("--json");
        }
    }

    @Test
    void helpIsACommandTooAsPeopleTypeIt() {
        assertThat(Cli.run("help")).isEqualTo(Cli.run("--help"));
        assertThat(Cli.run("help", "--help")).isEqualTo(Cli.run("--help"));
        assertThat(Cli.run("help", "train")).isEqualTo(Cli.run("train", "--help"));
        assertThat(Cli.run("help", "bench", "encode").out()).startsWith("Usage: sft bench encode ");
        assertThat(said("help", "trian")).contains("did you mean train?");
        assertThat(said("trian", "--help")).contains("did you mean train?");
    }

    @Test
    void aWordThatIsNeitherFileNorCommandIsToldAsThatWithTheNearestCommand() {
        assertThat(said("nofile.jsonl"))
                .startsWith("sft: nofile.jsonl: no such file, and no command of that name\n");
        assertThat(said("trian", "--model", "x"))
                .startsWith(
                        "sft: trian: no such file, and no command of that name; did you mean train?\n");
        assertThat(said("foo")).startsWith("sft: foo: no such file, and no command of that name\n");
        assertThat(said("gen")).contains("did you mean generate?");
        assertThat(said("bench", "trian"))
                .contains("there is no command 'sft bench trian'; did you mean train?");
        assertThat(said("device", "here")).contains("'here' has no place here");
    }

    @Test
    void anEmptyWordIsNotTheDirectoryOneIsIn() {
        assertThat(said("")).startsWith("sft: '': no such file, and no command of that name\n");
    }

    @Test
    void anUnknownOptionIsNamedAloneWithTheNearest() {
        assertThat(said("train", "--modle", "x", "--data", "y"))
                .startsWith("sft train: there is no option --modle; did you mean --model?\n");
        assertThat(said("tokens", "--modle=x", "--data", "y"))
                .startsWith("sft tokens: there is no option --modle; did you mean --model?\n");
        assertThat(said("tokens", "--model", "x", "--data", "y", "--zzzz", "1"))
                .startsWith("sft tokens: there is no option --zzzz\n");
        assertThat(said("tokens", "--data", "y")).contains("--model", "--tokenizer");
    }

    @Test
    void anUnknownOptionBehindFilesIsNoFile() {
        assertThat(said("train", "--model", "x", "--data", "y", "--max-lenght", "7"))
                .startsWith(
                        "sft train: there is no option --max-lenght; did you mean --max-length?");
        assertThat(said("check", "--model", "--dta", "--data", "y"))
                .startsWith("sft check: there is no option --dta; did you mean --data?");
    }

    @Test
    void aWordThatBeginsWithAnAtIsTakenAsItStands(@TempDir Path directory) throws IOException {
        Path words = Files.writeString(directory.resolve("words"), "--help");

        Cli run = Cli.run("check", "--model", Cli.STARTER, "--data", "@" + words);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("@" + words + ": there is no such file");
    }

    @Test
    void aNumberThatIsNoneIsToldInTheUsersWords() {
        assertThat(said("tokens", "--model", "x", "--data", "y", "--row", "abc"))
                .contains("'--row'", "'abc' is not a whole number");
    }

    @Test
    void bothFormsOfTrainAreInItsUsage() {
        assertThat(Cli.run("train", "--help").out())
                .contains("sft train --model=DIR (--data=FILE... | --ids=FILE.jsonl)")
                .contains("sft train --resume=RUN");
    }

    private static String said(Object... arguments) {
        Cli run = Cli.run(arguments);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        return run.err().replace(System.lineSeparator(), "\n");
    }

    @Test
    void theVersionNamesTheProgram() {
        assertThat(Cli.run("--version").out()).startsWith("SFT Workbench");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trian",
                "train",
                "train --model MODEL",
                "train --model MODEL --ids x --data y",
                "train --model MODEL --ids x --lr abc",
                "train --model MODEL --ids x --lr -1",
                "train --model MODEL --ids x --batch-size 0",
                "train --model MODEL --ids x --schedule wavy",
                "train --model MODEL --ids x --steps 0",
                "train --model MODEL --ids x --steps 1 --epochs 1",
                "train --model MODEL --ids x --warmup 2.5",
                "train --model MODEL --ids x --warmup -1",
                "train --model MODEL --data x --mask everything",
                "tokens --data x",
                "tokens --model a --tokenizer b --data x",
                "tokens --model a --data x --bogus",
                "check --data x",
                "check --model a --tokenizer b --data x",
                "check --model a",
                "check --model a --data x --max-length none",
                "score --model MODEL",
                "generate --model MODEL",
                "generate --model MODEL --ids x --top-p 0",
                "generate --model MODEL --ids x --max-new-tokens 0",
                "generate --model MODEL --ids x --temperature -1",
                "demo --steps 0",
                "pretrain-starter --steps 0"
            })
    void wrongUsageEndsInTwo(String line) {
        String model = GoldenModel.QWEN3.directory().toString();
        Cli run = Cli.run((Object[]) line.replace("MODEL", model).split(" "));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("sft").contains("--help").doesNotContain("Exception");
    }

    @Test
    void anOutputWithoutANameIsWrongUsage() {
        Cli run = Cli.run("train", "--model", Cli.STARTER, "--data", "data.jsonl", "--out", "");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--out: names no directory");
    }
}
