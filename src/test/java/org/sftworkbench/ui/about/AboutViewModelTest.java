package org.sftworkbench.ui.about;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.about.BuildFacts;
import org.sftworkbench.about.Place;
import org.sftworkbench.about.Report;
import org.sftworkbench.about.ReportMaker;
import org.sftworkbench.ui.about.AboutViewModel.Desk;

class AboutViewModelTest {
    @TempDir private Path directory;

    private final List<Path> shown = new ArrayList<>();
    private final List<String> copied = new ArrayList<>();
    private final Report report =
            new Report(new BuildFacts("1.0", Optional.empty()), List.of(), List.of());
    private final AboutViewModel view =
            new AboutViewModel(
                    () -> report, Runnable::run, Runnable::run, new Desk(shown::add, copied::add));

    @Test
    void theReportIsCopiedOnceThereIsOne() {
        view.copyReport();
        assertThat(copied).isEmpty();

        view.look();
        view.copyReport();
        assertThat(copied).containsExactly(report.text());
        assertThat(view.copiedProperty().get()).isTrue();

        view.look();
        assertThat(view.copiedProperty().get()).as("of the report shown now").isFalse();
    }

    @Test
    void aPlaceIsOpenedAsADirectoryAndCopiedWhole() throws IOException {
        Path log = Files.createFile(directory.resolve("window.log"));
        view.open(new Place("Log file", log, true));
        view.open(new Place("Logs", directory, true));
        view.copy(new Place("Log file", log, true));

        assertThat(shown).containsExactly(directory, directory);
        assertThat(copied).containsExactly(log.toString());
    }

    @Test
    void aMachineThatCannotBeLookedAtIsSaidSo() {
        AboutViewModel broken =
                new AboutViewModel(
                        () -> {
                            throw new IllegalStateException("no driver answers");
                        },
                        Runnable::run,
                        Runnable::run,
                        new Desk(shown::add, copied::add));
        broken.look();
        assertThat(broken.failureProperty().get()).isEqualTo("no driver answers");
        assertThat(broken.reportProperty().get()).isNull();
    }

    @Test
    void whatTheReportCallsThingsCanBeSaidInEveryLanguage() {
        Report real = ReportMaker.ofProcess().make();
        List<String> ownNames = List.of("Java", "JavaFX", "DJL", "libtorch", "tokenizers");
        List<String> names = new ArrayList<>(List.of(Report.PLACES));
        real.sections()
                .forEach(
                        section -> {
                            names.add(section.title());
                            section.facts().forEach(fact -> names.add(fact.name()));
                        });
        real.places().forEach(place -> names.add(place.name()));
        names.removeAll(ownNames);
        assertThat(FactNames.TRANSLATED).containsAll(names);
    }
}
