package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.JavaProcess;
import org.sftworkbench.Launcher;
import org.sftworkbench.model.GoldenModel;

/** Whatever is trained on, asked or written wrong, nothing of it is in the logs or the report. */
@Timeout(300)
class LogPrivacyTest {
    private static final String MARK = "ZEBRAFISH";
    private static final String TOKEN = "hf_ZEBRAFISHTOKEN";
    private static final String MODEL = GoldenModel.QWEN3.directory().toAbsolutePath().toString();
    private static final String STARTER = Cli.STARTER.toAbsolutePath().toString();

    @TempDir Path directory;

    @Test
    void logsAndReportHoldNothingOfTheUsers() throws Exception {
        Path good =
                write(
                        "good.jsonl",
                        "{\"prompt\":\"" + MARK + "?\",\"completion\":\"" + MARK + "\"}");
        Path torn = write("torn.jsonl", "{\"prompt\":\"" + MARK + " " + MARK);
        Path template = write("broken.jinja", "{{ messages." + MARK + " | " + MARK + " }}{% if %}");
        Path ids = write("ids.jsonl", "{\"input_ids\":[4093,3987,3991,4001]}");

        sft(0, "tokens", "--tokenizer", STARTER, "--data", good);
        sft(
                0,
                "train",
                "--model",
                MODEL,
                "--ids",
                write("few.jsonl", "{\"input_ids\":[1,2,3]}"),
                "--steps",
                2,
                "--out",
                directory.resolve("run"));
        sft(1, "train", "--resume", directory.resolve("run"));
        sft(1, "train", "--model", MODEL, "--ids", ids, "--steps", 1);
        sft(1, "generate", "--model", MODEL, "--prompt", MARK + " asks", "--max-new-tokens", 2);
        sft(1, "tokens", "--tokenizer", STARTER, "--data", torn);
        sft(1, "tokens", "--tokenizer", STARTER, "--data", good, "--template", template);
        sft(2, MARK + " " + MARK);
        String report = sft(0, "report");

        List<Path> logs;
        try (Stream<Path> files = Files.list(directory.resolve("user").resolve("logs"))) {
            logs = files.filter(file -> file.toString().endsWith(".log")).toList();
        }
        assertThat(logs).isNotEmpty();
        String all = "";
        for (Path log : logs) {
            all += Files.readString(log);
        }
        assertThat(all)
                .as("what failed, and where")
                .contains("sft generate failed", "sft tokens failed", "DataException")
                .doesNotContain(MARK, TOKEN, "4093", "3987", "\tat ");
        assertThat(report).contains("with a token").doesNotContain(MARK, TOKEN);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text + "\n");
    }

    private String sft(int expected, Object... arguments) throws Exception {
        List<String> line = JavaProcess.command("-Dsft.user.dir=" + directory.resolve("user"));
        line.add(Launcher.class.getName());
        for (Object argument : arguments) {
            line.add(argument.toString());
        }
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("HF_TOKEN", TOKEN);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(expected);
        return said;
    }
}
