import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Builds the archive and the installers of the machine it runs on, started by {@code
 * installer/build}. See {@code src/site/decisions/0009-how-the-program-is-installed.md}.
 */
final class Build {
    private static final String PACKAGE = "sft-workbench";
    private static final String TITLE = "SFT Workbench";
    private static final String SUMMARY = "See and do supervised fine-tuning of language models";
    private static final String VENDOR = "The SFT Workbench developers";
    private static final String MAIN = "org.sftworkbench.Launcher";

    /**
     * What no class file names: TLS with elliptic curves for downloads, encodings of a Windows
     * console and of CSV files, zip file systems, Chinese dates, and screen readers.
     */
    private static final List<String> MODULES_FOUND_BY_NAME =
            List.of(
                    "jdk.crypto.ec",
                    "jdk.charsets",
                    "jdk.zipfs",
                    "jdk.localedata",
                    "jdk.accessibility");

    private static final String USAGE =
            """
            Usage: installer/build [--flavor cpu|cuda] [--as-built] [--plan] [archive|deb|rpm|msi|dmg ...]

            Runs Maven's package and makes installers of the program with its own Java in target/installer:
            all that this machine can make, or the named ones.

              --flavor     cuda: where a GPU is there, the program asks at its first start whether to fetch the
                           libraries for CUDA; until then, and without a GPU, it computes as the other does.
                           cpu (the default): it offers them in the training pane and asks nothing
              --as-built   take target/sft-workbench as it is instead of running Maven
              --plan       say what would be made, and make nothing
            """;

    private enum Machine {
        LINUX("archive", "deb", "rpm"),
        MACOS("archive", "dmg"),
        WINDOWS("archive", "msi");

        private final List<String> kinds;

        Machine(String... kinds) {
            this.kinds = List.of(kinds);
        }

        static Machine here() {
            String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            return name.startsWith("windows") ? WINDOWS : name.startsWith("mac") ? MACOS : LINUX;
        }
    }

    private final Machine machine = Machine.here();
    private final Path project = Path.of("").toAbsolutePath();
    private final Path distribution = project.resolve("target").resolve(PACKAGE);
    private final Path out = project.resolve("target").resolve("installer");
    private final Path work = out.resolve("work");
    private final Flavor flavor;
    private final String version;

    /** What an installation is made for; the program reads it from a file in its directory. */
    private enum Flavor {
        CPU("", "", "ad1d4eb5-1b0e-4c1e-9d39-0f8a0c5f7b61"),
        CUDA("-cuda", " CUDA", "5f0a7c1c-4f0d-4e57-8a57-3a4bb0f0e9d2");

        private final String suffix;
        private final String title;

        /** By which Windows knows a later version as one of the same; stays for good. */
        private final String windowsProduct;

        Flavor(String suffix, String title, String windowsProduct) {
            this.suffix = suffix;
            this.title = title;
            this.windowsProduct = windowsProduct;
        }

        /**
         * Where the msi installs, below {@code %LOCALAPPDATA%}. Not in the folder of the program's
         * name, which jpackage would take: the program keeps drafts, settings, logs and fetched
         * libraries there, and an msi of jpackage's removes its whole folder when it is uninstalled
         * or upgraded.
         */
        private String windowsFolder() {
            return "Programs\\" + TITLE + title;
        }

        /** Takes {@code --flavor X} or {@code --flavor=X} out of the arguments; null where X is none. */
        static Flavor takeFrom(List<String> arguments) {
            Flavor taken = CPU;
            for (int i = 0; i < arguments.size(); i++) {
                String argument = arguments.get(i);
                if (argument.equals("--flavor") || argument.startsWith("--flavor=")) {
                    arguments.remove(i);
                    String name = "";
                    if (argument.startsWith("--flavor=")) {
                        name = argument.substring("--flavor=".length());
                    } else if (i < arguments.size()) {
                        name = arguments.remove(i);
                    }
                    i--;
                    taken =
                            switch (name) {
                                case "cpu" -> CPU;
                                case "cuda" -> CUDA;
                                default -> null;
                            };
                    if (taken == null) {
                        return null;
                    }
                }
            }
            return taken;
        }
    }

