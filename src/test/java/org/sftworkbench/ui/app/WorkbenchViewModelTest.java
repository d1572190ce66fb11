package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.FirstRow;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.ModelInfo;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

class WorkbenchViewModelTest {
    private static final Path STARTER = Path.of("assets", "starter");
    private static final Path SAMPLES = Path.of("sample-data");

    @TempDir private Path directory;

    private final FakeEngine engine = new FakeEngine();
    private final WorkbenchViewModel model =
            new WorkbenchViewModel(engine, Runnable::run, Runnable::run, Words.english());

    @BeforeEach
    void openStarterAndSamples() {
        model.openModel(STARTER);
        engine.task(0).tell(new Event.ModelReady(info(STARTER)));
        model.openData(List.of(SAMPLES.resolve("messages.jsonl")));
        assertThat(model.problemProperty().get()).isNull();
    }

    @Test
    void aMissingModelDirectoryIsNamedAndTheModelInUseStays() {
        Tokenizer before = model.tokenizerProperty().get();
        Path missing = directory.resolve("nothing-here");

        model.openModel(missing);

        assertThat(told()).contains(missing.toString()).contains("no such file");
        assertThat(model.modelDirectoryProperty().get()).isEqualTo(STARTER);
        assertThat(model.tokenizerProperty().get()).isSameAs(before);
    }

    @Test
    void aModelWhoseWeightsCannotBeReadIsNotTakenInPlaceOfOneThatWorks() throws IOException {
        Path broken = copyOfTheStarter();

        model.openModel(broken);
        engine.task(1).tell(new Event.Failed("model.safetensors: the header is cut short"));

        assertThat(told()).contains("header is cut short").contains("Still open: starter");
        assertThat(model.modelDirectoryProperty().get()).isEqualTo(STARTER);
        assertThat(model.modelInfoProperty().get()).isNotNull();
        assertThat(engine.commands()).noneMatch(Command.UnloadModel.class::isInstance);
    }

    @Test
    void aModelThatCanBeReadTakesThePlaceOfTheOneBefore() throws IOException {
        Path other = copyOfTheStarter();

        model.openModel(other);
        assertThat(model.modelDirectoryProperty().get()).isEqualTo(STARTER);
        engine.task(1).tell(new Event.ModelReady(info(other)));

        assertThat(model.modelDirectoryProperty().get()).isEqualTo(other);
        assertThat(engine.commands()).contains(new Command.UnloadModel(STARTER));
    }

    @Test
    void theFirstModelsTokensCanBeLookedAtWithoutItsWeights() {
        WorkbenchViewModel fresh =
                new WorkbenchViewModel(engine, Runnable::run, Runnable::run, Words.english());
        fresh.openModel(STARTER);
        engine.task(1).tell(new Event.Failed("no model.safetensors"));

        assertThat(fresh.tokenizerProperty().get()).isNotNull();
        assertThat(fresh.problemProperty().get().severity()).isEqualTo(Problem.Severity.WARNING);
        assertThat(fresh.problemProperty().get().summary()).contains("no model.safetensors");
    }

    @Test
    void whileATokenizerIsReadThisIsSaidWhetherItCanBeOrNot() {
        Deque<Runnable> background = new ArrayDeque<>();
        WorkbenchViewModel fresh =
                new WorkbenchViewModel(engine, background::add, Runnable::run, Words.english());
        assertThat(fresh.readingTokenizerProperty().get()).isFalse();

        fresh.openModel(directory.resolve("nothing-here"));
        fresh.openModel(STARTER);
        background.remove().run();
        assertThat(fresh.problemProperty().get()).isNotNull();
        assertThat(fresh.readingTokenizerProperty().get()).isTrue();
        background.remove().run();
        assertThat(fresh.tokenizerProperty().get()).isNotNull();
        assertThat(fresh.readingTokenizerProperty().get()).isFalse();
    }

