package org.sftworkbench.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.UserDirectories;
import org.sftworkbench.hub.HubSettings.Patience;

/**
 * Reads the settings that huggingface_hub reads, from the same variables and files: {@code
 * HF_HOME}, {@code HF_HUB_CACHE}, {@code HF_ENDPOINT}, {@code HF_TOKEN}, {@code HF_TOKEN_PATH},
 * {@code HF_HUB_OFFLINE}, {@code HF_HUB_DISABLE_SYMLINKS} and {@code
 * HF_HUB_DISABLE_IMPLICIT_TOKEN}; and what the user chose for good, where no variable says
 * otherwise.
 *
 * @see <a
 *     href="https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables">its
 *     documentation</a>
 */
public final class HubEnvironment {
    private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");
    private static final int MOST_TOKEN_BYTES = 4096;

    private final Map<String, String> variables;
    private final Path home;
    private final Optional<Path> choices;

    /**
     * @param home the user's
     */
    public HubEnvironment(Map<String, String> variables, Path home) {
        this(variables, home, Optional.empty());
    }

    /**
     * @param home the user's
     * @param choices the directory of what the user chose for good; empty for the usual one
     */
    HubEnvironment(Map<String, String> variables, Path home, Optional<Path> choices) {
        this.variables = Map.copyOf(variables);
        this.home = home;
        this.choices = choices;
    }

    /** That of this process. */
    public static HubEnvironment ofProcess() {
        return new HubEnvironment(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                UserDirectories.chosen().map(one -> UserDirectories.under(one).state()));
    }

    /**
     * The settings, with what the user chose now before what the environment says.
     *
     * @param mirror the Hub to ask instead
     * @param token to ask with
     * @throws HubException where an address or a token is none
     */
    public HubSettings settings(Optional<String> mirror, Optional<String> token) {
        HubChoices choices = choices();
        Endpoint configured =
                Endpoint.of(value("HF_ENDPOINT").orElse(HubSettings.HUGGING_FACE.toString()));
        Endpoint endpoint =
                mirror.map(Endpoint::of)
                        .or(
                                () ->
                                        fromVariable(Setting.HUB).isPresent()
                                                ? Optional.of(configured)
                                                : chosenMirror(choices))
                        .orElse(configured);
        Optional<String> chosen =
                token.isPresent()
                        ? token
                        : implicitToken(
                                endpoint.owns(configured.address()), saved(choices, endpoint));
        Optional<String> clean = chosen.map(String::strip).filter(text -> !text.isEmpty());
        clean.ifPresent(HubEnvironment::requireHeader);
        if (clean.isPresent() && endpoint.isOpenToRead()) {
            if (token.isPresent()) {
                throw new HubException(
                        "the token would go to "
                                + endpoint
                                + " readable by anyone on the way; use https, or leave the token"
                                + " away");
            }
            clean = Optional.empty();
        }
        return new HubSettings(
                endpoint,
                clean,
                store(choices),
                !isTrue("HF_HUB_DISABLE_SYMLINKS"),
                isTrue("HF_HUB_OFFLINE") || isTrue("TRANSFORMERS_OFFLINE"),
                Patience.USUAL,
                Proxies.of(variables));
    }

    /** What may be chosen, and what a variable decides where it is set. */
    public enum Setting {
        /** The Hub that is asked. */
        HUB("HF_ENDPOINT"),
        /** The token it is asked with. */
        TOKEN("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"),
        /** Where models are kept. */
        STORE("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME");

        private final List<String> variables;

        Setting(String... variables) {
            this.variables = List.of(variables);
        }
    }

    /** The variable that decides a setting, whatever was chosen for good; empty where none does. */
    public Optional<String> fromVariable(Setting setting) {
        return setting.variables.stream().filter(name -> value(name).isPresent()).findFirst();
    }

    /** Where a login left its token, and whether there is one. */
    public Optional<Path> login() {
        return Optional.of(loginFile()).filter(Files::isRegularFile);
    }

    /** What the user chose for good, to be read and written. */
    public HubChoicesFile choicesFile() {
        return new HubChoicesFile(choices.orElseGet(this::usualChoices).resolve("hub.json"));
    }

    private Path usualChoices() {
        return value("XDG_CONFIG_HOME")
                .or(() -> value("APPDATA"))
                .map(this::path)
                .filter(Path::isAbsolute)
                .orElse(home.resolve(".config"))
                .resolve("sft-workbench");
    }

    private Optional<Endpoint> chosenMirror(HubChoices choices) {
        return choices.mirror().map(kept -> choicesFile().address("mirror", kept));
    }

    private HubChoices choices() {
        return choicesFile().read();
    }

    /** The token that was saved, where it was saved for this Hub. */
    private static Optional<String> saved(HubChoices choices, Endpoint endpoint) {
        return choices.token()
                .filter(
                        token ->
                                choices.tokenFor()
                                        .map(hub -> endpoint.owns(Endpoint.of(hub).address()))
                                        .orElse(false));
    }

    /**
     * Where models are kept.
     *
     * @throws HubException where what was chosen for good cannot be read
     */
    public Path store() {
        return store(choices());
    }

    private Path store(HubChoices choices) {
        return value("HF_HUB_CACHE")
                .or(() -> value("HUGGINGFACE_HUB_CACHE"))
                .map(this::path)
                .or(
                        () ->
                                fromVariable(Setting.STORE).isPresent()
                                        ? Optional.empty()
                                        : choices.store())
                .orElseGet(() -> huggingFaceHome().resolve("hub"));
    }

    private Path huggingFaceHome() {
        return value("HF_HOME")
                .map(this::path)
                .orElseGet(
                        () ->
                                value("XDG_CACHE_HOME")
                                        .map(this::path)
                                        .orElse(home.resolve(".cache"))
                                        .resolve("huggingface"));
    }

    /**
     * A token in a variable was meant for what this process asks; one that a login left in a file
     * is for the Hub that was logged in to; one that was saved is not implicit.
     */
    private Optional<String> implicitToken(boolean sameHub, Optional<String> saved) {
        if (isTrue("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
            return saved;
        }
        return value("HF_TOKEN")
                .or(() -> value("HUGGING_FACE_HUB_TOKEN"))
                .or(() -> saved)
                .or(() -> sameHub ? tokenFile() : Optional.empty());
    }

    private Path loginFile() {
        return value("HF_TOKEN_PATH")
                .map(this::path)
                .orElseGet(() -> huggingFaceHome().resolve("token"));
    }

    private Optional<String> tokenFile() {
        Path file = loginFile();
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > MOST_TOKEN_BYTES) {
                throw new HubException(file + ": is too large to be a token");
            }
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw new HubException(file + ": the token cannot be read: " + DurableFiles.why(e), e);
        }
    }

    /**
     * @throws HubException where it cannot be a token
     */
    public static void requireHeader(String token) {
        if (!token.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new HubException(
                    "the token holds characters that no token has; copy it again from the Hub's"
                            + " settings");
        }
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
    }

    private boolean isTrue(String name) {
        return value(name)
                .map(text -> TRUE.contains(text.toUpperCase(java.util.Locale.ROOT)))
                .orElse(false);
    }

    private Path path(String text) {
        if (text.equals("~")) {
            return home;
        }
        return text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text);
    }
}
