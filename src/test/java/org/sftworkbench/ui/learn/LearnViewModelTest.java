package org.sftworkbench.ui.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.prefs.Preferences;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

class LearnViewModelTest {
    private final Preferences preferences = new MemoryPreferences();
    private final Words words = Words.english();
    private final RecordingStage stage = new RecordingStage();
    private final LearnViewModel view = open();

    private LearnViewModel open() {
        return new LearnViewModel(
                stage, new LessonProgress(preferences), words, Runnable::run, Runnable::run);
    }

    @Test
    void beginsWithTheFirstLesson() {
        assertThat(view.chosenProperty().get().id()).isEqualTo("stopping");
        assertThat(view.textProperty().get().title()).isEqualTo("Why a base model does not stop");
        assertThat(view.titleOf(lesson(2)).getValue()).isEqualTo("Which tokens count");
        assertThat(view.doneCountProperty().get()).isZero();
    }

    @Test
    void whatIsDoneIsRememberedAndTheNextStartBeginsWithWhatIsNot() {
        view.next();
        view.doneProperty(lesson(2)).set(true);
        assertThat(view.chosenProperty().get()).isEqualTo(lesson(1));
        assertThat(view.doneCountProperty().get()).isEqualTo(2);

        LearnViewModel later = open();
        assertThat(later.chosenProperty().get()).isEqualTo(lesson(1));
        assertThat(later.doneCountProperty().get()).isEqualTo(2);
        later.next();
        assertThat(open().chosenProperty().get()).isEqualTo(lesson(3));
    }

    @Test
    void theNextStartGoesOnWithTheLessonThatWasReadUnlessItIsDone() {
        view.chosenProperty().set(lesson(4));
        assertThat(open().chosenProperty().get()).isEqualTo(lesson(4));
        view.doneProperty(lesson(4)).set(true);
        assertThat(open().chosenProperty().get()).isEqualTo(lesson(0));
    }

    @Test
    void afterTheLastLessonItStays() {
        Lesson last = lesson(view.lessons().size() - 1);
        view.chosenProperty().set(last);
        view.next();
        assertThat(view.chosenProperty().get()).isEqualTo(last);
        assertThat(view.doneProperty(last).get()).isTrue();
    }

    @Test
    void anExperimentIsSetUpAndThenOneGoesThere() {
        view.go();
        assertThat(stage.places).as("before it is set up").isEmpty();
        view.setUp();
        assertThat(view.stateProperty().get()).isEqualTo(SetUpState.SETTING);
        assertThat(stage.actions).isEqualTo(lesson(0).actions());
        view.setUp();
        assertThat(stage.setUps).as("while it is set up").isEqualTo(1);
        stage.listener.set();
        assertThat(view.stateProperty().get()).isEqualTo(SetUpState.SET);
        assertThat(view.experimentProperty().get().steps()).hasSize(3);
        view.go();
        assertThat(stage.places).containsExactly(Place.CHAT);
    }

    @Test
    void aRunThatIsSetUpDuringAnotherSaysThatItWaits() {
        Lesson training =
                view.lessons().stream().filter(l -> l.place() == Place.TRAIN).findFirst().get();
        view.chosenProperty().set(training);
        view.runUnderWayProperty().set(true);
        view.setUp();
        stage.listener.set();
        assertThat(view.waitsForRunProperty().get()).isTrue();
        view.runUnderWayProperty().set(false);
        assertThat(view.waitsForRunProperty().get()).isFalse();
        view.runUnderWayProperty().set(true);
        assertThat(view.waitsForRunProperty().get()).as("the experiment’s own run").isFalse();
    }

    @Test
    void whatKeepsAnExperimentFromBeingSetUpIsTold() {
        view.setUp();
        stage.listener.refused("A run is under way.");
        assertThat(view.stateProperty().get()).isEqualTo(SetUpState.NOT_SET);
        assertThat(view.problemProperty().get().summary()).isEqualTo("A run is under way.");
        view.setUp();
        assertThat(view.problemProperty().get()).as("while it is tried again").isNull();
    }

    @Test
    void aSetUpThatComesAfterAnotherLessonWasChosenIsNotTakenForThatOne() {
        view.setUp();
        LessonStage.Listener late = stage.listener;
        view.chosenProperty().set(lesson(1));
        late.set();
        assertThat(view.stateProperty().get()).isEqualTo(SetUpState.NOT_SET);
        assertThat(view.experimentProperty().get()).isNull();
    }

    @Test
    void theStepsOfAnExperimentStayWhileAnotherLessonIsRead() {
        view.setUp();
        stage.listener.set();
        view.chosenProperty().set(lesson(1));
        assertThat(view.experimentProperty().get().title())
                .isEqualTo("Why a base model does not stop");
        assertThat(view.textProperty().get().title()).isEqualTo("What a chat template is");
        view.closeExperiment();
        assertThat(view.experimentProperty().get()).isNull();
    }

    @Test
    void lessonAndExperimentFollowTheLanguage() {
        view.setUp();
        stage.listener.set();
        view.chosenProperty().set(lesson(4));
        words.languageProperty().set(Language.CHINESE);
        assertThat(view.textProperty().get().title()).isEqualTo("右填充与左填充");
        assertThat(view.experimentProperty().get().title()).isEqualTo("基座模型为什么停不下来");
        assertThat(view.titleOf(lesson(2)).getValue()).isEqualTo("哪些 token 计入损失");
    }

    @Test
    void puttingBackIsOfferedUntilItIsDone() {
        assertThat(view.changedProperty().get()).isFalse();
        view.setUp();
        stage.listener.set();
        view.chosenProperty().set(lesson(1));
        assertThat(view.changedProperty().get()).as("while another lesson is read").isTrue();
        view.putBack();
        assertThat(view.changedProperty().get()).isFalse();
    }

    @Test
    void puttingBackEndsTheExperiment() {
        view.setUp();
        stage.listener.set();
        view.putBack();
        assertThat(stage.putBack).isEqualTo(1);
        assertThat(view.stateProperty().get()).isEqualTo(SetUpState.NOT_SET);
        assertThat(view.experimentProperty().get()).isNull();
    }

    private Lesson lesson(int index) {
        return LessonCatalog.lessons().get(index);
    }

    /** Notes what it is asked for; the test answers. */
    private static final class RecordingStage implements LessonStage {
        private final List<Place> places = new ArrayList<>();
        private List<StageAction> actions;
        private Listener listener;
        private int setUps;
        private int putBack;

        @Override
        public void setUp(List<StageAction> wanted, Listener told) {
            actions = wanted;
            listener = told;
            setUps++;
        }

        @Override
        public void leave() {
            putBack();
        }

        @Override
        public void putBack() {
            putBack++;
        }

        @Override
        public void goTo(Place place) {
            places.add(place);
        }

        @Override
        public void goToLessons() {
            places.clear();
        }
    }
}
