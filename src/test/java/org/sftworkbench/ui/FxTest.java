package org.sftworkbench.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.DialogPane;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.sftworkbench.ui.common.BaseStyles;

/** Base of tests that need the JavaFX toolkit; it runs without a display, on Monocle. */
public abstract class FxTest {
    /**
     * Long enough for a machine that is busy with something else; a wait that holds ends at once.
     */
    private static final long PATIENCE_SECONDS = 180;

    @BeforeAll
    static void startToolkit() throws InterruptedException {
        System.setProperty("headless.geometry", "1920x1200-32");
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
            started.await();
        } catch (IllegalStateException alreadyRunning) {
            started.countDown();
        }
        Platform.setImplicitExit(false);
    }

    /**
     * Whether pictures are drawn in all themes, sizes and languages, for somebody who looks at
     * them; otherwise one of each is, which shows that it can be drawn.
     */
    protected static final boolean ALL_PICTURES =
            Boolean.getBoolean("sft.pictures") || Boolean.getBoolean("sft.full");

    /** The same, for {@link OnlyPictures}. */
    static boolean allPictures() {
        return ALL_PICTURES;
    }

    /** The themes that pictures are drawn in: whether it is the dark one. */
    protected static List<Boolean> themes() {
        return ALL_PICTURES ? List.of(false, true) : List.of(false);
    }

    /** Runs on the FX thread and returns what it gives; what it throws is thrown here. */
    protected static <T> T runFx(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                });
        try {
            return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the FX thread did not answer", e);
        }
    }

    /** Runs on the FX thread. */
    protected static void doFx(Runnable work) {
        runFx(
                () -> {
                    work.run();
                    return null;
                });
    }

    /** A single click with the first button into a node, near its corner; on the FX thread. */
    protected static void clickOnce(Node node) {
        node.fireEvent(
                new MouseEvent(
                        MouseEvent.MOUSE_CLICKED,
                        2,
                        2,
                        2,
                        2,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        true,
                        false,
                        true,
                        null));
    }

    /** Has a key pressed on a node, and waits until what it does is done. */
    protected static void pressKey(Node target, KeyCode key) {
        doFx(
                () ->
                        target.fireEvent(
                                new KeyEvent(
                                        KeyEvent.KEY_PRESSED,
                                        "",
                                        "",
                                        key,
                                        false,
                                        false,
                                        false,
                                        false)));
        waitForFxEvents();
    }

    /** The dialog that stands before the windows, if any. FX thread only. */
    protected static Optional<DialogPane> shownDialog() {
        return Window.getWindows().stream()
                .filter(Window::isShowing)
                .map(window -> window.getScene().getRoot())
                .filter(DialogPane.class::isInstance)
                .map(DialogPane.class::cast)
                .findFirst();
    }

    /** Returns when everything queued on the FX thread so far, and what it queued, has run. */
    protected static void waitForFxEvents() {
        for (int i = 0; i < 5; i++) {
            doFx(() -> {});
        }
    }

    /** Lets time pass and then everything run that was queued meanwhile. */
    protected static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        waitForFxEvents();
    }

    /**
     * Waits for as long as it takes to draw what is there in other colours or another size: charts
     * draw a picture in 100 ms. For pauses in typing it is too short.
     */
    protected static void drawnAnew() {
        pause(150);
    }

    /** Waits, letting the FX thread run, until a condition (asked on the FX thread) holds. */
    protected static void waitUntil(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!runFx(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen: " + what);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Sets the theme of all scenes; they are not styled anew where it is theirs. */
    protected static void theme(boolean dark) {
        String theme =
                dark
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet();
        doFx(
                () -> {
                    if (!theme.equals(Application.getUserAgentStylesheet())) {
                        Application.setUserAgentStylesheet(theme);
                    }
                });
    }

    /**
     * Puts a node into a scene with the theme and the base styles, applies styles and layout, and
     * returns the scene.
     */
    protected static Scene layout(Parent node, double width, double height) {
        return runFx(
                () -> {
                    if (Application.getUserAgentStylesheet() == null) {
                        Application.setUserAgentStylesheet(
                                new PrimerLight().getUserAgentStylesheet());
                    }
                    Scene scene = new Scene(node, width, height);
                    BaseStyles.addTo(scene);
                    node.applyCss();
                    node.layout();
                    return scene;
                });
    }

    /** The same at 1100 × 700. */
    protected static Scene layout(Parent node) {
        return layout(node, 1100, 700);
    }

    /** Shows a node in a window of the given size, for what only works in a shown window. */
    protected static Stage show(Parent node, double width, double height) {
        Scene scene = layout(node, width, height);
        Stage stage =
                runFx(
                        () -> {
                            Stage shown = new Stage();
                            shown.setScene(scene);
                            shown.show();
                            return shown;
                        });
        waitForFxEvents();
        return stage;
    }

    /**
     * Gives a window another size. Shown anew, as JavaFX reuses a window's pixels by their capacity
     * and then misses their limit: one that grows after it has shrunk writes a stack trace and
     * loses a frame.
     */
    protected static void resize(Stage stage, double width, double height) {
        doFx(
                () -> {
                    stage.hide();
                    stage.setWidth(width);
                    stage.setHeight(height);
                    stage.show();
                });
        waitForFxEvents();
    }

    /** Writes a picture of a scene as it is now. */
    protected static void snapshot(Scene scene, Path png) {
        BufferedImage picture =
                runFx(
                        () -> {
                            scene.getRoot().applyCss();
                            scene.getRoot().layout();
                            return toAwt(scene.snapshot(null));
                        });
        try {
            Files.createDirectories(png.toAbsolutePath().getParent());
            ImageIO.write(picture, "png", png.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage toAwt(WritableImage image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        image.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return picture;
    }
}
