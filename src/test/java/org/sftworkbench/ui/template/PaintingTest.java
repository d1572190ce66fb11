package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.MaskOverrideFile;
import org.sftworkbench.data.MaskOverrides;
import org.sftworkbench.data.RowContent;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.tokenizer.QwenTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.words.Words;

/** Painting, search, comparison and places lit, in the view model without a toolkit. */
class PaintingTest {
    private static final String TURNS =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                    + "{% endfor %}";

    @TempDir private Path directory;

    private final WordTokenizer tokenizer = new WordTokenizer();
    private final TemplateViewModel model =
            new TemplateViewModel(Words.english(), Runnable::run, Runnable::run, Runnable::run);
    private Path data;

    @BeforeEach
    void openARow() {
        data = directory.resolve("rows.json");
        model.tokenizerProperty().set(tokenizer);
        model.rows()
                .setAll(
                        Rows.inFile(
                                data,
                                Rows.row(1, "Hi", "Hello dear you"),
                                Rows.row(2, "Who", "Me")));
        model.template().add(new TemplatePreset("turns", TURNS));
    }

    @Test
    void whatIsPaintedIsShownKeptAndEncodedAlikeEverywhere() {
        int dear = indexOf(" dear");
        model.painting().paint(dear, dear + 1, false);

        assertThat(trained()).doesNotContain(dear).contains(indexOf("Hello"), indexOf(" you"));
        assertThat(model.painting().isPainted(dear)).isTrue();
        boolean[] encoded =
                new ExampleEncoder(tokenizer, model.encodingProperty().get())
                        .encode(model.rows().get(0))
                        .example()
                        .trained();
        assertThat(encoded).isEqualTo(model.exampleProperty().get().example().trained());
        assertThat(MaskOverrideFile.beside(data).read())
                .isEqualTo(model.painting().overridesProperty().get());
    }

    @Test
    void theSameRowOfAnotherFileIsNotPaintedWithIt() {
        List<DataRow> others =
                Rows.inFile(directory.resolve("more.jsonl"), Rows.row(1, "Hi", "Hello dear you"));
        model.rows().addAll(others);
        int dear = indexOf(" dear");
        model.painting().paint(dear, dear + 1, false);

        model.conversation().rowIndexProperty().set(2);
        assertThat(model.painting().paintedCount()).isZero();
        assertThat(model.painting().noteProperty().get()).isEmpty();
        assertThat(trained()).contains(dear);
        ExampleEncoder encoder = new ExampleEncoder(tokenizer, model.encodingProperty().get());
        assertThat(encoder.label(model.rows().get(0)).trained()[dear]).isFalse();
        assertThat(encoder.label(others.get(0)).trained()[dear]).isTrue();
    }

    @Test
    void paintingBackLeavesTheTokenToThePolicyAndRemovesTheFile() {
        int dear = indexOf(" dear");
        model.painting().paint(dear, dear + 1, false);
        model.painting().paint(dear, dear + 1, true);
        assertThat(model.painting().paintedCount()).isZero();
        assertThat(MaskOverrideFile.beside(data).path()).doesNotExist();
    }

    @Test
    void paintingStaysWithItsRow() {
        int user = indexOf("Hi");
        model.painting().paint(0, user + 1, true);
        model.conversation().rowIndexProperty().set(1);
        assertThat(model.painting().paintedCount()).isZero();
        model.conversation().rowIndexProperty().set(0);
        assertThat(model.painting().paintedCount()).isEqualTo(user + 1);
        assertThat(trained()).contains(0, user);
    }

    @Test
    void anotherTemplateHasAPaintingOfItsOwnAndSaysThatTheOtherDoesNotHold() {
        int dear = indexOf(" dear");
        model.painting().paint(dear, dear + 1, false);
        model.template().sourceProperty().set("x" + TURNS);
        assertThat(model.painting().paintedCount()).isZero();
        assertThat(model.painting().noteProperty().get()).contains("painted as other tokens");
        model.template().reset();
        assertThat(model.painting().paintedCount()).isEqualTo(1);
        assertThat(model.painting().noteProperty().get()).isEmpty();
    }

