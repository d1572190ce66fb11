package org.sftworkbench.ui.app;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** One window for all tests of a class, which each bring it back to a beginning. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SharedStarterWindow extends StarterWindow {
    @Override
    @AfterAll
    void closeTheWindow() {
        super.closeTheWindow();
    }
}
