package org.sftworkbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.disk.FaultyDisk;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** Lines of a run are read however its process ended. */
class RunFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path directory;

    @Test
    void metricsAreReadByTheirNames() throws IOException {
        Files.writeString(
                run().metrics(),
                "{\"step\":1,\"epoch\":0.5,\"loss\":2.5,\"loss_all\":null}\n"
                        + "{\"step\":2,\"epoch\":1.0,\"loss\":2.25}\n"
                        + "{\"step\":2,\"epoch\":1.0,\"eval_loss\":2.125}\n");
        Metrics metrics = Metrics.read(run());
        assertThat(metrics.names()).containsExactlyInAnyOrder("epoch", "loss", "eval_loss");
        assertThat(metrics.series("loss").steps()).containsExactly(1, 2);
        assertThat(metrics.series("loss").values()).containsExactly(2.5, 2.25);
        assertThat(metrics.series("eval_loss").steps()).containsExactly(2);
        assertThat(metrics.series("nothing").size()).isZero();
        List<MetricLine> lines = Metrics.lines(run());
        assertThat(lines).extracting(MetricLine::isEvaluation).containsExactly(false, false, true);
    }

    @Test
    void everyCutOfTheLastLineLosesThatLineAlone() throws IOException {
        String whole = "{\"step\":1,\"loss\":2.5}\n";
        byte[] last = "{\"step\":2,\"loss\":2.25,\"名\":\"字\"}\n".getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= last.length; cut++) {
            Files.writeString(run().metrics(), whole);
            Files.write(run().metrics(), Arrays.copyOf(last, cut), StandardOpenOption.APPEND);
            int lines = cut >= last.length - 1 ? 2 : 1;
            assertThat(Metrics.lines(run())).as("cut at %d", cut).hasSize(lines);
        }
    }

    @Test
    void aBrokenLineInTheMiddleIsNamed() throws IOException {
        Files.writeString(run().metrics(), "{\"step\":1}\n{\"step\":\n{\"step\":3}\n");
        assertThatThrownBy(() -> Metrics.read(run()))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("metrics.jsonl, line 2");
    }

    @Test
    void aLineThatSaysSomethingElseIsNamed() throws IOException {
        String head = "{\"ids\":[1,2],\"tokens\":[\"a\",\"b\"],\"trained\":[false,true]}\n";
        for (String line :
                List.of(
                        "{\"stpe\":2,\"nll\":[null,1]}",
                        "{\"step\":-1,\"nll\":[null,1]}",
                        "{\"step\":1e99,\"nll\":[null,1]}",
                        "{\"step\":99999999999,\"nll\":[null,1]}")) {
            Files.writeString(run().metrics(), line);
            Files.writeString(run().samples(), line);
            Files.writeString(run().probe(), head + line);
            namedWith("metrics.jsonl, line 1: \"step\"", () -> Metrics.read(run()));
            namedWith("metrics.jsonl, line 1: \"step\"", () -> Metrics.lines(run()));
            namedWith("samples.jsonl, line 1: \"step\"", () -> SampleLine.read(run()));
            namedWith("probe.jsonl, line 2: \"step\"", () -> ProbeHistory.read(run()));
        }
    }

    @Test
    void aProbeWhoseListsDoNotBelongTogetherIsNamed() throws IOException {
        String head = "{\"ids\":[1,2],\"tokens\":[\"a\",\"b\"],\"trained\":[false,true]}\n";
        Map<String, String> wrong =
                Map.of(
                        head + "{\"step\":0,\"nll\":[1]}",
                        "probe.jsonl, line 2: \"nll\"",
                        head + "{\"step\":0,\"nll\":{\"a\":1,\"b\":2}}",
                        "line 2: \"nll\"",
                        head + "{\"step\":0}",
                        "line 2: \"nll\"",
                        head.replace("\"b\"", "\"b\",\"c\""),
                        "line 1: \"tokens\"",
                        head.replace("trained", "trainee"),
                        "line 1: \"trained\"",
                        head.replace("}", ",\"kinds\":[\"content\"]}"),
                        "line 1: \"kinds\"",
                        head.replace("ids", "idz"),
                        "line 1: \"ids\"");
        for (Map.Entry<String, String> one : wrong.entrySet()) {
            Files.writeString(run().probe(), one.getKey());
            namedWith(one.getValue(), () -> ProbeHistory.read(run()));
        }
    }

    private static void namedWith(String place, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOf(RunException.class)
                .hasMessageContaining(place)
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    @Test
    void aSentenceDoesNotGoOnWithTheHalfOneOfAKilledProcess() throws IOException {
        String whole = "2026-01-31T14:25:30Z started from a model\n";
        for (String half : List.of("", "2026-01-31T14:2", "x".repeat(20_000))) {
            Files.writeString(run().log(), whole + half);
            try (RunFiles files = new RunFiles(run())) {
                files.log("goes on");
                files.log("and on");
            }
            assertThat(Files.readString(run().log()))
                    .startsWith(whole)
                    .endsWith(" and on\n")
                    .doesNotContain("14:22", "xx")
                    .hasLineCount(3);
        }
    }

    @Test
    void whatStandsInAFilesPlaceIsNamedBeforeARunGoesOn() throws IOException {
        Files.writeString(run().metrics(), "{}\n");
        RunFiles.requireOwn(run());
        for (Path file : List.of(run().log(), run().probe(), run().samples(), run().metrics())) {
            Files.deleteIfExists(file);
            Files.createSymbolicLink(file, directory.resolve("nowhere"));
            assertThatThrownBy(() -> RunFiles.requireOwn(run()))
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining(file + ": cannot be written: is a link")
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
            Files.delete(file);
            Files.createDirectory(file);
            assertThatThrownBy(() -> RunFiles.requireOwn(run()))
                    .hasMessage(file + ": cannot be written: is a directory, not a file");
            Files.delete(file);
        }
    }

    @Test
    void aFileThatMayNotBeWrittenIsNamedBeforeARunGoesOn() throws IOException {
        Files.writeString(run().log(), "a sentence\n");
        assumeTrue(run().log().toFile().setWritable(false));
        assumeFalse(Files.isWritable(run().log()), "who may do everything may write it");
        assertThatThrownBy(() -> RunFiles.requireOwn(run()))
                .isInstanceOf(RunException.class)
                .hasMessage(run().log() + ": cannot be written: permission denied");
    }

    @Test
    void nothingIsWrittenThroughALinkOrIntoAPipe() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("mine"), "my own");
        try (RunFiles files = new RunFiles(run())) {
            Files.createSymbolicLink(run().log(), elsewhere);
            assertThatThrownBy(() -> files.log("a sentence"))
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining("log.txt: cannot be written: is a link")
                    .satisfies(e -> ToldInChinese.check(e.getMessage()));
        }
        assertThat(elsewhere).hasContent("my own");
    }

    @Test
    void samplesAndTheProbeAreRead() throws IOException {
        SampleLine sample = new SampleLine(10, "Where?", "In Oslo.", true, 4);
        Files.writeString(run().samples(), sample.json() + "\n");
        assertThat(SampleLine.read(run())).containsExactly(sample);
        Files.writeString(
                run().probe(),
                "{\"ids\":[1,2],\"tokens\":[\"a\",\"b\"],\"trained\":[false,true]}\n"
                        + "{\"step\":0,\"nll\":[null,1.5]}\n{\"step\":5,\"nll\":[nu");
        ProbeHistory probe = ProbeHistory.read(run()).orElseThrow();
        assertThat(probe.ids()).containsExactly(1, 2);
        assertThat(probe.trained()).containsExactly(false, true);
        assertThat(probe.kinds()).isEmpty();
        assertThat(probe.scores()).hasSize(1);
        assertThat(probe.scores().get(0).nll()).containsExactly(Double.NaN, 1.5);
    }

    @Test
    void theProbeSaysWhatItsTokensAreThereFor() throws IOException {
        Files.writeString(
                run().probe(),
                "{\"ids\":[1,2],\"tokens\":[\"a\",\"b\"],\"trained\":[false,true],"
                        + "\"kinds\":[\"content\",\"end of turn\"]}\n");
        assertThat(ProbeHistory.read(run()).orElseThrow().kinds())
                .containsExactly("content", "end of turn");
    }

    @Test
    void whatARunWillMeasureAgainIsForgotten() throws IOException {
        try (RunFiles files = new RunFiles(run())) {
            for (int step = 0; step <= 3; step++) {
                files.metrics(JSON.createObjectNode().put("step", step).put("loss", 1.0 / 3));
                files.sample(new SampleLine(step, "Q", "答", false, 1));
            }
            files.probe(
                    (ObjectNode)
                            JSON.readTree("{\"ids\":[1],\"tokens\":[\"a\"],\"trained\":[true]}"));
            files.probe((ObjectNode) JSON.readTree("{\"step\":3,\"nll\":[null]}"));
            files.log("three steps");
        }
        Files.writeString(run().metrics(), "{\"step\":4,", StandardOpenOption.APPEND);
        RunFiles.cutAfter(run(), 2);
        assertThat(Metrics.read(run()).series("loss").steps()).containsExactly(0, 1, 2);
        assertThat(Metrics.read(run()).series("loss").values()).containsOnly(1.0 / 3);
        assertThat(SampleLine.read(run())).extracting(SampleLine::step).containsExactly(0, 1, 2);
        assertThat(ProbeHistory.read(run()).orElseThrow().scores()).isEmpty();
        assertThat(Files.readString(run().log())).endsWith(" three steps\n");
        // A run may go on writing where it was cut.
        try (RunFiles files = new RunFiles(run())) {
            files.metrics(JSON.createObjectNode().put("step", 3).put("loss", 2));
        }
        assertThat(Metrics.read(run()).series("loss").steps()).containsExactly(0, 1, 2, 3);
        RunFiles.cutAfter(run(), -1);
        assertThat(Metrics.lines(run())).isEmpty();
    }

    @Test
    void whatIsSetAsideIsKeptAndKeptApart() throws IOException {
        assertThat(RunFiles.setAside(run())).isEmpty();
        for (int time = 1; time <= 2; time++) {
            try (RunFiles files = new RunFiles(run())) {
                files.metrics(JSON.createObjectNode().put("step", time));
                files.log("begins");
            }
            Path aside = directory.resolve("metrics." + time + ".jsonl");
            assertThat(RunFiles.setAside(run())).containsExactly(aside);
            assertThat(aside).hasContent("{\"step\":" + time + "}");
            assertThat(run().metrics()).doesNotExist();
        }
        assertThat(run().log()).isNotEmptyFile();
    }

    @Test
    void allFilesAreClosedWhateverBecomesOfOne() {
        FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.BROKEN, 5);
        RunFiles files = new RunFiles(new RunDirectory(disk.path(directory)));
        files.metrics(JSON.createObjectNode().put("step", 1));
        files.sample(new SampleLine(1, "Q", "A", true, 2));
        assertThat(disk.openFiles()).isEqualTo(2);
        assertThatThrownBy(() -> files.log("the disk breaks")).isInstanceOf(RunException.class);
        assertThatThrownBy(files::close)
                .isInstanceOf(RunException.class)
                .hasMessageContaining("metrics.jsonl: cannot be written: Input/output error")
                .satisfies(
                        first ->
                                assertThat(first.getSuppressed())
                                        .extracting(Throwable::getMessage)
                                        .singleElement()
                                        .asString()
                                        .contains("samples.jsonl: cannot be written"));
        assertThat(disk.openFiles()).isZero();
    }

    @Test
    void aRunThatHasWrittenNothingYetIsEmpty() {
        assertThat(Metrics.read(run()).names()).isEmpty();
        assertThat(SampleLine.read(run())).isEmpty();
        assertThat(ProbeHistory.read(run())).isEmpty();
    }

    private RunDirectory run() {
        return new RunDirectory(directory);
    }
}
