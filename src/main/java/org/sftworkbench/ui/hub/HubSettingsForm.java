package org.sftworkbench.ui.hub;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.sftworkbench.hub.Endpoint;
import org.sftworkbench.hub.HubChoices;
import org.sftworkbench.hub.HubEnvironment;
import org.sftworkbench.hub.HubException;
import org.sftworkbench.hub.HubSettings;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/**
 * The settings for models: the Hub that is asked, the token it is asked with, and where models are
 * kept. A token goes in and is never shown again. FX thread only.
 */
public final class HubSettingsForm {
    private final Words words;
    private final HubEnvironment environment;
    private final Executor background;
    private final Executor fx;
    private final StringProperty mirror = new SimpleStringProperty(this, "mirror", "");
    private final StringProperty token = new SimpleStringProperty(this, "token", "");
    private final StringProperty store = new SimpleStringProperty(this, "store", "");
    private final ReadOnlyObjectWrapper<HubOutline> outline =
            new ReadOnlyObjectWrapper<>(this, "outline", HubOutline.UNKNOWN);
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>(this, "problem");
    private Runnable onChange = () -> {};

    HubSettingsForm(Words words, HubEnvironment environment, Executor background, Executor fx) {
        this.words = words;
        this.environment = environment;
        this.background = background;
        this.fx = fx;
    }

    /** The Hub to ask; empty for huggingface.co. */
    public StringProperty mirrorProperty() {
        return mirror;
    }

    /** A new token; empty to leave the one that is kept. */
    public StringProperty tokenProperty() {
        return token;
    }

    /** The directory that models are kept in; empty for the one that other programs share. */
    public StringProperty storeProperty() {
        return store;
    }

    /** What holds now. */
    public ReadOnlyObjectProperty<HubOutline> outlineProperty() {
        return outline.getReadOnlyProperty();
    }

    /** What stands in the way; set to null when it was read. */
    public ObjectProperty<Problem> problemProperty() {
        return problem;
    }

    /** Called after settings have changed. */
    void onChange(Runnable handler) {
        onChange = handler;
    }

    /** What is kept and what holds. */
    private record Read(HubChoices choices, HubOutline outline) {}

    /** Reads the settings; asks nobody. */
    public void load() {
        BackgroundTask.of(this::read)
                .onSuccess(this::show)
                .onError(HubException.class, e -> problem.set(Problem.of(e)))
                .start(background, fx);
    }

    private Read read() {
        return new Read(environment.choicesFile().read(), HubOutline.of(environment));
    }

    private void show(Read read) {
        mirror.set(read.choices().mirror().orElse(""));
        store.set(read.choices().store().map(Path::toString).orElse(""));
        token.set("");
        outline.set(read.outline());
    }

    /** Keeps what is typed. */
    public void save() {
        String typedMirror = mirror.get().strip();
        String typedToken = token.get().strip();
        String typedStore = store.get().strip();
        String noDirectory =
                words.say("{0} is not the full path of a directory; choose another.", typedStore);
        String openToRead =
                words.say(
                        "A token would go there readable by anyone on the way. Use an address with"
                                + " https.");
        change(
                before -> {
                    Optional<String> hub = mirror(typedMirror);
                    Optional<Path> place = store(typedStore, noDirectory);
                    if (typedToken.isEmpty()) {
                        return new HubChoices(hub, before.token(), before.tokenFor(), place);
                    }
                    HubEnvironment.requireHeader(typedToken);
                    Endpoint asked = Endpoint.of(hub.orElseGet(this::usualHub));
                    if (asked.isOpenToRead()) {
                        throw new HubException(openToRead);
                    }
                    return new HubChoices(
                            hub, Optional.of(typedToken), Optional.of(asked.toString()), place);
                });
    }

    private String usualHub() {
        return environment
                .fromVariable(HubEnvironment.Setting.HUB)
                .map(name -> HubOutline.of(environment).endpoint())
                .orElse(HubSettings.HUGGING_FACE.toString());
    }

    private static Optional<String> mirror(String typed) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        String whole = typed.contains("://") ? typed : "https://" + typed;
        return Optional.of(Endpoint.of(whole).toString());
    }

    private static Optional<Path> store(String typed, String otherwise) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path place = Path.of(typed);
            if (place.isAbsolute() && (!Files.exists(place) || Files.isDirectory(place))) {
                return Optional.of(place.normalize());
            }
        } catch (InvalidPathException e) {
            // Told below, as anything else that is no directory.
        }
        throw new HubException(otherwise);
    }

    /** Takes the token that is kept out of the settings. */
    public void forgetToken() {
        change(
                before ->
                        new HubChoices(
                                before.mirror(),
                                Optional.empty(),
                                Optional.empty(),
                                before.store()));
    }

    /** Makes of the choices before what they are to be. */
    private interface Change {
        HubChoices of(HubChoices before);
    }

    private void change(Change change) {
        problem.set(null);
        BackgroundTask.of(
                        () -> {
                            HubChoices next = change.of(before());
                            environment.choicesFile().write(next);
                            return read();
                        })
                .onSuccess(
                        read -> {
                            show(read);
                            onChange.run();
                        })
                .onError(HubException.class, e -> problem.set(Problem.of(e)))
                .start(background, fx);
    }

    /** A broken file is replaced by what the user says now. */
    private HubChoices before() {
        try {
            return environment.choicesFile().read();
        } catch (HubException e) {
            return HubChoices.NONE;
        }
    }
}
