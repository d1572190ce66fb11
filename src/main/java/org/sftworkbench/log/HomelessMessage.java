package org.sftworkbench.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.sftworkbench.disk.HomeDirectory;

/** Writes a message with the user's home directory as {@code ~}, {@code %said} in the patterns. */
public final class HomelessMessage extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return HomeDirectory.shorten(event.getFormattedMessage());
    }
}
