package org.sftworkbench.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The state of a TorchScript module in pickle's protocol 2, as far as numbers, truth values, lists
 * of them and empty dictionaries go.
 */
final class PickledModule {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private PickledModule() {}

    /**
     * A dictionary that begins empty.
     *
     * @param type as the class declares it
     */
    record EmptyDictionary(String type) {}

    /**
     * A list that begins empty.
     *
     * @param type as the class declares it
     */
    record EmptyList(String type) {}

    /**
     * @param className name of the module's class in {@code __torch__}
     * @param attributes Integer, Double, Boolean, or a list of one of them, or an {@link
     *     EmptyDictionary}, by name
     */
    static byte[] of(String className, Map<String, Object> attributes) {
        PickledModule pickle = new PickledModule();
        pickle.bytes(0x80, 2);
        pickle.global("__torch__", className);
        pickle.bytes(')', 0x81, '}', '(');
        attributes.forEach(
                (name, value) -> {
                    pickle.text(name);
                    pickle.value(value);
                });
        pickle.bytes('u', 'b', '.');
        return pickle.out.toByteArray();
    }

    private void value(Object value) {
        if (value instanceof Boolean truth) {
            bytes(truth ? 0x88 : 0x89);
        } else if (value instanceof Integer number) {
            bytes('J');
            out.writeBytes(little(number));
        } else if (value instanceof Double number) {
            bytes('G');
            out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
        } else if (value instanceof List<?> list) {
            list(list);
        } else if (value instanceof EmptyDictionary dictionary) {
            global("torch.jit._pickle", "restore_type_tag");
            bytes('}');
            text(dictionary.type());
            bytes(0x86, 'R');
        } else if (value instanceof EmptyList list) {
            global("torch.jit._pickle", "restore_type_tag");
            bytes(']');
            text(list.type());
            bytes(0x86, 'R');
        } else {
            throw new IllegalArgumentException("not of a kind that is pickled here: " + value);
        }
    }

    /** A list's type is told by the function that is said to build it. */
    private void list(List<?> list) {
        if (list.isEmpty()) {
            throw new IllegalArgumentException("an empty list has no type");
        }
        Object first = list.get(0);
        global(
                "torch.jit._pickle",
                first instanceof Integer
                        ? "build_intlist"
                        : first instanceof Double ? "build_doublelist" : "build_boollist");
        bytes('(', ']', '(');
        list.forEach(this::value);
        bytes('e', 't', 'R');
    }

    private void global(String module, String name) {
        out.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        bytes('X');
        out.writeBytes(little(bytes.length));
        out.writeBytes(bytes);
    }

    private void bytes(int... values) {
        for (int value : values) {
            out.write(value);
        }
    }

    private static byte[] little(int number) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
    }
}
