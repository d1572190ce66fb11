package org.sftworkbench;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** The table of packages: who may import whom, and which outside libraries stay where. */
@AnalyzeClasses(
        packages = ArchitectureTest.ROOT,
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "org.sftworkbench";

    private static final String[] CORE = {
        "chat",
        "job",
        "disk",
        "run",
        "template",
        "tokenizer",
        "data",
        "check",
        "model",
        "train",
        "generate"
    };

    @ArchTest static final ArchRule chat = only("chat");
    @ArchTest static final ArchRule job = only("job");
    @ArchTest static final ArchRule disk = only("disk");
    @ArchTest static final ArchRule log = only("log", "disk");
    @ArchTest static final ArchRule run = only("run", "disk");
    @ArchTest static final ArchRule session = only("session", "chat", "data", "disk");
    @ArchTest static final ArchRule hub = only("hub", "job", "disk");
    @ArchTest static final ArchRule natives = only("natives", "hub", "model", "job", "disk");
    @ArchTest static final ArchRule template = only("template", "chat");
    @ArchTest static final ArchRule tokenizer = only("tokenizer", "disk");

    @ArchTest
    static final ArchRule data = only("data", "chat", "job", "disk", "template", "tokenizer");

    @ArchTest
    static final ArchRule check =
            only("check", "chat", "job", "disk", "template", "tokenizer", "data");

    @ArchTest static final ArchRule model = only("model", "job", "disk");
    @ArchTest static final ArchRule train = only("train", "data", "model", "job", "disk");

    @ArchTest
    static final ArchRule generate =
            only("generate", "chat", "template", "tokenizer", "model", "job");

    @ArchTest
    static final ArchRule bench = only("bench", "data", "model", "train", "generate", "job");

    @ArchTest static final ArchRule engine = only("engine", with(CORE, "log"));

    @ArchTest
    static final ArchRule about =
            only("about", "disk", "job", "log", "hub", "starter", "model.device");

    @ArchTest
    static final ArchRule engineProcess = only("engine.process", with(CORE, "engine", "log"));

    @ArchTest static final ArchRule starter = only("starter", with(CORE, "engine"));

    @ArchTest
    static final ArchRule cli =
            only("cli", with(CORE, "engine", "starter", "bench", "hub", "about", "natives"));

    @ArchTest static final ArchRule uiCommon = only("ui.common", "job");

    @ArchTest
    static final ArchRule uiTemplate = only("ui.template", with(CORE, "engine", "ui.common"));

    @ArchTest static final ArchRule uiLabels = only("ui.labels", with(CORE, "engine", "ui.common"));

    @ArchTest
    static final ArchRule uiTrain = only("ui.train", with(CORE, "engine", "ui.common", "ui.runs"));

    @ArchTest static final ArchRule uiAbout = only("ui.about", "about", "ui.common");
    @ArchTest static final ArchRule uiRuns = only("ui.runs", with(CORE, "engine", "ui.common"));
    @ArchTest static final ArchRule uiLearn = only("ui.learn", with(CORE, "engine", "ui.common"));
    @ArchTest static final ArchRule uiHub = only("ui.hub", with(CORE, "hub", "ui.common"));
    @ArchTest static final ArchRule uiChat = only("ui.chat", with(CORE, "engine", "ui.common"));

    @ArchTest
    static final ArchRule uiSession =
            only(
                    "ui.session",
                    with(
                            CORE,
                            "session",
                            "engine",
                            "ui.common",
                            "ui.template",
                            "ui.labels",
                            "ui.train",
                            "ui.chat"));

    @ArchTest
    static final ArchRule uiCuda = only("ui.cuda", "natives", "hub", "model", "job", "ui.common");

    @ArchTest
    static final ArchRule uiApp =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".ui..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + ".cli..");

    @ArchTest
    static final ArchRule noCycles = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule javafxOnlyInUi =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".ui..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx..", "org.fxmisc..", "io.fair_acc..", "atlantafx..");

    @ArchTest
    static final ArchRule djlOnlyInEngineSide =
            noClasses()
                    .that(
                            not(
                                    resideInAnyPackage(
                                            ROOT + ".model..",
                                            ROOT + ".train..",
                                            ROOT + ".generate..",
                                            ROOT + ".engine..",
                                            ROOT + ".tokenizer..")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule tokenizersInOneClass =
            classes()
                    .that(resideInAPackage("ai.djl.huggingface.."))
                    .should()
                    .onlyHaveDependentClassesThat()
                    .haveNameMatching(".*\\.HuggingFaceFileTokenizer.*|ai\\.djl\\..*")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noConsoleOutsideCli =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(ROOT + ".cli..", ROOT)
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err");

    /** What is written must not depend on the machine's language: digits and dots differ. */
    @ArchTest
    static final ArchRule noFormattingByTheMachinesLanguage =
            noClasses()
                    .should()
                    .callMethod(String.class, "format", String.class, Object[].class)
                    .orShould()
                    .callMethod(String.class, "formatted", Object[].class)
                    .orShould()
                    .callMethod(String.class, "toLowerCase")
                    .orShould()
                    .callMethod(String.class, "toUpperCase");

    private static ArchRule only(String slice, String... mayImport) {
        String[] allowed =
                Stream.concat(Stream.of(slice), Arrays.stream(mayImport))
                        .map(p -> ROOT + "." + p + "..")
                        .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + slice + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true);
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }
}
