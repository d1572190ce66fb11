package org.sftworkbench.cli;

import java.util.StringJoiner;
import java.util.concurrent.CancellationException;
import org.sftworkbench.cli.console.OutputClosedException;
import org.sftworkbench.cli.console.OutputLostException;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.hub.HubException;
import org.sftworkbench.model.MemoryShortage;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.model.device.DeviceException;
import org.sftworkbench.natives.NativesException;
import org.sftworkbench.run.RunException;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.TokenizerException;
import org.sftworkbench.train.TrainingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says on the error stream, in the user's words, why a command failed, and picks the exit code. */
final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailureReport.class);

    static final int FAILED = 1;
    static final int USAGE = 2;

    /** The result is lost on its way out: not {@code check}'s 1; as sysexits.h has it. */
    static final int OUTPUT_LOST = 74;

    /**
     * Nobody reads the rest: as shells report a program that a closed pipe ended, so that {@code
     * check | head} is not taken for errors in the data.
     */
    static final int OUTPUT_CLOSED = 141;

    /** As shells report a program that was interrupted. */
    static final int STOPPED = 130;

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        if (e instanceof CancellationException) {
            tell(command, "stopped");
            return STOPPED;
        }
        if (e instanceof OutputClosedException) {
            // Whoever closed the output knows; this is how `sft … | head` ends.
            return OUTPUT_CLOSED;
        }
        String name = command.getCommandSpec().qualifiedName();
        if (e instanceof OutputLostException) {
            LOG.info("{} failed, as its output could not be written: {}", name, kinds(e));
            tell(command, e.getMessage());
            return OUTPUT_LOST;
        }
        if (isForUser(e)) {
            LOG.info("{} failed, as it told the user: {}", name, kinds(e));
            tell(command, e.getMessage());
            if (e instanceof CommandFailure failure) {
                failure.next().ifPresent(command.getErr()::println);
                command.getErr().flush();
            }
            if (e instanceof DataException data && !data.unknownColumns().isEmpty()) {
                command.getErr().println("Say with --columns which of its columns is which.");
                command.getErr().flush();
            }
        } else if (MemoryShortage.isIn(e)) {
            LOG.info("{} failed for want of memory: {}", name, kinds(e));
            tell(
                    command,
                    "out of memory: take fewer rows at once or shorter ones, --precision bf16, or"
                            + " a smaller model");
        } else {
            LOG.info("{} failed", name, e);
            tell(command, "failed unexpectedly: " + e);
            e.printStackTrace(command.getErr());
            command.getErr().flush();
        }
        return FAILED;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        if (e.getCause() instanceof CommandFailure failure) {
            tell(command, failure.getMessage());
            return FAILED;
        }
        // picocli 4.7 says the word twice where a NAME=VALUE has no value.
        String message = e.getMessage().replace("for option option ", "for option ");
        tell(
                command,
                UnknownWord.in(e, args)
                        .orElse(message.startsWith("Error: ") ? message.substring(7) : message));
        command.getErr()
                .println(
                        "See '"
                                + command.getCommandSpec().qualifiedName()
                                + " --help' for what it takes.");
        command.getErr().flush();
        return USAGE;
    }

    /** Not what they say, which may quote the user. */
    private static String kinds(Throwable e) {
        StringJoiner kinds = new StringJoiner(" of ");
        for (Throwable at = e; at != null && kinds.length() < 200; at = at.getCause()) {
            kinds.add(at.getClass().getSimpleName());
        }
        return kinds.toString();
    }

    private static boolean isForUser(Exception e) {
        return e instanceof CommandFailure
                || e instanceof ModelException
                || e instanceof DeviceException
                || e instanceof DataException
                || e instanceof TokenizerException
                || e instanceof TemplateException
                || e instanceof RunException
                || e instanceof HubException
                || e instanceof NativesException
                || e instanceof TrainingException;
    }

    private static void tell(CommandLine command, String message) {
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + message);
        command.getErr().flush();
    }
}
