package org.sftworkbench.log;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.List;
import org.sftworkbench.disk.HomeDirectory;

/**
 * Writes an error with its stack and causes, {@code %error} in the patterns. The message of an
 * error is written only where errors of its kind speak of the program and the machine; where it
 * could quote a conversation, a template or data, as a parser's does, the kind and the place must
 * do.
 */
public final class ErrorText extends ThrowableHandlingConverter {
    /** Beginnings of the names of classes whose messages hold nothing the user wrote. */
    private static final List<String> PLAIN =
            List.of(
                    "java.lang.NullPointerException",
                    "java.lang.ClassCastException",
                    "java.lang.ClassNotFoundException",
                    "java.lang.ArithmeticException",
                    "java.lang.ArrayStoreException",
                    "java.lang.NegativeArraySizeException",
                    "java.lang.OutOfMemoryError",
                    "java.lang.StackOverflowError",
                    "java.lang.LinkageError",
                    "java.lang.NoClassDefFoundError",
                    "java.lang.NoSuchFieldError",
                    "java.lang.NoSuchMethodError",
                    "java.lang.UnsatisfiedLinkError",
                    "java.lang.ExceptionInInitializerError",
                    "java.nio.file.",
                    "java.nio.channels.",
                    "java.net.ConnectException",
                    "java.net.SocketException",
                    "java.net.SocketTimeoutException",
                    "java.net.UnknownHostException",
                    "java.net.http.",
                    "javax.net.ssl.",
                    "ai.djl.engine.EngineException",
                    "org.sftworkbench.hub.HubException",
                    "org.sftworkbench.model.device.DeviceException",
                    "org.sftworkbench.model.ModelException");

    private static final int MOST_CAUSES = 10;

    @Override
    public String convert(ILoggingEvent event) {
        StringBuilder text = new StringBuilder();
        IThrowableProxy error = event.getThrowableProxy();
        if (error != null) {
            add(text, "", error, 0, 0);
        }
        return text.toString();
    }

    private static void add(
            StringBuilder text, String role, IThrowableProxy error, int common, int depth) {
        text.append(role).append(error.getClassName());
        String message = error.getMessage();
        if (message != null && PLAIN.stream().anyMatch(error.getClassName()::startsWith)) {
            text.append(": ").append(HomeDirectory.shorten(message));
        }
        text.append(System.lineSeparator());
        StackTraceElementProxy[] frames = error.getStackTraceElementProxyArray();
        for (int i = 0; i < frames.length - common; i++) {
            text.append("\tat ")
                    .append(frames[i].getStackTraceElement())
                    .append(System.lineSeparator());
        }
        if (common > 0) {
            text.append("\t... ").append(common).append(" more").append(System.lineSeparator());
        }
        if (error.isCyclic() || depth == MOST_CAUSES) {
            return;
        }
        for (IThrowableProxy suppressed : error.getSuppressed()) {
            add(text, "Suppressed: ", suppressed, suppressed.getCommonFrames(), depth + 1);
        }
        IThrowableProxy cause = error.getCause();
        if (cause != null) {
            add(text, "Caused by: ", cause, cause.getCommonFrames(), depth + 1);
        }
    }
}
