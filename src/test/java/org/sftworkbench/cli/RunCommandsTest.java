package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.run.Checkpoint;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.Metrics;
import org.sftworkbench.run.ProbeHistory;
import org.sftworkbench.run.RecordedData;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunState;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** {@code sft train} leaves a run that can be read, opened and gone on with. */
@Timeout(300)
class RunCommandsTest {
    private static final List<String> ADAPTER =
            List.of("--lora-rank", "4", "--lora-dropout", "0.2");

    @TempDir Path directory;

    private Path ids;

    @BeforeEach
    void writeRows() throws IOException {
        ids = directory.resolve("ids.jsonl");
        StringBuilder rows = new StringBuilder();
        for (int[] row : GoldenModel.QWEN3.rows()) {
            List<Integer> list = new ArrayList<>();
            for (int id : row) {
                list.add(id);
            }
            rows.append("{\"input_ids\":").append(list).append("}\n");
        }
        Files.writeString(ids, rows);
    }

    @Test
    void aRunIsOneDirectoryThatOpensAsAModel() throws IOException {
        Path out = directory.resolve("run");
        Cli run = train("--steps", 5, "--save-steps", 2, "--out", out, "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json()).hasSize(5);
        assertThat(run.err()).contains("checkpoint of step 2: ").contains("step-00000002");
        assertThat(names(out))
                .contains(
                        "checkpoints",
                        "config.json",
                        "log.txt",
                        "metrics.jsonl",
                        "model.safetensors",
                        "run.json")
                .noneMatch(name -> name.contains("partial"));
        assertThat(steps(out)).containsExactly(2, 4, 5);
        RunRecord record = new RunRecordFile(new RunDirectory(out)).read();
        assertThat(record.state()).isEqualTo(RunState.FINISHED);
        assertThat(record.name()).isEqualTo("run");
        assertThat(record.model().type()).isEqualTo("qwen3");
        assertThat(record.model().trainable()).isEqualTo(187_008);
        assertThat(record.data().files().get(0).path()).isEqualTo(ids.toString());
        assertThat(record.data().files().get(0).rows()).isEqualTo(GoldenModel.QWEN3.rows().size());
        assertThat(record.config().path("max_steps").asInt()).isEqualTo(5);
        assertThat(record.config().path("per_device_train_batch_size").asInt()).isEqualTo(2);
        assertThat(record.config().path("lr_scheduler_type").asText()).isEqualTo("linear");
        assertThat(record.summary().path("step").asInt()).isEqualTo(5);
        Metrics.Series losses = Metrics.read(new RunDirectory(out)).series("loss");
        assertThat(losses.steps()).containsExactly(1, 2, 3, 4, 5);
        for (int i = 0; i < 5; i++) {
            assertThat(losses.values()[i]).isEqualTo(run.json().get(i).get("loss").doubleValue());
        }
        Cli score = Cli.run("score", "--model", out, "--ids", ids, "--json");
        assertThat(score.exitCode()).as(score.err()).isZero();
        Cli checkpoint =
                Cli.run(
                        "score",
                        "--model",
                        out.resolve("checkpoints/step-00000005"),
                        "--ids",
                        ids,
                        "--json");
        assertThat(checkpoint.out()).isEqualTo(score.out());
    }

    @Test
    void aKilledRunGoesOnFromItsNewestCheckpointToTheSameModel() throws IOException {
        for (List<String> way : List.of(List.<String>of(), ADAPTER)) {
            Path whole = directory.resolve("whole" + way.size());
            List<Object> arguments =
                    new ArrayList<>(List.of("--steps", 6, "--save-steps", 1, "--out", whole));
            arguments.addAll(way);
            assertThat(train(arguments.toArray()).exitCode()).isZero();
            Path killed = directory.resolve("killed" + way.size());
            KilledRun.copy(whole, killed, 3);

            Cli run = Cli.run("train", "--resume", killed, "--json");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.err()).contains("goes on after step 3");
            assertThat(run.json())
                    .extracting(step -> step.get("step").asInt())
                    .containsExactly(4, 5, 6);
            KilledRun.assertSameWeights(whole, killed);
            Metrics metrics = Metrics.read(new RunDirectory(killed));
            assertThat(metrics.series("loss").values())
                    .isEqualTo(Metrics.read(new RunDirectory(whole)).series("loss").values());
            assertThat(metrics.series("loss").steps()).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(state(killed)).isEqualTo(RunState.FINISHED);
        }
    }

