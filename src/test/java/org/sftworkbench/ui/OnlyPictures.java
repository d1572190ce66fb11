package org.sftworkbench.ui;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * A test that draws for somebody who looks and asserts nothing that others do not, so that it runs
 * with {@code -Dsft.pictures=true} alone.
 */
@Test
@EnabledIf(
        value = "org.sftworkbench.ui.FxTest#allPictures",
        disabledReason = "drawn with -Dsft.pictures=true")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnlyPictures {}
