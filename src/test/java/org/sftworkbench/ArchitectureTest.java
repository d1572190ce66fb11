package org.sftworkbench;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The table of packages: who may import whom, and which outside libraries stay where.
 *
 * <p>Each rule is a test of JUnit's own: fields that ArchUnit's engine is to find are counted as no
 * test by Surefire, and a rule that is broken there fails no build.
 */
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

    private static JavaClasses program;

    @BeforeAll
    static void read() {
        // The rules go by names; what libraries' classes look like inside is not asked, and reading
        // them takes most of the time.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        program =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(ROOT);
    }

    @TestFactory
    Stream<DynamicTest> everyRuleHolds() throws IllegalAccessException {
        List<DynamicTest> rules = new ArrayList<>();
        for (Field field : ArchitectureTest.class.getDeclaredFields()) {
            if (field.getType() == ArchRule.class) {
                ArchRule rule = (ArchRule) field.get(null);
                rules.add(dynamicTest(field.getName(), () -> rule.check(program)));
            }
        }
        assertThat(rules).hasSizeGreaterThan(30);
        return rules.stream();
    }

    @Test
    void aRuleThatIsBrokenFails() {
        ArchRule broken =
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".log..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.slf4j..");
        assertThatThrownBy(() -> broken.check(program))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ProgramLog");
    }

    static final ArchRule chat = only("chat");
    static final ArchRule job = only("job");
    static final ArchRule disk = only("disk");
    static final ArchRule log = only("log", "disk");
    static final ArchRule run = only("run", "disk");
    static final ArchRule session = only("session", "chat", "data", "disk");
    static final ArchRule hub = only("hub", "job", "disk");
    static final ArchRule natives = only("natives", "hub", "model", "job", "disk");
    static final ArchRule template = only("template", "chat");
    static final ArchRule tokenizer = only("tokenizer", "disk");

    static final ArchRule data = only("data", "chat", "job", "disk", "template", "tokenizer");

    static final ArchRule dataFault = only("data.fault", "tokenizer");
    static final ArchRule dataFile = only("data.file", "data.fault", "disk", "tokenizer");

    static final ArchRule dataMask =
            only("data.mask", "data.fault", "chat", "template", "tokenizer");

    static final ArchRule rowsOfFilesAreReadByDataAlone =
            classes()
                    .that()
                    .resideInAPackage(ROOT + ".data.file..")
                    .should()
                    .onlyHaveDependentClassesThat()
                    .resideInAPackage(ROOT + ".data..");

    static final ArchRule check =
            only("check", "chat", "job", "disk", "template", "tokenizer", "data");

    static final ArchRule model = only("model", "job", "disk");
    static final ArchRule train = only("train", "data", "model", "job", "disk");

    static final ArchRule generate =
            only("generate", "chat", "template", "tokenizer", "model", "job");

    static final ArchRule bench = only("bench", "data", "model", "train", "generate", "job");

    static final ArchRule engine = only("engine", with(CORE, "log"));

    static final ArchRule about =
            only("about", "disk", "job", "log", "hub", "starter", "model.device");

    static final ArchRule engineProcess = only("engine.process", with(CORE, "engine", "log"));

    static final ArchRule starter = only("starter", with(CORE, "engine"));

    static final ArchRule cli =
            only("cli", with(CORE, "engine", "starter", "bench", "hub", "about", "natives"));

    static final ArchRule uiCommon = only("ui.common", "job");

    static final ArchRule uiTemplate = only("ui.template", with(CORE, "engine", "ui.common"));

    static final ArchRule uiLabels = only("ui.labels", with(CORE, "engine", "ui.common"));

    static final ArchRule uiTrain = only("ui.train", with(CORE, "engine", "ui.common", "ui.runs"));

    static final ArchRule uiAbout = only("ui.about", "about", "ui.common");
    static final ArchRule uiRuns = only("ui.runs", with(CORE, "engine", "ui.common"));
    static final ArchRule uiLearn = only("ui.learn", with(CORE, "engine", "ui.common"));
    static final ArchRule uiHub = only("ui.hub", with(CORE, "hub", "ui.common"));
    static final ArchRule uiChat = only("ui.chat", with(CORE, "engine", "ui.common"));

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

    static final ArchRule uiCuda = only("ui.cuda", "natives", "hub", "model", "job", "ui.common");

    static final ArchRule uiApp =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".ui..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + ".cli..");

    static final ArchRule noCycles = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    static final ArchRule javafxOnlyInUi =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".ui..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx..", "org.fxmisc..", "io.fair_acc..", "atlantafx..");

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

    static final ArchRule tokenizersInOneClass =
            classes()
                    .that(resideInAPackage("ai.djl.huggingface.."))
                    .should()
                    .onlyHaveDependentClassesThat()
                    .haveNameMatching(".*\\.HuggingFaceFileTokenizer.*|ai\\.djl\\..*")
                    .allowEmptyShould(true);

    static final ArchRule noConsoleOutsideCli =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(ROOT + ".cli..", ROOT)
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err");

    /** What is written must not depend on the machine's language: digits and dots differ. */
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