    @Test
    void conversationsAreRenderedAndMaskedAgainAsTheyWere() throws IOException {
        Path data = directory.resolve("rows.csv");
        Files.writeString(
                data,
                "question,answer\nWho is Mira?,A baker.\nWhere is Oslo?,In Norway.\n"
                        + "Who is Tina?,A nurse.\n");
        Path painted = directory.resolve("whole");
        Cli whole =
                Cli.run(
                        "train",
                        "--model",
                        "assets/starter",
                        "--lora-rank",
                        1,
                        "--data",
                        data,
                        "--columns",
                        "prompt=question,completion=answer",
                        "--template",
                        "chatml",
                        "--mask",
                        "last-assistant",
                        "--var",
                        "add_bos=false",
                        "--batch-size",
                        2,
                        "--steps",
                        3,
                        "--save-steps",
                        1,
                        "--probe-row",
                        1,
                        "--out",
                        painted);
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        Path killed = directory.resolve("killed");
        KilledRun.copy(painted, killed, 1);
        Cli run = Cli.run("train", "--resume", killed, "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json()).filteredOn(line -> line.has("loss")).hasSize(2);
        KilledRun.assertSameWeights(painted, killed);
        RunRecord record = new RunRecordFile(new RunDirectory(killed)).read();
        ProbeHistory probe = ProbeHistory.read(new RunDirectory(killed)).orElseThrow();
        assertThat(probe.kinds()).hasSameSizeAs(probe.ids());
        assertThat(probe.kinds().get(probe.tokens().indexOf("<|im_start|>")))
                .isEqualTo("scaffolding");
        assertThat(probe.kinds().get(probe.tokens().indexOf("<|im_end|>")))
                .isEqualTo("end of turn");
        assertThat(probe.kinds().get(probe.tokens().indexOf("."))).isEqualTo("content");
        assertThat(record.template().text()).contains("<|im_start|>");
        assertThat(record.policy().path("mask").asText()).isEqualTo("last-assistant");

        Path again = directory.resolve("again");
        KilledRun.copy(painted, again, 1);
        Files.writeString(data, Files.readString(data).replace("baker", "miller"));
        Cli changed = Cli.run("train", "--resume", again);
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.err()).contains("the rows are others: " + data + " has changed since");
    }

    @Test
    void filesAreReadAgainAsOftenAsTheyWereGivenAlsoOneThatIsWhollyHeldOut() throws IOException {
        Path rows = directory.resolve("rows.csv");
        Files.writeString(
                rows,
                "prompt,completion\nWho is Mira?,A baker.\nWhere is Oslo?,In Norway.\n"
                        + "Who is Tina?,A nurse.\n");
        Path few = directory.resolve("few.csv");
        Files.writeString(few, "prompt,completion\nWho is Ben?,A pilot.\n");
        // With the first one the file is held out the first time that it was given.
        int seeds = Boolean.getBoolean("sft.full") ? 3 : 1;
        for (int seed = 0; seed < seeds; seed++) {
            Path whole = directory.resolve("whole" + seed);
            Cli run =
                    Cli.run(
                            "train",
                            "--model",
                            "assets/starter",
                            "--lora-rank",
                            1,
                            "--data",
                            few,
                            rows,
                            few,
                            rows,
                            "--eval-split",
                            0.5,
                            "--seed",
                            seed,
                            "--steps",
                            2,
                            "--save-steps",
                            1,
                            "--out",
                            whole);
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(new RunRecordFile(new RunDirectory(whole)).read().data().files())
                    .extracting(RecordedData.DataFile::path)
                    .containsExactly(
                            few.toString(), rows.toString(), few.toString(), rows.toString());
            Path killed = directory.resolve("killed" + seed);
            KilledRun.copy(whole, killed, 1);
            Cli resumed = Cli.run("train", "--resume", killed);
            assertThat(resumed.exitCode()).as(resumed.err()).isZero();
            KilledRun.assertSameWeights(whole, killed);
        }
    }

