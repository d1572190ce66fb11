package org.sftworkbench.about;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** A properties file that lies in a jar of the class path, or does not. */
final class ClassPathFile {
    private final Properties properties = new Properties();

    ClassPathFile(String name) {
        try (InputStream in = ClassPathFile.class.getClassLoader().getResourceAsStream(name)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot be read", e);
        }
    }

    /** A value; empty where there is none. */
    Optional<String> entry(String key) {
        return Optional.ofNullable(properties.getProperty(key))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}
