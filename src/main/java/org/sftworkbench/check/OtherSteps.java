package org.sftworkbench.check;

import java.util.List;

/**
 * A tokenizer that its class makes another than its file says, as transformers does since version
 * 5: whoever ran the file itself trained on other ids.
 */
final class OtherSteps implements SetupCheck {
    @Override
    public String name() {
        return "tokenizer-class";
    }

    @Override
    public List<Finding> check(SetupUnderCheck setup) {
        return setup.tokenizer().stepsOfClass().stream()
                .map(
                        name ->
                                finding(
                                        Severity.NOTE,
                                        "as in transformers 5, texts are prepared by "
                                                + name
                                                + " and not as tokenizer.json says, so some may"
                                                + " become other ids than where that file alone is"
                                                + " run",
                                        "nothing, where the model was trained so; otherwise name"
                                                + " PreTrainedTokenizerFast as tokenizer_class in"
                                                + " tokenizer_config.json, by which most models'"
                                                + " files are run as they stand"))
                .toList();
    }
}