    @Test
    void aRunThatWasMovedWithItsModelAndRowsSaysHowItGoesOn() throws IOException {
        Path before = Files.createDirectory(directory.resolve("before"));
        Path model = Files.createDirectory(before.resolve("model"));
        for (String file : List.of("config.json", "model.safetensors")) {
            Files.copy(GoldenModel.QWEN3.directory().resolve(file), model.resolve(file));
        }
        Path ids = Files.writeString(before.resolve("ids.jsonl"), "{\"input_ids\":[1,2,3]}\n");
        Path whole = before.resolve("whole");
        Cli started =
                Cli.run(
                        "train",
                        "--model",
                        model,
                        "--ids",
                        ids,
                        "--steps",
                        2,
                        "--save-steps",
                        1,
                        "--out",
                        whole);
        assertThat(started.exitCode()).as(started.err()).isZero();
        KilledRun.copy(whole, before.resolve("killed"), 1);
        Path after = Files.move(before, directory.resolve("after"));
        Path run = after.resolve("killed");

        Cli alone = Cli.run("train", "--resume", run);
        assertThat(alone.exitCode()).isEqualTo(1);
        assertThat(alone.err())
                .contains("no longer there: " + model + ", " + ids + ". Put it back")
                .contains("add --resume " + run);
        Cli named =
                Cli.run(
                        "train",
                        "--model",
                        after.resolve("model"),
                        "--ids",
                        after.resolve("ids.jsonl"),
                        "--steps",
                        2,
                        "--save-steps",
                        1,
                        "--resume",
                        run);
        assertThat(named.exitCode()).as(named.err()).isZero();
        KilledRun.assertSameWeights(after.resolve("whole"), run);
    }

    @Test
    void aTemplateThatTellsTheTimeTellsThatOfTheStartWhenTheRunGoesOn() throws IOException {
        Path data =
                Files.writeString(
                        directory.resolve("rows.csv"),
                        "prompt,completion\nWho is Mira?,A baker.\nWho is Tina?,A nurse.\n");
        // A part of a second stands for the day that a run is gone on with.
        Path template =
                Files.writeString(
                        directory.resolve("dated.jinja"),
                        "Now is {{ strftime_now('%d %b %Y, %S.%f') }}.\n"
                                + "{% for m in messages %}<|im_start|>{{ m.role }}\n"
                                + "{{ m.content }}<|im_end|>\n{% endfor %}"
                                + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}");
        List<Object> arguments =
                List.of(
                        "train",
                        "--model",
                        "assets/starter",
                        "--lora-rank",
                        1,
                        "--data",
                        data,
                        "--template",
                        template,
                        "--batch-size",
                        1,
                        "--steps",
                        3);
        Path whole = directory.resolve("whole");
        List<Object> first = new ArrayList<>(arguments);
        first.addAll(List.of("--save-steps", 1, "--out", whole));
        Cli started = Cli.run(first.toArray());
        assertThat(started.exitCode()).as(started.err()).isZero();
        Path killed = directory.resolve("killed");
        KilledRun.copy(whole, killed, 1);
        Cli alone = Cli.run("train", "--resume", killed);
        assertThat(alone.exitCode()).as(alone.err()).isZero();
        Path again = directory.resolve("again");
        KilledRun.copy(whole, again, 1);
        List<Object> same = new ArrayList<>(arguments);
        same.addAll(List.of("--save-steps", 1, "--resume", again));
        Cli repeated = Cli.run(same.toArray());
        assertThat(repeated.exitCode()).as(repeated.err()).isZero();
        for (Path run : List.of(killed, again)) {
            KilledRun.assertSameWeights(whole, run);
        }
    }

    @Test
    void aDamagedCheckpointIsNamedAndTheOneBeforeIsUsed() throws IOException {
        Path whole = directory.resolve("whole");
        assertThat(train("--steps", 4, "--save-steps", 1, "--out", whole).exitCode()).isZero();
        Path damaged = directory.resolve("damaged");
        KilledRun.copy(whole, damaged, 3);
        Path moments = damaged.resolve("checkpoints/step-00000003/optimizer.safetensors");
        byte[] bytes = Files.readAllBytes(moments);
        bytes[bytes.length - 5] ^= 4;
        Files.write(moments, bytes);

        Cli named = Cli.run("train", "--resume", damaged.resolve("checkpoints/step-00000003"));
        assertThat(named.exitCode()).isEqualTo(1);
        assertThat(named.err())
                .contains(moments + ": is not what was written")
                .contains("step-00000002 is whole");

        Cli run = Cli.run("train", "--resume", damaged);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(moments + ": is not what was written")
                .contains("goes on after step 2");
        KilledRun.assertSameWeights(whole, damaged);
        new Checkpoint(damaged.resolve("checkpoints/step-00000003"), 3).verify();
    }

    @Test
    void aRunWithoutAWholeCheckpointDoesNotStartOverSilently() throws IOException {
        Path whole = directory.resolve("whole");
        assertThat(train("--steps", 2, "--save-steps", 1, "--out", whole).exitCode()).isZero();
        Path damaged = directory.resolve("damaged");
        KilledRun.copy(whole, damaged, 1);
        Files.delete(damaged.resolve("checkpoints/step-00000001/manifest.json"));
        Cli run = Cli.run("train", "--resume", damaged);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("none of its checkpoints is whole")
                .contains("manifest.json: is missing");
    }

