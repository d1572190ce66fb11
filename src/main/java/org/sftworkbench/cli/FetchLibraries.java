package org.sftworkbench.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.ProgressBar;
import org.sftworkbench.job.Bytes;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.natives.CudaLibraries;
import org.sftworkbench.natives.LibraryServers;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * {@code sft device --fetch cuda}: fetches libtorch for CUDA, after a question that says its size.
 */
final class FetchLibraries {
    @Option(
            names = "--fetch",
            paramLabel = "cuda",
            description =
                    "Fetch libtorch for CUDA, several gigabytes, after a question. Stop it with"
                            + " Ctrl-C and run it again to go on.")
    String what;

    @Option(
            names = {"-y", "--yes"},
            description = "Fetch without the question.")
    boolean yes;

    @Option(
            names = "--pytorch-mirror",
            paramLabel = "URL",
            description =
                    "Fetch from here instead of https://download.pytorch.org/whl or"
                            + " SFT_PYTORCH_MIRROR.")
    String pytorchMirror;

    @Option(
            names = "--pypi-mirror",
            paramLabel = "URL",
            description =
                    "Fetch from here instead of https://files.pythonhosted.org or SFT_PYPI_MIRROR.")
    String pypiMirror;

    /** What came of it as JSON. */
    record Line(String directory, String version, String flavor, long bytes, long fetched) {}

    boolean isAsked() {
        return what != null;
    }

    void run(CommandLine command, Console console, boolean json, Cancellation stop) {
        if (!what.toLowerCase(Locale.ROOT).equals("cuda")) {
            throw new ParameterException(
                    command, "'" + what + "' cannot be fetched; say --fetch cuda");
        }
        LibraryServers servers =
                LibraryServers.of(System.getenv())
                        .or(Optional.ofNullable(pytorchMirror), Optional.ofNullable(pypiMirror));
        CudaLibraries libraries =
                CudaLibraries.ofThisMachine(servers)
                        .orElseThrow(
                                () ->
                                        new CommandFailure(
                                                "there is no CUDA build of libtorch for this"
                                                        + " system; it is made for Linux and Windows on"
                                                        + " x86-64"));
        long missing = libraries.missing();
        if (missing > 0) {
            fetch(libraries, missing, console, json, stop);
        }
        tell(libraries, missing, console, json);
    }

    private void fetch(
            CudaLibraries libraries,
            long missing,
            Console console,
            boolean json,
            Cancellation stop) {
        if (!yes && !agrees(libraries, missing, console)) {
            throw new CommandFailure(
                    "nothing was fetched; say --yes to fetch without the question");
        }
        ProgressBar bar = new ProgressBar(console);
        Progress progress = json ? Progress.NONE : new TransferLine(bar);
        try {
            libraries.fetch(progress, stop);
        } finally {
            bar.end();
        }
    }

    private static boolean agrees(CudaLibraries libraries, long missing, Console console) {
        boolean begun = missing < libraries.catalogue().size();
        console.remark(
                "libtorch "
                        + libraries.catalogue().version()
                        + " for CUDA 12.8, from PyTorch and NVIDIA and under their licences, into "
                        + libraries.directory()
                        + ": "
                        + Bytes.text(missing)
                        + (begun ? " are still to be fetched" : " to fetch")
                        + ", about twice as much on the disk.");
        console.remark("Fetch it? [y/N]");
        try {
            String answer =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                            .readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tell(CudaLibraries libraries, long fetched, Console console, boolean json) {
        if (json) {
            console.json(
                    new Line(
                            libraries.directory().toString(),
                            libraries.catalogue().version(),
                            libraries.catalogue().flavor(),
                            libraries.catalogue().size(),
                            fetched));
        } else {
            console.line(
                    fetched == 0
                            ? "libtorch for CUDA is there already:"
                            : "libtorch for CUDA is there, every file checked; the next start uses"
                                    + " it:");
            console.line(libraries.directory().toString());
        }
    }
}
