package org.sftworkbench.model.device;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Numbers the GPUs as CUDA does for this process: those that {@code CUDA_VISIBLE_DEVICES} names, in
 * its order, or all.
 *
 * <p>CUDA counts by speed unless {@code CUDA_DEVICE_ORDER} is {@code PCI_BUS_ID}; the start scripts
 * set that. Of the instances of MIG it sees one, and no whole GPU beside it: <a
 * href="https://docs.nvidia.com/datacenter/tesla/mig-user-guide/">MIG User Guide</a>, "CUDA device
 * enumeration".
 */
final class CudaOrder {
    private final Optional<List<String>> visible;
    private final boolean byBus;

    CudaOrder(SystemProbe system) {
        this.visible =
                system.environment("CUDA_VISIBLE_DEVICES")
                        .map(names -> List.of(names.split(",", -1)));
        this.byBus =
                system.environment("CUDA_DEVICE_ORDER").filter("PCI_BUS_ID"::equals).isPresent();
    }

    /** The GPUs of this process, CUDA's number being the index. */
    List<NvidiaGpu> of(List<NvidiaGpu> cards) {
        List<NvidiaGpu> seen = visible.map(names -> named(cards, names)).orElse(cards);
        for (NvidiaGpu gpu : seen) {
            if (gpu.parts().isPresent() && !gpu.parts().get().isEmpty()) {
                return List.of(gpu.part(gpu.parts().get().get(0)));
            }
            if (gpu.uuid().startsWith("MIG-")) {
                return List.of(gpu);
            }
        }
        return seen.stream().filter(gpu -> gpu.parts().isEmpty()).toList();
    }

    /** As CUDA reads the list: up to the first name of nothing, and nothing where one is twice. */
    private static List<NvidiaGpu> named(List<NvidiaGpu> cards, List<String> names) {
        List<NvidiaGpu> seen = new ArrayList<>();
        Set<NvidiaGpu> different = new HashSet<>();
        for (String name : names) {
            Optional<NvidiaGpu> gpu = named(cards, name.strip());
            if (gpu.isEmpty()) {
                break;
            }
            if (!different.add(gpu.get())) {
                return List.of();
            }
            seen.add(gpu.get());
        }
        return seen;
    }

    private static Optional<NvidiaGpu> named(List<NvidiaGpu> cards, String name) {
        if (name.matches("\\d{1,4}")) {
            int index = Integer.parseInt(name);
            return index < cards.size() ? Optional.of(cards.get(index)) : Optional.empty();
        }
        List<NvidiaGpu> matching = new ArrayList<>();
        for (NvidiaGpu card : cards) {
            if (name.startsWith("GPU-") && card.uuid().startsWith(name)) {
                matching.add(card);
            }
            card.parts().orElse(List.of()).stream()
                    .filter(part -> name.startsWith("MIG-") && part.uuid().startsWith(name))
                    .map(card::part)
                    .forEach(matching::add);
        }
        return matching.size() == 1 ? Optional.of(matching.get(0)) : Optional.empty();
    }

    /** Whether the numbers may be others than CUDA's. */
    boolean mayDiffer(List<NvidiaGpu> cards) {
        return !byBus && cards.stream().map(NvidiaGpu::name).distinct().count() > 1;
    }

    /** What keeps a card out of the numbering, for the user. */
    Obstacle hidden(NvidiaGpu card) {
        if (card.parts().filter(List::isEmpty).isPresent()) {
            return new Obstacle(
                    Obstacle.Kind.MIG,
                    "MIG is on, but no instance has been made of it",
                    "Make instances (nvidia-smi mig -cgi … -C), or turn MIG off.");
        }
        return visible.isPresent()
                ? new Obstacle(
                        Obstacle.Kind.HIDDEN,
                        "CUDA_VISIBLE_DEVICES=" + String.join(",", visible.get()) + " hides it",
                        "Start again without CUDA_VISIBLE_DEVICES, or name this GPU in it.")
                : new Obstacle(
                        Obstacle.Kind.MIG,
                        "CUDA sees no other GPU beside an instance of MIG",
                        "Name the one to use in CUDA_VISIBLE_DEVICES ('nvidia-smi -L' lists them).");
    }
}
