package org.sftworkbench.ui.common.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetellingTest {
    private final Retelling retelling =
            new Retelling(
                    Map.ofEntries(
                            Map.entry("{0}: cannot be read: {1}", "{0}：无法读取：{1}"),
                            Map.entry("{0}: no such file", "{0}：没有这个文件"),
                            Map.entry("Permission denied", "没有权限"),
                            Map.entry("the role \"{0}\" is unknown", "角色“{0}”未知"),
                            Map.entry("row {0}", "第 {0} 行"),
                            Map.entry("no {0}", "没有 {0}"),
                            Map.entry("{0} left", "剩余 {0}"),
                            Map.entry("row {0}, message {1}", "第 {0} 行，第 {1} 条消息"),
                            Map.entry("raise the limit", "请调高上限"),
                            Map.entry("Restart the machine.", "请重启机器。"),
                            Map.entry("The run failed. {0}", "训练失败。{0}"),
                            Map.entry("name", "名称"),
                            Map.entry("Base model", "基座模型"),
                            Map.entry("{0}: {1}", "{0}——{1}"),
                            Map.entry("{1} of {0}", "{0} 中的 {1}")));

    @Test
    void aMessageIsFoundByTheWordsAroundItsPlaces() {
        assertThat(retelling.tell("/a b/c.json: no such file")).isEqualTo("/a b/c.json：没有这个文件");
        assertThat(retelling.tell("3 of 10")).isEqualTo("10 中的 3");
    }

    @Test
    void theSurestSentenceWins() {
        assertThat(retelling.tell("row 3, message 2")).isEqualTo("第 3 行，第 2 条消息");
    }

    @Test
    void aCauseInAPlaceIsToldToo() {
        assertThat(retelling.tell("x.json: cannot be read: Permission denied"))
                .isEqualTo("x.json：无法读取：没有权限");
        assertThat(retelling.tell("The run failed. x.json: cannot be read: Permission denied"))
                .isEqualTo("训练失败。x.json：无法读取：没有权限");
    }

    @Test
    void sentencesAreToldOneByOneAndWhatIsUnknownStays() {
        assertThat(retelling.tell("Raise the limit. Nobody knows this. Restart the machine."))
                .isEqualTo("请调高上限。Nobody knows this. 请重启机器。");
        assertThat(retelling.tell("x: no such file\ny: no such file"))
                .isEqualTo("x：没有这个文件\ny：没有这个文件");
        assertThat(retelling.tell("Base model: x: no such file")).isEqualTo("基座模型：x：没有这个文件");
    }

    @Test
    void aWordInAPlaceIsSomebodysNameAndStays() {
        assertThat(retelling.tell("name: no such file")).isEqualTo("name：没有这个文件");
        assertThat(retelling.tell("the role \"raise the limit\" is unknown"))
                .isEqualTo("角色“raise the limit”未知");
    }

    @Test
    void aSentenceOfFewLettersIsNotFoundByChance() {
        assertThat(retelling.tell("the kernel's part of the driver"))
                .endsWith("part of the driver");
        assertThat(retelling.tell("no config.json")).isEqualTo("没有 config.json");
        assertThat(retelling.tell("no index is that long")).isEqualTo("no index is that long");
        assertThat(retelling.tell("a page claims more than is left"))
                .isEqualTo("a page claims more than is left");
        assertThat(retelling.tell("row 3: nobody knows this")).isEqualTo("第 3 行：nobody knows this");
        assertThat(retelling.tell("row 3. Then there is more"))
                .isEqualTo("第 3 行。Then there is more");
    }

    @Test
    void whatStandsInAPlaceIsNotLookedIntoForPlaces() {
        assertThat(retelling.tell("{1}{0}: cannot be read: {0}")).isEqualTo("{1}{0}：无法读取：{0}");
    }

    @Test
    void nobodyIsHeldUpByATextMadeToDoIt() {
        String hostile =
                "row 1. x: cannot be read: ".repeat(4_000)
                        + "row ".repeat(10_000)
                        + "of ".repeat(9);
        Instant before = Instant.now();
        String told = retelling.tell(hostile);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
        assertThat(told).endsWith("of ");
    }
}