    @Test
    void anEditedConversationCannotBePaintedAsItIsNotTrainedOn() {
        model.conversation().messages().get(1).contentProperty().set("Bye");
        assertThat(model.painting().hindranceProperty().get()).contains("take the edits here back");
        model.painting().paint(0, 2, true);
        assertThat(model.painting().overridesProperty().get().rows()).isEmpty();
        model.conversation().reset();
        assertThat(model.painting().hindranceProperty().get()).isEmpty();
    }

    @Test
    void strokesAreTakenBackAndDoneAgainInTheWindowAndOnTheDisk() {
        MaskPainting painting = model.painting();
        int dear = indexOf(" dear");
        painting.paint(dear, dear + 1, false);
        painting.paint(0, 2, true);
        painting.undo();
        assertThat(painting.paintedCount()).isEqualTo(1);
        assertThat(trained()).doesNotContain(0, dear);
        assertThat(MaskOverrideFile.beside(data).read())
                .isEqualTo(painting.overridesProperty().get());

        model.conversation().rowIndexProperty().set(1);
        painting.undo();
        model.conversation().rowIndexProperty().set(0);
        assertThat(painting.paintedCount()).isEqualTo(1);

        painting.redo();
        assertThat(trained()).contains(0, 1);
        painting.clear();
        painting.undo();
        assertThat(painting.paintedCount()).isEqualTo(3);
        painting.undo();
        painting.undo();
        assertThat(painting.paintedCount()).isZero();
        assertThat(MaskOverrideFile.beside(data).path()).doesNotExist();
        painting.paint(0, 1, true);
        painting.redo();
        assertThat(painting.paintedCount()).isEqualTo(1);
    }

    @Test
    void nothingIsPaintedWhileItIsReadWhatWasPaintedBefore() {
        MaskPainting painting = model.painting();
        painting.awaitKept();
        assertThat(painting.hindranceProperty().get()).contains("still being read");
        painting.paint(0, 1, true);
        assertThat(painting.overridesProperty().get().rows()).isEmpty();
        painting.take(MaskOverrides.NONE);
        assertThat(painting.hindranceProperty().get()).isEmpty();
        painting.paint(0, 1, true);
        assertThat(painting.paintedCount()).isEqualTo(1);
    }

    @Test
    void whatCannotBeKeptIsToldAndHoldsAllTheSame() throws Exception {
        Files.writeString(MaskOverrideFile.beside(data).path(), "not json");
        model.painting().paint(0, 1, true);
        assertThat(model.painting().problemProperty().get().summary())
                .contains("rows.json.masks.json")
                .contains("until the window is closed");
        assertThat(trained()).contains(0);
        assertThat(MaskOverrideFile.beside(data).path()).hasContent("not json");
    }

    @Test
    void aComparisonMarksWhatTheSecondPolicyHasOtherwise() {
        model.comparison().onProperty().set(true);
        model.comparison().policyProperty().set(PolicyKind.ALL);
        Comparison.Sides sides = model.comparison().sidesProperty().get();
        int[] untrained =
                IntStream.range(0, tokens().size())
                        .filter(i -> !tokens().get(i).trained())
                        .toArray();
        assertThat(sides.differences().differsLeft().stream().toArray()).isEqualTo(untrained);

        model.conversation().rowIndexProperty().set(1);
        assertThat(model.comparison().sidesProperty().get().left())
                .isEqualTo(model.exampleProperty().get());
    }

    @Test
    void aComparisonWithTheSameFindsNoDifferenceWhereTokensArePainted() {
        Comparison comparison = model.comparison();
        comparison.onProperty().set(true);
        comparison.policyProperty().set(model.policyProperty().get());
        int dear = indexOf(" dear");
        model.painting().paint(dear, dear + 1, false);
        assertThat(comparison.sidesProperty().get().differences().differsLeft().isEmpty()).isTrue();
        assertThat(comparison.sidesProperty().get().right().example().trained()[dear]).isFalse();
        model.painting().undo();
        assertThat(comparison.sidesProperty().get().right().example().trained()[dear]).isTrue();
    }

