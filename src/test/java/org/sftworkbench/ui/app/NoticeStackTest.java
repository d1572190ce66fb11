package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.FxTest;

/** Two notices are told as they are; of more, the newest, and the others when asked for. */
class NoticeStackTest extends FxTest {
    private final List<StringProperty> texts =
            Stream.generate(() -> (StringProperty) new SimpleStringProperty("")).limit(5).toList();
    private List<Label> bars;
    private NoticeStack stack;
    private Hyperlink others;
    private Stage stage;

    @BeforeEach
    void openTheWindow() {
        VBox pane =
                runFx(
                        () -> {
                            stack = new NoticeStack();
                            bars = IntStream.range(0, 5).mapToObj(this::bar).toList();
                            others = (Hyperlink) stack.lookup("#otherNotices");
                            return new VBox(stack);
                        });
        stage = show(pane, 600, 400);
    }

    private Label bar(int number) {
        Label bar = new Label();
        bar.textProperty().bind(texts.get(number));
        bar.visibleProperty().bind(texts.get(number).isNotEmpty());
        bar.managedProperty().bind(bar.visibleProperty());
        stack.add(bar, texts.get(number));
        return bar;
    }

    @AfterEach
    void closeTheWindow() {
        doFx(stage::close);
    }

    private void tell(int bar, String text) {
        doFx(() -> texts.get(bar).set(text));
        drawnAnew();
    }

    /** What can be read, from the top. */
    private List<String> told() {
        return runFx(
                () ->
                        bars.stream()
                                .filter(bar -> isShown(bar) && bar.getHeight() > 0)
                                .map(Label::getText)
                                .toList());
    }

    private static boolean isShown(Node node) {
        return node == null || node.isVisible() && isShown(node.getParent());
    }

    @Test
    void nothingToTellTakesNoRoom() {
        drawnAnew();
        assertThat(runFx(stack::getHeight)).isNotPositive();
        tell(3, "a");
        assertThat(runFx(stack::getHeight)).isPositive();
        tell(3, "");
        assertThat(runFx(stack::getHeight)).isNotPositive();
    }

    @Test
    void twoAreToldAsTheyAre() {
        tell(4, "first");
        tell(1, "second");
        assertThat(told()).containsExactly("second", "first");
        assertThat(runFx(others::isVisible)).isFalse();
    }

    @Test
    void ofMoreTheNewestIsToldAndTheOthersWhenAskedFor() {
        tell(0, "a");
        tell(3, "d");
        tell(1, "b");
        tell(2, "c");
        assertThat(told()).containsExactly("c");
        assertThat(runFx(others::getText)).isEqualTo("3 more");
        tell(3, "another d");
        assertThat(told()).as("it tells something new").containsExactly("another d");
        doFx(others::fire);
        drawnAnew();
        assertThat(told()).containsExactly("a", "b", "c", "another d");
        assertThat(runFx(others::getText)).isEqualTo("Show fewer");
        doFx(others::fire);
        drawnAnew();
        assertThat(told()).containsExactly("another d");
        doFx(() -> stack.reveal(bars.get(0)));
        drawnAnew();
        assertThat(told()).as("asked for").containsExactly("a");
    }

    @Test
    void whatIsDismissedMakesRoomForTheOneBefore() {
        tell(0, "a");
        tell(1, "b");
        tell(2, "c");
        tell(3, "d");
        tell(3, "");
        assertThat(told()).containsExactly("c");
        tell(2, "");
        assertThat(told()).containsExactly("a", "b");
        tell(4, "e");
        assertThat(told()).as("closed again").containsExactly("e");
    }

    @Test
    void aNoticeThatGoesWithTheFocusSaysSo() {
        AtomicInteger lost = new AtomicInteger();
        tell(0, "one");
        tell(1, "two");
        doFx(
                () -> {
                    stack.onFocusLost(lost::incrementAndGet);
                    bars.forEach(bar -> bar.setFocusTraversable(true));
                    bars.get(0).requestFocus();
                });
        tell(1, "");
        assertThat(lost).as("another has it").hasValue(0);
        tell(0, "");
        assertThat(lost).hasValue(1);
    }
}