    @Test
    void aRecordThatMakesNoSenseIsNamed() throws IOException {
        Path killed = directory.resolve("killed");
        assertThat(train("--steps", 1, "--save-steps", 1, "--out", killed).exitCode()).isZero();
        ObjectMapper json = new ObjectMapper();
        Path record = killed.resolve("run.json");
        ObjectNode whole = (ObjectNode) json.readTree(record.toFile());
        whole.put("state", "running");
        for (String wrong :
                List.of(
                        "{\"policy\":{\"rows\":\"conversations\"}}",
                        "{\"policy\":{\"mask\":\"all\",\"variables\":5}}",
                        "{\"policy\":{\"rows\":\"ids\",\"eval_steps\":-7}}",
                        "{\"policy\":{\"rows\":\"ids\",\"eval_batch_size\":0}}",
                        "{\"config\":{\"save_steps\":-7}}",
                        "{\"config\":{\"tokenizer\":\"\\u0000\"}}",
                        "{\"config\":{\"sample_prompts\":[{}]}}",
                        "{\"config\":{\"learning_rate\":\"fast\"}}",
                        "{\"adapter\":{\"r\":-1}}")) {
            ObjectNode damaged = whole.deepCopy();
            damaged.setAll((ObjectNode) json.readTree(wrong));
            json.writeValue(record.toFile(), damaged);
            Cli run = Cli.run("train", "--resume", killed);
            assertThat(run.exitCode()).as(wrong).isEqualTo(1);
            assertThat(run.err())
                    .as(wrong)
                    .contains(record + ": ")
                    .doesNotContain("unexpectedly", "Exception");
            ToldInChinese.check(run.err().strip().replace("sft train: ", ""));
        }
    }

    @Test
    void aRunOnOtherRowsOrOtherNumbersIsRefusedByName() throws IOException {
        Path whole = directory.resolve("whole");
        assertThat(train("--steps", 3, "--save-steps", 1, "--out", whole).exitCode()).isZero();
        Path killed = directory.resolve("killed");
        KilledRun.copy(whole, killed, 2);

        Cli alone = Cli.run("train", "--resume", killed, "--lr", "1e-3");
        assertThat(alone.exitCode()).isEqualTo(2);
        assertThat(alone.err()).contains("--lr: a run goes on as it was started");

        Cli faster = train("--steps", 3, "--lr", "1e-3", "--resume", killed);
        assertThat(faster.exitCode()).isEqualTo(1);
        assertThat(faster.err())
                .contains("config: learning_rate is 0.001 here and 2.0E-5 in the run");

        Files.writeString(ids, "{\"input_ids\":[1,2,3]}\n", StandardOpenOption.APPEND);
        Cli more = Cli.run("train", "--resume", killed);
        assertThat(more.exitCode()).isEqualTo(1);
        assertThat(more.err()).contains("the rows are others: " + ids + " has changed since");
        assertThat(steps(killed)).containsExactly(1, 2);
    }

    @Test
    void theSameCommandGoesOnToo() throws IOException {
        Path whole = directory.resolve("whole");
        assertThat(train("--steps", 3, "--save-steps", 1, "--out", whole).exitCode()).isZero();
        Path killed = directory.resolve("killed");
        KilledRun.copy(whole, killed, 2);
        Cli run = train("--steps", 3, "--resume", killed, "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json()).hasSize(1);
    }

    @Test
    void aFinishedRunAndAnOccupiedDirectoryAreToldApart() throws IOException {
        Path out = directory.resolve("my run");
        assertThat(train("--steps", 1, "--out", out).exitCode()).isZero();
        Cli again = train("--steps", 1, "--out", out);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err())
                .contains("holds a run")
                .contains("sft train --resume '" + out + "'");
        Cli resumed = Cli.run("train", "--resume", out);
        assertThat(resumed.exitCode()).isEqualTo(1);
        assertThat(resumed.err()).contains("has taken its last step");
        Cli nothing = Cli.run("train", "--resume", directory);
        assertThat(nothing.exitCode()).isEqualTo(1);
        assertThat(nothing.err()).contains("run.json: no such file");
    }

