package org.sftworkbench.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sftworkbench.data.LabelledExample;

/** A tiny checkpoint and what transformers computes of it. */
public record GoldenModel(Path directory) {
    public static final GoldenModel QWEN3 =
            new GoldenModel(Path.of("src/test/resources/golden/models/qwen3"));

    public JsonNode facts() {
        try {
            return new ObjectMapper().readTree(directory.resolve("golden.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<int[]> rows() {
        List<int[]> rows = new ArrayList<>();
        facts().get("rows").forEach(row -> rows.add(ids(row)));
        return rows;
    }

    /** The rows, each of their tokens trained. */
    public List<LabelledExample> examples() {
        return rows().stream()
                .map(
                        ids -> {
                            boolean[] trained = new boolean[ids.length];
                            Arrays.fill(trained, true);
                            return new LabelledExample(ids, trained);
                        })
                .toList();
    }

    public static int[] ids(JsonNode array) {
        int[] ids = new int[array.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = array.get(i).intValue();
        }
        return ids;
    }

    public float[] floats(String name) {
        return floats("golden.safetensors", name);
    }

    public float[] gradient(String weight) {
        return floats("golden_grads.safetensors", weight);
    }

    public int[] longs(String name) {
        ByteBuffer bytes = map(directory.resolve("golden.safetensors"), name);
        int[] values = new int[bytes.remaining() / 8];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.toIntExact(bytes.getLong());
        }
        return values;
    }

    private float[] floats(String file, String name) {
        return floats(directory.resolve(file), name);
    }

    /** The numbers of a float32 tensor of a safetensors file. */
    public static float[] floats(Path file, String name) {
        ByteBuffer bytes = map(file, name);
        float[] values = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    private static ByteBuffer map(Path file, String name) {
        return SafetensorsFile.open(file).map(name).order(ByteOrder.LITTLE_ENDIAN);
    }
}
