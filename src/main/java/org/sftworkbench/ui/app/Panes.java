package org.sftworkbench.ui.app;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.scene.Node;

/**
 * The panes of the window, each made when it is needed first: making all of them takes as long as
 * all else at the start. FX thread only.
 */
final class Panes {
    private final Map<Section, Supplier<? extends Node>> makers = new EnumMap<>(Section.class);
    private final Map<Section, Node> made = new EnumMap<>(Section.class);
    private BiConsumer<Section, Node> onMade = (section, pane) -> {};

    void put(Section section, Supplier<? extends Node> maker) {
        makers.put(section, maker);
    }

    /** The pane of a section; empty where there is none. */
    Optional<Node> of(Section section) {
        Supplier<? extends Node> maker = makers.remove(section);
        if (maker != null) {
            Node pane = maker.get();
            made.put(section, pane);
            onMade.accept(section, pane);
        }
        return Optional.ofNullable(made.get(section));
    }

    /** Tells of each once it is made, and of those that are. */
    void onMade(BiConsumer<Section, Node> told) {
        onMade = told;
        made.forEach(told);
    }

    /** Makes those that nobody has turned to yet, one after the other. */
    void makeOthers(Executor later) {
        later.execute(
                () -> {
                    if (makeOne()) {
                        makeOthers(later);
                    }
                });
    }

    private boolean makeOne() {
        Optional<Section> next = makers.keySet().stream().findFirst();
        next.ifPresent(this::of);
        return next.isPresent();
    }
}