    @Test
    void anAdapterIsOpenedWithItsBaseModelsTokenizer() throws IOException {
        Path adapter = AdapterFiles.on(STARTER.toAbsolutePath().toString(), directory);

        model.openModel(adapter);
        engine.task(1).tell(new Event.ModelReady(info(adapter)));

        assertThat(model.problemProperty().get()).isNull();
        assertThat(model.modelDirectoryProperty().get()).isEqualTo(adapter);
        assertThat(model.wholeDirectoryProperty().get()).isEqualTo(STARTER.toAbsolutePath());
        assertThat(model.tokenizerProperty().get().encode("Mira").ids()).isNotEmpty();
    }

    @Test
    void anAdapterWhoseBaseModelIsMissingIsToldAndTheModelInUseStays() throws IOException {
        model.openModel(AdapterFiles.on("someone/her-model", directory));

        assertThat(told()).contains("someone/her-model").contains("no such directory");
        assertThat(model.modelDirectoryProperty().get()).isEqualTo(STARTER);
        assertThat(model.wholeDirectoryProperty().get()).isEqualTo(STARTER);
    }

    @Test
    void theBaseModelOfAnAdapterThatLacksItCanBeNamed() throws IOException {
        Path adapter = AdapterFiles.on("someone/her-model", directory);
        model.openModel(adapter);
        assertThat(model.missingBase().toldProperty().get()).isTrue();

        // One that it does not fit is refused, and another can be named.
        String before = Files.readString(adapter.resolve("adapter_config.json"));
        model.missingBase().name(STARTER);
        assertThat(told()).contains("adapter_model.safetensors");
        assertThat(adapter.resolve("adapter_config.json")).hasContent(before);
        assertThat(model.missingBase().toldProperty().get()).isTrue();

        Path base = copyOfTheStarter();
        Files.copy(
                GoldenModel.QWEN3.directory().resolve("config.json"), base.resolve("config.json"));
        model.missingBase().name(base);
        assertThat(model.problemProperty().get()).isNull();
        engine.task(1).tell(new Event.ModelReady(info(adapter)));
        assertThat(model.modelDirectoryProperty().get()).isEqualTo(adapter);
        assertThat(model.wholeDirectoryProperty().get()).isEqualTo(base);
        assertThat(model.missingBase().toldProperty().get()).isFalse();
    }

    @Test
    void theBaseModelOfAnAdapterThatHasItsOwnTokenizerCanBeNamedToo() throws IOException {
        Path adapter = AdapterFiles.on("someone/her-model", directory);
        Files.copy(STARTER.resolve("tokenizer.json"), adapter.resolve("tokenizer.json"));
        model.openModel(adapter);
        engine.task(1).tell(new Event.Failed("there is no such directory"));
        assertThat(model.missingBase().toldProperty().get()).isTrue();

        model.problemProperty().set(null);
        assertThat(model.missingBase().toldProperty().get()).isFalse();
    }

    @Test
    void aMergeThatLacksItsBaseModelIsTriedAgainOnceThatIsNamed() throws IOException {
        Path adapter = AdapterFiles.on("someone/her-model", directory);
        Path out = directory.resolve("merged");
        model.merging().start(adapter, out);
        engine.task(1).tell(new Event.Failed("there is no such directory"));
        assertThat(model.missingBase().toldProperty().get()).isTrue();

        Path base = copyOfTheStarter();
        Files.copy(
                GoldenModel.QWEN3.directory().resolve("config.json"), base.resolve("config.json"));
        model.missingBase().name(base);
        assertThat(engine.commands())
                .last()
                .isEqualTo(new Command.Merge(adapter, ModelSettings.DEFAULTS, out));
        assertThat(engine.commands()).hasSize(3);
        assertThat(model.modelDirectoryProperty().get()).isEqualTo(STARTER);
    }

    @Test
    void aModelWithoutWeightsCanBeOpenedForItsTokenizer() throws IOException {
        Path bare = copyOfTheStarter();
        model.openModel(bare);
        assertThat(model.unreadWeights().toldProperty().get()).isFalse();
        engine.task(1).tell(new Event.Failed("a tokenizer alone"));
        assertThat(model.unreadWeights().toldProperty().get()).isTrue();

        model.unreadWeights().openTokenizer();
        assertThat(model.modelDirectoryProperty().get()).isEqualTo(bare);
        assertThat(model.tokenizerOnly()).isTrue();
        assertThat(model.unreadWeights().toldProperty().get()).isFalse();
    }

