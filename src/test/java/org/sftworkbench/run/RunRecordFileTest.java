package org.sftworkbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written is read again; what is broken is named; what is unknown is left alone. */
class RunRecordFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path directory;

    @Test
    void aRecordIsReadAsItWasWritten() {
        RunRecordFile file = new RunRecordFile(run());
        RunRecord record = RunRecords.named("first", "2026-01-31T14:25:30Z");
        file.write(record);
        assertThat(file.read()).isEqualTo(record);
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void keysOfAnotherProgramSurviveAChange() throws IOException {
        RunRecordFile file = new RunRecordFile(run());
        file.write(RunRecords.named("first", "2026-01-31T14:25:30Z"));
        ObjectNode tree = tree();
        tree.put("colour", "green");
        Files.write(run().record(), JSON.writeValueAsBytes(tree));
        file.update(record -> record.in(RunState.STOPPED, "because"));
        assertThat(tree().path("colour").asText()).isEqualTo("green");
        assertThat(file.read().state()).isEqualTo(RunState.STOPPED);
        assertThat(file.read().message()).isEqualTo("because");
    }

    @Test
    void whatStandsBehindTheRecordIsNotDroppedByAChange() throws IOException {
        RunRecordFile file = new RunRecordFile(run());
        file.write(RunRecords.named("first", "2026-01-31T14:25:30Z"));
        Files.writeString(run().record(), "{\"id\":", StandardOpenOption.APPEND);
        byte[] found = Files.readAllBytes(run().record());
        assertThatThrownBy(() -> file.update(record -> record.named("second")))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("run.json: is broken JSON at line");
        assertThat(run().record()).hasBinaryContent(found);
    }

    @Test
    void whatIsNotWrittenIsEmpty() throws IOException {
        Files.writeString(
                run().record(),
                "{\"format\":1,\"id\":\"a\",\"name\":\"b\",\"created\":\"2026-01-31T14:25:30Z\","
                        + "\"state\":\"finished\",\"adapter\":null}");
        RunRecord record = new RunRecordFile(run()).read();
        assertThat(record.note()).isEmpty();
        assertThat(record.data().files()).isEmpty();
        assertThat(record.config()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id      | 7            | \"id\" is no text",
                "created | \"yesterday\" | \"created\" is \"yesterday\"",
                "state   | \"asleep\"   | \"state\" is \"asleep\"; known are running",
                "config  | []           | \"config\" is no JSON object",
                "model   | {\"directory\": \"a\\u0000b\"} | \"directory\" holds a NUL",
                "data    | {\"files\": [{\"path\": \"\\u0000\"}]} | \"path\" holds a NUL",
                "format  | 2            | \"format\" is 2; this program reads 1, so a newer one",
            })
    void aBrokenKeyIsNamed(String key, String value, String told) throws IOException {
        new RunRecordFile(run()).write(RunRecords.named("first", "2026-01-31T14:25:30Z"));
        ObjectNode tree = tree();
        tree.set(key, JSON.readTree(value));
        Files.write(run().record(), JSON.writeValueAsBytes(tree));
        assertThatThrownBy(() -> new RunRecordFile(run()).read())
                .isInstanceOf(RunException.class)
                .hasMessageContaining(run().record().toString())
                .hasMessageContaining(told);
    }

    @Test
    void aCutOrMissingFileIsNamed() throws IOException {
        assertThatThrownBy(() -> new RunRecordFile(run()).read())
                .hasMessageContaining("run.json: no such file");
        Files.writeString(run().record(), "{\"format\":1,\n\"id\":");
        assertThatThrownBy(() -> new RunRecordFile(run()).read())
                .hasMessageContaining("run.json: is broken JSON at line 2");
    }

    private ObjectNode tree() throws IOException {
        return (ObjectNode) JSON.readTree(Files.readAllBytes(run().record()));
    }

    private RunDirectory run() {
        return new RunDirectory(directory);
    }
}
