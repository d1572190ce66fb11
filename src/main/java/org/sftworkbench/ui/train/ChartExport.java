package org.sftworkbench.ui.train;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.FxExecutors;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.chart.ChartTable;
import org.sftworkbench.ui.common.words.Words;

/** Saves a chart where the user says, as a picture or as its points. FX thread only. */
final class ChartExport {
    /** Room around the chart in a picture, in its pixels, of which two are one on the screen. */
    static final int MARGIN = 24;

    private final Words words;
    private final FileDialogs dialogs;
    private final Executor background;
    private final Consumer<Problem> told;

    /** Writes a file. */
    @FunctionalInterface
    private interface Content {
        void to(Path file) throws IOException;
    }

    /**
     * @param background writes the files
     * @param told hears where one was saved, and why one could not be
     */
    ChartExport(Words words, FileDialogs dialogs, Executor background, Consumer<Problem> told) {
        this.words = words;
        this.dialogs = dialogs;
        this.background = background;
        this.told = told;
    }

    void png(ChartKind chart, Window owner, Image picture) {
        BufferedImage framed = framed(picture);
        ask(chart, owner, "PNG")
                .ifPresent(
                        file ->
                                write(
                                        file,
                                        path -> {
                                            // In memory first, as a stream that cannot be
                                            // opened is told of in no words.
                                            ByteArrayOutputStream bytes =
                                                    new ByteArrayOutputStream();
                                            ImageIO.write(framed, "png", bytes);
                                            Files.write(path, bytes.toByteArray());
                                        }));
    }

    void csv(ChartKind chart, Window owner, ChartTable points) {
        ask(chart, owner, "CSV")
                .ifPresent(
                        file ->
                                write(
                                        file,
                                        path ->
                                                Files.writeString(
                                                        path,
                                                        points.csv(),
                                                        StandardCharsets.UTF_8)));
    }

    private Optional<Path> ask(ChartKind chart, Window owner, String format) {
        String extension = format.toLowerCase(Locale.ROOT);
        FileDialogs.Kind kind =
                new FileDialogs.Kind(
                        "chart",
                        words.say("Save the chart as {0}", format),
                        List.of(new ExtensionFilter(format, "*." + extension)));
        String suggested = chart.name().toLowerCase(Locale.ROOT) + "." + extension;
        return dialogs.saveFile(owner, kind, suggested);
    }

    private void write(Path file, Content content) {
        BackgroundTask.of(
                        () -> {
                            content.to(file);
                            return file;
                        })
                .onSuccess(
                        saved ->
                                told.accept(
                                        Problem.info(
                                                words.say("The chart is saved in {0}.", saved))))
                .onError(
                        IOException.class,
                        e ->
                                told.accept(
                                        Problem.error(
                                                words.say(
                                                        "{0} cannot be written: {1}",
                                                        file, DurableFiles.why(e)))))
                .start(background, FxExecutors.fx());
    }

    /** The chart with room around it, in the colour that its corner has. */
    private static BufferedImage framed(Image picture) {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage framed =
                new BufferedImage(
                        width + 2 * MARGIN, height + 2 * MARGIN, BufferedImage.TYPE_INT_ARGB);
        int[] ground = new int[framed.getWidth()];
        Arrays.fill(ground, pixels[0]);
        for (int y = 0; y < framed.getHeight(); y++) {
            framed.setRGB(0, y, ground.length, 1, ground, 0, ground.length);
        }
        framed.setRGB(MARGIN, MARGIN, width, height, pixels, 0, width);
        return framed;
    }
}
