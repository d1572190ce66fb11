package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DisplayTest {
    @Test
    void linuxWithoutADisplayVariableCannotShowAWindow() {
        assertThat(Display.whyMissing(Map.of(), system("Linux"))).isPresent();
        assertThat(Display.whyMissing(Map.of("DISPLAY", " "), system("Linux"))).isPresent();
    }

    @Test
    void linuxWithADisplayVariableCan() {
        assertThat(Display.whyMissing(Map.of("DISPLAY", ":0"), system("Linux"))).isEmpty();
        assertThat(Display.whyMissing(Map.of("WAYLAND_DISPLAY", "w"), system("Linux"))).isEmpty();
    }

    @Test
    void otherSystemsNeedNoVariable() {
        assertThat(Display.whyMissing(Map.of(), system("Windows 11"))).isEmpty();
        assertThat(Display.whyMissing(Map.of(), system("Mac OS X"))).isEmpty();
    }

    @Test
    void aHeadlessVirtualMachineCannot() {
        Properties headless = system("Mac OS X");
        headless.setProperty("java.awt.headless", "true");
        assertThat(Display.whyMissing(Map.of(), headless)).isPresent();
    }

    private static Properties system(String name) {
        Properties properties = new Properties();
        properties.setProperty("os.name", name);
        return properties;
    }
}
