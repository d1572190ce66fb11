package org.sftworkbench.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What is logged and where to: what went wrong to the error stream, and that with the events of the
 * program's life to the file that {@link ProgramLog} claimed, where there is one. Logback finds
 * this class among the services when the first logger is made.
 *
 * <p>It is code instead of the usual XML, as reading that took longer than all else that a command
 * does before its work.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogSetUp extends ContextAwareBase implements Configurator {
    private static final String ON_SCREEN = "%d{HH:mm:ss} %-5level %logger{20} - %said%n%error";
    private static final String IN_FILE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{30} - %said%n%error";
    private static final int OLDER_FILES = 4;

    /** System property with the size from which on a new file is begun. */
    private static final String SIZE = "sft.log.size";

    @Override
    public ExecutionStatus configure(LoggerContext logback) {
        if (System.getProperty(ProgramLog.CONFIGURATION) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        // Logback would report its own set-up on stdout, which belongs to the commands.
        logback.getStatusManager().add(new NopStatusListener());
        Logger root = logback.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(screen());
        // On a machine without a usable GPU this is no news.
        logback.getLogger("ai.djl.util.cuda.CudaUtils").setLevel(Level.ERROR);
        // A command has told its failure on the error stream already.
        Logger told = logback.getLogger("org.sftworkbench.cli.FailureReport");
        told.setAdditive(false);
        Optional<String> stem = ProgramLog.stem();
        if (stem.isPresent()) {
            Appender<ILoggingEvent> file = file(stem.get());
            root.addAppender(file);
            told.addAppender(file);
            logback.getLogger("org.sftworkbench").setLevel(Level.INFO);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private Appender<ILoggingEvent> screen() {
        ThresholdFilter warnings = new ThresholdFilter();
        warnings.setLevel(Level.WARN.toString());
        warnings.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("screen");
        appender.setTarget(ConsoleTarget.SystemErr.getName());
        appender.addFilter(warnings);
        appender.setEncoder(encoder(ON_SCREEN, Charset.defaultCharset()));
        appender.start();
        return appender;
    }

    private Appender<ILoggingEvent> file(String stem) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(stem + ".log");
        appender.setEncoder(encoder(IN_FILE, StandardCharsets.UTF_8));

        FixedWindowRollingPolicy names = new FixedWindowRollingPolicy();
        names.setContext(context);
        names.setParent(appender);
        names.setFileNamePattern(stem + ".%i.log");
        names.setMinIndex(1);
        names.setMaxIndex(OLDER_FILES);
        names.start();
        appender.setRollingPolicy(names);

        SizeBasedTriggeringPolicy<ILoggingEvent> full = new SizeBasedTriggeringPolicy<>();
        full.setContext(context);
        full.setMaxFileSize(FileSize.valueOf(System.getProperty(SIZE, "1MB")));
        // By default it looks once a minute, in which a fault that repeats writes much more.
        full.setCheckIncrement(Duration.buildByMilliseconds(0));
        full.start();
        appender.setTriggeringPolicy(full);

        appender.start();
        return appender;
    }

    private Encoder<ILoggingEvent> encoder(String pattern, Charset charset) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("error", ErrorText::new);
        layout.getInstanceConverterMap().put("said", HomelessMessage::new);
        layout.setPattern(pattern);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(charset);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }
}