    @Test
    void aComparisonWithATemplateThatFailsSaysWhy() {
        TemplatePreset turns = model.template().presetProperty().get();
        model.template().add(new TemplatePreset("broken", "{{ "));
        TemplatePreset broken = model.template().presetProperty().get();
        model.template().presetProperty().set(turns);
        model.comparison().onProperty().set(true);
        model.comparison().templateProperty().set(broken);
        assertThat(model.comparison().problemProperty().get().summary()).contains("line 1");
        assertThat(model.comparison().sidesProperty().get()).isNull();
    }

    @Test
    void textAndIdsAreFoundAmongTheTokens() {
        TokenSearch text = TokenSearch.of("hello DEAR", model.exampleProperty().get());
        assertThat(text.hits()).hasSize(1);
        assertThat(text.hits().get(0).start()).isEqualTo(indexOf("Hello"));
        assertThat(text.hits().get(0).end()).isEqualTo(indexOf(" dear") + 1);
        TokenSearch ids = TokenSearch.of("#" + WordTokenizer.IM_END, model.exampleProperty().get());
        assertThat(ids.hits()).hasSize(2);
        assertThat(ids.next(ids.hits().get(1).start())).hasValue(0);
        assertThat(ids.count(Words.english(), ids.hits().get(1).start())).isEqualTo("2 of 2");
        assertThat(
                        TokenSearch.of("nowhere", model.exampleProperty().get())
                                .count(Words.english(), 0))
                .isEqualTo("not found");
    }

    @Test
    void aNodeAndTheTokensItWroteKnowEachOther() {
        TokenLinks links = new TokenLinks(tokens());
        int caret = TURNS.indexOf("m.content");
        var node = links.nodeAt(TURNS, caret).orElseThrow();
        assertThat(links.writtenBy(node).stream())
                .containsExactly(
                        indexOf("Hi"), indexOf("Hello"), indexOf(" dear"), indexOf(" you"));
        assertThat(links.writtenBy(node, 0).stream()).containsExactly(indexOf("Hi"));
        assertThat(links.nodeAt(TURNS, 2)).isEmpty();
    }

    @Test
    void charactersOfAMessageAndTheirTokensKnowEachOther() {
        TokenLinks links = new TokenLinks(tokens());
        TokenLinks.Field field = links.fieldOf(indexOf(" dear"), indexOf(" you") + 1).orElseThrow();
        assertThat(field.message()).isEqualTo(1);
        assertThat(field.name()).isEqualTo("content");
        assertThat("Hello dear you".substring(field.range().start(), field.range().end()))
                .isEqualTo(" dear you");
        assertThat(links.from(field).stream()).containsExactly(indexOf(" dear"), indexOf(" you"));
    }

    @Test
    void copiesAreListsOfPythonAndPlainText() {
        List<TokenView> answer = tokens().subList(indexOf("Hello"), indexOf(" you") + 1);
        assertThat(TokenCopy.text(answer)).isEqualTo("Hello dear you");
        assertThat(TokenCopy.ids(answer))
                .isEqualTo(
                        List.of(tokenizer.id("Hello"), tokenizer.id(" dear"), tokenizer.id(" you"))
                                .toString());
        assertThat(TokenCopy.labels(tokens().subList(0, 2))).isEqualTo("[-100, -100]");
    }

    @Test
    void aTokenThatEndsOneCharacterAndIsTheNextIsCopiedWithIt() {
        String text = "倈다";
        AnnotatedExample split;
        Tokenizer qwen = QwenTokenizer.openOrSkip();
        split =
                new ExampleEncoder(qwen, Rows.CHATML)
                        .encode(new DataRow(1, 1, new RowContent.PlainText(text), Map.of()));
        assertThat(split.tokens().get(1).text()).isEqualTo(text);
        assertThat(TokenCopy.text(split.tokens())).isEqualTo(split.text()).startsWith(text);
    }

    private List<TokenView> tokens() {
        return model.exampleProperty().get().tokens();
    }

    private List<Integer> trained() {
        return IntStream.range(0, tokens().size())
                .filter(i -> tokens().get(i).trained())
                .boxed()
                .toList();
    }

    private int indexOf(String text) {
        return IntStream.range(0, tokens().size())
                .filter(i -> tokens().get(i).text().equals(text))
                .findFirst()
                .orElseThrow();
    }
}
