package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;

/** A pane is made once, when it is asked for first or when nothing else is to be done. */
class PanesTest {
    private final List<Section> made = new ArrayList<>();
    private final Panes panes = new Panes();

    PanesTest() {
        panes.put(Section.TEMPLATE, () -> pane(Section.TEMPLATE));
        panes.put(Section.TRAIN, () -> pane(Section.TRAIN));
        panes.put(Section.CHAT, () -> pane(Section.CHAT));
    }

    private Node pane(Section section) {
        made.add(section);
        return new Group();
    }

    @Test
    void oneThatIsAskedForIsMadeAndStaysTheSame() {
        assertThat(made).isEmpty();
        Node train = panes.of(Section.TRAIN).orElseThrow();
        assertThat(panes.of(Section.TRAIN)).containsSame(train);
        assertThat(made).containsExactly(Section.TRAIN);
        assertThat(panes.of(Section.LEARN)).isEmpty();
    }

    @Test
    void theOthersAreMadeOneAfterTheOther() {
        panes.of(Section.TRAIN);
        List<Runnable> later = new ArrayList<>();
        panes.makeOthers(later::add);
        assertThat(made).containsExactly(Section.TRAIN);
        later.get(0).run();
        assertThat(made).containsExactly(Section.TRAIN, Section.TEMPLATE);
        later.get(1).run();
        assertThat(made).containsExactly(Section.TRAIN, Section.TEMPLATE, Section.CHAT);
        later.get(2).run();
        assertThat(later).as("there is nothing left to make").hasSize(3);
    }

    @Test
    void eachIsToldOfOnceAlsoOneThatWasMadeBefore() {
        panes.of(Section.CHAT);
        List<Section> told = new ArrayList<>();
        panes.onMade((section, pane) -> told.add(section));
        panes.of(Section.CHAT);
        panes.of(Section.TRAIN);
        assertThat(told).containsExactly(Section.CHAT, Section.TRAIN);
    }
}
