package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
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
}