    /** Where the msi of each flavour installs, below {@code %LOCALAPPDATA%}. */
    static List<String> windowsFolders() {
        return Arrays.stream(Flavor.values()).map(Flavor::windowsFolder).toList();
    }

    private Build(Flavor flavor) throws IOException {
        this.flavor = flavor;
        Matcher found =
                Pattern.compile("<artifactId>sft-workbench</artifactId>\\s*<version>([0-9.]+)")
                        .matcher(Files.readString(project.resolve("pom.xml")));
        if (!found.find()) {
            throw new IllegalStateException("pom.xml does not say the program's version");
        }
        version = found.group(1);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> wanted = new ArrayList<>(Arrays.asList(args));
        Flavor flavor = Flavor.takeFrom(wanted);
        boolean asBuilt = wanted.remove("--as-built");
        boolean plan = wanted.remove("--plan");
        List<String> known = Machine.here().kinds;
        if (flavor == null || !known.containsAll(wanted)) {
            boolean help = wanted.contains("--help") || wanted.contains("-h");
            (help ? System.out : System.err).print(USAGE);
            if (!help) {
                System.err.println("\nThis machine makes " + String.join(", ", known) + ".");
            }
            System.exit(help ? 0 : 2);
        }
        try {
            if (flavor == Flavor.CUDA && Machine.here() == Machine.MACOS) {
                throw new IllegalStateException("there is no CUDA for macOS; leave --flavor out");
            }
            Build build = new Build(flavor);
            if (plan) {
                build.plan(wanted);
            } else {
                build.all(asBuilt, wanted);
            }
        } catch (IllegalStateException e) {
            System.err.println("installer/build: " + e.getMessage());
            System.exit(1);
        }
    }

