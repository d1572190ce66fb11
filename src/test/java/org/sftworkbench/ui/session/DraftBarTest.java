package org.sftworkbench.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.session.Draft;
import org.sftworkbench.session.TemplateDraft;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.chat.ChatViewModel;
import org.sftworkbench.ui.common.words.Dictionary;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.template.TemplateViewModel;

/** The strip that tells of a restored draft. */
class DraftBarTest extends FxTest {
    private static final Instant NOW = Instant.parse("2026-11-26T14:32:10Z");

    @TempDir private Path home;

    @Test
    void whatItTellsFollowsTheLanguageAtEachChange() throws Exception {
        Words words =
                new Words(
                        Language.ENGLISH,
                        Dictionary.read(List.of(DraftBar.class.getResource("zh.json"))));
        WindowDrafts drafts =
                new WindowDrafts(
                        new TemplateViewModel(words, Runnable::run, Runnable::run, Runnable::run),
                        new ChatViewModel(
                                new FakeEngine(), Runnable::run, Runnable::run, home, words),
                        NOW::toEpochMilli);
        DraftBar bar =
                runFx(
                        () ->
                                new DraftBar(
                                        drafts, words, Clock.fixed(NOW, ZoneOffset.UTC), () -> {}));
        Draft draft =
                new Draft(
                        NOW.toEpochMilli(),
                        List.of(new TemplateDraft("Own", "{{ 1 }}", "{{ 2 }}")),
                        List.of(),
                        Map.of(),
                        "");
        doFx(() -> words.languageProperty().set(Language.CHINESE));
        doFx(() -> words.languageProperty().set(Language.ENGLISH));
        doFx(() -> drafts.noticeProperty().set(new DraftNotice(draft, false)));
        assertThat(says(bar)).startsWith("Restored your unsaved template of 14:32.");
        doFx(() -> words.languageProperty().set(Language.CHINESE));
        assertThat(says(bar)).startsWith("已恢复您 14:32 未保存的模板。");
        doFx(() -> words.languageProperty().set(Language.ENGLISH));
        assertThat(says(bar)).startsWith("Restored your unsaved template of 14:32.");
    }

    private String says(DraftBar bar) {
        return runFx(
                () ->
                        bar.getChildren().stream()
                                .filter(Label.class::isInstance)
                                .map(node -> ((Label) node).getText())
                                .findFirst()
                                .orElseThrow());
    }
}
