package org.sftworkbench.model;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sftworkbench.model.DecoderLayout.Part;
import org.sftworkbench.model.DecoderLayout.Slot;

/**
 * Matrices of a model that only generates, on the CPU, in the form that is read fastest there.
 *
 * <p>One token is a product of every matrix with one vector, and reading the matrix is what takes
 * the time. libtorch's products of bf16, and on some processors those of float32, read at a half or
 * a quarter of what the memory gives. FBGEMM, which comes with it, has one that takes a matrix in
 * float16, laid out in the order of reading, and multiplies in float32. It is used for a matrix
 * whose numbers float16 holds: not for weights with more digits than bf16 has. Engine thread only.
 */
final class PackedMatrices {
    private static final int ROOM = 1 << 23;

    private final List<Slot> layout;
    private final Kernels kernels;
    private final NDManager manager;
    private final boolean possible;

    /** Float32 numbers to work in, {@value #ROOM} or a row of the widest matrix. */
    private final NDArray room;

    /** Where in the layout the members of a group are, by where the last of them is. */
    private final Map<Integer, List<Integer>> groups;

    private PackedMatrices(
            List<Slot> layout, Kernels kernels, NDManager manager, boolean possible) {
        this.layout = layout;
        this.kernels = kernels;
        this.manager = manager;
        this.possible = possible;
        this.groups = groups(layout);
        this.room = room();
    }

    private NDArray room() {
        long widest =
                layout.stream()
                        .mapToLong(slot -> slot.shape().get(slot.shape().size() - 1))
                        .max()
                        .orElse(0);
        int size = possible ? Math.toIntExact(Math.max(ROOM, widest)) : 0;
        try (NDManager step = manager.newSubManager()) {
            NDArray made =
                    kernels.call("room", step).withInts(size).with(step.create(0f)).run().head();
            made.attach(manager);
            return made;
        }
    }

    /**
     * @param layout in the order in which weights are read
     * @param manager owns what stands for packed weights
     */
    static PackedMatrices of(
            List<Slot> layout, Loading loading, Kernels kernels, NDManager manager) {
        boolean possible =
                loading.generating() && loading.device().equals(Device.cpu()) && works(kernels);
        return new PackedMatrices(layout, kernels, manager, possible);
    }

    /** Not where libtorch was built without FBGEMM, as for ARM, or the processor lacks AVX2. */
    private static boolean works(Kernels kernels) {
        try (NDManager once = kernels.newManager()) {
            kernels.call("try_packing", once).withInts(1).run();
            return true;
        } catch (EngineException e) {
            return false;
        }
    }

    private static Map<Integer, List<Integer>> groups(List<Slot> layout) {
        boolean tied = layout.stream().noneMatch(slot -> slot.role().part() == Part.HEAD);
        Map<Integer, List<Integer>> groups = new HashMap<>();
        for (List<Slot> group : DecoderLayout.joined(layout)) {
            Slot first = group.get(0);
            boolean multiplied = tied || first.role().part() != Part.EMBEDDING;
            if (first.shape().size() == 2 && multiplied) {
                List<Integer> places = group.stream().map(layout::indexOf).toList();
                groups.put(places.get(places.size() - 1), places);
            }
        }
        return groups;
    }

    /**
     * Packs the group of matrices that the weight read last completes, if it does and float16 holds
     * them. Their memory is freed, and they are replaced by arrays of their shape without content;
     * but an embedding, whose rows are looked up, stays beside its packed form. A norm's weight,
     * which is multiplied with float32 then, is held as such.
     *
     * @param weights read so far, in the layout's order
     */
    void packLast(List<NDArray> weights) {
        int last = weights.size() - 1;
        if (!possible) {
            return;
        }
        if (layout.get(last).norm()) {
            NDList wide =
                    kernels.call("masters", manager)
                            .withList(weights.subList(last, last + 1))
                            .run();
            weights.set(last, wide.head()).close();
        } else if (groups.containsKey(last)) {
            pack(groups.get(last), weights);
        }
    }

    private void pack(List<Integer> group, List<NDArray> weights) {
        int[] numbers = new int[1 + group.size()];
        numbers[0] = group.get(0);
        for (int i = 0; i < group.size(); i++) {
            numbers[1 + i] = Math.toIntExact(layout.get(group.get(i)).shape().get(0));
        }
        NDList standIns =
                kernels.call("pack", manager)
                        .withInts(numbers)
                        .with(weights.get(group.get(0)))
                        .with(room)
                        .run();
        boolean lookedUp = layout.get(group.get(0)).role().part() == Part.EMBEDDING;
        for (int i = 0; i < standIns.size(); i++) {
            if (lookedUp) {
                standIns.get(i).close();
            } else {
                weights.set(group.get(i), standIns.get(i)).close();
            }
        }
    }

    /** Hands back what the matrices took in their former form. */
    void finish() {
        room.close();
        if (possible) {
            NativeMemory.giveBack();
        }
    }
}