    private void plan(List<String> wanted) {
        for (String kind : wanted.isEmpty() ? possible() : wanted) {
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %s%s%n",
                    kind,
                    flavoured(),
                    flavor == Flavor.CUDA ? ", marked to ask for the CUDA libraries" : "");
        }
    }

    private void all(boolean asBuilt, List<String> wanted)
            throws IOException, InterruptedException {
        List<String> kinds = wanted.isEmpty() ? possible() : wanted;
        delete(work);
        Files.createDirectories(work);
        if (!asBuilt) {
            List<String> maven = new ArrayList<>();
            maven.addAll(machine == Machine.WINDOWS ? List.of("cmd", "/c", "mvn") : List.of("mvn"));
            maven.addAll(List.of("-q", "-B", "-Dmaven.test.skip=true", "package"));
            run(maven);
        }
        checkDistribution();
        mark();
        runtime();
        Path image = image();
        for (String kind : kinds) {
            Path made =
                    switch (kind) {
                        case "archive" -> archive(image);
                        case "deb" -> new LinuxTree(image).deb();
                        case "rpm" -> new LinuxTree(image).rpm();
                        default -> packaged(kind, image);
                    };
            System.out.printf(
                    Locale.ROOT, "%s  %.1f MB%n", project.relativize(made), Files.size(made) / 1e6);
        }
        delete(work);
    }

    /** The kinds whose tools are here; says which are left out. */
    private List<String> possible() {
        List<String> kinds = new ArrayList<>(machine.kinds);
        leaveOut(kinds, "deb", "dpkg-deb");
        leaveOut(kinds, "rpm", "rpmbuild");
        return kinds;
    }

    private static void leaveOut(List<String> kinds, String kind, String tool) {
        // Only asked where it counts: a PATH of Windows is none that this could take apart.
        if (!kinds.contains(kind)) {
            return;
        }
        boolean found =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        if (!found) {
            kinds.remove(kind);
            System.out.println("No " + kind + ", as there is no " + tool + " on this machine.");
        }
    }

    /** A program without them could compute nothing before its first download. */
    private void checkDistribution() throws IOException {
        if (!Files.isDirectory(distribution.resolve("lib"))
                || !Files.exists(distribution.resolve("LICENSE"))
                || !Files.exists(distribution.resolve("NOTICE"))) {
            throw new IllegalStateException(
                    distribution + " is not there, or not whole; leave --as-built out, so that Maven makes it");
        }
        boolean cpu = jars().stream().anyMatch(jar -> name(jar).startsWith("pytorch-native-cpu"));
        if (!cpu) {
            throw new IllegalStateException(
                    distribution
                            + " carries no libtorch for the CPU; leave --as-built out, so that Maven"
                            + " makes it whole");
        }
    }

    /** Leaves in the program's directory what it was made for. */
    private void mark() throws IOException {
        Path marker = distribution.resolve("flavor");
        if (flavor == Flavor.CUDA) {
            Files.writeString(marker, "cuda\n");
        } else {
            Files.deleteIfExists(marker);
        }
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(distribution.resolve("lib"))) {
            return files.filter(file -> name(file).endsWith(".jar")).sorted().toList();
        }
    }

    /** Java with the modules that the program uses; jpackage's own would lack bin/java. */
    private void runtime() throws IOException, InterruptedException {
        Set<String> modules = new TreeSet<>(List.of(usedModules().trim().split(",")));
        modules.addAll(MODULES_FOUND_BY_NAME);
        System.out.println("Java " + Runtime.version() + " with " + String.join(", ", modules));
        tool(
                "jlink",
                "--add-modules",
                String.join(",", modules),
                "--include-locales=en,zh",
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                work.resolve("runtime").toString());
        // What a JDK has read of its own classes already, which jlink leaves out: a tenth of a start.
        run(List.of(work.resolve("runtime/bin/java").toString(), "-Xshare:dump", "-Xlog:disable"));
    }

    /** Asks jdeps about one jar of all classes, as it takes no class path with modules in it. */
    private String usedModules() throws IOException {
        Path classes = work.resolve("classes.jar");
        Set<String> seen = new HashSet<>();
        try (ZipOutputStream all = new ZipOutputStream(Files.newOutputStream(classes))) {
            all.setLevel(0);
            for (Path jar : jars()) {
                try (ZipFile from = new ZipFile(jar.toFile())) {
                    copyClasses(from, all, seen);
                }
            }
        }
        return tool(
                "jdeps",
                "-q",
                "--print-module-deps",
                "--ignore-missing-deps",
                "--multi-release",
                "17",
                classes.toString());
    }

    private static void copyClasses(ZipFile from, ZipOutputStream to, Set<String> seen)
            throws IOException {
        Enumeration<? extends ZipEntry> entries = from.entries();
        while (entries.hasMoreElements()) {
            String name = entries.nextElement().getName();
            if (name.endsWith(".class")
                    && !name.startsWith("META-INF/")
                    && !name.endsWith("module-info.class")
                    && seen.add(name)) {
                to.putNextEntry(new ZipEntry(name));
                try (var in = from.getInputStream(from.getEntry(name))) {
                    in.transferTo(to);
                }
                to.closeEntry();
            }
        }
    }

    private Path image() throws IOException {
        Path images = work.resolve("image");
        List<String> options = new ArrayList<>(List.of("--type", "app-image"));
        options.addAll(ofProgram());
        options.addAll(List.of("--dest", images.toString()));
        if (machine == Machine.WINDOWS && flavor == Flavor.CPU) {
            options.addAll(List.of("--add-launcher", "sft=" + consoleLauncher()));
        }
        tool("jpackage", options.toArray(String[]::new));
        switch (machine) {
            case LINUX -> {
                // jpackage's launcher cannot set the environment that libtorch starts in, the script can.
                Path image = images.resolve(PACKAGE);
                Files.delete(image.resolve("bin").resolve(PACKAGE));
                Files.delete(image.resolve("lib").resolve("app").resolve(PACKAGE + ".cfg"));
                Files.delete(image.resolve("lib").resolve("libapplauncher.so"));
                Files.createSymbolicLink(
                        image.resolve("bin").resolve("sft"), Path.of("..", "lib", "app", "bin", "sft"));
                copyDocuments(image);
                return image;
            }
            case WINDOWS -> {
                Path image = images.resolve(TITLE);
                Files.writeString(
                        image.resolve("sft.bat"), "@call \"%~dp0app\\bin\\sft.bat\" %*\r\n");
                copyDocuments(image);
                return image;
            }
            default -> {
                return images.resolve(TITLE + ".app");
            }
        }
    }

    private void copyDocuments(Path folder) throws IOException {
        for (String document : List.of("LICENSE", "NOTICE")) {
            Files.copy(distribution.resolve(document), folder.resolve(document));
        }
    }

    /** What jpackage must know of the program, whatever it makes. */
    private List<String> ofProgram() throws IOException {
        String suffix =
                switch (machine) {
                    case LINUX -> "-512.png";
                    case MACOS -> ".icns";
                    case WINDOWS -> ".ico";
                };
        Path main =
                jars().stream()
                        .filter(jar -> name(jar).startsWith(PACKAGE))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalStateException("the program's jar is not there"));
        return List.of(
                "--name",
                machine == Machine.LINUX ? PACKAGE : TITLE,
                "--app-version",
                forPackager(),
                "--vendor",
                VENDOR,
                "--description",
                SUMMARY,
                "--icon",
                project.resolve("assets/icon/" + PACKAGE + suffix).toString(),
                "--input",
                distribution.toString(),
                "--main-jar",
                "lib/" + name(main),
                "--main-class",
                MAIN,
                "--runtime-image",
                work.resolve("runtime").toString(),
                "--java-options",
                "--enable-native-access=ALL-UNNAMED",
                "--java-options",
                "-XX:FreqInlineSize=100",
                "--java-options",
                "-XX:InlineSmallCode=1000",
                "--java-options",
                "-Dfile.encoding=UTF-8",
                "--java-options",
                "-Dsft.installed=true",
                "--java-options",
                "-Dsft.home=$APPDIR");
    }

    /** The marker in a run's directory, which a double click opens the run by. */
    private Path runFiles() throws IOException {
        return Files.writeString(
                work.resolve("run-files.properties"),
                "extension=sftrun\nmime-type=application/x-sft-run\ndescription=SFT Workbench run\n");
    }

    /**
     * A second launcher that has a console, for a Windows prompt. It cannot set the variables that
     * the CUDA flavour needs, for which sft.bat stays.
     */
    private Path consoleLauncher() throws IOException {
        return Files.writeString(work.resolve("sft.properties"), "win-console=true\n");
    }

    /** macOS takes no version below 1. */
    private String forPackager() {
        return machine == Machine.MACOS && version.startsWith("0.")
                ? "1." + version.substring(2)
                : version;
    }

    private String fileName(String ending) {
        String system = machine.name().toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
        return flavoured() + "-" + version + "-" + system + "-" + processor + ending;
    }

    private String flavoured() {
        return PACKAGE + flavor.suffix;
    }

    private Path archive(Path image) throws IOException, InterruptedException {
        boolean windows = machine == Machine.WINDOWS;
        Path archive = out.resolve(fileName(windows ? ".zip" : ".tar.gz"));
        Files.deleteIfExists(archive);
        // Windows' own tar writes zip files; another one on the PATH may not.
        String tar = windows ? System.getenv("SystemRoot") + "\\System32\\tar.exe" : "tar";
        List<String> owner =
                machine == Machine.LINUX ? List.of("--owner=0", "--group=0") : List.of();
        List<String> command = new ArrayList<>(List.of(tar));
        command.addAll(owner);
        command.addAll(List.of(windows ? "-acf" : "-czf", archive.toString()));
        command.addAll(List.of("-C", image.getParent().toString(), name(image)));
        run(command);
        return archive;
    }

    /** Windows' and macOS's installers, by jpackage. */
    private Path packaged(String kind, Path image) throws IOException {
        Path made = work.resolve(kind);
        List<String> options = new ArrayList<>(List.of("--type", kind, "--dest", made.toString()));
        if (machine == Machine.WINDOWS) {
            options.addAll(List.of("--install-dir", flavor.windowsFolder()));
            // Of one name they would be one product to Windows, and the second would be refused.
            options.addAll(List.of("--name", TITLE + flavor.title));
            options.addAll(List.of("--win-upgrade-uuid", flavor.windowsProduct));
            options.addAll(List.of("--app-version", forPackager()));
            options.addAll(List.of("--vendor", VENDOR, "--app-image", image.toString()));
            options.addAll(List.of("--win-menu", "--win-shortcut", "--win-dir-chooser"));
            options.addAll(List.of("--win-per-user-install", "--license-file", "LICENSE"));
        } else {
            options.addAll(ofProgram());
        }
        options.addAll(List.of("--file-associations", runFiles().toString()));
        tool("jpackage", options.toArray(String[]::new));
        try (Stream<Path> files = Files.list(made)) {
            Path installer = files.findFirst().orElseThrow();
            return Files.move(
                    installer,
                    out.resolve(fileName("." + kind)),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * The files of a Linux package where they will lie: the image in /opt, the command, menu entry
     * and icons in /usr. Nothing is left for scripts that would run as root.
     */
    private final class LinuxTree {
        private final Path root = work.resolve("root");
        private final Path program = root.resolve("opt").resolve(PACKAGE);

        LinuxTree(Path image) throws IOException, InterruptedException {
            delete(root);
            copy(image, program);
            link("usr/bin/sft", "/opt/" + PACKAGE + "/bin/sft");
            put("installer/linux/" + PACKAGE + ".desktop", "usr/share/applications");
            put("installer/linux/" + PACKAGE + "-mime.xml", "usr/share/mime/packages");
            Path icons = root.resolve("usr/share/icons/hicolor");
            for (int size : List.of(16, 32, 48, 64, 128, 256, 512)) {
                Path folder = icons.resolve(size + "x" + size).resolve("apps");
                Files.createDirectories(folder);
                Files.copy(
                        project.resolve("assets/icon/" + PACKAGE + "-" + size + ".png"),
                        folder.resolve(PACKAGE + ".png"));
            }
            put("assets/icon/" + PACKAGE + ".svg", "usr/share/icons/hicolor/scalable/apps");
            Path documents = root.resolve("usr/share/doc").resolve(flavoured());
            Files.createDirectories(documents);
            Files.copy(project.resolve("LICENSE"), documents.resolve("copyright"));
            Files.copy(project.resolve("NOTICE"), documents.resolve("NOTICE"));
        }

        private void put(String file, String folder) throws IOException {
            Path to = Files.createDirectories(root.resolve(folder));
            Files.copy(project.resolve(file), to.resolve(name(Path.of(file))));
        }

        private void link(String from, String to) throws IOException {
            Path link = root.resolve(from);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(to));
        }

        private String other() {
            return flavor == Flavor.CPU ? PACKAGE + Flavor.CUDA.suffix : PACKAGE;
        }

        Path deb() throws IOException, InterruptedException {
            String architecture = read("dpkg", "--print-architecture").trim();
            Path control = Files.createDirectories(root.resolve("DEBIAN")).resolve("control");
            // The window needs GTK and OpenGL; the commands do not, so a server can do without.
            Files.writeString(
                    control,
                    String.join(
                            "\n",
                            "Package: " + flavoured(),
                            "Version: " + version,
                            "Architecture: " + architecture,
                            "Maintainer: " + VENDOR,
                            "Installed-Size: " + size(root) / 1024,
                            "Section: science",
                            "Priority: optional",
                            "Depends: " + String.join(", ", librariesOfRuntime()),
                            "Recommends: libgtk-3-0 | libgtk-3-0t64, libgl1, libxtst6, libxxf86vm1",
                            "Suggests: fonts-noto-cjk",
                            "Conflicts: " + other(),
                            // With both, dpkg takes the other flavour away instead of refusing.
                            "Replaces: " + other(),
                            "Description: " + SUMMARY.toLowerCase(Locale.ROOT),
                            " A desktop program and a command, sft, for teaching small language models on",
                            " this machine: chat templates, loss masks, training, LoRA and chat.",
                            ""));
            Path deb = out.resolve(flavoured() + "_" + version + "_" + architecture + ".deb");
            // Almost all of it is compressed already: xz saves 4 % and takes a minute.
            run(List.of("dpkg-deb", "--root-owner-group", "-Zgzip", "-b", root + "", deb + ""));
            delete(control.getParent());
            return deb;
        }

        /** Which packages of this Debian have the libraries that Java uses. */
        private Set<String> librariesOfRuntime() throws IOException, InterruptedException {
            Set<String> needed = neededByRuntime();
            Set<String> packages = new LinkedHashSet<>(List.of("libc6"));
            // Asked once: each time it goes through the lists of all packages.
            List<String> question = new ArrayList<>(List.of("dpkg", "-S"));
            needed.forEach(library -> question.add("*/" + library));
            String owners = needed.isEmpty() ? "" : read(question.toArray(String[]::new));
            for (String library : needed) {
                Matcher owner =
                        Pattern.compile("(?m)^([^:\\s]+)[^\\n]*/" + Pattern.quote(library) + "$")
                                .matcher(owners);
                if (owner.find()) {
                    packages.add(owner.group(1));
                }
            }
            // Those come with GTK, and only the window needs them.
            packages.removeIf(name -> name.startsWith("libx") || name.startsWith("libasound"));
            return packages;
        }

        /** Debian's Java uses libraries of the system where others bring their own. */
        private Set<String> neededByRuntime() throws IOException, InterruptedException {
            Set<String> needed = new TreeSet<>();
            try (Stream<Path> files = Files.walk(program.resolve("lib/runtime/lib"))) {
                for (Path file : files.filter(path -> name(path).endsWith(".so")).toList()) {
                    // Itself, not what its libraries use in turn: that differs among systems.
                    Matcher found =
                            Pattern.compile("NEEDED +(\\S+)")
                                    .matcher(read("objdump", "-p", file + ""));
                    while (found.find()) {
                        needed.add(found.group(1));
                    }
                }
            }
            needed.removeIf(this::isOfRuntime);
            return needed;
        }

        private boolean isOfRuntime(String library) {
            Path lib = program.resolve("lib/runtime/lib");
            return Files.exists(lib.resolve(library))
                    || Files.exists(lib.resolve("server").resolve(library));
        }

        Path rpm() throws IOException, InterruptedException {
            Path top = work.resolve("rpm");
            // By the names that whatever package has them provides; the window's come with GTK.
            List<String> requires =
                    neededByRuntime().stream()
                            .filter(library -> !library.matches("lib(X|x|asound).*"))
                            .map(library -> library + "()(64bit)")
                            .toList();
            Path spec = Files.createDirectories(top).resolve(PACKAGE + ".spec");
            Files.writeString(
                    spec,
                    String.join(
                            "\n",
                            "Name: " + flavoured(),
                            "Version: " + version,
                            "Release: 1",
                            "Summary: " + SUMMARY,
                            "License: " + licence(),
                            "Requires: " + String.join(", ", requires),
                            "Conflicts: " + other(),
                            "Recommends: gtk3, libglvnd-glx, libXtst, libXxf86vm",
                            "AutoReqProv: no",
                            "%global __os_install_post %{nil}",
                            "%define _build_id_links none",
                            "%define _binary_payload w3.gzdio",
                            "%description",
                            SUMMARY + ".",
                            "%install",
                            "cp -a '" + root + "/.' %{buildroot}",
                            "%files",
                            "%defattr(-,root,root,-)",
                            "/opt/" + PACKAGE,
                            "/usr/bin/sft",
                            "/usr/share/applications/" + PACKAGE + ".desktop",
                            "/usr/share/mime/packages/" + PACKAGE + "-mime.xml",
                            "/usr/share/icons/hicolor/*/apps/" + PACKAGE + ".*",
                            "/usr/share/doc/" + flavoured(),
                            ""));
            run(List.of("rpmbuild", "--quiet", "-bb", "--define", "_topdir " + top, spec + ""));
            try (Stream<Path> files = Files.walk(top.resolve("RPMS"))) {
                Path rpm = files.filter(path -> name(path).endsWith(".rpm")).findFirst().get();
                return Files.move(
                        rpm, out.resolve(name(rpm)), StandardCopyOption.REPLACE_EXISTING);
            }
        }

        private String licence() throws IOException {
            return Files.readString(project.resolve("LICENSE")).contains("Apache")
                    ? "Apache-2.0"
                    : "MIT";
        }
    }

    private static String tool(String name, String... arguments) {
        ToolProvider tool =
                ToolProvider.findFirst(name)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "this Java has no "
                                                        + name
                                                        + "; install a JDK 17 or later, or let JAVA_HOME name one"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = tool.run(print, print, arguments);
        String text = said.toString(StandardCharsets.UTF_8);
        if (code != 0) {
            throw new IllegalStateException(name + " failed:\n" + text);
        }
        return text;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(
                    String.join(" ", command) + " ended with exit code " + code);
        }
    }

    private static String read(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static long size(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.summingLong(file -> file.toFile().length()));
        }
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        Files.createDirectories(to.getParent());
        run(List.of("cp", "-a", from.toString(), to.toString()));
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(
                tree,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        file.toFile().setWritable(true);
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException e)
                            throws IOException {
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
