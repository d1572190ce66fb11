package org.sftworkbench.check;

/**
 * Something a check has to say.
 *
 * @param severity how much it weighs
 * @param check the check's name, such as {@code no-trained-token}
 * @param message what is the case, in the user's words
 * @param remedy what to do about it
 * @param place where
 */
public record Finding(
        Severity severity, String check, String message, String remedy, Place place) {}