    @Test
    void anotherFaultOfAModelAsksForNoBaseModel() throws IOException {
        model.openModel(directory.resolve("nothing-here"));
        assertThat(model.missingBase().toldProperty().get()).isFalse();
        model.openModel(AdapterFiles.on(STARTER.toAbsolutePath().toString(), directory));
        engine.task(1).tell(new Event.Failed("tensor x has another shape"));
        assertThat(model.missingBase().toldProperty().get()).isFalse();
    }

    @Test
    void aMergeTellsWhereTheWholeModelIs() {
        Path out = directory.resolve("merged");
        model.merging().start(Path.of("adapter"), out);
        assertThat(engine.commands())
                .last()
                .isEqualTo(new Command.Merge(Path.of("adapter"), ModelSettings.DEFAULTS, out));

        assertThat(model.merging().activeProperty().get()).isTrue();
        model.merging().start(Path.of("another"), out);
        assertThat(engine.commands()).hasSize(2);
        assertThat(told()).contains("is being merged");

        engine.task(1).tell(new Event.Merged(out, 1));
        assertThat(told()).contains(out.toString());
        assertThat(model.merging().activeProperty().get()).isFalse();
        assertThat(model.merging().mergedProperty().get()).isEqualTo(out);
        model.merging().start(Path.of("adapter"), out);
        assertThat(model.merging().mergedProperty().get()).isNull();
        engine.task(2).tell(new Event.Failed("it is not an adapter"));
        assertThat(told()).isEqualTo("it is not an adapter");
    }

    @Test
    void aMergeThatIsStoppedSaysThatNothingWasWritten() {
        model.merging().stop();
        model.merging().start(Path.of("adapter"), directory.resolve("merged"));
        model.merging().stop();
        assertThat(engine.task(1).isCancelled()).isTrue();

        engine.task(1).tell(new Event.Cancelled(0));
        assertThat(told()).isEqualTo("The merge was stopped; nothing was written.");
        assertThat(model.merging().activeProperty().get()).isFalse();
    }

    @Test
    void aTokenizerAloneCanBeOpenedOnPurpose() throws IOException {
        Path other = copyOfTheStarter();

        model.openTokenizer(other);

        assertThat(model.modelDirectoryProperty().get()).isEqualTo(other);
        assertThat(model.modelInfoProperty().get()).isNull();
    }

    @Test
    void aTokenizerThatIsOpenedWhileAModelWaitsForTheEngineStaysOpen() throws IOException {
        Path waiting = copyOfTheStarter();
        Path alone = directory.resolve("alone");
        Files.move(waiting, alone);
        copyOfTheStarter();

        model.openModel(waiting);
        model.openTokenizer(alone);
        engine.task(1).tell(new Event.ModelReady(info(waiting)));

        assertThat(model.modelDirectoryProperty().get()).isEqualTo(alone);
        assertThat(model.tokenizerOnly()).isTrue();
        assertThat(engine.commands()).contains(new Command.UnloadModel(waiting));
    }

    @Test
    void brokenJsonLinesAreLeftOutAndNamedByFileRowAndLine() throws IOException {
        Path file =
                write(
                        "mixed.jsonl",
                        """
                        {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Yes"}]}
                        {"messages":[{"role":"user"

                        {"messages":"none"}
                        """);

        model.openData(List.of(file));

        assertThat(model.rows()).hasSize(1);
        assertThat(told())
                .contains("2 rows could not be read")
                .contains("mixed.jsonl, row 2 (line 2)");
        assertThat(model.problemProperty().get().details()).contains("row 3 (line 4)");
    }

    @Test
    void brokenRowsOfAJsonArrayAreNamedByLine() throws IOException {
        Path file =
                write(
                        "alpaca.json",
                        """
                        [
                          {"instruction": "Hi", "input": "", "output": "Yes"},
                          {"instruction": "Hi", "input": "", "output": 3}
                        ]
                        """);

        model.openData(List.of(file));

        assertThat(model.rows()).hasSize(1);
        assertThat(told()).contains("alpaca.json, row 2 (line 3)");
    }

