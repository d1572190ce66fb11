package org.sftworkbench.model;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sftworkbench.model.DecoderLayout.Part;
import org.sftworkbench.model.DecoderLayout.Role;
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
    private static final int THREADS = 2;

    private final List<Slot> layout;
    private final Kernels kernels;
    private final NDManager manager;
    private final boolean possible;

    /** Float32 numbers to work in, for each thread {@value #ROOM} or a row of the widest matrix. */
    private final NDArray room;

    /** What is packed at once, by where the last of it is in the layout. */
    private final Map<Integer, Load> loads;

    /**
     * Groups of matrices of one layer, which are enough to keep the threads busy.
     *
     * @param groups by where in the layout their members are
     */
    private record Load(List<List<Integer>> groups) {
        int last() {
            return members().max().orElseThrow();
        }

        IntStream members() {
            return groups.stream().flatMap(List::stream).mapToInt(Integer::intValue);
        }
    }

    private PackedMatrices(
            List<Slot> layout, Kernels kernels, NDManager manager, boolean possible) {
        this.layout = layout;
        this.kernels = kernels;
        this.manager = manager;
        this.possible = possible;
        this.loads = loads(layout);
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
                    kernels.call("room", step)
                            .withInts(THREADS * size)
                            .with(step.create(0f))
                            .run()
                            .head();
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

    private static Map<Integer, Load> loads(List<Slot> layout) {
        boolean tied = layout.stream().noneMatch(slot -> slot.role().part() == Part.HEAD);
        Map<Role, List<List<Integer>>> together = new LinkedHashMap<>();
        for (List<Slot> group : DecoderLayout.joined(layout)) {
            Slot first = group.get(0);
            Role role = first.role();
            boolean multiplied = tied || role.part() != Part.EMBEDDING;
            if (first.shape().size() == 2 && multiplied) {
                Role beginning = role.layer() < 0 ? role : new Role(role.layer(), Part.QUERY);
                together.computeIfAbsent(beginning, key -> new ArrayList<>())
                        .add(group.stream().map(layout::indexOf).toList());
            }
        }
        return together.values().stream()
                .map(Load::new)
                .collect(Collectors.toMap(Load::last, load -> load));
    }

    /**
     * Packs what the weight read last completes, if it does and float16 holds it. The memory of
     * these matrices is freed, and they are replaced by arrays of their shape without content; but
     * an embedding, whose rows are looked up, stays beside its packed form. A norm's weight, which
     * is multiplied with float32 then, is held as such.
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
        } else if (loads.containsKey(last)) {
            pack(loads.get(last), weights);
        }
    }

    private void pack(Load load, List<NDArray> weights) {
        IntStream.Builder numbers = IntStream.builder();
        List<NDArray> firsts = new ArrayList<>();
        for (List<Integer> group : load.groups()) {
            numbers.add(group.get(0)).add(group.size());
            group.forEach(place -> numbers.add(rows(place)));
            firsts.add(weights.get(group.get(0)));
        }
        NDList standIns =
                kernels.call("pack", manager)
                        .withInts(numbers.build().toArray())
                        .with(room)
                        .withList(firsts)
                        .run();
        int[] members = load.members().toArray();
        for (int i = 0; i < members.length; i++) {
            NDArray standIn = standIns.get(i);
            boolean lookedUp = layout.get(members[i]).role().part() == Part.EMBEDDING;
            if (standIn.isEmpty() || lookedUp) {
                standIn.close();
            } else {
                weights.set(members[i], standIn).close();
            }
        }
    }

    private int rows(int place) {
        return Math.toIntExact(layout.get(place).shape().get(0));
    }

    /** Hands back what the matrices took in their former form. */
    void finish() {
        room.close();
        if (possible) {
            NativeMemory.giveBack();
        }
    }
}