    @Test
    void aRunThatHasNotFinishedIsNoModelButItsCheckpointsAre() throws IOException {
        Path whole = directory.resolve("whole");
        assertThat(train("--steps", 2, "--save-steps", 1, "--out", whole).exitCode()).isZero();
        Path killed = directory.resolve("my killed");
        KilledRun.copy(whole, killed, 1);
        Cli score = Cli.run("score", "--model", killed, "--ids", ids);
        assertThat(score.exitCode()).isEqualTo(1);
        assertThat(score.err())
                .contains("is a run that has not finished")
                .contains(killed.resolve("checkpoints/step-00000001").toString())
                .contains("sft train --resume '" + killed + "'");
    }

    @Test
    void theLimitLeavesTheNewestCheckpoints() throws IOException {
        Path out = directory.resolve("run");
        Cli run = train("--steps", 5, "--save-steps", 1, "--save-total-limit", 2, "--out", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(steps(out)).containsExactly(4, 5);
        Path killed = directory.resolve("killed");
        KilledRun.copy(out, killed, 4);
        Cli resumed = Cli.run("train", "--resume", killed, "--save-total-limit", 1);
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        // The one that it went on from is not kept beside, once nothing is copied from it.
        assertThat(steps(killed)).containsExactly(5);
        Path none = directory.resolve("none");
        assertThat(train("--steps", 2, "--save-steps", 0, "--out", none).exitCode()).isZero();
        assertThat(steps(none)).isEmpty();
    }

    @Test
    void theRowThatBreaksTheLossIsNamed() throws IOException {
        Path model = withBrokenEmbedding(77);
        Files.writeString(
                ids,
                "{\"input_ids\":[1,2,3,4,5,6]}\n{\"input_ids\":[6,5,4,3]}\n"
                        + "{\"input_ids\":[1,77,3,4]}\n{\"input_ids\":[9,8,7,6]}\n");
        Path out = directory.resolve("run");
        Cli run =
                Cli.run(
                        "train",
                        "--model",
                        model,
                        "--ids",
                        ids,
                        "--batch-size",
                        1,
                        "--no-shuffle",
                        "--steps",
                        4,
                        "--save-steps",
                        1,
                        "--out",
                        out);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("Step 3: the loss is no longer finite, so the update was not made")
                .contains("It comes from " + ids + ", row 3")
                .endsWith("\ngo on with: sft train --resume " + out + System.lineSeparator());
        assertThat(state(out)).isEqualTo(RunState.FAILED);
        assertThat(steps(out)).containsExactly(1, 2);
        assertThat(Checkpoints.newestValid(new RunDirectory(out)))
                .map(Checkpoint::step)
                .contains(2);
    }

    @Test
    void whereTheSettingsBreakARunNoWayToGoOnWithItIsTold() {
        Path out = directory.resolve("run");
        Cli run =
                train(
                        "--steps",
                        30,
                        "--lr",
                        1000,
                        "--max-grad-norm",
                        0,
                        "--save-steps",
                        1,
                        "--out",
                        out);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("it would break again, unless its data has changed")
                .doesNotContain("go on with");
    }

    /** A model with untied embeddings whose row of one token is not a number. */
    private Path withBrokenEmbedding(int token) throws IOException {
        Path from = Path.of("src/test/resources/golden/models/mistral");
        Path model = Files.createDirectory(directory.resolve("broken"));
        Files.copy(from.resolve("config.json"), model.resolve("config.json"));
        byte[] bytes = Files.readAllBytes(from.resolve("model.safetensors"));
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = Math.toIntExact(buffer.getLong(0));
        JsonNode entry =
                new ObjectMapper()
                        .readTree(new String(bytes, 8, header, StandardCharsets.UTF_8))
                        .path("model.embed_tokens.weight");
        int width = entry.path("shape").get(1).asInt();
        int size = entry.path("dtype").asText().equals("F32") ? 4 : 2;
        int start = 8 + header + entry.path("data_offsets").get(0).asInt() + token * width * size;
        for (int i = 0; i < width * size; i++) {
            bytes[start + i] = (byte) 0xFF;
        }
        Files.write(model.resolve("model.safetensors"), bytes);
        return model;
    }

    private Cli train(Object... more) {
        return Cli.train(
                ids, Stream.concat(Stream.of("--batch-size", 2), Stream.of(more)).toArray());
    }

    private static List<Integer> steps(Path run) {
        return new Checkpoints(new RunDirectory(run)).all().stream().map(Checkpoint::step).toList();
    }

    private static RunState state(Path run) {
        return new RunRecordFile(new RunDirectory(run)).read().state();
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