    @Test
    void columnsWithOtherNamesCanBeMapped() throws IOException {
        Path file = write("questions.csv", "question,answer\nHi,Yes\n");
        model.openData(List.of(file));
        assertThat(told()).contains("question");

        assertThat(model.tellsOfColumns()).isTrue();
        AtomicReference<Optional<FirstRow>> first = new AtomicReference<>();
        model.readFirstRow(first::set);
        assertThat(first.get().orElseThrow().columns()).containsExactly("question", "answer");

        model.useColumns(ColumnMapping.parse("prompt=question,completion=anwser"));
        assertThat(told()).contains("the column completion is missing", "anwser");
        assertThat(model.tellsOfColumns()).as("a slip of the keys can be mended").isTrue();

        model.useColumns(ColumnMapping.parse("instruction=question,output=answer"));

        assertThat(model.problemProperty().get()).isNull();
        assertThat(model.tellsOfColumns()).isFalse();
        assertThat(model.rows()).hasSize(1);
        assertThat(model.rows().get(0).opening()).isEqualTo("Hi");
        assertThat(model.columns().text()).isEqualTo("instruction=question,output=answer");

        model.openData(List.of(SAMPLES.resolve("messages.jsonl")));
        assertThat(model.columns().text()).isEmpty();
    }

    @Test
    void aFileWithoutARowSaysWhatStaysOpen() throws IOException {
        model.openData(List.of(SAMPLES.resolve("alpaca.json")));
        model.openData(List.of(write("empty.jsonl", "")));
        assertThat(told()).contains("the file is empty").contains("Still open: alpaca.json.");
    }

    @Test
    void whatWasToldOfAFileGoesWithAnotherAndWhatWasNotToldOfItStays() throws IOException {
        model.openData(List.of(write("questions.csv", "question,answer\nHi,Yes\n")));
        model.openData(List.of(SAMPLES.resolve("messages.jsonl")));
        assertThat(model.problemProperty().get()).isNull();

        Problem other = Problem.error("Something else.");
        model.problemProperty().set(other);
        assertThat(model.tellsOfColumns()).isFalse();
        model.openData(List.of(SAMPLES.resolve("alpaca.json")));
        assertThat(model.problemProperty().get()).isEqualTo(other);
    }

    @Test
    void dataThatChangedOnDiskAreReadAgainWithTheirColumns() throws IOException {
        Path file = write("questions.csv", "question,answer\nHi,Yes\n");
        List<Boolean> others = new ArrayList<>();
        model.openData(List.of(file), ColumnMapping.parse("prompt=question,completion=answer"));
        model.lookForChangedData();
        assertThat(model.problemProperty().get()).as("it is as it was").isNull();

        write("questions.csv", "question,answer\nHi,Yes\nBye,No\n");
        model.lookForChangedData();

        assertThat(told()).contains("questions.csv changed on disk after being read");
        assertThat(model.dataAsRead().isOther(file)).isTrue();
        assertThat(model.tellsOfChange()).isTrue();
        assertThat(model.rows()).hasSize(1);
        model.problemProperty().set(null);
        model.lookForChangedData();
        assertThat(model.problemProperty().get()).as("told once").isNull();

        write("questions.csv", "question,answer\nHi,Yes\nBye,No\nSo,So\n");
        model.lookForChangedData();
        assertThat(model.tellsOfChange()).isTrue();
        model.dataProperty()
                .addListener((p, old, now) -> others.add(model.dataAsRead().isOther(file)));
        model.readDataAgain();

        assertThat(others).as("known when the data are").isNotEmpty().doesNotContain(true);
        assertThat(model.rows()).hasSize(3);
        assertThat(model.problemProperty().get()).isNull();
        model.lookForChangedData();
        assertThat(model.problemProperty().get()).isNull();
        assertThat(model.tellsOfChange()).isFalse();
    }

