package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.Styles;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sftworkbench.ui.FxTest;

/** Who goes by the keyboard sees where they are, and nothing moves as they go. */
class FocusSeenTest extends FxTest {
    private static final PseudoClass BY_KEYS = PseudoClass.getPseudoClass("focus-visible");

    @ParameterizedTest(name = "{0}")
    @MethodSource("controls")
    void theFocusIsSeenAndTakesNoRoom(String name, Supplier<Control> made, String part) {
        Control control = runFx(made::get);
        Stage stage = show(runFx(() -> new VBox(control)), 400, 300);
        waitForFxEvents();
        Region drawn = runFx(() -> part.isEmpty() ? control : (Region) control.lookup(part));
        List<Object> before = runFx(() -> look(drawn));
        Insets insets = runFx(drawn::getInsets);
        doFx(
                () -> {
                    control.pseudoClassStateChanged(BY_KEYS, true);
                    control.applyCss();
                });
        List<Object> focused = runFx(() -> look(drawn));
        assertThat(focused).as(name).isNotEqualTo(before);
        assertThat(runFx(drawn::getInsets)).as(name).isEqualTo(insets);
        doFx(stage::close);
    }

    private static Stream<Arguments> controls() {
        return Stream.of(
                of("default button", () -> byDefault(new Button("Go")), ""),
                of("accented button", () -> accented(new Button("Go")), ""),
                of("flat button", () -> flat(new Button("Go")), ""),
                of("flat menu", () -> flat(new MenuButton("Go")), ""),
                of("toggle", () -> new ToggleButton("Go"), ""),
                of("link", () -> new Hyperlink("Go"), ""),
                of("check box", () -> new CheckBox("Go"), ".box"),
                of("radio button", () -> new RadioButton("Go"), ".radio"),
                of("slider", Slider::new, ".thumb"),
                of("list", ListView::new, ""),
                of("table", TableView::new, ""),
                of("titled pane", () -> new TitledPane("Go", new Label("there")), ".title"),
                of("tabs", () -> new TabPane(new Tab("Go"), new Tab("there")), ".tab:selected"));
    }

    private static Arguments of(String name, Supplier<Control> made, String part) {
        return Arguments.of(name, made, part);
    }

    private static Control byDefault(Button button) {
        button.setDefaultButton(true);
        return button;
    }

    private static Control accented(Control control) {
        control.getStyleClass().add(Styles.ACCENT);
        return control;
    }

    private static Control flat(Control control) {
        control.getStyleClass().add(Styles.FLAT);
        return control;
    }

    private static List<Object> look(Region drawn) {
        return Arrays.asList(drawn.getBorder(), drawn.getBackground());
    }
}
