package org.sftworkbench.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashReportsTest {
    @TempDir Path logs;

    @Test
    void theMemoryThatJavaShowsIsLeftOut() throws IOException {
        Files.writeString(
                logs.resolve("hs_err_pid7.log"),
                """
                # SIGSEGV (0xb) at pc=0x1, pid=7, tid=8
                Native frames: (J=compiled Java code)
                C  [libtorch_cpu.so+0x1]  at::native::add+0x1

                Registers:
                RAX=0x1

                Register to memory mapping:

                RAX=0x1 is an oop: java.lang.String
                 - string: "my secret
                of two lines"

                Top of Stack: (sp=0x1)
                0x1:   6d79207365637265 my secret

                Stack slot to memory mapping:
                stack at sp + 0 slots: 0x1 "my secret"

                ---------------  P R O C E S S  ---------------
                Threads class SMR info
                """);
        Path report = new CrashReports(logs).of(7).orElseThrow();
        assertThat(report)
                .content()
                .contains("libtorch_cpu.so", "RAX=0x1\n", "Threads class SMR info", "left out")
                .doesNotContain("secret", "two lines", "6d79");
        assertThat(new CrashReports(logs).of(8)).isEmpty();
    }

    @Test
    void theLastFiveAreKept() throws IOException {
        for (int pid = 1; pid <= 7; pid++) {
            Path report = Files.writeString(logs.resolve("hs_err_pid" + pid + ".log"), "crash");
            Files.setLastModifiedTime(report, FileTime.fromMillis(1000L * pid));
        }
        Files.writeString(logs.resolve("window.log"), "kept");
        assertThat(new CrashReports(logs).of(7)).isPresent();
        try (Stream<Path> left = Files.list(logs)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "hs_err_pid3.log",
                            "hs_err_pid4.log",
                            "hs_err_pid5.log",
                            "hs_err_pid6.log",
                            "hs_err_pid7.log",
                            "window.log");
        }
    }
}
