package org.sftworkbench.ui.hub;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.sftworkbench.hub.HubException;
import org.sftworkbench.hub.HubSettings;
import org.sftworkbench.hub.ModelHub;
import org.sftworkbench.hub.PullPlan;
import org.sftworkbench.hub.RepositoryId;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/**
 * Which model is to be downloaded, and what that would bring, before anything comes. The Hub is
 * asked only when the user says so. FX thread only.
 */
public final class DownloadForm {
    private static final String USUAL_REVISION = "main";

    private final Words words;
    private final Supplier<HubSettings> settings;
    private final Downloads downloads;
    private final Executor pool;
    private final Executor fx;
    private final StringProperty name = new SimpleStringProperty(this, "name", "");
    private final StringProperty revision = new SimpleStringProperty(this, "revision", "");
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper(this, "looking");
    private final ReadOnlyObjectWrapper<PullPlan> plan = new ReadOnlyObjectWrapper<>(this, "plan");
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>(this, "problem");
    private Cancellation stop = new Cancellation();
    private HubException refusal;

    DownloadForm(
            Words words,
            Supplier<HubSettings> settings,
            Downloads downloads,
            Executor pool,
            Executor fx) {
        this.words = words;
        this.settings = settings;
        this.downloads = downloads;
        this.pool = pool;
        this.fx = fx;
        name.addListener((p, was, is) -> forget());
        revision.addListener((p, was, is) -> forget());
        words.languageProperty().addListener((p, was, is) -> sayAgain());
    }

    /** The repository as typed, or the address of its page as pasted. */
    public StringProperty nameProperty() {
        return name;
    }

    /** Branch, tag or commit; empty for the usual one. */
    public StringProperty revisionProperty() {
        return revision;
    }

    /** Whether the Hub is being asked. */
    public ReadOnlyBooleanProperty lookingProperty() {
        return looking.getReadOnlyProperty();
    }

    /** What a download would bring; null before the Hub has said. */
    public ReadOnlyObjectProperty<PullPlan> planProperty() {
        return plan.getReadOnlyProperty();
    }

    /** What stands in the way; set to null when it was read. */
    public ObjectProperty<Problem> problemProperty() {
        return problem;
    }

    /** Takes back what was asked and said. */
    public void forget() {
        stop.cancel();
        looking.set(false);
        plan.set(null);
        refusal = null;
        problem.set(null);
    }

    /** Asks the Hub for the files that the model needs. */
    public void look() {
        forget();
        if (name.get().isBlank()) {
            return;
        }
        RepositoryId id;
        try {
            id = RepositoryId.typed(name.get());
        } catch (HubException e) {
            problem.set(Problem.of(e));
            return;
        }
        String typed = revision.get().strip();
        String wanted =
                typed.isEmpty()
                        ? RepositoryId.typedRevision(name.get()).orElse(USUAL_REVISION)
                        : typed;
        Cancellation mine = new Cancellation();
        stop = mine;
        looking.set(true);
        BackgroundTask.of(() -> new ModelHub(settings.get()).plan(id, wanted, mine))
                .onSuccess(found -> tell(mine, () -> plan.set(found)))
                .onError(CancellationException.class, e -> {})
                .onError(HubException.class, e -> tell(mine, () -> refused(e)))
                .start(pool, fx);
    }

    private void refused(HubException e) {
        refusal = e;
        problem.set(new HubAdvice(words).of(e));
    }

    /** In the other language, unless it has been read. */
    private void sayAgain() {
        if (refusal != null && problem.get() != null) {
            problem.set(new HubAdvice(words).of(refusal));
        }
    }

    private void tell(Cancellation mine, Runnable outcome) {
        if (mine == stop && !mine.isCancelled()) {
            looking.set(false);
            outcome.run();
        }
    }

    /** Begins the download that was looked at. */
    public void download() {
        PullPlan wanted = plan.get();
        if (wanted != null && wanted.fits()) {
            downloads.start(wanted.id(), wanted.revision());
            name.set("");
            revision.set("");
        }
    }
}
