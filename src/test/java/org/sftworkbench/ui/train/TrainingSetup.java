package org.sftworkbench.ui.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.ui.common.words.Dictionary;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

/** What a training pane needs before a run can start: words, a view model, a model, rows. */
final class TrainingSetup {
    private TrainingSetup() {}

    /** The dictionaries of the pane and of what stands in it, in English to begin with. */
    static Words words(String... alsoOf) {
        return new Words(
                Language.ENGLISH,
                Dictionary.read(
                        Stream.concat(Stream.of("common", "train", "runs"), Stream.of(alsoOf))
                                .map(pane -> "/org/sftworkbench/ui/" + pane + "/zh.json")
                                .map(TrainingSetup.class::getResource)
                                .toList()));
    }

    /** A view model in English that does everything at once, on a machine with room enough. */
    static TrainViewModel view(Engine engine) {
        return new TrainViewModel(
                Words.english(),
                engine,
                new TrainViewModel.Threads(
                        Runnable::run, Runnable::run, Runnable::run, Runnable::run),
                wish -> new DeviceNews("The CPU.", false, OptionalLong.of(1L << 40)),
                Clock.systemUTC());
    }

    /** A view model on the toolkit's thread that waits for nothing. */
    static TrainViewModel view(Words words, Engine engine, DeviceNews device) {
        return new TrainViewModel(
                words,
                engine,
                new TrainViewModel.Threads(
                        Runnable::run, Platform::runLater, Platform::runLater, Platform::runLater),
                wish -> device,
                Clock.systemUTC());
    }

    /**
     * Opens a model of the starter's shape, and as many rows as wanted; FX thread.
     *
     * @param directory for the model, and for runs
     */
    static void fill(TrainViewModel view, Path directory, int rows) {
        view.inputs().modelDirectoryProperty().set(model(directory));
        view.outputRootProperty().set(directory);
        view.inputs()
                .encodingProperty()
                .set(
                        new EncodingOptions(
                                new TemplateChoice.RoleMarks(),
                                new MaskPolicy.RoleMarks(),
                                Map.of()));
        view.inputs().tokenizerProperty().set(new CharacterTokenizer());
        view.inputs()
                .rows()
                .setAll(
                        IntStream.rangeClosed(1, rows)
                                .mapToObj(
                                        n -> row(n, "Where does Mira live?", "Mira lives in Oslo."))
                                .toList());
    }

    /** A question and its answer. */
    static DataRow row(int number, String question, String answer) {
        return new DataRow(
                number,
                number,
                Conversation.of(Message.of("user", question), Message.of("assistant", answer)));
    }

    /** The starter's shape with the vocabulary and the end of turn of the test's tokenizer. */
    private static Path model(Path home) {
        try {
            Path directory = Files.createDirectories(home.resolve("models").resolve("starter"));
            ObjectMapper json = new ObjectMapper();
            ObjectNode config =
                    (ObjectNode)
                            json.readTree(Path.of("assets", "starter", "config.json").toFile());
            config.put("vocab_size", new CharacterTokenizer().size());
            config.put("eos_token_id", (int) CharacterTokenizer.END_OF_TURN);
            json.writeValue(directory.resolve("config.json").toFile(), config);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
