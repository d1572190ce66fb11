package org.sftworkbench.ui.common.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordsTest {
    @TempDir Path directory;

    @Test
    void saysTheSentenceInTheLanguageOfNow() throws Exception {
        Words words = chinese("{\"Step {0} of {1}\": \"第 {0} 步，共 {1} 步\"}");
        assertThat(words.say("Step {0} of {1}", 3, 10)).isEqualTo("Step 3 of 10");
        words.languageProperty().set(Language.CHINESE);
        assertThat(words.say("Step {0} of {1}", 3, 10)).isEqualTo("第 3 步，共 10 步");
        assertThat(words.say("Nobody translated this")).isEqualTo("Nobody translated this");
    }

    @Test
    void aTextFollowsTheLanguageAndItsArguments() throws Exception {
        Words words = chinese("{\"Rows: {0}\": \"行：{0}\"}");
        IntegerProperty rows = new SimpleIntegerProperty(1);
        StringBinding text = words.text("Rows: {0}", rows);
        assertThat(text.get()).isEqualTo("Rows: 1");
        rows.set(2);
        assertThat(text.get()).isEqualTo("Rows: 2");
        words.languageProperty().set(Language.CHINESE);
        assertThat(text.get()).isEqualTo("行：2");
    }

    @Test
    void twoTranslationsOfOneSentenceAreRefused() throws Exception {
        URL one = file("a.json", "{\"Rows\": \"行\"}");
        URL other = file("b.json", "{\"Rows\": \"列\"}");
        assertThatThrownBy(() -> Dictionary.read(List.of(one, other)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("b.json")
                .hasMessageContaining("Rows");
    }

    @Test
    void aChineseUserBeginsInChineseAndEverybodyElseInEnglish() {
        assertThat(Language.of(Locale.CHINA)).isEqualTo(Language.CHINESE);
        assertThat(Language.of(Locale.TAIWAN)).isEqualTo(Language.CHINESE);
        assertThat(Language.of(Locale.GERMANY)).isEqualTo(Language.ENGLISH);
    }

    @Test
    void whatIsPutInIsNotLookedIntoForPlaces() {
        assertThat(Words.english().say("{0} and {1}", "{1}", "b")).isEqualTo("{1} and b");
    }

    @Test
    void aToldTextFollowsTheLanguageAndTheText() throws Exception {
        Words words = chinese("{\"{0}: no such file\": \"{0}：没有这个文件\"}");
        StringProperty english = new SimpleStringProperty("a: no such file");
        StringBinding told = words.told(english);
        assertThat(told.get()).isEqualTo("a: no such file");
        words.languageProperty().set(Language.CHINESE);
        assertThat(told.get()).isEqualTo("a：没有这个文件");
        english.set("b: no such file");
        assertThat(told.get()).isEqualTo("b：没有这个文件");
        words.languageProperty().set(Language.ENGLISH);
        assertThat(told.get()).isEqualTo("b: no such file");
    }

    private Words chinese(String dictionary) throws IOException {
        return new Words(Language.ENGLISH, Dictionary.read(List.of(file("zh.json", dictionary))));
    }

    private URL file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toUri().toURL();
    }
}
