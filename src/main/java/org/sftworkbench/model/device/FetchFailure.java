package org.sftworkbench.model.device;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Recognises, in a failure to start libtorch, that its libraries are not there: DJL then wants to
 * fetch them.
 */
public final class FetchFailure {
    /** How DJL says that it was told to stay offline. */
    private static final String OFFLINE = "Offline mode is enabled";

    private FetchFailure() {}

    /**
     * What is missing and what to do, where it is that.
     *
     * @param failure of starting libtorch
     * @param libraries it was to be started from
     */
    public static Optional<String> words(Throwable failure, TorchLibraries libraries) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isOfNetwork(cause) || String.valueOf(cause.getMessage()).startsWith(OFFLINE)) {
                return Optional.of(
                        "libtorch "
                                + libraries.version()
                                + " is not on this machine, and this program came without it."
                                + " Fetch it for CUDA with 'sft device --fetch cuda'; or let"
                                + " PYTORCH_LIBRARY_PATH name an unpacked libtorch; or install the"
                                + " program anew, as it comes with libtorch for the CPU.");
            }
        }
        return Optional.empty();
    }

    /**
     * What to do where fetched libraries are there and cannot be loaded, as a further sentence;
     * empty where it is others that cannot.
     *
     * @param libraries libtorch was to be started from
     */
    public static String wayOut(TorchLibraries libraries) {
        return libraries.source() == TorchLibraries.Source.FETCHED
                ? ". It is libtorch for CUDA in "
                        + libraries.directory()
                        + ": PYTORCH_FLAVOR=cpu in the environment computes on the CPU again; remove"
                        + " the directory to have it fetched anew."
                : "";
    }

    private static boolean isOfNetwork(Throwable cause) {
        return cause instanceof UnknownHostException
                || cause instanceof SocketTimeoutException
                || cause instanceof SocketException;
    }
}