    @Test
    void aChangeOnDiskWaitsBehindWhatIsToldAlready() throws IOException {
        Path file = write("pairs.csv", "prompt,completion\nHi,Yes\n");
        model.openData(List.of(file));
        Problem other = Problem.error("Something else.");
        model.problemProperty().set(other);
        write("pairs.csv", "prompt,completion\nHi,Yes\nBye,No\n");

        model.lookForChangedData();
        assertThat(model.problemProperty().get()).isEqualTo(other);
        model.problemProperty().set(null);
        model.lookForChangedData();
        assertThat(model.tellsOfChange()).isTrue();

        Files.delete(file);
        model.lookForChangedData();
        assertThat(model.tellsOfChange()).as("what is gone can be told no better").isTrue();
    }

    @Test
    void unreadableRowsAreToldAgain() throws IOException {
        model.openData(List.of(write("pairs.csv", "prompt,completion\nHi,Yes\nHi\n")));
        Problem told = model.problemProperty().get();
        assertThat(model.dataProperty().get().unreadable(Words.english()))
                .isEqualTo("1 unreadable");
        model.problemProperty().set(null);

        model.tellUnreadable();

        assertThat(model.problemProperty().get()).isEqualTo(told);
        assertThat(told.details()).contains("pairs.csv, row 2 (line 3)");
    }

    @Test
    void brokenRowsOfACsvFileAreNamedByLine() throws IOException {
        Path file = write("pairs.csv", "prompt,completion\nHi,Yes\n\"two\nlines\",Yes\nHi\n");

        model.openData(List.of(file));

        assertThat(model.rows()).hasSize(2);
        assertThat(told()).contains("pairs.csv, row 3 (line 5)");
    }

    @Test
    void anEmptyFileIsNamedAndTheDataInUseStays() throws IOException {
        List<DataRow> before = List.copyOf(model.rows());

        model.openData(List.of(write("empty.jsonl", "")));

        assertThat(told()).contains("empty.jsonl");
        assertThat(model.rows()).isEqualTo(before);
        assertThat(title(model)).isEqualTo("messages.jsonl");
    }

    @Test
    void aFileWithoutOneGoodRowIsNamedAndTheDataInUseStays() throws IOException {
        List<DataRow> before = List.copyOf(model.rows());

        model.openData(List.of(write("bad.jsonl", "{\n{\n")));

        assertThat(told()).contains("bad.jsonl").contains("line 1");
        assertThat(model.rows()).isEqualTo(before);
    }

    @Test
    void aFileThatIsNotUtf8IsNamedAndTheDataInUseStays() throws IOException {
        List<DataRow> before = List.copyOf(model.rows());
        Path file = directory.resolve("latin1.jsonl");
        Files.write(
                file,
                "{\"messages\":[{\"role\":\"user\",\"content\":\"caf\u00e9\"}]}\n"
                        .getBytes(StandardCharsets.ISO_8859_1));

        model.openData(List.of(file));

        assertThat(told()).contains("latin1.jsonl").contains("UTF-8");
        assertThat(model.rows()).isEqualTo(before);
    }

    @Test
    void aMissingFileIsNamedAndTheDataInUseStays() {
        List<DataRow> before = List.copyOf(model.rows());

        model.openData(List.of(directory.resolve("gone.json")));

        assertThat(told()).contains("gone.json");
        assertThat(model.rows()).isEqualTo(before);
    }

    @Test
    void aBrokenFileOfHeldOutQuestionsDoesNotKeepTheWindowFromWorking() throws IOException {
        model.openHeldOut(write("held-out.jsonl", "nothing"));

        assertThat(model.heldOut()).isEmpty();
        assertThat(model.rows()).isNotEmpty();
    }

    @Test
    void aRowIsNamedWithItsFile() {
        model.openData(List.of(SAMPLES.resolve("alpaca.json"), SAMPLES.resolve("messages.jsonl")));
        DataRow last = model.rows().get(model.rows().size() - 1);

        assertThat(model.placesProperty().getValue().apply(last))
                .isEqualTo("messages.jsonl, row " + last.number());
    }

