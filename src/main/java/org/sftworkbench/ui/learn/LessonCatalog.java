package org.sftworkbench.ui.learn;

import java.util.List;
import java.util.Set;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.ui.learn.StageAction.Ask;
import org.sftworkbench.ui.learn.StageAction.BatchLook;
import org.sftworkbench.ui.learn.StageAction.BatchRows;
import org.sftworkbench.ui.learn.StageAction.CompareMask;
import org.sftworkbench.ui.learn.StageAction.CompareNothing;
import org.sftworkbench.ui.learn.StageAction.Mask;
import org.sftworkbench.ui.learn.StageAction.Method;
import org.sftworkbench.ui.learn.StageAction.Packed;
import org.sftworkbench.ui.learn.StageAction.Padded;
import org.sftworkbench.ui.learn.StageAction.SampleRow;
import org.sftworkbench.ui.learn.StageAction.Sampling;
import org.sftworkbench.ui.learn.StageAction.ShowRow;
import org.sftworkbench.ui.learn.StageAction.Template;
import org.sftworkbench.ui.learn.StageAction.Training;
import org.sftworkbench.ui.learn.StageAction.TrainingDefaults;

/** The lessons, in the order in which they build on each other, with what each sets up. */
final class LessonCatalog {
    private static final String MESSAGES = "messages.jsonl";
    private static final String ASSISTANT = "assistant";

    /** One question, one answer: 29 tokens. */
    private static final SampleRow SHORT = new SampleRow(MESSAGES, 1);

    /** A system message and two turns: 69 tokens. */
    private static final SampleRow WITH_SYSTEM = new SampleRow(MESSAGES, 6);

    /** Three turns: 71 tokens. */
    private static final SampleRow LONG = new SampleRow(MESSAGES, 15);

    private static final double GOOD_RATE = 5e-4;
    private static final double HIGH_RATE = 5e-2;

    private LessonCatalog() {}

    static List<Lesson> lessons() {
        return List.of(
                new Lesson(
                        "stopping",
                        "fas-stop-circle",
                        Place.CHAT,
                        Set.of(Place.CHAT, Place.TRAIN),
                        List.of(
                                Template.OWN,
                                new Mask(ASSISTANT),
                                new TrainingDefaults(),
                                new Sampling(0, 128),
                                new Ask(List.of("Which city does Vince live in?"), false))),
                new Lesson(
                        "template",
                        "fas-code",
                        Place.TEMPLATE,
                        Set.of(Place.TEMPLATE),
                        List.of(
                                Template.OWN,
                                new Mask(ASSISTANT),
                                new CompareNothing(),
                                new ShowRow(WITH_SYSTEM))),
                new Lesson(
                        "loss-mask",
                        "fas-highlighter",
                        Place.TEMPLATE,
                        Set.of(Place.TEMPLATE),
                        List.of(
                                Template.OWN,
                                new Mask(ASSISTANT),
                                new ShowRow(LONG),
                                new CompareMask("last-assistant"))),
                new Lesson(
                        "shift",
                        "fas-arrow-right",
                        Place.LABELS,
                        Set.of(Place.LABELS),
                        List.of(
                                Template.OWN,
                                new Mask(ASSISTANT),
                                new BatchRows(List.of(SHORT)),
                                new BatchLook(false, true, false))),
                new Lesson(
                        "padding",
                        "fas-align-right",
                        Place.LABELS,
                        Set.of(Place.LABELS, Place.CHAT),
                        List.of(
                                Template.OWN,
                                new Mask(ASSISTANT),
                                new BatchRows(List.of(LONG, SHORT, new SampleRow(MESSAGES, 3))),
                                new BatchLook(true, true, true))),
                new Lesson(
                        "accumulation",
                        "fas-layer-group",
                        Place.TRAIN,
                        Set.of(Place.TRAIN),
                        List.of(
                                Template.OWN,
                                new Mask(ASSISTANT),
                                new TrainingDefaults(),
                                new Training(
                                        1,
                                        8,
                                        LossNormalization.TOKEN_MEAN,
                                        GOOD_RATE,
                                        ScheduleKind.CONSTANT,
                                        0,
                                        30))),
                new Lesson(
                        "packing",
                        "fas-boxes",
                        Place.TRAIN,
                        Set.of(Place.TRAIN, Place.LABELS),
                        List.of(
                                Template.OWN,
                                new Mask(ASSISTANT),
                                new TrainingDefaults(),
                                new Training(
                                        8,
                                        1,
                                        LossNormalization.TOKEN_MEAN,
                                        GOOD_RATE,
                                        ScheduleKind.CONSTANT,
                                        0,
                                        0),
                                new Padded(true),
                                new BatchRows(
                                        List.of(
                                                LONG,
                                                WITH_SYSTEM,
                                                SHORT,
                                                new SampleRow(MESSAGES, 2),
                                                new SampleRow(MESSAGES, 3),
                                                new SampleRow(MESSAGES, 4))),
                                new Packed(128))),
                new Lesson(
                        "learning-rate",
                        "fas-chart-line",
                        Place.TRAIN,
                        Set.of(Place.TRAIN),
                        List.of(
                                Template.OWN,
                                new Mask(ASSISTANT),
                                new TrainingDefaults(),
                                new Training(
                                        8,
                                        1,
                                        LossNormalization.TOKEN_MEAN,
                                        HIGH_RATE,
                                        // The lesson asks for a warm-up later; none until then.
                                        ScheduleKind.CONSTANT_WITH_WARMUP,
                                        0,
                                        60))),
                new Lesson(
                        "lora",
                        "fas-puzzle-piece",
                        Place.TRAIN,
                        Set.of(Place.TRAIN),
                        List.of(
                                Template.OWN,
                                new Mask(ASSISTANT),
                                new TrainingDefaults(),
                                new Method(16),
                                new Training(
                                        8,
                                        1,
                                        LossNormalization.TOKEN_MEAN,
                                        10 * GOOD_RATE,
                                        ScheduleKind.CONSTANT,
                                        0,
                                        60))),
                new Lesson(
                        "beyond",
                        "fas-route",
                        Place.CHAT,
                        Set.of(Place.CHAT),
                        List.of(
                                Template.OWN,
                                new Mask(ASSISTANT),
                                new Sampling(1, 32),
                                Ask.often("Which city does Vince live in?", 6))));
    }
}
