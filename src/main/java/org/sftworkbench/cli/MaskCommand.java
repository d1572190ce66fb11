package org.sftworkbench.cli;

import java.util.List;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.data.mask.TextMask;
import org.sftworkbench.data.mask.TurnEnds;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.TextRange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sft mask}: tells which characters of rendered conversations are trained. */
@Command(
        name = "mask",
        description = "Show which characters a mask policy trains, a request a line.",
        sortOptions = false,
        footerHeading = "%nA line in holds what 'sft render' takes, and:%n",
        footer = {
            "  policy         all, assistant (the default), last-assistant, completion, generation,"
                    + " after:TEXT (from each TEXT to the next end of turn), from-last:TOKEN.",
            "                 assistant, last-assistant, completion and after:TEXT take options after"
                    + " commas: no-end-of-turn leaves the token that ends the turn out,"
                    + " trailing-space trains the white space after it, no-reasoning leaves the"
                    + " think block out. For example: assistant,no-reasoning",
            "",
            "A line out holds, with offsets in code points:",
            "  text           what the template rendered",
            "  trained_spans  [start, end] of each stretch that counts toward the loss",
            "or, where the request fails, only:",
            "  error          why; the other lines are answered all the same",
            "",
            "Turns end at variables.eos_token or another token known to end turns (<|im_end|>,"
                    + " <|eot_id|>, <end_of_turn>, </s> and the like). Blank lines are passed over."
                    + " The exit code is 0 even where requests fail; it is 1 where the file cannot be"
                    + " read."
        })
final class MaskCommand implements Runnable {
    private final Console console;

    @Mixin BatchMixin batch;

    MaskCommand(Console console) {
        this.console = console;
    }

    /** The answer to a request. */
    record Answer(String text, int[][] trainedSpans) {}

    @Override
    public void run() {
        BatchTemplates templates = new BatchTemplates(batch.templates);
        new Batch(console).run(batch.file, request -> answer(request, templates));
    }

    private static Answer answer(BatchRequest request, BatchTemplates templates) {
        MaskPolicy policy =
                request.policy() == null
                        ? new MaskPolicy.Assistant()
                        : MaskPolicy.parse(request.policy());
        TextMask mask =
                new TextMask(
                        templates.of(request),
                        policy,
                        request.variables(),
                        TurnEnds.known(request.variables()));
        Rendering rendering = mask.render(request.conversation(), request.addGenerationPrompt());
        List<TextRange> trained =
                mask.trained(request.conversation(), rendering, request.addGenerationPrompt());
        return new Answer(rendering.text(), RenderCommand.ranges(rendering.text(), trained));
    }
}