    /** Work that waits until it is told to go on. */
    private static final class Waiting implements Executor {
        private final Deque<Runnable> work = new ArrayDeque<>();

        @Override
        public void execute(Runnable more) {
            work.add(more);
        }

        void one() {
            work.remove().run();
        }

        void all() {
            while (!work.isEmpty()) {
                one();
            }
        }
    }

    private Path manyRows(String name, String answer, int rows) throws IOException {
        String row =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Who?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"ANSWER\"}]}\n";
        return write(name, row.replace("ANSWER", answer).repeat(rows));
    }

    @Test
    void rowsArriveInPartsInTheOrderOfTheFileAndNoneTwice() throws IOException {
        Path large = manyRows("large.jsonl", "a".repeat(500), 120_000);
        List<Integer> sizes = new ArrayList<>();
        model.rows().addListener((ListChangeListener<DataRow>) c -> sizes.add(c.getList().size()));
        model.openData(List.of(large, SAMPLES.resolve("messages.jsonl")));

        assertThat(sizes).as("parts").hasSizeGreaterThan(2).isSorted();
        int samples = new DatasetReader().read(SAMPLES.resolve("messages.jsonl")).rows().size();
        assertThat(model.rows()).hasSize(120_000 + samples);
        for (int i = 0; i < 120_000; i++) {
            assertThat(model.rows().get(i).number()).isEqualTo(i + 1);
        }
        assertThat(model.rows().get(120_000).number()).isEqualTo(1);
        assertThat(model.dataProperty().get().complete()).isTrue();
    }

    @Test
    void aFileOpenedWhileAnotherIsReadTakesItsPlaceAndNothingMoreOfTheOtherArrives()
            throws IOException {
        Waiting background = new Waiting();
        WorkbenchViewModel reading =
                new WorkbenchViewModel(engine, background, Runnable::run, Words.english());
        Path a = manyRows("a.jsonl", "from a".repeat(100), 100_000);
        Path b = manyRows("b.jsonl", "from b", 3);
        reading.openData(List.of(a));
        while (reading.rows().isEmpty()) {
            background.one();
        }
        assertThat(reading.dataProperty().get().complete()).as("A is being read").isFalse();

        reading.openData(List.of(b));
        assertThat(title(reading)).as("until B has a row").isEqualTo("a.jsonl");
        background.all();

        assertThat(title(reading)).isEqualTo("b.jsonl");
        assertThat(reading.rows()).hasSize(3).allMatch(row -> row.file().equals(Optional.of(b)));
        assertThat(reading.dataProperty().get().complete()).isTrue();
    }

    @Test
    void aBrokenFileOpenedWhileAnotherIsReadLetsThatBeReadToItsEnd() throws IOException {
        Waiting background = new Waiting();
        WorkbenchViewModel reading =
                new WorkbenchViewModel(engine, background, Runnable::run, Words.english());
        Path a = manyRows("a.jsonl", "from a".repeat(100), 100_000);
        reading.openData(List.of(a));
        while (reading.rows().isEmpty()) {
            background.one();
        }
        reading.openData(List.of(directory.resolve("missing.jsonl")));
        background.all();

        assertThat(reading.problemProperty().get().summary()).contains("missing.jsonl");
        assertThat(reading.rows()).hasSize(100_000);
        assertThat(title(reading)).isEqualTo("a.jsonl");
        assertThat(reading.dataProperty().get().complete()).isTrue();
    }

    private static String title(WorkbenchViewModel of) {
        return of.dataProperty().get().title(Words.english());
    }

    private String told() {
        assertThat(model.problemProperty().get()).isNotNull();
        return model.problemProperty().get().summary();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Path copyOfTheStarter() throws IOException {
        Path copy = Files.createDirectory(directory.resolve("copy"));
        for (String name : List.of("tokenizer.json", "tokenizer_config.json")) {
            Files.copy(STARTER.resolve(name), copy.resolve(name));
        }
        return copy;
    }

    private static ModelInfo info(Path directory) {
        return new ModelInfo(directory, "qwen3", 1, 1, 1, 1, 1, List.of(), "CPU", Optional.empty());
    }
}
