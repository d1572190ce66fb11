package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.beans.binding.ObjectBinding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparedSidesTest {
    @TempDir private Path home;

    private ChatDesk desk;
    private ChatViewModel view;

    @BeforeEach
    void openTheBaseAlone() {
        desk = new ChatDesk(home);
        view = desk.view;
        view.tunedDirectoryProperty().set(null);
        desk.ask("Where does Mira live");
        desk.answer(0, "She sails");
        view.tunedDirectoryProperty().set(ChatDesk.TUNED);
    }

    private String difference(ChatSide side, int n) {
        return view.actions(side).difference(desk.question(side, n)).getValue();
    }

    @Test
    void whatOneSideWasAskedIsOfferedToTheOther() {
        ObjectBinding<Question> missing = view.compared().missing(view.tuned());
        assertThat(missing.get().text()).isEqualTo("Where does Mira live");
        assertThat(view.compared().missing(view.base()).get()).isNull();

        view.actions(view.tuned()).askToo(missing.get());
        desk.answer(1, "Oslo");

        assertThat(desk.shown(view.tuned())).containsExactly("Where does Mira live", "Oslo");
        assertThat(missing.get()).as("both were asked").isNull();
        desk.exchange("And Sam", "He sails", "Rome");
        assertThat(difference(view.base(), 1)).isEmpty();
        assertThat(view.asking().shownWith(desk.question(view.tuned(), 0), view.tuned()))
                .as("it is the same question")
                .containsExactly(view.base(), view.tuned());
    }

    @Test
    void aQuestionAfterUnlikeHistoriesIsMarkedOnBothSides() {
        desk.exchange("And Sam", "He sails", "Rome");

        assertThat(difference(view.base(), 1))
                .isEqualTo(
                        "No fair comparison: earlier questions in the prompt 1 here, 0 on the other"
                                + " side.");
        assertThat(difference(view.tuned(), 0)).contains("0 here, 1 on the other side");
        assertThat(difference(view.base(), 0)).as("asked of one alone").isEmpty();
        assertThat(view.compared().missing(view.tuned()).get())
                .as("it would come in the wrong order")
                .isNull();

        view.inputs().shownProperty().set(ShownSides.BASE);
        assertThat(difference(view.base(), 1)).as("nothing is compared").isEmpty();
    }

    @Test
    void anotherModelOfASideBeginsAnewAndIsMarked() {
        view.actions(view.tuned()).askToo(view.compared().missing(view.tuned()).get());
        desk.answer(1, "Oslo");
        view.tuned().choose(Path.of("runs", "other"));
        desk.exchange("And Sam", "He sails", "Rome");
        assertThat(difference(view.tuned(), 1)).contains("0 here, 1 on the other side");
    }
}
