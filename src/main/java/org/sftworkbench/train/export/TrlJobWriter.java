package org.sftworkbench.train.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.WholeDirectory;
import org.sftworkbench.train.LoraConfigJson;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.PackingStrategy;
import org.sftworkbench.train.StepOptions;
import org.sftworkbench.train.TrainingException;

/**
 * Writes a job for TRL's {@code SFTTrainer} as a folder: the rows as token ids and labels, the
 * configuration, the script that {@code accelerate launch} runs, and a text that explains them. The
 * folder appears whole or not at all.
 */
public final class TrlJobWriter {
    private static final List<String> REQUIREMENTS =
            List.of("trl==1.13.*", "transformers>=5.18,<6", "datasets", "accelerate", "torch>=2.7");

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;

    /**
     * @param folder does not exist, or is empty
     */
    public TrlJobWriter(Path folder) {
        this.folder = folder;
    }

    /**
     * @throws TrainingException where the folder cannot be written; names it
     */
    public void write(TrlJob job) {
        try {
            WholeDirectory.write(folder, directory -> write(directory, job));
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            throw new TrainingException(
                    folder + ": something was put there meanwhile; nothing was overwritten");
        } catch (IOException e) {
            throw new TrainingException(
                    folder + ": the job cannot be written: " + DurableFiles.why(e));
        }
    }

    private static void write(Path directory, TrlJob job) throws IOException {
        Files.createDirectory(directory.resolve("data"));
        rows(directory.resolve("data/train.jsonl"), job.rows());
        if (!job.heldOut().isEmpty()) {
            rows(directory.resolve("data/eval.jsonl"), job.heldOut());
        }
        new JobTemplates(job.templates()).write(directory);
        text(directory.resolve("job.json"), JSON.writeValueAsString(description(job)) + "\n");
        text(directory.resolve("requirements.txt"), requirements(job));
        text(directory.resolve("train.py"), resource("train.py"));
        text(directory.resolve("README.md"), readme(job));
    }

    private static void rows(Path file, List<LabelledExample> rows) throws IOException {
        ObjectMapper plain = new ObjectMapper();
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (LabelledExample row : rows) {
                out.write(line(plain, row));
                out.write('\n');
            }
        }
    }

    private static String line(ObjectMapper json, LabelledExample row)
            throws JsonProcessingException {
        ObjectNode node = json.createObjectNode();
        node.set("input_ids", json.valueToTree(row.inputIds()));
        node.set("labels", json.valueToTree(row.alignedLabels()));
        return json.writeValueAsString(node);
    }

    private static ObjectNode description(TrlJob job) {
        ObjectNode json = JSON.createObjectNode();
        json.put("model", absolute(job.model()));
        json.put("adapter", job.adapter().map(TrlJobWriter::absolute).orElse(null));
        json.put("tokenizer", job.tokenizer().map(TrlJobWriter::absolute).orElse(null));
        json.put("pad_token_id", job.padId());
        json.put("eos_token_id", job.eosId());
        // Autocast computes in bf16; the weights that are updated stay as exact as here.
        json.put("dtype", "float32");
        // transformers' sdpa leaves a bound of the attention scores out.
        String exact = job.capsAttention() ? "eager" : "sdpa";
        json.put(
                "attn_implementation",
                job.numbers().step().packing() ? "flash_attention_2" : exact);
        json.put("attn_implementation_on_cpu", exact);
        json.put(
                "loss_normalization",
                job.numbers().config().normalization().name().toLowerCase(Locale.ROOT));
        ObjectNode data = json.putObject("data");
        data.put("train", "data/train.jsonl");
        if (!job.heldOut().isEmpty()) {
            data.put("eval", "data/eval.jsonl");
        }
        json.set("sft", SftConfigJson.sft(job));
        json.set("lora", job.lora().map(LoraConfigJson::peft).orElse(null));
        return json;
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private static String requirements(TrlJob job) {
        StringBuilder text = new StringBuilder();
        REQUIREMENTS.forEach(line -> text.append(line).append('\n'));
        if (job.lora().isPresent() || job.adapter().isPresent()) {
            text.append("peft\n");
        }
        if (job.numbers().step().packing()) {
            text.append("flash-attn\n");
        }
        return text.toString();
    }

    private static String readme(TrlJob job) throws IOException {
        String order =
                job.numbers().config().shuffle()
                        ? "TRL shuffles with random numbers of its own, so that the rows come in"
                                + " another order than here."
                        : "The rows come in their order.";
        StepOptions step = job.numbers().step();
        if (step.packing() && step.packingStrategy() != PackingStrategy.BFD) {
            order +=
                    " TRL has no first-fit packing and packs by `bfd`, so that other rows share a"
                            + " pack than here.";
        }
        String normalization =
                job.numbers().config().normalization() == LossNormalization.TOKEN_MEAN
                        ? "the mean over all supervised tokens of an accumulation window"
                        : "the mean of the micro-batches' means";
        return resource("job.md")
                .replace("{rows}", rows(job.rows()))
                .replace(
                        "{heldOut}",
                        job.heldOut().isEmpty()
                                ? ""
                                : "| `data/eval.jsonl` | " + rows(job.heldOut()) + " held out |\n")
                .replace("{template}", new JobTemplates(job.templates()).described())
                .replace("{model}", absolute(job.model()))
                .replace("{order}", order)
                .replace("{normalization}", normalization);
    }

    private static String rows(List<LabelledExample> rows) {
        return String.format(Locale.ROOT, "%,d %s", rows.size(), rows.size() == 1 ? "row" : "rows");
    }

    private static void text(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = TrlJobWriter.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
