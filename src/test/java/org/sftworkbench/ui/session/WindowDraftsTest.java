package org.sftworkbench.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.session.Draft;
import org.sftworkbench.session.RowDraft;
import org.sftworkbench.session.RowName;
import org.sftworkbench.ui.FakeEngine;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.chat.ChatViewModel;
import org.sftworkbench.ui.common.words.Words;
import org.sftworkbench.ui.labels.LabelsViewModel;
import org.sftworkbench.ui.template.TemplateViewModel;
import org.sftworkbench.ui.template.ToolsText;

class WindowDraftsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T14:32:10Z");

    @TempDir private Path home;

    private final Words words = Words.english();
    private long now = NOW.toEpochMilli();

    /** A window's panes that are written in. */
    private final class Window {
        final TemplateViewModel template =
                new TemplateViewModel(words, Runnable::run, Runnable::run, Runnable::run);
        final ChatViewModel chat =
                new ChatViewModel(
                        new FakeEngine(),
                        Runnable::run,
                        Runnable::run,
                        home.resolve("talks"),
                        words);
        final WindowDrafts drafts = new WindowDrafts(template, chat, () -> now);

        Window open(List<DataRow> rows) {
            template.rows().setAll(rows);
            return this;
        }

        Window openModel() {
            template.tokenizerProperty().set(new WordTokenizer());
            return this;
        }

        String said(int row) {
            template.conversation().rowIndexProperty().set(row);
            return template.conversation().messages().get(1).contentProperty().get();
        }

        void say(int row, String text) {
            template.conversation().rowIndexProperty().set(row);
            template.conversation().messages().get(1).contentProperty().set(text);
        }

        String notice() {
            return drafts.noticeProperty()
                    .get()
                    .text(
                            words,
                            drafts.homeless(drafts.noticeProperty().get().draft()),
                            drafts.overtaken(drafts.noticeProperty().get().draft()),
                            List.of(),
                            Clock.fixed(NOW.plusSeconds(3600), ZoneOffset.UTC));
        }
    }

    private List<DataRow> rows() {
        return Rows.inFile(
                home.resolve("data.jsonl"),
                Rows.row(1, "Hi", "Hello"),
                Rows.row(2, "Who", "Me"),
                Rows.row(3, "Where", "Here"));
    }

    private Draft written() {
        Window window = new Window().openModel().open(rows());
        window.template.template().sourceProperty().set("{{ messages[0].content }}!");
        window.say(1, "Nobody");
        window.chat.inputs().questionProperty().set("Half a quest");
        window.chat.inputs().promptsProperty().set("one\ntwo");
        return window.drafts.now();
    }

    @Test
    void aDraftIsAsOldAsItsLastChangeWheneverItIsKept() {
        Window window = new Window().openModel().open(rows());
        window.chat.inputs().questionProperty().set("Half");
        now += 1000;
        window.say(1, "Nobody");
        now += 60_000;
        Draft kept = window.drafts.now();
        assertThat(kept.changed()).isEqualTo(NOW.toEpochMilli() + 1000);

        Window next = new Window();
        next.drafts.restore(kept);
        assertThat(next.drafts.now().changed()).isEqualTo(kept.changed());
        next.chat.inputs().questionProperty().set("Half a quest");
        assertThat(next.drafts.now().changed()).isEqualTo(now);
    }

    @Test
    void whatIsWrittenComesBackInANewWindow() {
        Window next = new Window();
        next.drafts.restore(written());
        next.openModel().open(rows());
        assertThat(next.template.template().sourceProperty().get())
                .isEqualTo("{{ messages[0].content }}!");
        assertThat(next.template.template().editedProperty().get()).isTrue();
        assertThat(next.said(1)).isEqualTo("Nobody");
        assertThat(next.said(0)).isEqualTo("Hello");
        assertThat(next.chat.inputs().questionProperty().get()).isEqualTo("Half a quest");
        assertThat(next.chat.inputs().promptsProperty().get()).isEqualTo("one\ntwo");
        assertThat(next.notice())
                .isEqualTo("Restored your unsaved template and conversation of 14:32.");
        assertThat(next.drafts.now().sameAs(written())).isTrue();
    }

    @Test
    void jsonThatIsHalfTypedComesBackToo() {
        Window window = new Window().openModel().open(rows());
        window.template.conversation().rowIndexProperty().set(1);
        ToolsText.of(window.template.conversation()).set("[{\"name\": ");
        Draft draft = window.drafts.now();
        assertThat(draft.rows()).hasSize(1);
        window.template.conversation().rowIndexProperty().set(0);
        window.template.conversation().rowIndexProperty().set(1);
        assertThat(ToolsText.of(window.template.conversation()).get()).isEqualTo("[{\"name\": ");

        Window next = new Window().openModel().open(rows());
        next.drafts.restore(draft);
        next.template.conversation().rowIndexProperty().set(1);
        assertThat(ToolsText.of(next.template.conversation()).get()).isEqualTo("[{\"name\": ");
        assertThat(next.template.conversation().editedProperty().get()).isTrue();
    }

    @Test
    void theOrderOfOpeningDoesNotMatter() {
        Window next = new Window().open(rows()).openModel();
        next.drafts.restore(written());
        assertThat(next.said(1)).isEqualTo("Nobody");
        assertThat(next.template.template().sourceProperty().get())
                .isEqualTo("{{ messages[0].content }}!");
    }

    @Test
    void rowsThatAreFoundBitByBitAreMetToo() {
        Window next = new Window().openModel();
        next.drafts.restore(written());
        next.open(rows().subList(0, 1));
        assertThat(next.notice()).contains("data file is opened: 1");
        next.template.rows().addAll(rows().subList(1, 3));
        assertThat(next.said(1)).isEqualTo("Nobody");
        assertThat(next.notice()).doesNotContain("is opened");
    }

    @Test
    void whatHasNoFileOpenIsKeptUntilItHas() {
        Draft draft = written();
        Window next = new Window();
        next.drafts.restore(draft);
        next.open(Rows.inFile(home.resolve("other.jsonl"), Rows.row(1, "a", "b"))).openModel();
        assertThat(next.notice()).contains("data file is opened: 1");
        assertThat(next.drafts.now().rows()).isEqualTo(draft.rows());
        next.open(rows());
        assertThat(next.said(1)).isEqualTo("Nobody");
    }

    /** The same file, made anew with a row more at its beginning. */
    private List<DataRow> rowsMadeAnew() {
        return Rows.inFile(
                home.resolve("data.jsonl"),
                Rows.row(1, "New", "Row"),
                Rows.row(2, "Hi", "Hello"),
                Rows.row(3, "Who", "Me"));
    }

    @Test
    void aDraftIsNotLaidOverAnotherRowOfItsNumber() {
        Draft draft = written();
        Window next = new Window().openModel();
        next.drafts.restore(draft);
        next.open(rowsMadeAnew());
        assertThat(next.said(1)).isEqualTo("Hello");
        assertThat(next.notice())
                .isEqualTo(
                        "Restored your unsaved template of 14:32. Edits to rows that say something"
                                + " else now: 1. They are kept for when the data are again what"
                                + " they were.");
        assertThat(next.drafts.now().sameAs(draft)).isTrue();
        next.open(rows());
        assertThat(next.said(1)).isEqualTo("Nobody");
        assertThat(next.notice()).doesNotContain("something else");
    }

    @Test
    void dataMadeAnewInTheSameWindowLeavesEditsAsideAndSaysSo() {
        Window window = new Window().openModel().open(rows());
        window.say(1, "Nobody");
        window.open(rowsMadeAnew());
        assertThat(window.said(1)).isEqualTo("Hello");
        assertThat(window.notice()).startsWith("Edits to rows that say something else now: 1.");
        window.drafts.discard();
        assertThat(window.drafts.now().rows()).isEmpty();
    }

    @Test
    void aDraftOfAnEarlierVersionIsTakenToBeOfItsRow() {
        Draft draft = written();
        RowDraft row = draft.rows().get(0);
        RowDraft earlier =
                new RowDraft(
                        row.row(),
                        row.messages(),
                        row.tools(),
                        row.variables(),
                        row.prompt(),
                        row.texts(),
                        row.text(),
                        row.unread(),
                        null);
        Window next = new Window().openModel().open(rows());
        next.drafts.restore(new Draft(draft.changed(), List.of(), List.of(earlier), Map.of(), ""));
        assertThat(next.said(1)).isEqualTo("Nobody");
    }

    @Test
    void editsComeBackWithTheirDataInTheSameWindowToo() {
        Window window = new Window().openModel().open(rows());
        window.say(2, "There");
        Draft before = window.drafts.now();
        window.open(Rows.inFile(home.resolve("other.jsonl"), Rows.row(1, "a", "b")));
        assertThat(window.drafts.now().sameAs(before)).isTrue();
        window.open(rows());
        assertThat(window.said(2)).isEqualTo("There");
        window.template.conversation().reset();
        assertThat(window.drafts.now().rows()).isEmpty();
    }

    @Test
    void aTemplateOfAModelThatIsNotOpenIsKept() {
        Window window = new Window();
        Draft draft =
                new Draft(
                        NOW.toEpochMilli(),
                        List.of(
                                new org.sftworkbench.session.TemplateDraft(
                                        "The model's own", "{{ 1 }}", "{{ 2 }}")),
                        List.of(),
                        Map.of(),
                        "");
        window.drafts.restore(draft);
        window.openModel();
        assertThat(window.notice())
                .isEqualTo(
                        "Restored your unsaved template of 14:32. Edits that come back when their"
                                + " model or data file is opened: 1.");
        assertThat(window.drafts.now().sameAs(draft)).isTrue();
    }

    @Test
    void discardingTakesBackWhatWasRestoredAndNothingElseAndCanBeUndone() {
        Window next = new Window().openModel().open(rows());
        String own = next.template.template().sourceProperty().get();
        next.drafts.restore(written());
        next.say(0, "Mine");
        next.drafts.discard();
        assertThat(next.said(0)).isEqualTo("Mine");
        assertThat(next.said(1)).isEqualTo("Me");
        assertThat(next.template.template().sourceProperty().get()).isEqualTo(own);
        assertThat(next.notice()).isEqualTo("Discarded your unsaved edits of 14:32.");
        next.drafts.undoDiscard();
        assertThat(next.said(1)).isEqualTo("Nobody");
        assertThat(next.template.template().sourceProperty().get())
                .isEqualTo("{{ messages[0].content }}!");
    }

    @Test
    void discardedRowsThatNeverCameDoNotComeLater() {
        Window next = new Window().openModel();
        next.drafts.restore(written());
        next.drafts.discard();
        next.open(rows());
        assertThat(next.said(1)).isEqualTo("Me");
        assertThat(next.drafts.now().rows()).isEmpty();
    }

    @Test
    void aLessonThatPutsTheTemplateAsideLosesNothing() {
        Window window = new Window().openModel();
        window.template.template().sourceProperty().set("mine");
        window.template.template().putAside();
        assertThat(window.template.template().editedProperty().get()).isFalse();
        assertThat(window.drafts.now().templates().get(0).text()).isEqualTo("mine");
        window.template.template().takeUp();
        assertThat(window.template.template().sourceProperty().get()).isEqualTo("mine");
    }

    @Test
    void everyKeystrokeIsToldOf() {
        Window window = new Window().openModel().open(rows());
        int[] told = {0};
        window.drafts.onChange(() -> told[0]++);
        window.template.template().sourceProperty().set("a");
        window.template.template().sourceProperty().set("ab");
        window.say(0, "x");
        window.say(0, "xy");
        window.chat.inputs().questionProperty().set("q");
        assertThat(told[0]).isEqualTo(5);
    }

    @Test
    void anOlderDraftSaysItsDay() {
        Draft draft = written();
        String text =
                new DraftNotice(draft, false)
                        .text(
                                words,
                                0,
                                0,
                                List.of(NOW.minusSeconds(60)),
                                Clock.fixed(NOW.plusSeconds(86_400), ZoneOffset.UTC));
        assertThat(text)
                .contains("of Nov 26, 2026 14:32.")
                .endsWith("Another draft, of Nov 26, 2026 14:31, comes back in a second window.");
    }

    @Test
    void theRowThatWasLookedAtIsTurnedToWhenItComes() {
        TemplateViewModel template = new Window().template;
        SelectedRow row = new SelectedRow(template.conversation());
        RowName third = RowName.of(rows().get(2)).orElseThrow();
        row.restore(third);
        assertThat(row.now()).contains(third);
        template.rows().setAll(rows().subList(0, 2));
        template.rows().addAll(rows().subList(2, 3));
        assertThat(template.conversation().rowIndexProperty().get()).isEqualTo(2);
    }

    /** A labels pane whose rows come later. */
    private LabelsViewModel labels() {
        return new LabelsViewModel(new FakeEngine(), Runnable::run, Runnable::run, words);
    }

    private List<RowName> names(int... rows) {
        return Arrays.stream(rows).mapToObj(i -> RowName.of(rows().get(i)).orElseThrow()).toList();
    }

    private static List<Integer> numbers(LabelsViewModel labels) {
        return labels.choice().chosen().stream().map(DataRow::number).toList();
    }

    @Test
    void theChosenRowsAreChosenAgainWhenTheyCome() {
        LabelsViewModel before = labels();
        before.rows().setAll(rows());
        ChosenRows chosen = new ChosenRows(before.choice());
        assertThat(chosen.now()).as("nobody has chosen the first rows").isEmpty();
        before.choice().choose(List.of(before.rows().get(2), before.rows().get(0)));
        assertThat(chosen.now()).isEqualTo(names(2, 0));

        LabelsViewModel next = labels();
        ChosenRows again = new ChosenRows(next.choice());
        again.restore(chosen.now());
        assertThat(again.now()).as("before their file is read").isEqualTo(names(2, 0));
        next.rows().setAll(rows().subList(0, 2));
        assertThat(numbers(next)).containsExactly(1);
        assertThat(again.now()).as("kept while one is waited for").isEqualTo(names(2, 0));
        next.rows().addAll(rows().subList(2, 3));
        assertThat(numbers(next)).containsExactly(3, 1);
        assertThat(again.now()).isEqualTo(names(2, 0));
    }

    @Test
    void whoeverChoosesOtherRowsBeforeKeepsThose() {
        LabelsViewModel labels = labels();
        ChosenRows chosen = new ChosenRows(labels.choice());
        chosen.restore(names(0, 2));
        labels.rows().setAll(rows().subList(0, 2));
        labels.choice().choose(List.of(labels.rows().get(1)));
        labels.rows().addAll(rows().subList(2, 3));
        assertThat(numbers(labels)).containsExactly(2);
        assertThat(chosen.now()).isEqualTo(names(1));
    }

    @Test
    void chosenRowsOfAFileThatIsNotOpenWaitForIt() {
        LabelsViewModel labels = labels();
        ChosenRows chosen = new ChosenRows(labels.choice());
        chosen.restore(names(1, 2));
        labels.rows().setAll(rows().subList(0, 2));
        assertThat(numbers(labels)).containsExactly(2);
        labels.rows()
                .setAll(
                        Rows.inFile(
                                home.resolve("other.jsonl"),
                                Rows.row(1, "a", "b"),
                                Rows.row(2, "c", "d")));
        assertThat(numbers(labels)).as("the first of the other file").containsExactly(1, 2);
        assertThat(chosen.now()).isEqualTo(names(1, 2));
        labels.rows().setAll(rows());
        assertThat(numbers(labels)).containsExactly(2, 3);
        assertThat(labels.choice().chosen()).isSubsetOf(labels.rows());
    }

    @Test
    void whoeverTurnsToAnotherRowBeforeStaysThere() {
        TemplateViewModel template = new Window().template;
        SelectedRow row = new SelectedRow(template.conversation());
        row.restore(RowName.of(rows().get(2)).orElseThrow());
        template.rows().setAll(rows().subList(0, 2));
        template.conversation().rowIndexProperty().set(1);
        template.rows().addAll(rows().subList(2, 3));
        assertThat(template.conversation().rowIndexProperty().get()).isEqualTo(1);
    }
}
